"""Minutes while they are written: what others have written since, earlier versions, and the screen in the room."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from councils.permissions import Right, may
from councils.refusals import Refusal
from meetings.actions.minutes import restore_version
from meetings.minutes_page import mark_of, outcomes_of
from meetings.minutes_reading import entries_of
from meetings.models import ItemMinutes, ItemMinutesVersion, Minutes
from meetings.permissions import access_item, access_meeting, members_of
from meetings.screen import screen_of
from politirad.tenancy.audit import record
from politirad.tenancy.middleware import logs_reading


@login_required
@require_safe
def minutes_pulse(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The version and the mark of every item that the reader sees, asked for every few seconds."""
    meeting = access_meeting(request.user, meeting_id)
    items = {
        str(entry.item.pk): {"version": entry.said.version if entry.said else 0, "mark": mark_of(entry)}
        for entry in entries_of(meeting)
    }
    return JsonResponse({"items": items})


@login_required
@require_safe
@logs_reading
def item_now(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """One item's text and outcomes as they are now, for the page that has older ones."""
    item = access_item(request.user, meeting_id, item_id, to=Right.WRITE_MINUTES)
    if item.is_closed:
        record("read_closed_item", item, by=_person(request), meeting=meeting_id)
    item.meeting.council = item.council
    facts = outcomes_of(item.meeting, item, members=list(members_of(item.council)))
    said = facts["entry"].said
    return JsonResponse(
        {
            "version": said.version if said else 0,
            "html": said.html if said else "",
            "said": _("Endret av %(name)s") % {"name": said.by} if said else "",
            "outcomes": render_to_string("meetings/_outcomes.html", facts, request=request),
        }
    )


@login_required
@logs_reading
def item_versions(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Earlier versions of what was written on an item; one of them can be fetched again."""
    item = access_item(request.user, meeting_id, item_id, to=Right.WRITE_MINUTES)
    if item.is_closed:
        record("read_closed_item", item, by=_person(request), meeting=meeting_id)
    if request.method == "POST":
        try:
            number = int(request.POST.get("number", ""))
        except ValueError as error:
            raise Http404 from error
        try:
            restore_version(item=item, number=number, by=_person(request))
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("item_versions", meeting_id, item_id)
        messages.success(request, _("Teksten er hentet fram igjen."))
        return redirect(reverse("minutes", args=[meeting_id]) + f"#sak-{item_id}")
    rows = ItemMinutesVersion.objects.filter(item=item).select_related("saved_by")
    current = ItemMinutes.objects.filter(item=item).values_list("version", flat=True).first()
    facts = {"item": item, "meeting": item.meeting, "versions": list(rows[:50]), "current": current}
    return render(request, "meetings/item_versions.html", facts)


@login_required
@require_safe
def screen(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The open part for the screen in the room: one item at a time, large, as it is written."""
    meeting = access_meeting(request.user, meeting_id)
    found = Minutes.objects.filter(meeting=meeting).first()
    facts = {
        "meeting": meeting,
        "minutes": found,
        "writes": may(request.user, meeting.council, Right.WRITE_MINUTES),
        **screen_of(meeting, request.GET.get("sak", "")),
    }
    page = "meetings/_screen.html" if request.headers.get("HX-Request") else "meetings/screen.html"
    return render(request, page, facts)


def _person(request: HttpRequest) -> Any:
    return request.user
