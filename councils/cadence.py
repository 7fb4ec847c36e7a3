"""How often a council meets, as its agreement says it.

Every form found in the five agreements has its own value: a number a year (fixed, as a main rule, optional,
for a span of years), an interval of weeks, weekly, monthly, "by the year wheel", "when needed", and the
vague ones. Silence is a value too: `meetings_expected` answers "nothing" and says why, it never fills in.
Pure: no Django, no clock; the year is an argument.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class CadenceKind(StrEnum):
    """The form in which an agreement states how often a forum meets."""

    PER_YEAR = "per_year"
    EVERY_WEEKS = "every_weeks"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEAR_WHEEL = "year_wheel"
    AS_NEEDED = "as_needed"
    VAGUE = "vague"


class Strength(StrEnum):
    """The agreement's own word for how binding the number is."""

    SHALL = "shall"
    MAIN_RULE = "main_rule"
    SHOULD = "should"
    PREFERABLY = "preferably"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MAY = "may"


class CadenceError(ValueError):
    """A cadence that cannot be meant; `code` says which rule it breaks.

    Codes: `count_missing`, `count_too_low`, `weeks_missing`, `range_reversed`, `month_unknown`,
    `years_reversed`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Cadence:
    """One statement of how often a forum meets.

    `count`: meetings a year (`per_year`), a week (`weekly`) or a month (`monthly`); None means one for the
    last two. `minimum` and `maximum`: weeks between meetings (`every_weeks`), or the lowest and highest
    number (`per_year` without `count`). `months`: the months the agreement names, 1 to 12. `strength` None
    means that the agreement has no such word. `year_from` and `year_to` are inclusive; None is open.
    Raises `CadenceError` when the parts contradict each other.
    """

    kind: CadenceKind
    count: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    months: tuple[int, ...] = ()
    strength: Strength | None = None
    year_from: int | None = None
    year_to: int | None = None

    def __post_init__(self) -> None:
        numbers = [n for n in (self.count, self.minimum, self.maximum) if n is not None]
        if any(n < 1 for n in numbers):
            raise CadenceError("count_too_low")
        if self.kind is CadenceKind.PER_YEAR and not numbers:
            raise CadenceError("count_missing")
        if self.kind is CadenceKind.EVERY_WEEKS and self.minimum is None and self.maximum is None:
            raise CadenceError("weeks_missing")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise CadenceError("range_reversed")
        if any(not 1 <= month <= 12 for month in self.months):
            raise CadenceError("month_unknown")
        if self.year_from is not None and self.year_to is not None and self.year_from > self.year_to:
            raise CadenceError("years_reversed")

    def applies_in(self, year: int) -> bool:
        """Is `year` inside the span the agreement gives this cadence?"""
        return (self.year_from is None or self.year_from <= year) and (
            self.year_to is None or year <= self.year_to
        )

    @property
    def says_how_often(self) -> bool:
        """Does this form carry a number or an interval that a year can be planned from?"""
        return self.kind in DECISIVE


class ExpectationKind(StrEnum):
    """What a year's planning can build on."""

    COUNT = "count"
    MONTHS = "months"
    WEEKS = "weeks"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Expectation:
    """What the agreement leads us to expect of one year, and why.

    `kind` COUNT: `count` meetings in the year (`minimum`/`maximum` when the agreement gives a range; `count`
    is then the lowest). MONTHS: `count` meetings in each month of `months` (empty: every month). WEEKS:
    `count` meetings in every interval of `minimum` to `maximum` weeks. NOTHING: no number, `reason` says why.
    `reason` is one of `stated`, `range`, `silent`, `vague`, `as_needed`, `year_wheel`, `span_ended` (the
    number given ended with `cadence.year_to`), `span_not_begun` (begins with `cadence.year_from`).
    `conflicts`: other cadences of the same year that say a different number; a person must choose.
    """

    kind: ExpectationKind
    reason: str
    count: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    months: tuple[int, ...] = ()
    strength: Strength | None = None
    cadence: Cadence | None = None
    conflicts: tuple[Cadence, ...] = field(default=())

    @property
    def optional(self) -> bool:
        """True when the agreement says "may": a proposal, not an obligation."""
        return self.strength is Strength.MAY


# Forms with a number, the clearest statement first: it decides when an agreement gives more than one.
DECISIVE = (
    CadenceKind.PER_YEAR,
    CadenceKind.EVERY_WEEKS,
    CadenceKind.MONTHLY,
    CadenceKind.WEEKLY,
)
# How binding the words are, strongest first.
BINDING = (
    Strength.SHALL,
    Strength.AT_LEAST,
    Strength.MAIN_RULE,
    None,
    Strength.SHOULD,
    Strength.PREFERABLY,
    Strength.ABOUT,
    Strength.MAY,
)


def meetings_expected(cadences: Sequence[Cadence], year: int) -> Expectation:
    """How many meetings, or which interval, the agreement gives `year`; or nothing, and why.

    Of several numbers for the same year the most binding decides, then the clearest form, then the order
    given; the rest are listed in `conflicts`. A "may change" after a span of years (Lillestrøm: four a year
    until 2022) gives no number: then the answer is NOTHING with the ended span's cadence.
    """
    current = [cadence for cadence in cadences if cadence.applies_in(year)]
    numbered = [cadence for cadence in current if cadence.says_how_often]
    if numbered:
        chosen, *rest = sorted(
            numbered,
            key=lambda cadence: (
                BINDING.index(cadence.strength),
                DECISIVE.index(cadence.kind),
            ),
        )
        conflicts = tuple(other for other in rest if _number(other) != _number(chosen))
        return _stated(chosen, conflicts)
    ended = [c for c in cadences if c.says_how_often and c.year_to is not None and c.year_to < year]
    if ended:
        last = max(ended, key=lambda cadence: cadence.year_to or 0)
        return Expectation(ExpectationKind.NOTHING, "span_ended", cadence=last)
    coming = [c for c in cadences if c.says_how_often and c.year_from is not None and c.year_from > year]
    if coming:
        first = min(coming, key=lambda cadence: cadence.year_from or 0)
        return Expectation(ExpectationKind.NOTHING, "span_not_begun", cadence=first)
    for kind in (CadenceKind.YEAR_WHEEL, CadenceKind.AS_NEEDED, CadenceKind.VAGUE):
        for cadence in current:
            if cadence.kind is kind:
                return Expectation(
                    ExpectationKind.NOTHING,
                    kind.value,
                    strength=cadence.strength,
                    cadence=cadence,
                )
    return Expectation(ExpectationKind.NOTHING, "silent")


def _stated(cadence: Cadence, conflicts: tuple[Cadence, ...]) -> Expectation:
    """The expectation that one numbered cadence gives."""
    count, minimum, maximum = cadence.count, cadence.minimum, cadence.maximum
    reason = "stated"
    match cadence.kind:
        case CadenceKind.PER_YEAR:
            kind = ExpectationKind.COUNT
            if count is None:
                count, reason = minimum or maximum, "range"
        case CadenceKind.EVERY_WEEKS:
            kind = ExpectationKind.WEEKS
            count, minimum, maximum = 1, minimum or maximum, maximum or minimum
        case CadenceKind.WEEKLY:
            kind = ExpectationKind.WEEKS
            count, minimum, maximum = count or 1, 1, 1
        case _:
            kind = ExpectationKind.MONTHS
            count = count or 1
    return Expectation(
        kind,
        reason,
        count,
        minimum,
        maximum,
        cadence.months,
        cadence.strength,
        cadence,
        conflicts,
    )


def _number(cadence: Cadence) -> tuple[object, ...]:
    """What two cadences must share to say the same thing."""
    return (cadence.kind, cadence.count, cadence.minimum, cadence.maximum)
