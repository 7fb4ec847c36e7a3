"""The minutes of a meeting: read, write, send, approve."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.permissions import Right, may
from councils.refusals import Refusal
from meetings.actions.minutes import (
    Conflict,
    approve_minutes,
    begin_minutes,
    save_item_minutes,
    send_minutes,
)
from meetings.actions.sending import present_invitees
from meetings.attendance import Attendance, attendance_of, item_note
from meetings.forms.minutes import ItemMinutesForm
from meetings.minutes_reading import Entry, entries_of
from meetings.models import MeetingPdf, Minutes
from meetings.permissions import access_item, access_meeting, members_of
from meetings.views.attendance import not_begun, to_write
from politirad.dates import clock
from politirad.tenancy.audit import record
from politirad.tenancy.middleware import logs_reading


@login_required
@require_safe
@logs_reading
def minutes(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The minutes as they stand; those who write them get the fields."""
    meeting = access_meeting(request.user, meeting_id)
    found = Minutes.objects.filter(meeting=meeting).select_related("approved_by").first()
    writes = may(request.user, meeting.council, Right.WRITE_MINUTES)
    invitees = present_invitees(meeting)
    entries = entries_of(meeting)
    people = attendance_of(invitees, entries)
    for entry in entries:
        if entry.item.is_closed:
            record("read_closed_item", entry.item, by=_person(request), meeting=meeting.pk)
    editing = writes and found is not None and found.state != Minutes.State.APPROVED
    facts = {
        "meeting": meeting,
        "minutes": found,
        "writes": writes,
        "editing": editing,
        "attendance": people,
        "entries": [_shown(entry, people, editing) for entry in entries],
        "members": list(members_of(meeting.council)) if editing else [],
        "pdfs": meeting.pdfs.filter(kind=MeetingPdf.Kind.MINUTES).defer("content").order_by("-stored_at")[:3],
        "may_begin": writes and found is None and meeting.date <= timezone.localdate(),
        "may_send": editing,
        "may_approve": found is not None
        and found.state == Minutes.State.REMARKS
        and may(request.user, meeting.council, Right.APPROVE_MINUTES),
    }
    return render(request, "meetings/minutes.html", facts)


def _shown(entry: Entry, people: Attendance, editing: bool) -> dict[str, Any]:
    """One item with what was said, decided and agreed to do, and the field to write in."""
    said = entry.said
    initial = {"html": said.html if said else "", "version": said.version if said else 0}
    return {
        "entry": entry,
        "note": item_note(entry, people.present),
        "form": ItemMinutesForm(initial=initial, auto_id=f"{entry.item.pk}_%s") if editing else None,
    }


@login_required
@require_POST
def minutes_begin(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Begin on the minutes."""
    meeting = access_meeting(request.user, meeting_id, to=Right.WRITE_MINUTES)
    try:
        begin_minutes(meeting=meeting, at=timezone.now(), by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("minutes", meeting.pk)


@login_required
@require_POST
def item_minutes(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Save what was said on one item, by itself or by the button. 409 when somebody else was first."""
    item = access_item(request.user, meeting_id, item_id, to=Right.WRITE_MINUTES)
    form = ItemMinutesForm(request.POST)
    by_itself = bool(request.headers.get("X-Autosave"))
    if not form.is_valid():
        sentence = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _refuse(request, meeting_id, sentence, by_itself, status=422)
    try:
        row = save_item_minutes(
            item=item,
            html=form.cleaned_data["html"],
            version=form.cleaned_data["version"],
            by=_person(request),
        )
    except Conflict as conflict:
        return _refuse(request, meeting_id, str(conflict), by_itself, status=409)
    except Refusal as refusal:
        return _refuse(request, meeting_id, str(refusal), by_itself, status=422)
    if by_itself:
        saved = clock(timezone.localtime(row.saved_at), get_language() or "nb")
        return JsonResponse({"version": row.version, "saved": saved})
    messages.success(request, _("Referatet for saken er lagret."))
    return redirect("minutes", meeting_id)


@login_required
@require_POST
def minutes_send(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Send the minutes for remarks."""
    meeting, found = to_write(request, meeting_id)
    if found is None:
        return not_begun(request, meeting)
    try:
        send_minutes(minutes=found, at=timezone.now(), by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Referatet er sendt til dem som var kalt inn."))
    return redirect("minutes", meeting.pk)


@login_required
@require_POST
def minutes_approve(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Approve the minutes."""
    meeting = access_meeting(request.user, meeting_id, to=Right.APPROVE_MINUTES)
    found = Minutes.objects.filter(meeting=meeting).first()
    if found is None:
        return not_begun(request, meeting)
    try:
        approve_minutes(minutes=found, at=timezone.now(), by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Referatet er godkjent."))
    return redirect("minutes", meeting.pk)


def _refuse(
    request: HttpRequest, meeting_id: UUID, sentence: str, by_itself: bool, *, status: int
) -> HttpResponse:
    """Say no: as data to the script that saves by itself, else on the page."""
    if by_itself:
        return JsonResponse({"sentence": sentence}, status=status)
    messages.error(request, sentence)
    return redirect("minutes", meeting_id)


def _person(request: HttpRequest) -> Any:
    return request.user
