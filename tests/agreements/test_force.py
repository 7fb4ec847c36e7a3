"""When an agreement is in force, the last day to give notice, and what dates disagree about: tables of dated cases."""

from datetime import date

import pytest

from agreements.consistency import Dates, Disagreement, Found, disagreements
from agreements.lifecycle import days_in_force, last_day_after_notice, latest_notice_day
from agreements.validity import PartialDate, Period

Y2025_27 = Period(PartialDate(2025), PartialDate(2027))
OPEN = Period(PartialDate(2022, 10, 31), open_ended=True)


@pytest.mark.parametrize(
    ("signed", "period", "notice", "replaced", "force"),
    [
        # Silence: from the signing, without a known end.
        (date(2025, 3, 6), Period(), None, None, (date(2025, 3, 6), None)),
        # Years only, signed in the first of them: not before the signing, to the last day of the last year.
        (date(2025, 3, 6), Y2025_27, None, None, (date(2025, 3, 6), date(2028, 1, 1))),
        # Signed before it begins.
        (date(2024, 11, 1), Y2025_27, None, None, (date(2025, 1, 1), date(2028, 1, 1))),
        # A month as the end, in a leap year and in another.
        (
            date(2024, 1, 1),
            Period(None, PartialDate(2028, 2)),
            None,
            None,
            (date(2024, 1, 1), date(2028, 3, 1)),
        ),
        (
            date(2024, 1, 1),
            Period(None, PartialDate(2027, 2)),
            None,
            None,
            (date(2024, 1, 1), date(2027, 3, 1)),
        ),
        (
            date(2024, 1, 1),
            Period(None, PartialDate(2028, 2, 29)),
            None,
            None,
            (date(2024, 1, 1), date(2028, 3, 1)),
        ),
        # Open until notice, and notice given.
        (date(2022, 10, 31), OPEN, None, None, (date(2022, 10, 31), None)),
        (date(2022, 10, 31), OPEN, date(2026, 6, 30), None, (date(2022, 10, 31), date(2026, 7, 1))),
        # The earliest of several ends.
        (
            date(2025, 3, 6),
            Y2025_27,
            date(2026, 6, 30),
            date(2026, 5, 1),
            (date(2025, 3, 6), date(2026, 5, 1)),
        ),
        (
            date(2025, 3, 6),
            Y2025_27,
            date(2026, 4, 30),
            date(2026, 6, 1),
            (date(2025, 3, 6), date(2026, 5, 1)),
        ),
        (date(2025, 3, 6), Y2025_27, None, date(2029, 1, 1), (date(2025, 3, 6), date(2028, 1, 1))),
        # Signed after its own end, or replaced before it began: it never was in force.
        (date(2028, 5, 1), Y2025_27, None, None, (date(2028, 5, 1), date(2028, 5, 1))),
        (date(2024, 11, 1), Y2025_27, None, date(2024, 12, 1), (date(2025, 1, 1), date(2025, 1, 1))),
    ],
)
def test_days_in_force(
    signed: date,
    period: Period,
    notice: date | None,
    replaced: date | None,
    force: tuple[date, date | None],
) -> None:
    found = days_in_force(signed_on=signed, period=period, notice_ends_on=notice, replaced_on=replaced)
    assert found == force


@pytest.mark.parametrize(
    ("last", "days", "months", "latest"),
    [
        (date(2027, 12, 31), None, 3, date(2027, 9, 30)),
        (date(2027, 12, 31), None, 6, date(2027, 6, 30)),
        (date(2027, 12, 31), None, 12, date(2026, 12, 31)),
        (date(2028, 2, 29), None, 1, date(2028, 1, 31)),
        (date(2028, 2, 29), None, 12, date(2027, 2, 28)),
        (date(2027, 2, 28), None, 12, date(2026, 2, 28)),
        (date(2027, 2, 28), None, 1, date(2027, 1, 31)),
        (date(2027, 5, 30), None, 3, date(2027, 2, 28)),
        (date(2027, 5, 15), None, 3, date(2027, 2, 15)),
        (date(2027, 12, 31), 90, None, date(2027, 10, 2)),
        (date(2028, 3, 1), 1, None, date(2028, 2, 29)),
        (date(2027, 12, 31), 0, None, date(2027, 12, 31)),
        (date(2027, 12, 31), None, 0, date(2027, 12, 31)),
        (date(2027, 12, 31), None, None, None),
        (None, 90, None, None),
        (None, None, 3, None),
    ],
)
def test_latest_day_to_give_notice(
    last: date | None, days: int | None, months: int | None, latest: date | None
) -> None:
    assert latest_notice_day(last, days, months) == latest
    if latest is not None and last is not None:
        assert last_day_after_notice(latest, days, months, last_day=None) <= last
        too_late = date.fromordinal(latest.toordinal() + 1)
        assert last_day_after_notice(too_late, days, months, last_day=None) > last


@pytest.mark.parametrize(
    ("given", "days", "months", "last", "ends"),
    [
        (date(2026, 3, 15), None, None, None, date(2026, 3, 15)),
        (date(2026, 3, 15), 30, None, None, date(2026, 4, 14)),
        (date(2026, 3, 15), None, 3, None, date(2026, 6, 15)),
        (date(2026, 11, 30), None, 3, None, date(2027, 2, 28)),
        (date(2027, 11, 30), None, 3, None, date(2028, 2, 29)),
        (date(2028, 2, 29), None, 12, None, date(2029, 2, 28)),
        (date(2026, 10, 1), None, 6, date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_last_day_after_notice(
    given: date, days: int | None, months: int | None, last: date | None, ends: date
) -> None:
    assert last_day_after_notice(given, days, months, last_day=last) == ends


D = Disagreement


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (Dates(), []),
        (Dates(period=Y2025_27, notice_months=6), []),
        (Dates(period=Y2025_27, notice_months=36), [D.NOTICE_LONGER_THAN_PERIOD]),
        (Dates(period=Y2025_27, notice_days=1095), [D.NOTICE_LONGER_THAN_PERIOD]),
        (Dates(period=Y2025_27, notice_days=1094), []),
        (Dates(period=OPEN, notice_months=36), []),
        (Dates(period=Y2025_27, signed_on=PartialDate(2025, 2)), []),
        (Dates(period=Y2025_27, signed_on=PartialDate(2027)), []),
        (Dates(period=Y2025_27, signed_on=PartialDate(2028)), [D.SIGNED_AFTER_PERIOD]),
        (Dates(period=Y2025_27, signed_on=PartialDate(2028, 1, 1)), [D.SIGNED_AFTER_PERIOD]),
        (Dates(signed_on=PartialDate(2022, 10, 31), predecessor_date=PartialDate(2011, 10, 12)), []),
        (Dates(signed_on=PartialDate(2011), predecessor_date=PartialDate(2011, 10, 12)), []),
        (
            Dates(signed_on=PartialDate(2011, 9), predecessor_date=PartialDate(2011, 10, 12)),
            [D.PREDECESSOR_NOT_OLDER],
        ),
        (Dates(period=Y2025_27, predecessor_date=PartialDate(2026)), [D.PREDECESSOR_NOT_OLDER]),
        # The years that follow each other are neither an overlap nor a gap.
        (Dates(period=Y2025_27, predecessor_period=Period(PartialDate(2020), PartialDate(2024))), []),
        (
            Dates(period=Y2025_27, predecessor_period=Period(PartialDate(2020), PartialDate(2026))),
            [D.OVERLAPS_PREDECESSOR],
        ),
        # "2025" may begin after 30 June 2025, so nothing is certain.
        (Dates(period=Y2025_27, predecessor_period=Period(None, PartialDate(2025, 6, 30))), []),
        (
            Dates(
                period=Period(PartialDate(2025, 6, 30)), predecessor_period=Period(None, PartialDate(2025, 6))
            ),
            [D.OVERLAPS_PREDECESSOR],
        ),
        (
            Dates(
                period=Period(PartialDate(2025, 7, 1)), predecessor_period=Period(None, PartialDate(2025, 6))
            ),
            [],
        ),
        (
            Dates(
                period=Period(PartialDate(2025, 7, 2)), predecessor_period=Period(None, PartialDate(2025, 6))
            ),
            [D.GAP_AFTER_PREDECESSOR],
        ),
        (
            Dates(period=Y2025_27, predecessor_period=Period(None, PartialDate(2023))),
            [D.GAP_AFTER_PREDECESSOR],
        ),
        (Dates(period=Y2025_27, predecessor_period=OPEN), []),
        (Dates(treatment_missing=True), [D.UNTREATED]),
        (Dates(beside_another=True), [D.BESIDE_ANOTHER]),
    ],
)
def test_dates_that_disagree(dates: Dates, found: list[Disagreement]) -> None:
    assert [one.code for one in disagreements(dates)] == found


def test_attachments_that_outlive_the_agreement_are_named_by_number() -> None:
    """Stange and Hamar: the document referred to holds for 2024-2027, a year before and not after the agreement's."""
    attachments = [
        (1, Period(PartialDate(2024), PartialDate(2027))),
        (2, Period(None, PartialDate(2028, 1))),
        (3, Period()),
        (4, Period(None, PartialDate(2030))),
    ]
    assert disagreements(Dates(period=Y2025_27, attachments=attachments)) == [
        Found(D.ATTACHMENT_OUTLIVES, 2),
        Found(D.ATTACHMENT_OUTLIVES, 4),
    ]
    assert disagreements(Dates(period=OPEN, attachments=attachments)) == []
