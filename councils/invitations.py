"""The link in an invitation: signed, bound to one person and one place, and dead once a password is chosen.

Nothing is stored. The link carries a fingerprint of the person's present password (an unusable, random one);
when the person has chosen one, by this link or otherwise, every link ever sent to that person is dead.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from politirad.tenancy.models import User

LIFE = datetime.timedelta(days=14)
SALT = "politirad.invitation"


class Fault(StrEnum):
    """Why a link does not open."""

    UNREADABLE = "unreadable"
    EXPIRED = "expired"
    USED = "used"


class LinkError(ValueError):
    """A link that does not open, and why; `invitation` is there when it is ours and only too old."""

    def __init__(self, fault: Fault, invitation: Invitation | None = None) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.invitation = invitation


@dataclass(frozen=True)
class Invitation:
    """Whom a link lets in, where that person was invited to, and until when it opens."""

    user: User
    expires: datetime.datetime
    council_id: UUID | None = None
    organization_id: UUID | None = None


def make_token(invitation: Invitation) -> str:
    """The text that stands in the link."""
    return signing.dumps(
        [
            invitation.user.pk.hex,
            invitation.council_id.hex if invitation.council_id else "",
            invitation.organization_id.hex if invitation.organization_id else "",
            int(invitation.expires.timestamp()),
            _fingerprint(invitation.user),
        ],
        salt=SALT,
    )


def read_token(token: str, *, at: datetime.datetime) -> Invitation:
    """Whom this link lets in. Raises LinkError when it is not ours, too old, or the password has been chosen."""
    try:
        person, council, organization, expires, fingerprint = signing.loads(token, salt=SALT)
        user = User.objects.get(pk=UUID(person), is_active=True)
    except (signing.BadSignature, ValueError, TypeError, User.DoesNotExist) as error:
        raise LinkError(Fault.UNREADABLE) from error
    invitation = Invitation(
        user=user,
        expires=datetime.datetime.fromtimestamp(expires, tz=datetime.UTC),
        council_id=UUID(council) if council else None,
        organization_id=UUID(organization) if organization else None,
    )
    if user.has_usable_password() or not constant_time_compare(fingerprint, _fingerprint(user)):
        raise LinkError(Fault.USED)
    if at >= invitation.expires:
        raise LinkError(Fault.EXPIRED, invitation)
    return invitation


def _fingerprint(user: User) -> str:
    return salted_hmac(SALT, f"{user.pk}:{user.password}:{user.email}", algorithm="sha256").hexdigest()[:32]
