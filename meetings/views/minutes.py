"""The minutes of a meeting: read, write, send, approve."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.permissions import Right, may
from councils.refusals import Refusal
from meetings.actions.calling import present_invitees
from meetings.actions.minutes import (
    Conflict,
    approve_minutes,
    begin_minutes,
    save_item_minutes,
    send_minutes,
    take_attendance,
)
from meetings.agenda import Line, agenda_of
from meetings.forms.minutes import AttendanceForm, ItemMinutesForm
from meetings.models import Invitee, Meeting, MeetingPdf, Minutes
from meetings.permissions import access_item, access_meeting, members_of
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
    items = meeting.items.prefetch_related("minutes_set", "decisions", "actions__responsible")
    agenda = agenda_of(meeting, items=list(items))
    for line in agenda.part_two:
        record("read_closed_item", line.item, by=_person(request), meeting=meeting.pk)
    editing = writes and found is not None and found.state != Minutes.State.APPROVED
    facts = {
        "meeting": meeting,
        "minutes": found,
        "writes": writes,
        "editing": editing,
        "present": [one for one in invitees if one.attendance in {"present", "deputy"}],
        "absent": [one for one in invitees if one.attendance == Invitee.Attendance.ABSENT],
        "attendance_form": AttendanceForm(minutes=found, invitees=invitees) if editing and found else None,
        "entries": [_entry(line, editing) for line in agenda.lines],
        "members": list(members_of(meeting.council)) if editing else [],
        "pdfs": meeting.pdfs.filter(kind=MeetingPdf.Kind.MINUTES).defer("content").order_by("-stored_at")[:3],
        "may_begin": writes and found is None and meeting.date <= timezone.localdate(),
        "may_send": editing,
        "may_approve": found is not None
        and found.state == Minutes.State.REMARKS
        and may(request.user, meeting.council, Right.APPROVE_MINUTES),
    }
    return render(request, "meetings/minutes.html", facts)


def _entry(line: Line, editing: bool) -> dict[str, Any]:
    """One item with what was said, decided and agreed to do."""
    said = next(iter(line.item.minutes_set.all()), None)
    initial = {"html": said.html if said else "", "version": said.version if said else 0}
    return {
        "line": line,
        "said": said,
        "form": ItemMinutesForm(initial=initial, auto_id=f"{line.item.pk}_%s") if editing else None,
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
def attendance(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Write down who was there; the fields stand on the minutes' own page."""
    meeting, found = _to_write(request, meeting_id)
    if request.method != "POST":
        return redirect(reverse("minutes", args=[meeting.pk]) + "#oppmote")
    if found is None:
        return _not_begun(request, meeting)
    form = AttendanceForm(request.POST, minutes=found, invitees=present_invitees(meeting))
    if not form.is_valid():
        messages.error(request, _("Se over oppmøtet: et valg mangler eller en tekst er for lang."))
        return redirect("minutes", meeting.pk)
    try:
        take_attendance(
            minutes=found,
            attended=form.attended(),
            guests=form.cleaned_data["guests"],
            introduction=form.cleaned_data["introduction"],
            by=_person(request),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Oppmøtet er lagret."))
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
    meeting, found = _to_write(request, meeting_id)
    if found is None:
        return _not_begun(request, meeting)
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
        return _not_begun(request, meeting)
    try:
        approve_minutes(minutes=found, at=timezone.now(), by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Referatet er godkjent."))
    return redirect("minutes", meeting.pk)


def _to_write(request: HttpRequest, meeting_id: UUID) -> tuple[Meeting, Minutes | None]:
    meeting = access_meeting(request.user, meeting_id, to=Right.WRITE_MINUTES)
    return meeting, Minutes.objects.filter(meeting=meeting).first()


def _not_begun(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    messages.error(request, _("Begynn på referatet først."))
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
