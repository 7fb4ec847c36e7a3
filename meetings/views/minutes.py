"""The minutes of a meeting: read, write, send, approve."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.hearing import may_remark
from meetings.actions.minutes import Conflict, begin_minutes, save_item_minutes
from meetings.actions.sending import called_themselves
from meetings.actions.writing import DOUBTFUL
from meetings.attendance import attendance_of
from meetings.forms.minutes import ItemMinutesForm
from meetings.identifiers import needs_warning
from meetings.minutes_page import said_afterwards, shown
from meetings.minutes_reading import entries_of
from meetings.models import AgendaItem, MeetingPdf, Minutes, Remark
from meetings.permissions import access_item, access_meeting, access_meeting_in_series, members_of
from meetings.quorum import counted, needed_in
from meetings.series import neighbours_of
from meetings.views.declaring import declaration_asked_for
from meetings.views.doubts import warn
from meetings.views.publishing import publishing_of
from politirad.richtext import clean, plain
from politirad.tenancy.audit import record_each
from politirad.tenancy.middleware import logs_reading
from politirad.tenancy.permissions import rights


@login_required
@require_safe
@logs_reading
def minutes(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The minutes as they stand; those who write them get the fields."""
    meeting = access_meeting_in_series(request.user, meeting_id)
    user = _person(request)
    rows = Minutes.objects.filter(meeting=meeting).select_related("approved_by", "approved_in")
    found = rows.annotate(needed=needed_in(meeting)).first()
    if found is not None:
        found.meeting = meeting
    granted = rights(user, meeting.council)
    writes = Right.WRITE_MINUTES in granted
    entries = entries_of(meeting)
    called = called_themselves(meeting)
    people = attendance_of(called, entries)
    closed = [entry.item for entry in entries if entry.item.is_closed]
    record_each("read_closed_item", closed, by=user, meeting=meeting.pk)
    editing = writes and found is not None and found.state != Minutes.State.APPROVED
    members = list(members_of(meeting.council)) if editing else []
    remarks, corrections = said_afterwards(found)
    facts = {
        "meeting": meeting,
        "minutes": found,
        "writes": writes,
        "editing": editing,
        "attendance": people,
        "quorum": counted(found.needed, called) if found is not None else None,
        "shown": [
            shown(entry, people, editing=editing, members=members)
            | {"remarks": remarks.get(entry.item.pk, []), "corrections": corrections.get(entry.item.pk, [])}
            for entry in entries
        ],
        "remarks": remarks.get(None, []),
        "corrections": corrections.get(None, []),
        "unanswered": sum(one.state == Remark.State.OPEN for rows in remarks.values() for one in rows),
        "members": members,
        "pdfs": meeting.pdfs.filter(kind=MeetingPdf.Kind.MINUTES).defer("content").order_by("-stored_at")[:3],
        "today": timezone.localdate(),
        "may_begin": writes and found is None and meeting.date <= timezone.localdate(),
        "may_approve": found is not None
        and found.state == Minutes.State.REMARKS
        and Right.APPROVE_MINUTES in granted,
        **neighbours_of(meeting),
        **publishing_of(found),
        "awaits": declaration_asked_for(request, meeting),
        "may_remark": found is not None and may_remark(user, found),
    }
    return render(request, "meetings/minutes.html", facts)


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
    """Save what was said on one item, by itself or by the button; 409 when somebody has changed the same words."""
    item = access_item(request.user, meeting_id, item_id, to=Right.WRITE_MINUTES)
    form = ItemMinutesForm(request.POST)
    by_itself = bool(request.headers.get("X-Autosave"))
    if not form.is_valid():
        sentence = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _refuse(request, item, sentence, by_itself)
    try:
        row = save_item_minutes(
            item=item,
            html=form.cleaned_data["html"],
            version=form.cleaned_data["version"],
            base=form.sent("base"),
            lost=form.sent("lost"),
            keep=form.kept(),
            by=_person(request),
        )
    except Conflict as conflict:
        return _ask(request, item, form, conflict, by_itself)
    except Refusal as refusal:
        return _refuse(request, item, str(refusal), by_itself)
    joined = row.html != clean(form.cleaned_data["html"])
    if by_itself:
        saved = f"{timezone.localtime(row.saved_at):%H.%M}"
        answer = {"version": row.version, "saved": saved, **({"html": row.html} if joined else {})}
        if needs_warning(plain(row.html)):
            answer["warning"] = str(DOUBTFUL)
        return JsonResponse(answer)
    warn(request, form)
    messages.success(
        request,
        _("Referatet er lagret, sammen med det en annen har skrevet i saken.")
        if joined
        else _("Referatet for saken er lagret."),
    )
    return redirect(_place(item))


def _refuse(request: HttpRequest, item: AgendaItem, sentence: str, by_itself: bool) -> HttpResponse:
    """Say no: as data to the script that saves by itself, else on the page."""
    if by_itself:
        return JsonResponse({"sentence": sentence}, status=422)
    messages.error(request, sentence)
    return redirect(_place(item))


def _ask(
    request: HttpRequest, item: AgendaItem, form: ItemMinutesForm, conflict: Conflict, by_itself: bool
) -> HttpResponse:
    """Show both texts and ask what is to stand: in the page that saves by itself, else on a page of its own."""
    facts = {"item": item, "meeting": item.meeting, "form": form, "conflict": conflict}
    if by_itself:
        panel = render_to_string("meetings/_clash.html", facts, request=request)
        return JsonResponse({"sentence": str(conflict), "panel": panel}, status=409)
    return render(request, "meetings/minutes_clash.html", facts, status=409)


def _place(item: AgendaItem) -> str:
    return reverse("minutes", args=[item.meeting_id]) + f"#sak-{item.pk}"


def _person(request: HttpRequest) -> Any:
    return request.user
