"""Answer a notice: by link without login, or on the meeting's page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.sending import facts_of
from meetings.models import Invitee, Meeting
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
def answer_notice(*, invitee: Invitee, terms: AnswerTerms, at: datetime.datetime, by: User | None) -> Invitee:
    """Write down an answer; the last one counts. `by` is None when it came by link.

    Raises Refusal when the person is no longer called, or the meeting is over or cancelled.
    """
    row = Invitee.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=invitee.pk)
    if row.removed_at is not None:
        raise Refusal(_("Du er ikke lenger kalt inn til dette møtet."))
    if row.meeting.state == Meeting.State.CANCELLED:
        raise Refusal(_("Møtet er avlyst. Du trenger ikke svare."))
    if row.meeting.state != Meeting.State.CALLED or row.meeting.has_been(at):
        raise Refusal(_("Møtet har vært, så svaret kan ikke endres lenger."))
    if terms.answer == Invitee.Answer.NONE:
        raise Refusal(_("Velg om du kommer."))
    declines = terms.answer == Invitee.Answer.DECLINED
    row.answer, row.answer_note, row.answered_at = terms.answer, terms.note, at
    row.answered_for = time_key(facts_of(row.meeting, version=0, asked=0))
    row.deputy_name = terms.deputy_name if declines else ""
    row.deputy_email = terms.deputy_email if declines else ""
    row.save()
    record("answer_notice", row, by=by, answer=terms.answer.value, by_link=by is None)
    return row
