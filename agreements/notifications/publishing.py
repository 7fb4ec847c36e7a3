"""What the parties are told of the public register."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from agreements.models import Agreement, Publication
from agreements.notifications.letters import tell
from agreements.notifications.people import once, writers
from politirad.tenancy.models import User


def published(agreement: Agreement, entry: Publication) -> int:
    """Tell the people of every party that everybody can read the agreement now, and where."""
    place = reverse("register_entry", kwargs={"language": agreement.language, "entry_id": entry.pk})
    key = f"published:{entry.pk}:{entry.published_at.isoformat()}"
    return _tell_parties("agreement_published", agreement, key=key, public_address=settings.SITE_URL + place)


def unpublished(agreement: Agreement, entry: Publication) -> int:
    """Tell the same people that it was taken out of the register."""
    key = f"unpublished:{entry.pk}:{entry.withdrawn_at.isoformat() if entry.withdrawn_at else ''}"
    return _tell_parties("agreement_unpublished", agreement, key=key)


def _tell_parties(kind: str, agreement: Agreement, *, key: str, **facts: Any) -> int:
    """Write to everybody who sees the agreement for a party, and to those who look after it."""
    people = User.objects.filter(groups__agreement_group__agreement=agreement).order_by("name")
    return sum(tell(kind, user, agreement, key=key, **facts) for user in once([*people, *writers(agreement)]))
