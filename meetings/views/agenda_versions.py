"""The agenda as it was sent: any two versions beside each other, and a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from agreements.comparing import compare_html
from agreements.views.comparing import rows, words
from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.changes import announce_changes
from meetings.agenda_versions import Change, FieldChange, ItemChange, compare
from meetings.models import AgendaItem, AgendaVersion, Meeting
from meetings.permissions import access_meeting
from politirad import richtext


@login_required
@require_safe
def agenda_versions(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Two versions of the open agenda (`fra`, `til`; else the last two), and what differs, item by item.

    Closed items are in no version: what was sent never told of them.
    """
    meeting = access_meeting(request.user, meeting_id)
    versions = list(AgendaVersion.objects.filter(meeting=meeting).order_by("number"))
    facts: dict[str, Any] = {"meeting": meeting, "council": meeting.council, "versions": versions}
    if len(versions) > 1:
        left = _version(versions, request.GET.get("fra"), usual=versions[-2])
        right = _version(versions, request.GET.get("til"), usual=versions[-1])
        found = compare(left.items, right.items)
        elsewhere = _elsewhere(meeting, [one.id for one in found if one.change is Change.REMOVED])
        facts |= {
            "left": left,
            "right": right,
            "left_label": _label(left),
            "right_label": _label(right),
            "told": _summary(found),
            "changes": [
                _shown(one, elsewhere.get(one.id))
                for one in found
                if one.change is not Change.SAME or one.moved
            ],
            "same": [one for one in found if one.change is Change.SAME and not one.moved],
        }
    return render(request, "meetings/agenda_versions.html", facts)


@login_required
@require_POST
def announce(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Let those called have what has been changed since the last notice."""
    meeting = access_meeting(request.user, meeting_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    try:
        announce_changes(meeting=meeting, at=timezone.now(), by=user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Endringene går ut om et minutt, i én melding."))
    return redirect("agenda", meeting_id)


def _version(versions: Sequence[AgendaVersion], number: str | None, *, usual: AgendaVersion) -> AgendaVersion:
    """The version of a number in the address. Raises Http404 for one that the meeting does not have."""
    if not number:
        return usual
    found = next((one for one in versions if str(one.number) == number), None)
    if found is None:
        raise Http404
    return found


def _elsewhere(meeting: Meeting, gone: Sequence[str]) -> dict[str, AgendaItem]:
    """Those of the items that stand on another meeting's agenda now, as far as the reader sees them."""
    if not gone:
        return {}
    items = AgendaItem.objects.filter(pk__in=gone, council=meeting.council).exclude(meeting=meeting)
    return {str(item.pk): item for item in items.select_related("meeting")}


def _summary(found: Sequence[ItemChange]) -> list[str]:
    """How many items were added, taken off, changed and moved; nothing when the versions are alike."""
    counts = Counter(one.change for one in found)
    told = [
        (counts[Change.ADDED], _("lagt til")),
        (counts[Change.REMOVED], _("tatt av")),
        (counts[Change.CHANGED], _("endret")),
        (sum(one.moved for one in found), _("flyttet")),
    ]
    return [f"{number} {word}" for number, word in told if number]


def _shown(one: ItemChange, elsewhere: AgendaItem | None) -> dict[str, Any]:
    """One item for the template; the rows of its text were cleaned before they were compared."""
    text = next((field for field in one.fields if field.name == "text"), None)
    return {
        "item": one,
        "elsewhere": elsewhere,
        "facts": [_fact(field) for field in one.fields if field.name != "text"],
        "rows": rows(compare_html(richtext.clean(text.before), richtext.clean(text.after), words()))
        if text
        else [],
    }


def _fact(field: FieldChange) -> tuple[str, str, str]:
    """The name of what is another now, and what it was and is, in words."""
    before, after = field.before, field.after
    if field.name == "kind":
        kinds = dict(AgendaItem.Kind.choices)
        return _("Type sak"), str(kinds.get(before, before)), str(kinds.get(after, after))
    if field.name == "minutes":
        return _("Tid"), _minutes(before), _minutes(after)
    if field.name == "papers":
        known = {paper["name"]: paper["sha256"] for paper in before}
        return _("Sakspapirer"), _papers(before, {}), _papers(after, known)
    names = {"title": _("Sak"), "presenter": _("Innleder"), "parent": _("Undersak av")}
    return names[field.name], before or _("ingen"), after or _("ingen")


def _minutes(number: int | None) -> str:
    if number is None:
        return _("ikke oppgitt")
    return ngettext("%(minutes)s minutt", "%(minutes)s minutter", number) % {"minutes": number}


def _papers(papers: Sequence[dict[str, str]], known: dict[str, str]) -> str:
    """Their names; one with the name of a former paper and other contents is a new edition of it."""
    names = [
        _("%s (ny utgave)") % paper["name"]
        if known.get(paper["name"], paper["sha256"]) != paper["sha256"]
        else paper["name"]
        for paper in papers
    ]
    return ", ".join(names) or _("ingen")


def _label(version: AgendaVersion) -> str:
    return _("Versjon %(number)d") % {"number": version.number}
