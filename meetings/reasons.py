"""Why a day is chosen, warned about or left out: a code with its facts, put into words elsewhere.

The planner and the checks answer with `Reason` values. `explanations.explain` turns one into a sentence in
the reader's language; pages may group and sort by `severity`. A reason warns, it never blocks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

Fact = str | int | date | time | tuple[int, ...] | tuple[str, ...]

INFO, MILD, SERIOUS, FORBIDDING = 0, 1, 2, 3

# How much each code speaks against a day. What is not listed is information only.
SEVERITY: dict[str, int] = {
    "weekend": FORBIDDING,
    "public_holiday": FORBIDDING,
    "christmas_eve": FORBIDDING,
    "new_years_eve": FORBIDDING,
    "same_day": FORBIDDING,
    "outside_year": FORBIDDING,
    "ends_before_start": FORBIDDING,
    "before_earliest": FORBIDDING,
    "clash": SERIOUS,
    "holy_week": SERIOUS,
    "christmas_week": SERIOUS,
    "election_day": SERIOUS,
    "closed_month": SERIOUS,
    "too_few": SERIOUS,
    "attendance_month_empty": SERIOUS,
    "duty_without_meeting": SERIOUS,
    "school_holiday": MILD,
    "squeezed_day": MILD,
    "election_week": MILD,
    "interval_short": MILD,
    "interval_long": MILD,
    "unusual_hour": MILD,
    "outside_months": MILD,
    "month_empty": MILD,
    "too_many": MILD,
    "conflicting_numbers": MILD,
}


@dataclass(frozen=True)
class Reason:
    """One code with its facts, for instance `school_holiday` with the holiday's name and days.

    `params` is a sorted tuple of (name, value), so that equal reasons are equal and can be put in sets.
    """

    code: str
    params: tuple[tuple[str, Fact], ...] = ()

    @property
    def severity(self) -> int:
        """0 information, 1 mild, 2 serious, 3 a day no council meets on."""
        return SEVERITY.get(self.code, INFO)

    def get(self, name: str) -> Fact | None:
        """One fact by its name; None when the reason does not carry it."""
        return dict(self.params).get(name)


def reason(code: str, **params: Fact) -> Reason:
    """A `Reason` with its facts given by name."""
    return Reason(code, tuple(sorted(params.items())))


def worst(reasons: Iterable[Reason]) -> int:
    """The highest severity among `reasons`; 0 when there are none."""
    return max((one.severity for one in reasons), default=INFO)
