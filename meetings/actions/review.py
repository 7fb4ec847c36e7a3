"""The police's look at the agenda before it is sent: ask for it, answer item by item, and be done."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.holding import hold_item
from meetings.actions.sending import hold_meeting
from meetings.actions.writing import require_no_identity
from meetings.models import AgendaItem, Meeting
from meetings.notifications import review as letters
from meetings.permissions import holders_of
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def ask_review(*, meeting: Meeting, by: User, at: datetime.datetime) -> int:
    """Ask everybody who reviews for the police to look at the agenda; returns how many are asked.

    Asking again while the answer is awaited changes nothing and returns 0. Raises Refusal when there is nothing
    to look at, nobody to ask, or the meeting is past.
    """
    meeting = _lock(meeting)
    if not meeting.items.filter(part=1).exists():
        raise Refusal(_("Sakslisten har ingen saker ennå."))
    reviewers = list(holders_of(meeting.council, Right.REVIEW_AGENDA).exclude(pk=by.pk))
    if not reviewers:
        raise Refusal(
            _("Ingen i rådet kan gjennomgå sakslisten for politiet. Legg inn en politikontakt først.")
        )
    if meeting.review_state == "asked":
        return 0
    meeting.review_state = "asked"
    meeting.save(update_fields=["review_state"])
    record("ask_review", meeting, by=by, asked=len(reviewers))
    letters.asked(meeting, reviewers, by=by, at=at)
    return len(reviewers)


@transaction.atomic
def review_item(*, item: AgendaItem, comment: str, by: User, version: int) -> AgendaItem:
    """Say that an item is ready (no comment), or what must be looked at. `version` is the one that was read.

    Raises Refusal when the item has changed meanwhile, the meeting is past, or on an identity number.
    """
    fresh = hold_item(item, _lock(item.meeting))
    if fresh.version != version:
        raise Refusal(_("Saken er endret etter at du åpnet siden. Les den på nytt."))
    comment = comment.strip()
    require_no_identity([comment])
    fresh.review = AgendaItem.Review.COMMENTED if comment else AgendaItem.Review.READY
    fresh.review_comment, fresh.reviewed_by = comment, by
    fresh.save(update_fields=["review", "review_comment", "reviewed_by"])
    record("review_item", fresh, by=by, answer=fresh.review)
    return fresh


@transaction.atomic
def finish_review(*, meeting: Meeting, by: User, at: datetime.datetime) -> None:
    """Be done: those who build the agenda get a letter with the comments on the open part.

    Finishing again changes nothing. Raises Refusal while an item waits for its answer.
    """
    meeting = _lock(meeting)
    if meeting.review_state == "done":
        return
    if meeting.items.filter(review=AgendaItem.Review.PENDING).exists():
        raise Refusal(_("Noen saker er ikke gjennomgått ennå."))
    meeting.review_state = "done"
    meeting.save(update_fields=["review_state"])
    record("finish_review", meeting, by=by)
    letters.done(meeting, by=by, at=at)


def _lock(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held until the transaction ends; it must still lie ahead."""
    locked = hold_meeting(meeting)
    if locked.state not in (Meeting.State.PLANNED, Meeting.State.CALLED):
        raise Refusal(_("Møtet er holdt eller avlyst, så sakslisten gjennomgås ikke mer."))
    return locked
