"""A person's own e-mail address: another takes its place once a link in a letter to that one has been opened."""

from __future__ import annotations

import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse

from politirad import mail
from politirad.own_trail import note_own
from politirad.tenancy.models import User

LIFE = datetime.timedelta(days=3)
SALT = "politirad.addresses"


class Taken(Exception):
    """The address belongs to somebody else's login."""


def waiting_address(user: User) -> EmailAddress | None:
    """The address that this person is about to change to."""
    # The rows of allauth lie outside the wall; the owner is the whole rule.
    waiting: EmailAddress | None = (
        EmailAddress.objects.filter(user=user, verified=False).exclude(email__iexact=user.email).last()
    )
    return waiting


@transaction.atomic
def ask_for_address(*, user: User, email: str) -> None:
    """Send a link to the new address; the last wish counts.

    Whoever reads the letter learns when the address has a login already. The one who asks does not, so that nobody
    finds out here who else uses Politiråd. Raises what `mail.send_now` raises.
    """
    drop_waiting(user=user)
    address = EmailAddress.objects.create(user=user, email=email.lower())
    send_link(address)


def send_link(address: EmailAddress) -> None:
    """Write to the address that waits. Raises what `mail.send_now` raises."""
    user = address.user
    to = mail.Recipient(email=address.email, name=user.name, language=user.language)
    if _is_taken(address):
        to = mail.Recipient(email=address.email, name="", language=user.language)
        mail.send_now("address_taken", to, {})
        return
    key = signing.dumps({"address": address.pk}, salt=SALT)
    link = f"{settings.SITE_URL}{reverse('account_confirm_email', args=[key])}"
    mail.send_now("address_confirm", to, {"link": link, "old": user.email, "days": LIFE.days})


def drop_waiting(*, user: User) -> None:
    """Give up a change that waits; its link opens no more."""
    EmailAddress.objects.filter(user=user, verified=False).delete()


def address_of(key: str) -> EmailAddress | None:
    """The address that the link in a letter was sent to; None for a link that does not open (any more)."""
    try:
        pk = signing.loads(key, salt=SALT, max_age=LIFE)["address"]
    except signing.BadSignature:  # an old one is a bad one
        return None
    found: EmailAddress | None = (
        EmailAddress.objects.filter(pk=pk, verified=False).select_related("user").first()
    )
    return found


def change_address(address: EmailAddress) -> User | None:
    """Put the address in the old one's place, and tell the old one. Of two who press at once, one gets in.

    None when the link has been used meanwhile. Raises Taken when another login has the address, and what
    `mail.send_now` raises.
    """
    try:
        with transaction.atomic():
            user = User.objects.select_for_update().get(pk=address.user_id)
            if not EmailAddress.objects.filter(pk=address.pk, verified=False).exists():
                return None
            if _is_taken(address):
                raise Taken
            old = mail.Recipient(email=user.email, name=user.name, language=user.language)
            EmailAddress.objects.filter(user=user).exclude(pk=address.pk).delete()
            EmailAddress.objects.filter(pk=address.pk).update(verified=True, primary=True)
            user.email = address.email
            user.save(update_fields=["email"])
            note_own("change_address", user)
            mail.send_now("address_changed", old, {"new": user.email})
    except IntegrityError as error:  # two logins at once want the same address
        raise Taken from error
    return user


def _is_taken(address: EmailAddress) -> bool:
    others = User.objects.filter(email__iexact=address.email).exclude(pk=address.user_id)
    proved = EmailAddress.objects.filter(email__iexact=address.email, verified=True)
    return others.exists() or proved.exclude(user_id=address.user_id).exists()
