"""Who was there: for the meeting, and for one item."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.attendance import add_attendee, take_attendance, take_item_attendance
from meetings.actions.sending import called_themselves
from meetings.attendance import attendance_of, fixed_deputies, who_could_be_added
from meetings.forms.attendance import AddAttendeeForm, AttendanceForm, ItemAttendanceForm
from meetings.minutes_reading import entries_of
from meetings.models import Meeting, Minutes
from meetings.permissions import access_item, access_meeting, members_of
from meetings.quorum import quorum_of
from meetings.views.doubts import warn
from politirad.tenancy.audit import record
from politirad.tenancy.middleware import logs_reading


@login_required
def attendance(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Write down who was there."""
    meeting, found = to_write(request, meeting_id)
    if found is None:
        return not_begun(request, meeting)
    invitees = called_themselves(meeting)
    form = AttendanceForm(
        request.POST if request.method == "POST" else None, minutes=found, invitees=invitees
    )
    if request.method == "POST" and form.is_valid():
        try:
            take_attendance(
                minutes=found,
                attended=form.attended(),
                guests=form.cleaned_data["guests"],
                introduction=form.cleaned_data["introduction"],
                by=_person(request),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Oppmøtet er lagret."))
            warn(request, form)
            return redirect(reverse("minutes", args=[meeting.pk]) + "#oppmote")
    others = who_could_be_added(meeting, members_of(meeting.council), invitees)
    facts = {
        "meeting": meeting,
        "form": form,
        "add_form": AddAttendeeForm(people=others) if others else None,
        "deputies": fixed_deputies(meeting),
        "quorum": quorum_of(meeting, invitees),
    }
    return render(request, "meetings/attendance.html", facts)


@login_required
@require_POST
def attendee_add(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Put a member on the list who came without having been called."""
    meeting, found = to_write(request, meeting_id)
    if found is None:
        return not_begun(request, meeting)
    form = AddAttendeeForm(request.POST, people=members_of(meeting.council))
    if not form.is_valid():
        messages.error(request, _("Velg et medlem."))
        return redirect("attendance", meeting.pk)
    try:
        row = add_attendee(minutes=found, person=form.cleaned_data["person"], by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s er ført som til stede.") % {"name": row.name})
    return redirect("attendance", meeting.pk)


@logs_reading
@login_required
def item_attendance(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Write down who came and went at one item, and its guests."""
    item = access_item(request.user, meeting_id, item_id, to=Right.WRITE_MINUTES)
    if item.is_closed:
        record("read_closed_item", item, by=_person(request), meeting=meeting_id)
    meeting, found = to_write(request, meeting_id)
    if found is None:
        return not_begun(request, meeting)
    entries = entries_of(meeting)
    entry = next(one for one in entries if one.item.pk == item.pk)
    people = attendance_of(called_themselves(meeting), entries).present
    data = request.POST if request.method == "POST" else None
    form = ItemAttendanceForm(data, entry=entry, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            take_item_attendance(
                item=item, marks=form.marks(), guests=form.guests_of_item(), by=_person(request)
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Oppmøtet for saken er lagret."))
            warn(request, form)
            return redirect(reverse("minutes", args=[meeting.pk]) + f"#sak-{item.pk}")
    facts = {"meeting": meeting, "line": entry.line, "form": form}
    return render(request, "meetings/item_attendance.html", facts)


def to_write(request: HttpRequest, meeting_id: UUID) -> tuple[Meeting, Minutes | None]:
    """The meeting and its minutes, for those who write them."""
    meeting = access_meeting(request.user, meeting_id, to=Right.WRITE_MINUTES)
    return meeting, Minutes.objects.filter(meeting=meeting).first()


def not_begun(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Back to where they are begun."""
    messages.error(request, _("Begynn på referatet først."))
    return redirect("minutes", meeting.pk)


def _person(request: HttpRequest) -> Any:
    return request.user
