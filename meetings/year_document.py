"""From a council's year to the facts of templates/pdf/year_plan.html."""

from __future__ import annotations

import base64
import datetime
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from councils.models import Council
from meetings.document_head import said
from meetings.documents import Document
from meetings.models import Activity, YearPlan
from meetings.wheel import Wheel
from meetings.year_overview import Entry, Month, year_overview
from politirad import dates
from politirad.typeface import PAPER


def year_document(council: Council, year: int, *, created: datetime.datetime) -> Document:
    """The year as it stands, in the council's language: the wheel, and what each month brings."""
    rows = YearPlan.objects.select_related("approved_by").filter(council=council, year=year)
    plan = rows.first() or YearPlan(council=council, year=year)
    plan.council = council
    language = council.language
    with translation.override(language):
        overview = year_overview(plan, today=timezone.localdate(created), language=language, advise=False)
        title = _("Årshjul %d") % year
        facts = {
            "council": council.name,
            "running": council.name,
            "demo": settings.DEMO,
            "draft": overview.proposals > 0,
            "head": [*_approval(plan, language), *said(_("Avtalen"), overview.expectation)],
            "wheel_svg": wheel_picture(overview.wheel) if overview.has_entries else "",
            "wheel_alt": overview.wheel.description,
            "months": [_month(month, language) for month in overview.months],
        }
    identifier = f"year {council.pk} {year} {created.isoformat()}"
    return Document("pdf/year_plan.html", facts, title, language, created, identifier)


def wheel_picture(wheel: Wheel) -> str:
    """The wheel as a `data:` address, in the paper's font, without the day it happened to be made."""
    facts = {"wheel": replace(wheel, today=""), "wheel_id": "hjul", "font": PAPER}
    svg = render_to_string("meetings/_wheel.svg.html", facts).strip()
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _approval(plan: YearPlan, language: str) -> list[dict[str, str]]:
    """Who approved the plan, and when; empty while nobody has."""
    if plan.approved_at is None or plan.state != YearPlan.State.APPROVED:
        return []
    who = plan.approved_by.name if plan.approved_by else ""
    when = dates.long_date(timezone.localdate(plan.approved_at), language)
    return [*said(_("Godkjent av"), who), *said(_("Dato"), when)]


def _month(month: Month, language: str) -> dict[str, Any]:
    """Meetings by their days, then what has no day of its own."""
    last = datetime.date.max
    lines = [(entry.row.date, entry.row.start, _meeting(entry, language)) for entry in month.entries]
    lines += [
        (one.date or last, datetime.time.max, _activity(one, language)) for _number, one in month.activities
    ]
    lines.sort(key=lambda line: line[:2])
    return {"name": month.name, "entries": [line for _day, _hour, line in lines]}


def _meeting(entry: Entry, language: str) -> dict[str, Any]:
    row = entry.row
    return {
        "date": _day(row.date, language),
        "time": dates.clock(row.start, language),
        "title": row.title,
        "place": row.place,
        "host": row.host,
        "note": ". ".join(part for part in (row.theme, *(duty.text for duty in entry.duties)) if part),
        "planned": entry.planned is None,
    }


def _activity(one: Activity, language: str) -> dict[str, Any]:
    note = [str(one.get_kind_display()), one.responsible, one.target_group]
    return {
        "date": _day(one.date, language) if one.date else "",
        "time": "",
        "title": one.title,
        "place": "",
        "host": "",
        "note": " · ".join(part for part in note if part),
        "planned": True,
    }


def _day(day: datetime.date, language: str) -> str:
    """Weekday and number: the month stands beside."""
    name = dates.weekday_name(day.isoweekday(), language)
    return f"{name} {day.day}" if language.startswith("en") else f"{name} {day.day}."
