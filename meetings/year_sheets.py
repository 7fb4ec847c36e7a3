"""A council's year as sheets of a workbook: its meetings, and what else it brings."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meetings.models import Activity
from meetings.workbook import Cell, Sheet
from meetings.year_overview import Entry, YearOverview
from politirad.dates import weekday_date


def year_sheets(overview: YearOverview, language: str) -> list[Sheet]:
    """The two sheets, in the active language, with a column for the host where there is one; days and hours are such, to be sorted and counted on."""
    entries = [entry for month in overview.months for entry in month.entries]
    hosted = any(entry.row.host for entry in entries)
    activities = tuple(
        _activity(month.name, one) for month in overview.months for _number, one in month.activities
    )
    return [
        Sheet(
            _("Møter"),
            (
                _("Dato"),
                _("Dag"),
                _("Fra"),
                _("Til"),
                _("Møte"),
                _("Sted"),
                *([_("Vertskap")] if hosted else []),
                _("Tema"),
                _("Følger av avtalen"),
                _("Status"),
            ),
            tuple(_meeting(entry, language, hosted) for entry in entries),
        ),
        Sheet(
            _("Aktiviteter"),
            (
                _("Måned"),
                _("Dato"),
                _("Type"),
                _("Aktivitet"),
                _("Hva som skjer"),
                _("Ansvarlig"),
                _("Målgruppe"),
                _("Kontakt"),
            ),
            activities,
        ),
    ]


def _meeting(entry: Entry, language: str, hosted: bool) -> tuple[Cell, ...]:
    row = entry.row
    duties = "; ".join(duty.text for duty in entry.duties)
    state = entry.meeting.get_state_display() if entry.meeting else _("Forslag")
    day = weekday_date(row.date, language).split()[0]
    host = [row.host] if hosted else []
    return row.date, day, row.start, row.end, row.title, row.place, *host, row.theme, duties, str(state)


def _activity(month: str, one: Activity) -> tuple[Cell, ...]:
    kind = str(one.get_kind_display())
    return (
        month,
        one.date,
        kind,
        one.title,
        one.description,
        one.responsible,
        one.target_group,
        one.contact,
    )
