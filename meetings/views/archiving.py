"""Take a meeting out for the archive: what is in the package, then the package."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.archiving import export_for_archive, ready
from meetings.permissions import access_meeting
from politirad.accounts import signed_in


@login_required
def meeting_archive(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """A GET says what the package holds; the POST answers with it."""
    meeting = access_meeting(request.user, meeting_id, to=Right.WRITE_MINUTES)
    at, user = timezone.localtime(), signed_in(request)
    try:
        if request.method == "POST":
            answer = HttpResponse(
                export_for_archive(meeting=meeting, by=user, at=at), content_type="application/zip"
            )
            name = f"arkiv-{slugify(meeting.council.name)}-{meeting.date.isoformat()}.zip"
            answer["Content-Disposition"] = f'attachment; filename="{name}"'
            return answer
        facts = {"meeting": meeting, "export": ready(meeting=meeting, by=user, at=at), "problem": ""}
    except Refusal as refusal:
        facts = {"meeting": meeting, "export": None, "problem": str(refusal)}
    status = 422 if facts["problem"] and request.method == "POST" else 200
    return render(request, "meetings/archive.html", facts, status=status)
