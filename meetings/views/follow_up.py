"""The page of all that is to be followed up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.permissions import Right, may, rights_everywhere
from councils.refusals import Refusal
from meetings.actions.follow_up import close_action, reopen_action
from meetings.forms.minutes import CloseActionForm
from meetings.models import Action
from meetings.permissions import access_action
from meetings.views.closed import note_closed
from meetings.views.doubts import warn
from politirad.tenancy.middleware import logs_reading

PER_PAGE = 30
SHOWN = ("mine", "all", "closed")


@login_required
@require_safe
@logs_reading
def follow_up(request: HttpRequest) -> HttpResponse:
    """What is to be followed up: mine, everybody's, and what is closed."""
    return _page(request)


def _page(request: HttpRequest, wrong: tuple[Action, CloseActionForm] | None = None) -> HttpResponse:
    """The page; `wrong` is an action that could not be closed, with what was typed, first in the list."""
    user: Any = request.user
    rights = rights_everywhere(user)
    shown = request.GET.get("vis", "mine")
    shown = shown if shown in SHOWN else "mine"
    rows = Action.objects.filter(council__in=list(rights)).select_related(
        "council", "responsible", "item__meeting"
    )
    if shown == "closed":
        rows = rows.exclude(state=Action.State.OPEN).order_by("-closed_on", "-created_at")
    else:
        rows = rows.filter(state=Action.State.OPEN).order_by(F("due_on").asc(nulls_last=True), "created_at")
        if shown == "mine":
            rows = rows.filter(responsible=user)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    listed = [*page.object_list, *([wrong[0]] if wrong else [])]
    note_closed((action.item for action in listed if action.item), by=user)
    closable = {action.pk for action in page.object_list if may_close(user, action)}
    facts: dict[str, Any] = {
        "page": page,
        "closable": closable,
        "shown": shown,
        "today": timezone.localdate(),
        "rows": [
            (action, CloseActionForm(auto_id=f"lukk-{action.pk}-%s"), False) for action in page.object_list
        ],
    }
    if wrong is None:
        return render(request, "meetings/follow_up.html", facts)
    action, form = wrong
    facts["rows"] = [(action, form, True), *(row for row in facts["rows"] if row[0].pk != action.pk)]
    facts["closable"].add(action.pk)
    return render(request, "meetings/follow_up.html", facts, status=422)


def may_close(user: Any, action: Action) -> bool:
    """The one who is to do it, and those who follow everything up in the council."""
    return action.responsible_id == user.pk or may(user, action.council, Right.FOLLOW_UP)


@login_required
@require_POST
def action_close(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say how it went."""
    action = access_action(request.user, action_id)
    form = CloseActionForm(request.POST, auto_id=f"lukk-{action.pk}-%s")
    if form.is_valid():
        try:
            close_action(
                action=action,
                state=Action.State(form.cleaned_data["state"]),
                result=form.cleaned_data["result"],
                on=timezone.localdate(),
                by=_person(request),
            )
        except Refusal as refusal:
            form.add_error("result", str(refusal))
        else:
            messages.success(request, _("Punktet er lukket."))
            warn(request, form)
            return redirect("follow_up")
    return _page(request, wrong=(action, form))


@login_required
@require_POST
def action_reopen(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Open it again."""
    action = access_action(request.user, action_id)
    reopen_action(action=action, by=_person(request))
    messages.success(request, _("Punktet er åpnet igjen."))
    return redirect("follow_up")


def _person(request: HttpRequest) -> Any:
    return request.user
