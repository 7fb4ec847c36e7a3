"""Let people in: find or make the person, invite, and accept an invitation."""

from __future__ import annotations

import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils import notifications
from councils.invitations import LIFE, Fault, Invitation, LinkError, read_token
from councils.models import Council
from councils.refusals import Refusal
from politirad.tenancy import context
from politirad.tenancy.audit import record
from politirad.tenancy.models import Organization, OutgoingMessage, User

#: Two invitations to one person within this time are a double press, not a wish.
PAUSE = datetime.timedelta(minutes=2)


def person_by_email(*, email: str, name: str, language: str) -> tuple[User, bool]:
    """The person with exactly this address, or a new one who cannot sign in yet; and whether it is new.

    A person who is there already keeps the name that person has chosen.
    """
    email = email.strip().lower()
    found = User.objects.filter(email=email).first()
    if found is not None:
        return found, False
    try:
        with transaction.atomic():
            return User.objects.create_user(email, name=name.strip(), language=language), True
    except IntegrityError:  # somebody else made the same person just now
        return User.objects.get(email=email), False


@transaction.atomic
def invite_person(
    *,
    email: str,
    name: str,
    at: datetime.datetime,
    by: User | None,
    council: Council | None = None,
    organization: Organization | None = None,
    role: str = "",
    valid_from: datetime.date | None = None,
) -> User:
    """Find or make a person and write the letter: an invitation, or, to one who has a login, that it is so.

    One of `council` and `organization` says where; the letter and the audit row lie there.
    """
    place = council or organization
    assert place is not None, "An invitation is to a council or an organisation."
    user, made = person_by_email(email=email, name=name, language=place.language)
    if made:
        _audit("invite_person", user, by=by, council=council, organization=organization)
    write_to(user, at=at, by=by, council=council, organization=organization, role=role, valid_from=valid_from)
    return user


@transaction.atomic
def renew_invitation(
    *,
    user: User,
    at: datetime.datetime,
    by: User | None,
    council: Council | None = None,
    organization: Organization | None = None,
    role: str = "",
) -> None:
    """Send the invitation once more. Raises Refusal for one who has a login, or right after the last letter."""
    if user.has_usable_password():
        raise Refusal(_("%(name)s har logget inn og trenger ingen invitasjon.") % {"name": user.name})
    last = _letters(user, council, organization).order_by("-created_at").first()
    if last is not None and at - last.created_at < PAUSE:
        raise Refusal(
            _("Invitasjonen ble sendt for et øyeblikk siden. Vent et par minutter før du sender en ny.")
        )
    _audit("invite_person", user, by=by, council=council, organization=organization)
    write_to(user, at=at, by=by, council=council, organization=organization, role=role, valid_from=None)


@transaction.atomic
def accept_invitation(
    *, token: str, name: str, password: str, at: datetime.datetime, today: datetime.date
) -> Invitation:
    """Give the invited person the name and password they chose, and hold the address for proved.

    Raises LinkError when the link does not open (any more): of two who press at once, one gets in.
    """
    user = read_token(token, at=at).user
    User.objects.select_for_update().get(pk=user.pk)
    invitation = read_token(token, at=at)
    user = invitation.user
    user.name = name.strip()
    user.set_password(password)
    user.save(update_fields=["name", "password"])
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    own = context.of_user(user.pk, today=today)
    with context.entered(own):
        council = invitation.council_id if invitation.council_id in own.councils else None
        organization = invitation.organization_id if invitation.organization_id in own.organizations else None
        record(
            "accept_invitation",
            user,
            by=user,
            council_id=council,
            organization_id=None if council else organization,
        )
    return invitation


def renew_expired(*, token: str, at: datetime.datetime) -> None:
    """Send a new link to the one whose link has run out, at that person's own wish.

    The letter goes to the address the first one went to. Raises LinkError for a link that is not merely
    too old, and Refusal right after the last letter.
    """
    try:
        read_token(token, at=at)
    except LinkError as error:
        if error.invitation is None:
            raise
        invitation = error.invitation
    else:
        raise Refusal(_("Lenken gjelder fortsatt. Du kan bruke den du har."))
    place = context.Context(
        councils=frozenset({invitation.council_id} if invitation.council_id else ()),
        organizations=frozenset({invitation.organization_id} if invitation.organization_id else ()),
    )
    with context.entered(place):
        council = Council.objects.filter(pk=invitation.council_id).first() if invitation.council_id else None
        organization = None
        if invitation.organization_id:
            organization = Organization.objects.filter(pk=invitation.organization_id).first()
        if council is None and organization is None:
            raise LinkError(Fault.UNREADABLE)
        renew_invitation(user=invitation.user, at=at, by=None, council=council, organization=organization)


def write_to(
    user: User,
    *,
    at: datetime.datetime,
    by: User | None,
    council: Council | None,
    organization: Organization | None,
    role: str,
    valid_from: datetime.date | None,
) -> None:
    """The letter that fits: with a link for one who cannot sign in yet, without for one who can."""
    invitation = Invitation(
        user=user,
        expires=at + LIFE,
        council_id=council.pk if council else None,
        organization_id=organization.pk if organization else None,
    )
    where = str(council or organization)
    if user.has_usable_password():
        day = valid_from or timezone.localdate(at)
        notifications.added(invitation, where=where, role=role, by=by, day=day)
    else:
        number = _letters(user, council, organization).count() + 1
        notifications.invited(invitation, where=where, role=role, by=by, number=number)


def _letters(
    user: User, council: Council | None, organization: Organization | None
) -> models.QuerySet[OutgoingMessage]:
    """The invitations that have been written to a person from this place."""
    return OutgoingMessage.objects.filter(
        kind=notifications.INVITATION,
        subject_id=user.pk,
        council_id=council.pk if council else None,
        organization_id=None if council or organization is None else organization.pk,
    )


def _audit(
    action: str, user: User, *, by: User | None, council: Council | None, organization: Organization | None
) -> None:
    record(
        action,
        user,
        by=by,
        council_id=council.pk if council else None,
        organization_id=None if council or organization is None else organization.pk,
    )
