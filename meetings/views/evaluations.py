"""Evaluations: the council's list, its questions, one evaluation, and what was learned."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.permissions import Right, access_council, may
from councils.refusals import Refusal
from meetings.actions.evaluations import (
    answer_evaluation,
    close_evaluation,
    open_evaluation,
    set_questions,
)
from meetings.evaluation import FEWEST_SHOWN, read_questions, takes_answers
from meetings.evaluation_page import pictures, suggestion, summary_of
from meetings.forms.evaluation import AnswerForm, LearningPointForm, OpenEvaluationForm, QuestionsForm
from meetings.models import Evaluation, EvaluationAnswer, EvaluationForm, Meeting, Rhythm
from meetings.permissions import access_evaluation, answered_by
from meetings.views.doubts import warn
from politirad.accounts import signed_in

PER_PAGE = 25
LOOK_BACK = 180  # days; older meetings are not offered
TO_ANSWER = 14  # days, proposed


@login_required
@require_safe
def evaluations(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """The council's evaluations, the newest first."""
    council = access_council(request.user, council_id)
    rows = Evaluation.objects.filter(council=council).select_related("meeting")
    facts = {
        "council": council,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "forms": _forms(council.pk),
        "can_open": may(request.user, council, Right.PREPARE_AGENDA),
        "can_ask": may(request.user, council, Right.EDIT_RULES),
        "can_answer": may(request.user, council, Right.PROPOSE_ITEM),
        "today": timezone.localdate(),
    }
    return render(request, "meetings/evaluations.html", facts)


def _forms(council_id: UUID) -> list[tuple[str, str, int]]:
    """Each kind of form: its code, its name, and how many questions it has."""
    rows = EvaluationForm.objects.filter(council=council_id).values_list("rhythm", "questions")
    count = {rhythm: len(questions) for rhythm, questions in rows}
    return [(value, str(label), count.get(value, 0)) for value, label in Rhythm.choices]


@login_required
def questions(request: HttpRequest, council_id: UUID, rhythm: str) -> HttpResponse:
    """The council's own questions, all on one page."""
    council = access_council(request.user, council_id, to=Right.EDIT_RULES)
    if rhythm not in Rhythm.values:
        raise Http404
    kind = Rhythm(rhythm)
    found = EvaluationForm.objects.filter(council=council, rhythm=kind).first()
    asked = read_questions(found.questions) if found else suggestion(kind)
    form = QuestionsForm(
        request.POST if request.method == "POST" else None,
        questions=asked,
        version=found.version if found else 0,
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_questions(
                council=council,
                rhythm=kind,
                questions=form.terms(),
                version=form.cleaned_data["version"],
                by=signed_in(request),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Spørsmålene er lagret."))
            warn(request, form)
            return redirect("evaluations", council.pk)
    facts = {"council": council, "form": form, "rhythm": kind, "is_suggestion": found is None}
    return render(request, "meetings/evaluation_questions.html", facts, status=422 if form.errors else 200)


@login_required
def open_new(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Ask the members."""
    council = access_council(request.user, council_id, to=Right.PREPARE_AGENDA)
    today = timezone.localdate()
    held = Meeting.objects.filter(
        council=council,
        date__gte=today - datetime.timedelta(days=LOOK_BACK),
        date__lte=today,
        evaluations__isnull=True,
    ).exclude(state__in=[Meeting.State.CANCELLED, Meeting.State.PLANNED])
    form = OpenEvaluationForm(
        request.POST if request.method == "POST" else None,
        years=[today.year, today.year - 1],
        meetings=list(held.order_by("-date")),
        initial={
            "what": request.GET.get("mote", str(today.year)),
            "closes_on": today + datetime.timedelta(days=TO_ANSWER),
        },
    )
    if request.method == "POST" and form.is_valid():
        year, meeting = form.chosen()
        try:
            made = open_evaluation(
                council=council,
                year=year,
                meeting=meeting,
                closes_on=form.cleaned_data["closes_on"],
                at=timezone.now(),
                by=signed_in(request),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Evalueringen er åpnet, og medlemmene får brev om den."))
            return redirect("evaluation", council.pk, made.pk)
    facts = {"council": council, "form": form, "forms": _forms(council.pk)}
    facts["can_ask"] = may(request.user, council, Right.EDIT_RULES)
    return render(request, "meetings/evaluation_open.html", facts, status=422 if form.errors else 200)


@login_required
@require_safe
def evaluation(request: HttpRequest, council_id: UUID, evaluation_id: UUID) -> HttpResponse:
    """How far it has come; when it is closed, what was said and what was learned."""
    found = access_evaluation(request.user, council_id, evaluation_id)
    return evaluation_page(request, found, LearningPointForm())


def evaluation_page(request: HttpRequest, found: Evaluation, form: LearningPointForm) -> HttpResponse:
    """The page; `form` holds what was typed of a learning point that could not be kept."""
    council, today = found.council, timezone.localdate()
    answered = answered_by(found)
    summary = None if found.is_open else summary_of(found)
    facts: dict[str, Any] = {
        "council": council,
        "evaluation": found,
        "answered": len(answered),
        "has_answered": signed_in(request).pk in answered,
        "takes_answers": takes_answers(is_open=found.is_open, closes_on=found.closes_on, today=today),
        "can_answer": may(request.user, council, Right.PROPOSE_ITEM),
        "can_manage": may(request.user, council, Right.PREPARE_AGENDA),
        "summary": summary,
        "pictures": pictures(summary) if summary else [],
        "compared": summary is not None and any(one.before is not None for one in summary.statements),
        "fewest": FEWEST_SHOWN,
        "points": list(found.points.select_related("proposal")),
        "plan_year": found.year + 1,
        "form": form,
    }
    return render(request, "meetings/evaluation.html", facts, status=422 if form.errors else 200)


@login_required
def answer(request: HttpRequest, council_id: UUID, evaluation_id: UUID) -> HttpResponse:
    """A member's own answers, until the evaluation is closed."""
    found = access_evaluation(request.user, council_id, evaluation_id, to=Right.PROPOSE_ITEM)
    user, today = signed_in(request), timezone.localdate()
    before = EvaluationAnswer.objects.filter(evaluation=found, user=user).first()
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        questions=read_questions(found.questions),
        before=before.answers if before else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            answer_evaluation(evaluation=found, given=form.given(), at=timezone.now(), by=user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Takk, svaret ditt er lagret. Du kan endre det til evalueringen lukkes.")
            )
            warn(request, form)
            return redirect("evaluation", council_id, found.pk)
    facts = {
        "council": found.council,
        "evaluation": found,
        "form": form,
        "fewest": FEWEST_SHOWN,
        "takes_answers": takes_answers(is_open=found.is_open, closes_on=found.closes_on, today=today),
    }
    return render(request, "meetings/evaluation_answer.html", facts, status=422 if form.errors else 200)


@login_required
@require_POST
def close(request: HttpRequest, council_id: UUID, evaluation_id: UUID) -> HttpResponse:
    """Take no more answers."""
    found = access_evaluation(request.user, council_id, evaluation_id, to=Right.PREPARE_AGENDA)
    close_evaluation(evaluation=found, at=timezone.now(), by=signed_in(request))
    messages.success(request, _("Evalueringen er lukket. Medlemmene får brev om hva som ble svart."))
    return redirect("evaluation", council_id, found.pk)
