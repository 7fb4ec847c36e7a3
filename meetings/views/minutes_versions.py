"""The versions of minutes that were sent and approved: the list, one as it was, and what is new since the one before."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.views.decorators.http import require_safe

from agreements.comparing import Chapter, Kind, compare
from agreements.views.comparing import rows, words
from meetings.minutes_document import public_facts
from meetings.models import Minutes, MinutesVersion
from meetings.permissions import access_meeting
from meetings.views.attendance import not_begun
from politirad import richtext


@login_required
@require_safe
def minutes_versions(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Every version, the newest first."""
    meeting = access_meeting(request.user, meeting_id)
    found = Minutes.objects.filter(meeting=meeting).first()
    if found is None:
        return not_begun(request, meeting)
    versions = found.versions.select_related("made_by").defer("content").order_by("-number")
    return render(request, "meetings/minutes_versions.html", {"meeting": meeting, "versions": list(versions)})


@login_required
@require_safe
def minutes_version(request: HttpRequest, meeting_id: UUID, number: int) -> HttpResponse:
    """One version as it was, and what is new in it."""
    meeting = access_meeting(request.user, meeting_id)
    kept = MinutesVersion.objects.filter(minutes__meeting=meeting, number__in=[number - 1, number])
    found = {version.number: version for version in kept}
    if number not in found:
        raise Http404
    version, former = found[number], found.get(number - 1)
    facts = {
        "meeting": meeting,
        "version": version,
        "former": former,
        "snapshot": public_facts(version.content) | {"absent": version.content["absent"]},
        "changes": _changes(former, version) if former else [],
    }
    return render(request, "meetings/minutes_version.html", facts)


def _changes(former: MinutesVersion, version: MinutesVersion) -> list[dict[str, object]]:
    """The items that differ, for templates/agreements/_compared.html."""
    found = compare(_chapters(former), _chapters(version), words())
    return [
        {"heading": change.chapter.heading, "number": change.chapter.number, "rows": rows(change.rows)}
        for change in found
        if change.kind is not Kind.SAME
    ]


def _chapters(version: MinutesVersion) -> list[Chapter]:
    """The version's items as chapters: text, decisions and tasks in one."""
    return [
        Chapter(
            heading=item["title"],
            html=richtext.clean(
                item["html"]
                + "".join(
                    f"<p>{escape(one['number'])} {escape(one['text'])}</p>" for one in item["decisions"]
                )
                + "".join(
                    f"<p>{escape(' '.join(filter(None, (one['text'], one['who'], one['due_on']))))}</p>"
                    for one in item["tasks"]
                )
            ),
            key=item["id"],
            number=item["number"],
        )
        for item in version.content["items"]
    ]
