"""Evaluate the council's work: change its questions, ask the members, take their answers, close."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.models import Council
from councils.refusals import Refusal
from meetings.actions.writing import require_no_identity
from meetings.evaluation import (
    MOST_QUESTIONS,
    Question,
    given_answers,
    read_questions,
    stored,
    takes_answers,
)
from meetings.models import Evaluation, EvaluationAnswer, EvaluationForm, Meeting, Rhythm
from meetings.notifications import evaluations as letters
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@dataclass(frozen=True)
class QuestionTerms:
    """One question as it was written. `id` is "" for a new one."""

    kind: str
    text: str
    id: str = ""


@transaction.atomic
def set_questions(
    *, council: Council, rhythm: Rhythm, questions: Sequence[QuestionTerms], version: int, by: User
) -> EvaluationForm:
    """Replace the council's questions. Evaluations that are opened already keep theirs.

    `version` is the one the writer has read, 0 when there was none. Raises Refusal when somebody else has changed
    the questions meanwhile, when there is none or too many, and on an identity number.
    """
    require_no_identity(one.text for one in questions)
    if not questions:
        raise Refusal(_("Skriv minst ett spørsmål."))
    if len(questions) > MOST_QUESTIONS:
        raise Refusal(_("Skjemaet kan ha inntil %d spørsmål.") % MOST_QUESTIONS)
    Council.objects.select_for_update(of=("self",)).get(pk=council.pk)
    form = EvaluationForm.objects.filter(council=council, rhythm=rhythm).first()
    if (form.version if form else 0) != version:
        raise Refusal(
            _("Noen andre har endret spørsmålene mens du skrev. Last siden på nytt og se over endringen.")
        )
    form = form or EvaluationForm(council=council, rhythm=rhythm, version=0)
    known = {one["id"] for one in form.questions}
    form.questions = stored(
        Question(one.id if one.id in known else uuid.uuid4().hex, one.kind, one.text) for one in questions
    )
    form.version += 1
    form.changed_by = by
    form.save()
    record("set_questions", form, by=by, rhythm=rhythm.value, questions=len(questions))
    return form


@transaction.atomic
def open_evaluation(
    *,
    council: Council,
    year: int,
    meeting: Meeting | None,
    closes_on: datetime.date,
    at: datetime.datetime,
    by: User,
) -> Evaluation:
    """Ask the members, with the council's questions as they are now; each of them gets a letter.

    `meeting` None: the year is evaluated. Raises Refusal without questions, for a last day that has been, for a
    meeting of another council or one that has not been, and when the same is evaluated already.
    """
    rhythm, today = Rhythm.MEETING if meeting else Rhythm.YEAR, timezone.localdate(at)
    if closes_on < today:
        raise Refusal(_("Siste dag for svar må være i dag eller senere."))
    if meeting is not None and (meeting.council_id != council.pk or meeting.date > today):
        raise Refusal(_("Velg et møte som rådet har holdt."))
    form = EvaluationForm.objects.filter(council=council, rhythm=rhythm).first()
    if form is None:
        raise Refusal(_("Lag spørsmålene først."))
    evaluation = Evaluation(
        council=council,
        rhythm=rhythm,
        year=meeting.date.year if meeting else year,
        meeting=meeting,
        questions=form.questions,
        opened_at=at,
        opened_by=by,
        closes_on=closes_on,
    )
    try:
        with transaction.atomic():
            evaluation.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal(_("Dette er evaluert allerede. Finn evalueringen i listen.")) from error
    record("open_evaluation", evaluation, by=by, rhythm=rhythm.value)
    letters.asked(evaluation, by=by)
    return evaluation


@transaction.atomic
def answer_evaluation(
    *, evaluation: Evaluation, given: Mapping[str, object], at: datetime.datetime, by: User
) -> EvaluationAnswer:
    """Keep what a member answers, in the place of what that member answered before.

    Raises Refusal when the evaluation is closed or its last day is over, when nothing is answered, and on an identity
    number; ValueError for a step that is not on the scale.
    """
    row = _lock(evaluation)
    if not takes_answers(is_open=row.is_open, closes_on=row.closes_on, today=timezone.localdate(at)):
        raise Refusal(_("Evalueringen er lukket og tar ikke imot flere svar."))
    answers = given_answers(read_questions(row.questions), given)
    require_no_identity(value for value in answers.values() if isinstance(value, str))
    if not answers:
        raise Refusal(_("Svar på minst ett spørsmål."))
    found, _made = EvaluationAnswer.objects.update_or_create(
        evaluation=row, user=by, defaults={"council": row.council, "answers": answers, "answered_at": at}
    )
    record("answer_evaluation", row, by=by)
    return found


@transaction.atomic
def close_evaluation(*, evaluation: Evaluation, at: datetime.datetime, by: User | None) -> Evaluation:
    """Take no more answers, and show what was said; the members are told. Closing twice changes nothing."""
    row = _lock(evaluation)
    if not row.is_open:
        return row
    row.state, row.closed_at = Evaluation.State.CLOSED, at
    row.save(update_fields=["state", "closed_at"])
    record("close_evaluation", row, by=by)
    letters.closed(row)
    return row


def _lock(evaluation: Evaluation) -> Evaluation:
    """The evaluation as it is now, held until the transaction ends."""
    rows = Evaluation.objects.select_for_update(of=("self",)).select_related("council", "meeting")
    return rows.get(pk=evaluation.pk)
