"""Meetings every a to b weeks: the best chain of days through a whole year.

Stepping forward from one meeting to the next walks into Easter or the summer and gets stuck. So all chains
are weighed at once, in this order: days with nothing against them, gaps no longer than the agreement's, then
one steady weekday and even gaps. Weeks are calendar weeks: Tuesday to Thursday two weeks later is two weeks.
"""

from collections.abc import Mapping
from datetime import date

from meetings.placement import JudgedDay

# No gap is stretched further: half a year without a good day does not occur, and the search stays short.
FURTHEST_STRETCH = 26
# Weighed in this order: days' badness, weeks beyond the longest gap (squared), untidiness.
Cost = tuple[int, int, int]


def week_index(day: date) -> int:
    """A running number of calendar weeks (Monday to Sunday), so that weeks can be subtracted."""
    return (day.toordinal() - 1) // 7


def weeks_apart(first: date, second: date) -> int:
    """Calendar weeks from `first` to `second`."""
    return week_index(second) - week_index(first)


def chain(
    judged: Mapping[date, JudgedDay], shortest: int, longest: int, previous: date | None
) -> tuple[JudgedDay, ...]:
    """The best meetings of the year with `shortest` to `longest` weeks between them.

    `previous` is the meeting before the year's first, None when unknown: then the first comes within the
    longest gap after the period begins. A gap grows beyond `longest` only when every day within it has
    something against it.
    """
    days = [one for one in judged.values() if not one.forbidden]
    if not days:
        return ()
    begin, end = min(judged), max(judged)
    weeks = [week_index(one.day) for one in days]
    best: list[Cost] = []
    before: list[int | None] = []
    for index, one in enumerate(days):
        cost, back = _opening(one, begin, previous, shortest, longest), None
        for earlier in range(index - 1, -1, -1):
            gap = weeks[index] - weeks[earlier]
            if gap < shortest:
                continue
            if gap > longest + FURTHEST_STRETCH:
                break
            through = _plus(best[earlier], _step(days[earlier], one, gap, shortest, longest))
            if through < cost:
                cost, back = through, earlier
        best.append(cost)
        before.append(back)
    ends = [
        _plus(best[i], (0, _stretch(weeks_apart(one.day, end), longest), 0)) for i, one in enumerate(days)
    ]
    position: int | None = min(range(len(days)), key=lambda i: (ends[i], days[i].day))
    found: list[JudgedDay] = []
    while position is not None:
        found.append(days[position])
        position = before[position]
    return tuple(reversed(found))


def _opening(one: JudgedDay, begin: date, previous: date | None, shortest: int, longest: int) -> Cost:
    """What it costs to let the year begin with this day."""
    if previous is None:
        gap = weeks_apart(begin, one.day)
        return (one.badness, _stretch(gap, longest), _untidy(one) + abs(gap - 2))
    gap = weeks_apart(previous, one.day)
    if gap < shortest:
        return (one.badness + 1_000_000, 0, 0)
    return (
        one.badness,
        _stretch(gap, longest),
        _untidy(one) + abs(2 * gap - shortest - longest),
    )


def _step(earlier: JudgedDay, one: JudgedDay, gap: int, shortest: int, longest: int) -> Cost:
    changed = 0 if earlier.day.weekday() == one.day.weekday() else 2
    return (
        one.badness,
        _stretch(gap, longest),
        _untidy(one) + changed + abs(2 * gap - shortest - longest),
    )


def _untidy(one: JudgedDay) -> int:
    return 0 if one.preferred else 5


def _stretch(gap: int, longest: int) -> int:
    # Squared: two gaps of one week too much are better than one of two.
    return max(0, gap - longest) ** 2


def _plus(first: Cost, second: Cost) -> Cost:
    return (first[0] + second[0], first[1] + second[1], first[2] + second[2])
