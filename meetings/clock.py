"""What the clock owes the meetings at a time. Each function may be called as often as one likes."""

from __future__ import annotations

import datetime
import imaplib
import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone

from councils.permissions import Right
from meetings.actions.changes import send_changes
from meetings.calling import timing
from meetings.duty_clock import due_duties
from meetings.evaluation_clock import due_evaluations
from meetings.making import MAKE_PDF
from meetings.models import Action, Invitee, Meeting, Minutes
from meetings.notifications import calls, papers
from meetings.permissions import holders_of
from meetings.replying import receive_mail
from meetings.seal_clock import due_renewals, due_seals
from meetings.upward_clock import due_reports
from meetings.year_making import MAKE_YEAR_PDF
from politirad.incoming import empty_mailbox
from politirad.tenancy import context

logger = logging.getLogger(__name__)
COLLECT = datetime.timedelta(minutes=1)  # changes within it leave in one letter
ANSWER_REMINDER = 3  # days before the meeting
ACTION_REMINDER = 7  # days before an action is due
CALL_REMINDERS = (7, 1, 0)  # days before the notice's deadline
MINUTES_REMINDERS = (3, 7)  # days after a meeting without minutes


def due_changes(at: datetime.datetime) -> int:
    """Send the updates of meetings that have stood changed for a minute. Returns the number of letters."""
    written = 0
    for council_id, meeting_id in _ids(
        "SELECT council_id, meeting_id FROM sec.changed_meetings(%s)", at - COLLECT
    ):
        with context.entered(context.of_council(council_id)):
            written += send_changes(meeting=Meeting.objects.get(pk=meeting_id), at=at, by=None)
    return written


def due_replies(at: datetime.datetime) -> int:
    """Take the answers that wait in the mailbox. Returns how many; a mailbox that does not answer waits a minute."""
    if not settings.REPLY_MAILBOX:
        return 0
    try:
        return empty_mailbox(settings.REPLY_MAILBOX, lambda raw: _take(raw, at))
    except (imaplib.IMAP4.error, OSError) as error:
        logger.warning("The mailbox of answers cannot be read: %s", error)
        return 0


def _take(raw: bytes, at: datetime.datetime) -> object | None:
    """One mail; what we stumble over is left for a person, so that it does not hold up the others every minute."""
    try:
        return receive_mail(raw, at=at)
    except OperationalError:
        raise
    except Exception:
        logger.exception("A mail in the mailbox of answers could not be taken.")
        return None


def due_jobs(at: datetime.datetime) -> int:
    """Wake the worker for every PDF job that is waiting, or whose worker has died."""
    found = [
        (MAKE_PDF, _ids("SELECT council_id, job_id FROM sec.due_meeting_jobs(%s)", at)),
        (MAKE_YEAR_PDF, _ids("SELECT council_id, job_id FROM sec.due_year_jobs(%s)", at)),
    ]
    for task, jobs in found:
        for council_id, job_id in jobs:
            current_app.send_task(task, [str(council_id), str(job_id)])
    return sum(len(jobs) for _task, jobs in found)


def due_reminders(at: datetime.datetime) -> int:
    """Write the letters that are due in every council: notices to send, answers and minutes that are missing."""
    today, written = timezone.localdate(at), 0
    for (council_id,) in _ids("SELECT sec.every_council()"):
        with context.entered(context.of_council(council_id)):
            written += _approvals(today)
            written += _answers(today) + _calls(today) + _minutes(today) + _actions(today)
    return written


def _answers(today: datetime.date) -> int:
    until = today + datetime.timedelta(days=ANSWER_REMINDER)
    waiting = Invitee.objects.filter(
        answer=Invitee.Answer.NONE,
        removed_at__isnull=True,
        meeting__state=Meeting.State.CALLED,
        meeting__date__gt=today,
        meeting__date__lte=until,
    ).select_related("meeting__council", "user", "council")
    return sum(calls.unanswered(invitee.meeting, invitee) for invitee in waiting)


def _calls(today: datetime.date) -> int:
    written = 0
    soon = today + datetime.timedelta(days=60)
    for meeting in Meeting.objects.filter(
        state=Meeting.State.PLANNED, date__gte=today, date__lte=soon
    ).select_related("council"):
        deadline = timing(meeting, today=today).deadline
        left = (deadline - today).days if deadline else -1
        due = [days for days in CALL_REMINDERS if 0 <= left <= days]
        if deadline and due:
            people = holders_of(meeting.council, Right.CALL_MEETING)
            written += calls.to_call(meeting, people, deadline=deadline, days_left=min(due))
    return written


def _minutes(today: datetime.date) -> int:
    written = 0
    sent = Minutes.objects.exclude(state=Minutes.State.DRAFT).values("meeting_id")
    since = today - datetime.timedelta(days=30)
    for meeting in (
        Meeting.objects.filter(
            state__in=[Meeting.State.CALLED, Meeting.State.HELD], date__gte=since, date__lt=today
        )
        .exclude(pk__in=sent)
        .select_related("council")
    ):
        passed = [days for days in MINUTES_REMINDERS if (today - meeting.date).days >= days]
        if passed:
            people = holders_of(meeting.council, Right.WRITE_MINUTES)
            written += calls.minutes_missing(meeting, people, days=max(passed))
    return written


def _approvals(today: datetime.date) -> int:
    """Minutes whose time for remarks is over, and that the chair approves."""
    waiting = Minutes.objects.filter(
        state=Minutes.State.REMARKS, approval=Minutes.Approval.CHAIR, remarks_until__lt=today
    ).select_related("meeting__council")
    return sum(
        papers.minutes_to_approve(
            minutes.meeting, minutes, holders_of(minutes.meeting.council, Right.APPROVE_MINUTES)
        )
        for minutes in waiting
    )


def _actions(today: datetime.date) -> int:
    soon = today + datetime.timedelta(days=ACTION_REMINDER)
    open_ones = Action.objects.filter(state=Action.State.OPEN, due_on__lte=soon, responsible__isnull=False)
    return sum(
        papers.action_due(action, days_left=(action.due_on - today).days)
        for action in open_ones.select_related("council", "responsible")
        if action.due_on is not None
    )


def _ids(statement: str, *values: Any) -> list[tuple[UUID, ...]]:
    """What a definer function answers: ids, and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())


JOBS: list[tuple[str, Callable[[datetime.datetime], int]]] = [
    ("meetings.changes", due_changes),
    ("meetings.reminders", due_reminders),
    ("meetings.jobs", due_jobs),
    ("meetings.replies", due_replies),
    ("meetings.evaluations", due_evaluations),
    ("meetings.seals", due_renewals),
    ("meetings.unsealed", due_seals),
    ("meetings.upward", due_reports),
    ("meetings.duties", due_duties),
]
