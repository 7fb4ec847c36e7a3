"""The life of minutes after they are written: on hearing, remarked on, approved, corrected, in versions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.approval import approve_at_meeting, approve_minutes, correct_minutes
from meetings.actions.hearing import answer_remark, may_remark, remark_on_minutes, send_minutes
from meetings.actions.sending import called_themselves, present_invitees
from meetings.attendance import attendance_of
from meetings.forms.hearing import AnswerRemarkForm, CorrectionForm, RemarkForm, SendMinutesForm
from meetings.minutes_checks import gaps_of
from meetings.minutes_reading import entries_of
from meetings.models import Minutes
from meetings.permissions import access_item, access_meeting, access_remark
from meetings.quorum import quorum_of
from meetings.views.attendance import not_begun, to_write
from meetings.views.closed import note_closed
from meetings.views.doubts import warn
from politirad.tenancy.middleware import logs_reading


@login_required
def minutes_send(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Send the minutes for remarks: what may be missing, who gets them, until when, and who approves."""
    meeting, found = to_write(request, meeting_id)
    if found is None:
        return not_begun(request, meeting)
    today = timezone.localdate()
    last = Minutes.objects.filter(council=meeting.council, sent_at__isnull=False).order_by("-sent_at").first()
    data = request.POST if request.method == "POST" else None
    form = SendMinutesForm(data, today=today, initial=SendMinutesForm.usual(today, last))
    if request.method == "POST" and form.is_valid():
        try:
            send_minutes(
                minutes=found,
                at=timezone.now(),
                by=_person(request),
                remarks_until=form.cleaned_data["remarks_until"],
                approval=Minutes.Approval(form.cleaned_data["approval"]),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Referatet er sendt til dem som var kalt inn."))
            return redirect("minutes", meeting.pk)
    entries, called = entries_of(meeting), called_themselves(meeting)
    facts = {
        "meeting": meeting,
        "form": form,
        "gaps": gaps_of(attendance_of(called, entries), entries, quorum_of(meeting, called)),
        "invitees": present_invitees(meeting),
        "again": found.sent_at is not None,
    }
    return render(request, "meetings/minutes_send.html", facts)


@login_required
def remark_add(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Remark on minutes that are on hearing."""
    meeting = access_meeting(request.user, meeting_id, to=Right.PROPOSE_ITEM)
    found = Minutes.objects.select_related("meeting__council").filter(meeting=meeting).first()
    if found is None or not may_remark(_person(request), found):
        messages.error(request, _("Referatet er ikke til merknader nå."))
        return redirect("minutes", meeting.pk)
    data = request.POST if request.method == "POST" else None
    initial = {"item": request.GET.get("sak", "")}
    form = RemarkForm(data, entries=entries_of(meeting), initial=initial)
    if request.method == "POST" and form.is_valid():
        item_id = form.item_id()
        item = access_item(request.user, meeting.pk, item_id) if item_id else None
        try:
            remark_on_minutes(
                minutes=found,
                item=item,
                text=form.cleaned_data["text"],
                at=timezone.now(),
                by=_person(request),
            )
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Merknaden er sendt til dem som skriver referatet."))
            warn(request, form)
            return redirect("minutes", meeting.pk)
    facts = {
        "meeting": meeting,
        "form": form,
        "heading": _("Merknad til referatet"),
        "button": _("Send merknaden"),
    }
    return render(request, "meetings/minutes_form.html", facts)


@login_required
@logs_reading
def remark_answer(request: HttpRequest, meeting_id: UUID, remark_id: UUID) -> HttpResponse:
    """Answer a remark."""
    remark = access_remark(request.user, meeting_id, remark_id, to=Right.WRITE_MINUTES)
    data = request.POST if request.method == "POST" else None
    form = AnswerRemarkForm(data, initial={"answer": remark.answer})
    if request.method == "POST" and form.is_valid():
        try:
            answer_remark(
                remark=remark,
                taken=form.cleaned_data["taken"] == "ja",
                answer=form.cleaned_data["answer"],
                at=timezone.now(),
                by=_person(request),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Merknaden er besvart."))
            warn(request, form)
            return redirect("minutes", meeting_id)
    note_closed([remark.item] if remark.item else [], by=request.user)
    facts = {
        "meeting": remark.minutes.meeting,
        "form": form,
        "remark": remark,
        "heading": _("Svar på merknad"),
        "button": _("Lagre svaret"),
    }
    return render(request, "meetings/minutes_form.html", facts)


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


@login_required
@require_POST
def approve_former(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Write down that this meeting approved the minutes of an earlier one, through its item."""
    item = access_item(request.user, meeting_id, item_id, to=Right.WRITE_MINUTES)
    try:
        approve_at_meeting(item=item, at=timezone.now(), by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Det forrige referatet er godkjent, og vedtaket er ført."))
    return redirect("minutes", meeting_id)


@login_required
def correction_add(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Correct approved minutes by an addition."""
    meeting, found = to_write(request, meeting_id)
    if found is None:
        return not_begun(request, meeting)
    data = request.POST if request.method == "POST" else None
    form = CorrectionForm(data, entries=entries_of(meeting))
    if request.method == "POST" and form.is_valid():
        item_id = form.item_id()
        item = access_item(request.user, meeting.pk, item_id) if item_id else None
        try:
            correct_minutes(
                minutes=found,
                item=item,
                text=form.cleaned_data["text"],
                at=timezone.now(),
                by=_person(request),
            )
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Rettelsen er lagt til, og de som var kalt inn, får beskjed."))
            warn(request, form)
            return redirect("minutes", meeting.pk)
    facts = {
        "meeting": meeting,
        "form": form,
        "heading": _("Rett det godkjente referatet"),
        "button": _("Legg til rettelsen"),
    }
    return render(request, "meetings/minutes_form.html", facts)


def _person(request: HttpRequest) -> Any:
    return request.user
