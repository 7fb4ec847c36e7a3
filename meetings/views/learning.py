"""What was learned by an evaluation: write a point, take it away, propose it as an item."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.learning import add_learning_point, propose_learning_point, remove_learning_point
from meetings.forms.evaluation import LearningPointForm
from meetings.permissions import access_evaluation, access_learning_point
from meetings.views.doubts import warn
from meetings.views.evaluations import evaluation_page
from politirad.accounts import signed_in


@login_required
@require_POST
def add(request: HttpRequest, council_id: UUID, evaluation_id: UUID) -> HttpResponse:
    """Write a point for the next year's plan."""
    found = access_evaluation(request.user, council_id, evaluation_id, to=Right.PREPARE_AGENDA)
    form = LearningPointForm(request.POST)
    if form.is_valid():
        try:
            add_learning_point(
                evaluation=found, text=form.cleaned_data["text"], at=timezone.now(), by=signed_in(request)
            )
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(
                request, _("Læringspunktet er lagret, og vises i årshjulet for %d.") % (found.year + 1)
            )
            warn(request, form)
            return redirect("evaluation", council_id, found.pk)
    return evaluation_page(request, found, form)


@login_required
@require_POST
def remove(request: HttpRequest, council_id: UUID, point_id: UUID) -> HttpResponse:
    """Take it away."""
    point = access_learning_point(request.user, council_id, point_id, to=Right.PREPARE_AGENDA)
    remove_learning_point(point=point, by=signed_in(request))
    messages.success(request, _("Læringspunktet er fjernet."))
    return redirect("evaluation", council_id, point.evaluation_id)


@login_required
@require_POST
def propose(request: HttpRequest, council_id: UUID, point_id: UUID) -> HttpResponse:
    """Propose an item of it."""
    point = access_learning_point(request.user, council_id, point_id, to=Right.PREPARE_AGENDA)
    try:
        propose_learning_point(point=point, by=signed_in(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Læringspunktet er meldt som sak."))
    return redirect("evaluation", council_id, point.evaluation_id)
