"""Answer a notice: by link without login, on the meeting's page, from the calendar, or through the secretary."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.deputies import settle_deputy
from meetings.actions.sending import facts_of, hold_meeting
from meetings.actions.writing import require_no_identity
from meetings.models import Invitee, Meeting, Notice
from meetings.notifications import answers as letters
from meetings.told import time_key
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@dataclass(frozen=True)
class AnswerTerms:
    """What an invitee answers; a deputy only when declining."""

    answer: Invitee.Answer
    note: str = ""
    deputy_name: str = ""
    deputy_email: str = ""


@transaction.atomic
def answer_notice(
    *,
    invitee: Invitee,
    terms: AnswerTerms,
    at: datetime.datetime,
    by: User | None,
    source: Invitee.Source = Invitee.Source.LINK,
    about: str = "",
    said_at: datetime.datetime | None = None,
) -> Invitee:
    """Write down an answer; the last one counts. `by` is None when it came by link or by mail.

    `about` is the time it answers to (`meetings.told.time_key`), "" for the meeting's present one; `said_at` when it
    was given, None for now. Somebody who
    declines and names a deputy with an address has that person called; whoever comes after all takes the place back.
    The one who called the meeting hears when everybody has answered. Raises Refusal when the person is no longer
    called, or the meeting is over or cancelled.
    """
    meeting = hold_meeting(invitee.meeting)
    row = Invitee.objects.select_related("council", "user", "seat").get(pk=invitee.pk)
    row.meeting = meeting
    if row.removed_at is not None:
        raise Refusal(_("Du er ikke lenger kalt inn til dette møtet."))
    if meeting.state == Meeting.State.CANCELLED:
        raise Refusal(_("Møtet er avlyst. Du trenger ikke svare."))
    if meeting.state != Meeting.State.CALLED or meeting.has_been(at):
        raise Refusal(_("Møtet har vært, så svaret kan ikke endres lenger."))
    if terms.answer == Invitee.Answer.NONE:
        raise Refusal(_("Velg om du kommer."))
    require_no_identity([terms.note, terms.deputy_name, terms.deputy_email])
    declines = terms.answer == Invitee.Answer.DECLINED
    row.answer, row.answer_note, row.answered_at = terms.answer, terms.note, said_at or at
    row.answered_for = about or time_key(facts_of(meeting, version=0, asked=0))
    row.answer_source = source
    row.deputy_name = terms.deputy_name if declines else ""
    row.deputy_email = terms.deputy_email.lower() if declines else ""
    row.save()
    settle_deputy(meeting=meeting, invitee=row, at=at)
    record("answer_notice", row, by=by, answer=terms.answer.value, source=source.value)
    _tell_when_all_have_answered(meeting)
    return row


def _tell_when_all_have_answered(meeting: Meeting) -> None:
    """One letter to the one who called, for each time the meeting has been set to."""
    called = meeting.invitees.filter(removed_at__isnull=True)
    if called.filter(answer=Invitee.Answer.NONE).exists():
        return
    notice = meeting.notices.filter(kind=Notice.Kind.CALL).select_related("sent_by").last()
    if notice is not None and notice.sent_by is not None:
        letters.all_answered(meeting, list(called), to=notice.sent_by)
