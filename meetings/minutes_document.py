"""From the minutes' snapshot to the facts of templates/pdf/minutes.html.

An approved document is made of the version that was approved, so that the paper says what was approved whatever has
happened since; a draft is made of what stands there now.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _

from meetings.document_head import head, said
from meetings.minutes_snapshot import snapshot_of
from meetings.models import AgendaItem, Correction, Meeting, Minutes, MinutesVersion
from meetings.numbering import is_under
from politirad import dates


def minutes_facts(meeting: Meeting, language: str) -> dict[str, Any]:
    """The facts of the minutes, in the active language; the edition for the public."""
    minutes = Minutes.objects.select_related("approved_by", "approved_in").filter(meeting=meeting).first()
    version = approved_version(minutes)
    content = version.content if version else snapshot_of(meeting, minutes)
    corrections = open_corrections(minutes) if minutes else []
    return {
        **public_facts(content),
        "head": [*head(meeting, language), *said(_("Gjester"), content["guests"])],
        "corrections": [correction_facts(one, language) for one in corrections],
        "approval": approval(minutes, language),
        "next_meeting": content["next_meeting"],
        "draft": minutes is None or minutes.state != Minutes.State.APPROVED,
        "version": version_facts(version, language),
    }


def public_facts(content: dict[str, Any]) -> dict[str, Any]:
    """What everybody may read of a snapshot: why somebody stayed away is nobody's business outside the council."""
    introduction = content["introduction"]
    return {
        "introduction_html": linebreaks(escape(introduction)) if introduction else "",
        "present": content["present"],
        "absent": [one | {"note": ""} for one in content["absent"]],
        "guests": content["guests"],
        "quorum": content.get("quorum", ""),
        "items": [
            *(item_facts(item) for item in content["items"]),
            *(closed_facts(item) for item in content["closed"]),
        ],
        "public": True,
    }


def item_facts(item: dict[str, Any]) -> dict[str, Any]:
    """One open item with what was said, decided and agreed to do."""
    decisions = [
        f"<p><strong>{escape(one['number'])}</strong> {escape(one['text'])}</p>" for one in item["decisions"]
    ]
    return {
        "number": item["number"],
        "is_sub": is_under(item["number"]),
        "title": item["title"],
        "kind_label": str(AgendaItem.Kind(item["kind"]).label),
        "text_html": item["html"],
        "decision_html": "".join(decisions),
        "decisions": item["decisions"],
        "votes": "",
        "attendance_note": item["note"],
        "actions": [
            {
                "text": one["text"],
                "responsible": one["who"],
                "due": dates.short_date(datetime.date.fromisoformat(one["due_on"])) if one["due_on"] else "",
            }
            for one in item["tasks"]
        ],
        "closed": False,
        "legal_basis": "",
    }


def closed_facts(item: dict[str, str]) -> dict[str, Any]:
    """The line that stands in a closed item's place."""
    return {
        "number": item["number"],
        "is_sub": is_under(item["number"]),
        "title": _("Lukket sak"),
        "kind_label": _("Del 2"),
        "text_html": "",
        "decision_html": "",
        "actions": [],
        "closed": True,
        "legal_basis": item["basis"],
    }


def approved_version(minutes: Minutes | None) -> MinutesVersion | None:
    """What was approved, if anything was."""
    if minutes is None or minutes.state != Minutes.State.APPROVED:
        return None
    return minutes.versions.filter(kind=MinutesVersion.Kind.APPROVED).first()


def open_corrections(minutes: Minutes) -> list[Correction]:
    """Corrections of the whole and of open items, in order."""
    rows = minutes.corrections.select_related("item", "made_by")
    return [one for one in rows if one.item is None or not one.item.is_closed]


def correction_facts(correction: Correction, language: str) -> dict[str, str]:
    """One correction: when, of what, and what is right."""
    when = dates.long_date(timezone.localdate(correction.made_at), language)
    return {"when": when, "title": correction.item.title if correction.item else "", "text": correction.text}


def approval(minutes: Minutes | None, language: str) -> list[dict[str, str]]:
    """Who approved the minutes, and when; empty while nobody has."""
    if minutes is None or minutes.approved_at is None:
        return []
    when = dates.long_date(timezone.localdate(minutes.approved_at), language)
    if minutes.approved_in is not None:
        where = f"{minutes.approved_in.title}, {dates.long_date(minutes.approved_in.date, language)}"
        return [*said(_("Godkjent på"), where), *said(_("Dato"), when)]
    who = minutes.approved_by.name if minutes.approved_by else ""
    return [*said(_("Godkjent av"), who), *said(_("Dato"), when)]


def version_facts(version: MinutesVersion | None, language: str) -> dict[str, Any]:
    """Number and fingerprint of what was approved, for the foot of every page."""
    if version is None:
        return {}
    frozen = dates.moment(timezone.localtime(version.made_at), language)
    return {"number": version.number, "sha256": version.sha256, "frozen_at": frozen}
