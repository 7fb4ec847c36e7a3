"""The running numbers of a council's meetings: one series a year, each number given once."""

from __future__ import annotations

from uuid import UUID

from councils.models import Council
from meetings.models import Meeting
from meetings.numbering import next_sequence


def hold_series(council_id: UUID) -> Council:
    """The council, held until the transaction ends: two at once would give the same number.

    Taken before any plan or meeting of the council is held, so that nobody waits in a ring.
    """
    return Council.objects.select_for_update(of=("self",), no_key=True).get(pk=council_id)


def next_number(council: Council, year: int) -> int:
    """The number after those of the year's series, cancelled and moved meetings included."""
    used = Meeting.objects.filter(council=council, number_year=year, number__isnull=False)
    return next_sequence([number for number in used.values_list("number", flat=True) if number])
