"""Decisions and actions, captured where the minutes are written.

A script gets the item's outcomes again (422 with what was typed when it cannot be stored); without it a page comes back.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.follow_up import (
    assign_action,
    change_action,
    change_decision,
    decide,
    withdraw_action,
    withdraw_decision,
)
from meetings.actions.writing import DOUBTFUL
from meetings.forms.guarded import GuardedForm
from meetings.forms.outcomes import ActionForm, DecisionForm
from meetings.minutes_page import outcomes_of
from meetings.models import AgendaItem, Meeting
from meetings.permissions import access_decision, access_item, access_item_action, members_of
from meetings.views.closed import note_closed
from politirad.tenancy.middleware import logs_reading


@login_required
@require_POST
def decision_add(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Write down a decision."""
    item = access_item(request.user, meeting_id, item_id, to=Right.WRITE_MINUTES)
    form = DecisionForm(request.POST, auto_id=f"vedtak-{item.pk}-%s")
    if form.is_valid():
        try:
            decision = decide(item=item, text=form.cleaned_data["text"], by=_person(request))
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            said = _("Vedtak %(number)s er ført.") % {"number": decision}
            return _done(request, item, said, form)
    return _again(request, item, form, _("Nytt vedtak"), decision_form=form)


@login_required
@logs_reading
def decision_change(request: HttpRequest, meeting_id: UUID, decision_id: UUID) -> HttpResponse:
    """Change the words of a decision."""
    decision = access_decision(request.user, meeting_id, decision_id, to=Right.WRITE_MINUTES)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"text": decision.text})
    if request.method == "POST" and form.is_valid():
        try:
            change_decision(decision=decision, text=form.cleaned_data["text"], by=_person(request))
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            return _done(request, decision.item, _("Vedtaket er endret."), form)
    return _page(request, decision.item, form, _("Endre vedtak %(number)s") % {"number": decision})


@login_required
@require_POST
def decision_withdraw(request: HttpRequest, meeting_id: UUID, decision_id: UUID) -> HttpResponse:
    """Take a decision out again."""
    decision = access_decision(request.user, meeting_id, decision_id, to=Right.WRITE_MINUTES)
    try:
        withdraw_decision(decision=decision, by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(_place(decision.item))
    return _done(request, decision.item, _("Vedtaket er tatt ut."))


@login_required
@require_POST
def action_add(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Give somebody something to do, from an item."""
    item = access_item(request.user, meeting_id, item_id, to=Right.WRITE_MINUTES)
    form = _action_form(request, item)
    if form.is_valid():
        try:
            assign_action(council=item.council, item=item, terms=form.terms(), by=_person(request))
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            return _done(request, item, _("Oppfølgingspunktet er ført."), form)
    return _again(request, item, form, _("Nytt oppfølgingspunkt"), action_form=form)


@login_required
@logs_reading
def action_change(request: HttpRequest, meeting_id: UUID, action_id: UUID) -> HttpResponse:
    """Change something to do that was written in the minutes."""
    action = access_item_action(request.user, meeting_id, action_id, to=Right.WRITE_MINUTES)
    assert action.item is not None
    form = ActionForm(
        request.POST if request.method == "POST" else None,
        members=list(members_of(action.council)),
        initial=ActionForm.initial_of(action),
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_action(action=action, terms=form.terms(), by=_person(request))
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            return _done(request, action.item, _("Oppfølgingspunktet er endret."), form)
    return _page(request, action.item, form, _("Endre oppfølgingspunkt"))


@login_required
@require_POST
def action_withdraw(request: HttpRequest, meeting_id: UUID, action_id: UUID) -> HttpResponse:
    """Take something out that was written by mistake."""
    action = access_item_action(request.user, meeting_id, action_id, to=Right.WRITE_MINUTES)
    assert action.item is not None
    try:
        withdraw_action(action=action, by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(_place(action.item))
    return _done(request, action.item, _("Oppfølgingspunktet er tatt ut."))


def _action_form(request: HttpRequest, item: AgendaItem) -> ActionForm:
    members = list(members_of(item.council))
    return ActionForm(request.POST, members=members, auto_id=f"oppgave-{item.pk}-%s")


def _done(request: HttpRequest, item: AgendaItem, said: str, form: GuardedForm | None = None) -> HttpResponse:
    """The item's outcomes to a script, with what is to be spoken; else back to the item."""
    doubtful = form is not None and form.doubtful
    if request.headers.get("HX-Request"):
        facts = outcomes_of(_meeting(item), item, members=list(members_of(item.council)))
        response = render(
            request,
            "meetings/_outcomes.html",
            {**facts, "said": said, "warned": DOUBTFUL if doubtful else ""},
        )
        response["HX-Trigger"] = json.dumps({"spoken": said})
        return response
    messages.success(request, said)
    if doubtful:
        messages.warning(request, str(DOUBTFUL))
    return redirect(_place(item))


def _again(
    request: HttpRequest, item: AgendaItem, form: forms.Form, heading: str, **given: forms.Form
) -> HttpResponse:
    """What cannot be stored, with what was typed and why."""
    if request.headers.get("HX-Request"):
        members = form.members if isinstance(form, ActionForm) else list(members_of(item.council))
        facts = outcomes_of(_meeting(item), item, members=members, **given)
        return render(request, "meetings/_outcomes.html", facts, status=422)
    return _page(request, item, form, heading)


def _page(request: HttpRequest, item: AgendaItem, form: forms.Form, heading: str) -> HttpResponse:
    """The form alone on a page."""
    note_closed([item], by=request.user)
    members = form.members if isinstance(form, ActionForm) else ()
    facts = {"item": item, "meeting": item.meeting, "form": form, "heading": heading, "members": members}
    return render(request, "meetings/outcome.html", facts)


def _meeting(item: AgendaItem) -> Meeting:
    meeting: Meeting = item.meeting
    meeting.council = item.council
    return meeting


def _place(item: AgendaItem) -> str:
    return reverse("minutes", args=[item.meeting_id]) + f"#sak-{item.pk}"


def _person(request: HttpRequest) -> Any:
    return request.user
