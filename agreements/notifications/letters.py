"""Write one letter about an agreement to the outbox. Needs the owning council's context."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from agreements.models import Agreement, Measure
from politirad import mail
from politirad.tenancy.models import User


def address(name: str, agreement: Agreement) -> str:
    """The whole address of one of the agreement's pages."""
    return f"{settings.SITE_URL}{reverse(name, args=[agreement.pk])}"


def measure_address(measure: Measure) -> str:
    """The whole address of a measure's page."""
    return f"{settings.SITE_URL}{reverse('measure', args=[measure.agreement_id, measure.pk])}"


def tell(
    kind: str,
    user: User,
    agreement: Agreement,
    *,
    key: str,
    waits_when_uncertain: bool = False,
    **facts: Any,
) -> bool:
    """Write one letter, unless the ledger has it. True when it was written now."""
    facts.setdefault("address", address("agreement", agreement))
    message = mail.queue(
        kind,
        mail.Recipient.of(user),
        dedupe_key=f"{key}:{user.pk}",
        facts={"agreement": agreement, **facts},
        council_id=agreement.owner_council_id,
        subject_id=agreement.pk,
        waits_when_uncertain=waits_when_uncertain,
    )
    return message is not None
