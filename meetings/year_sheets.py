"""A council's year as sheets of a workbook: its meetings, and what else it brings."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meetings.models import Activity
from meetings.workbook import Cell, Sheet
from meetings.year_overview import Entry, YearOverview
from politirad.dates import weekday_date


def year_sheets(overview: YearOverview, language: str) -> list[Sheet]:
    """The two sheets, in the active language; days and hours are such, to be sorted and counted on."""
    meetings = tuple(_meeting(entry, language) for month in overview.months for entry in month.entries)
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
                _("Tema"),
                _("Følger av avtalen"),
                _("Status"),
            ),
            meetings,
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


def _meeting(entry: Entry, language: str) -> tuple[Cell, ...]:
    row = entry.row
    duties = "; ".join(duty.text for duty in entry.duties)
    state = entry.meeting.get_state_display() if entry.meeting else _("Forslag")
    day = weekday_date(row.date, language).split()[0]
    return row.date, day, row.start, row.end, row.title, row.place, row.theme, duties, str(state)


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
