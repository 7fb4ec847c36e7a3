"""Letters about minutes and about actions that are due."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from meetings.models import Action, Meeting, Minutes
from meetings.notifications.calls import address, recipient
from politirad import mail


def minutes_sent(meeting: Meeting, minutes: Minutes) -> int:
    """That the minutes can be read and remarked on."""
    return _to_invitees("minutes_sent", meeting, key=f"minutes:{minutes.pk}:{minutes.sent_at:%Y%m%d%H%M%S}")


def minutes_approved(meeting: Meeting, minutes: Minutes) -> int:
    """That the minutes are approved."""
    return _to_invitees("minutes_approved", meeting, key=f"approved:{minutes.pk}")


def action_due(action: Action, *, days_left: int) -> bool:
    """That something is due soon, or is late, to the one who is to do it. Returns whether it was written now."""
    if action.responsible is None:
        return False
    key = f"action-due:{action.pk}:{action.due_on}:{'late' if days_left < 0 else 'soon'}"
    message = mail.queue(
        "action_due",
        mail.Recipient.of(action.responsible),
        dedupe_key=key,
        council_id=action.council_id,
        subject_id=action.pk,
        facts={
            "action": action,
            "late": days_left < 0,
            "address": settings.SITE_URL + reverse("follow_up"),
        },
    )
    return message is not None


def _to_invitees(kind: str, meeting: Meeting, *, key: str) -> int:
    written = 0
    for invitee in meeting.invitees.filter(removed_at__isnull=True).select_related("user", "council"):
        message = mail.queue(
            kind,
            recipient(invitee),
            dedupe_key=f"{key}:{invitee.pk}",
            council_id=meeting.council_id,
            subject_id=meeting.pk,
            facts={"meeting": meeting, "address": address(meeting)},
        )
        written += message is not None
    return written
