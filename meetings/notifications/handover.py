"""The letter to somebody who has taken over."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from meetings.models import Handover
from politirad import mail


def taken_over(handover: Handover) -> None:
    """That the open work of another stands in one's name now; who made it happen for oneself gets no letter."""
    if handover.successor_id == handover.made_by_id:
        return
    mail.queue(
        "handed_over",
        mail.Recipient.of(handover.successor),
        dedupe_key=f"handover:{handover.pk}",
        council_id=handover.council_id,
        subject_id=handover.pk,
        facts={
            "handover": handover,
            "council": handover.council,
            "address": settings.SITE_URL + reverse("follow_up"),
        },
    )
