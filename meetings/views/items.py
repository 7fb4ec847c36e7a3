"""One item: read it, add it, change it, take it off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.declarations import declaration_of
from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.agenda import add_item, change_item, remove_item
from meetings.actions.relocating import may_leave
from meetings.calling import rules_on
from meetings.closed_readers import closed_readers
from meetings.forms.agenda import ItemForm, PaperForm
from meetings.forms.relocating import RelocationForm
from meetings.models import AgendaItem, Meeting
from meetings.permissions import access_item, access_meeting, access_source, awaits_declaration
from meetings.sent import reading_of, works_on_it
from meetings.views.doubts import warn
from politirad.tenancy.audit import record
from politirad.tenancy.middleware import logs_reading
from politirad.tenancy.models import User
from politirad.tenancy.permissions import rights


@logs_reading
@login_required
def new_item(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Add an item; with `oppgaver` in the address, one that follows up the open tasks of a closed item."""
    meeting = access_meeting(request.user, meeting_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        meeting=meeting,
        initial=_initial(request, meeting),
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_item(meeting=meeting, terms=form.terms(), by=user, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saken er lagt til."))
            warn(request, form)
            _warn_of_consent(request, meeting, form)
            return redirect("agenda", meeting.pk)
    return render(request, "meetings/item_form.html", _form_facts(meeting, form, user))


@logs_reading
@login_required
def item(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Read one item with its papers, as it was sent or as those who build it see it; reading a closed one is written
    down."""
    user: Any = request.user
    try:
        found = access_item(user, meeting_id, item_id)
    except Http404:
        if awaits_declaration(user, access_meeting(user, meeting_id)):
            return redirect("meeting", meeting_id)  # which asks for the declaration
        raise
    if found.is_closed:
        record("read_closed_item", found, by=user)
    granted = rights(user, found.council)
    can_prepare, own = Right.PREPARE_AGENDA in granted, found.created_by_id == user.pk
    files = found.meeting.files.defer("content").select_related("uploaded_by")
    reading = reading_of(found.meeting, granted, files=files)
    line = next((one for one in reading.agenda.lines if one.item.pk == found.pk), None)
    return render(
        request,
        "meetings/item.html",
        {
            "item": line.item if line else found,
            "line": line,
            "meeting": found.meeting,
            "council": found.council,
            "unsent": line is None or reading.titles_only,
            "reviewed": works_on_it(granted),
            "papers": reading.papers.get(found.pk, []),
            "readers": closed_readers(found) if found.is_closed and (can_prepare or own) else [],
            **(_relocation(found) if can_prepare else {}),
            "can_change": can_prepare
            and found.meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED),
            "paper_form": PaperForm(),
        },
    )


@logs_reading
@login_required
def edit_item(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Change an item."""
    found = access_item(request.user, meeting_id, item_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    if found.is_closed:
        record("read_closed_item", found, by=user)
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        meeting=found.meeting,
        item=found,
        initial=ItemForm.initial_of(found),
    )
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            change_item(item=found, terms=form.terms(), version=version or 0, by=user, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saken er lagret."))
            warn(request, form)
            _warn_of_consent(request, found.meeting, form)
            return redirect("agenda", found.meeting_id)
    return render(request, "meetings/item_form.html", _form_facts(found.meeting, form, user, found))


def _initial(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """What stands in the form of a new item. Reading the tasks of a closed item is written down."""
    source_id = request.GET.get("oppgaver", "")
    if not source_id:
        return {"parent": request.GET.get("under", ""), "part": request.GET.get("del", "1")}
    user: Any = request.user
    try:
        source = access_source(user, meeting.council_id, UUID(source_id))
    except ValueError as error:
        raise Http404 from error
    record("read_closed_item", source, by=user)
    return ItemForm.following_up(source, by=user)


def _warn_of_consent(request: HttpRequest, meeting: Meeting, form: ItemForm) -> None:
    """A consent that has run out when the council meets is no basis any more; the item is stored all the same."""
    terms = form.terms().closed
    if terms and terms.consent_until and terms.consent_until < meeting.date:
        messages.warning(
            request, _("Samtykket går ut før møtet. Hent et nytt, eller behandle saken etter en hjemmel.")
        )


@login_required
@require_POST
def delete_item(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Take an item off the agenda."""
    found = access_item(request.user, meeting_id, item_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    try:
        remove_item(item=found, by=user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saken er tatt av sakslisten."))
    return redirect("agenda", meeting_id)


def _relocation(item: AgendaItem) -> dict[str, Any]:
    """What the page needs to move or copy the item to another meeting."""
    now = timezone.now()
    form = RelocationForm(item=item, today=timezone.localdate(now))
    return {
        "relocation_form": form,
        "can_move": may_leave(item.meeting, now),
        "is_approval": item.approves.exists(),
    }


def _form_facts(meeting: Meeting, form: ItemForm, by: User, item: AgendaItem | None = None) -> dict[str, Any]:
    rules = rules_on(meeting.council, meeting.date)
    return {
        "meeting": meeting,
        "council": meeting.council,
        "form": form,
        "item": item,
        "two_part": rules.two_part if rules else False,
        "undeclared": declaration_of(meeting.council, by) is None,
    }
