"""Letters about minutes and about actions that are due."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from councils.permissions import Right
from meetings.models import (
    Action,
    Correction,
    Meeting,
    Minutes,
    PublishedMinutes,
    PublishingCouncil,
    Remark,
)
from meetings.notifications.calls import recipient
from meetings.permissions import holders_of
from politirad import mail
from politirad.tenancy.models import User


def minutes_sent(meeting: Meeting, minutes: Minutes) -> int:
    """That the minutes can be read and remarked on, until when, and how they will be approved."""
    key = f"minutes:{minutes.pk}:{minutes.sent_at:%Y%m%d%H%M%S}"
    return _to_invitees("minutes_sent", meeting, key=key, minutes=minutes)


def minutes_approved(meeting: Meeting, minutes: Minutes) -> int:
    """That the minutes are approved."""
    return _to_invitees("minutes_approved", meeting, key=f"approved:{minutes.pk}", minutes=minutes)


def minutes_corrected(meeting: Meeting, correction: Correction) -> int:
    """That approved minutes have been corrected, and how."""
    return _to_invitees("minutes_corrected", meeting, key=f"corrected:{correction.pk}", correction=correction)


def minutes_published(meeting: Meeting, published: PublishedMinutes) -> int:
    """That everybody can read the public edition now, and where."""
    council = PublishingCouncil.objects.get(council=meeting.council_id)
    place = reverse("public_minutes_of", kwargs={"publishing_id": council.pk, "published_id": published.pk})
    key = f"published:{published.pk}:{published.ordered_at.isoformat()}"
    return _to_invitees("minutes_published", meeting, key=key, public_address=f"{settings.SITE_URL}{place}")


def minutes_to_approve(meeting: Meeting, minutes: Minutes, people: Iterable[User]) -> int:
    """That the time for remarks is over and the minutes wait for approval."""
    return _to("minutes_to_approve", meeting, people, key=f"to-approve:{minutes.pk}:{minutes.remarks_until}")


def remark_made(meeting: Meeting, remark: Remark) -> int:
    """That somebody has remarked, to those who write the minutes; nothing of a closed item is in the letter."""
    people = holders_of(meeting.council, Right.WRITE_MINUTES).exclude(pk=remark.author_id)
    if remark.item is not None and remark.item.is_closed:
        people = people.filter(pk=remark.item.created_by_id)
    return _to("remark_made", meeting, people, key=f"remark:{remark.pk}", remark=_shown(remark))


def remark_answered(meeting: Meeting, remark: Remark) -> int:
    """What came of it, to the one who made it."""
    if remark.author_id == remark.answered_by_id:
        return 0
    key = f"remark-answered:{remark.pk}:{remark.answered_at:%Y%m%d%H%M%S}"
    return _to("remark_answered", meeting, [remark.author], key=key, remark=_shown(remark))


def _shown(remark: Remark) -> Remark | None:
    """What a letter may tell of a remark: nothing of one on a closed item."""
    return None if remark.item is not None and remark.item.is_closed else remark


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


def _to_invitees(kind: str, meeting: Meeting, *, key: str, **facts: object) -> int:
    written = 0
    for invitee in meeting.invitees.filter(removed_at__isnull=True).select_related("user", "council"):
        message = mail.queue(
            kind,
            recipient(invitee),
            dedupe_key=f"{key}:{invitee.pk}",
            council_id=meeting.council_id,
            subject_id=meeting.pk,
            facts={"meeting": meeting, "address": minutes_address(meeting), **facts},
        )
        written += message is not None
    return written


def _to(kind: str, meeting: Meeting, people: Iterable[User], *, key: str, **facts: object) -> int:
    written = 0
    for person in people:
        message = mail.queue(
            kind,
            mail.Recipient.of(person),
            dedupe_key=f"{key}:{person.pk}",
            council_id=meeting.council_id,
            subject_id=meeting.pk,
            facts={"meeting": meeting, "address": minutes_address(meeting), **facts},
        )
        written += message is not None
    return written


def minutes_address(meeting: Meeting) -> str:
    """The whole address of the page of the minutes."""
    return f"{settings.SITE_URL}{reverse('minutes', args=[meeting.pk])}"
