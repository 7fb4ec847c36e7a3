"""The running numbers of a council's meetings, by the year or continuously, each number given once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from councils.models import Council, Rules
from meetings.models import Meeting
from meetings.numbering import next_sequence


@dataclass(frozen=True)
class Series:
    """How the meetings of a year are numbered: `starts_at` is the lowest number that one of them may have."""

    continuous: bool
    starts_at: int


def hold_series(council_id: UUID) -> Council:
    """The council, held until the transaction ends: two at once would give the same number.

    Taken before any plan or meeting of the council is held, so that nobody waits in a ring.
    """
    return Council.objects.select_for_update(of=("self",), no_key=True).get(pk=council_id)


def series_of(council: Council, year: int) -> Series:
    """By the last of the rules that begin before the year ends.

    A first number counts in the year that its rules begin, and from then on where they number continuously.
    """
    rules = list(
        Rules.objects.filter(council=council, valid_from__lte=datetime.date(year, 12, 31))
        .order_by("valid_from")
        .values_list("valid_from", "meeting_numbering", "first_meeting")
    )
    continuous = bool(rules) and rules[-1][1] == Rules.Numbering.CONTINUOUS
    firsts = [
        first
        for begins, scope, first in rules
        if begins.year == year or (continuous and scope == Rules.Numbering.CONTINUOUS)
    ]
    return Series(continuous, max(firsts, default=1))


def next_number(council: Council, year: int) -> int:
    """The number after those of the year's series, or of all years', cancelled and moved meetings included."""
    series = series_of(council, year)
    used = Meeting.objects.filter(council=council, number__isnull=False)
    if not series.continuous:
        used = used.filter(number_year=year)
    numbers = [number for number in used.values_list("number", flat=True) if number]
    return next_sequence(numbers, starts_at=series.starts_at)


def number_moved(meeting: Meeting, year: int) -> int:
    """The number of a meeting that moves to `year`: its own where the series goes on from year to year, else the next."""
    others = Meeting.objects.filter(council=meeting.council, number=meeting.number, number_year=year)
    keeps = series_of(meeting.council, year).continuous and not others.exclude(pk=meeting.pk).exists()
    return meeting.number if keeps and meeting.number else next_number(meeting.council, year)
