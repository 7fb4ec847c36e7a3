"""Who hears what of the councils' own matters: one function per letter."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from councils.invitations import Invitation, make_token
from politirad.mail import Recipient, queue
from politirad.tenancy.models import OutgoingMessage, User

INVITATION = "invitation"
ADDED = "added"


def invited(
    invitation: Invitation, *, where: str, role: str, by: User | None, number: int
) -> OutgoingMessage | None:
    """The letter with the link by which a new person gets a login. `number` counts this person's letters here."""
    user = invitation.user
    return queue(
        INVITATION,
        Recipient.of(user),
        dedupe_key=f"{INVITATION}:{user.pk}:{number}",
        facts={
            "where": where,
            "role": inside(role),
            "by": by.name if by else "",
            "link": settings.SITE_URL + reverse("invitation", args=[make_token(invitation)]),
            "expires": timezone.localtime(invitation.expires).date(),
        },
        council_id=invitation.council_id,
        organization_id=None if invitation.council_id else invitation.organization_id,
        subject_id=user.pk,
        reply_to=by.email if by else "",
    )


def added(
    invitation: Invitation, *, where: str, role: str, by: User | None, day: datetime.date
) -> OutgoingMessage | None:
    """Tell a person who has a login already that there is one more place for them."""
    user = invitation.user
    path = reverse("council", args=[invitation.council_id]) if invitation.council_id else "/"
    return queue(
        ADDED,
        Recipient.of(user),
        dedupe_key=f"{ADDED}:{user.pk}:{role}:{day.isoformat()}"[:200],
        facts={
            "where": where,
            "role": inside(role),
            "by": by.name if by else "",
            "link": settings.SITE_URL + path,
            "day": day,
        },
        council_id=invitation.council_id,
        organization_id=None if invitation.council_id else invitation.organization_id,
        subject_id=user.pk,
        reply_to=by.email if by else "",
    )


def inside(title: str) -> str:
    """A title as it stands inside a sentence: «politikontakt», but «SLT-koordinator»."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
