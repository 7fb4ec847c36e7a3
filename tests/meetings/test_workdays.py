"""Norwegian days on which councils do not meet. Every date is taken from a calendar by hand, with its reason."""

from datetime import date, timedelta

import pytest

from meetings.workdays import (
    ElectionDay,
    SchoolHoliday,
    easter_sunday,
    holiday_name,
    is_working_day,
    next_working_day,
    previous_working_day,
    public_holidays,
    reasons_against,
)

ELECTIONS = (ElectionDay(date(2023, 9, 11)), ElectionDay(date(2027, 9, 13), confirmed=False))
SCHOOL = (
    SchoolHoliday("vinterferie", date(2027, 2, 22), date(2027, 2, 26)),
    SchoolHoliday("høstferie", date(2027, 10, 4), date(2027, 10, 8)),
)

# day, the codes expected, why a person would say so.
DAYS: list[tuple[str, list[str], str]] = [
    ("2026-01-01", ["public_holiday"], "New Year's Day, a Thursday"),
    ("2026-01-02", ["squeezed_day"], "Friday between New Year's Day and the weekend"),
    ("2026-01-05", [], "Monday of the first full working week"),
    ("2026-01-10", ["weekend"], "Saturday"),
    ("2026-02-15", ["weekend"], "Sunday"),
    ("2026-03-27", [], "Friday before Palm Sunday"),
    ("2026-03-29", ["weekend"], "Palm Sunday: a Sunday like others for us"),
    ("2026-03-30", ["holy_week"], "Monday after Palm Sunday; Easter is 5 April 2026"),
    ("2026-03-31", ["holy_week"], "Tuesday before Maundy Thursday"),
    ("2026-04-01", ["holy_week"], "Wednesday before Maundy Thursday"),
    ("2026-04-02", ["public_holiday"], "Maundy Thursday"),
    ("2026-04-03", ["public_holiday"], "Good Friday"),
    ("2026-04-04", ["weekend"], "Easter Saturday is no public holiday, but a Saturday"),
    ("2026-04-05", ["public_holiday", "weekend"], "Easter Sunday"),
    ("2026-04-06", ["public_holiday"], "Easter Monday"),
    ("2026-04-07", [], "Tuesday after Easter"),
    ("2026-05-01", ["public_holiday"], "Labour Day, a Friday"),
    ("2026-05-14", ["public_holiday"], "Ascension Day, 39 days after Easter Sunday"),
    ("2026-05-15", ["squeezed_day"], "Friday after Ascension Day"),
    ("2026-05-17", ["public_holiday", "weekend"], "Constitution Day on a Sunday"),
    ("2026-05-18", [], "A holiday on a Sunday is not moved to Monday in Norway"),
    ("2026-05-24", ["public_holiday", "weekend"], "Whit Sunday"),
    ("2026-05-25", ["public_holiday"], "Whit Monday"),
    ("2026-05-26", [], "Tuesday after Whitsun"),
    ("2026-12-23", [], "Wednesday before Christmas Eve: a working day"),
    ("2026-12-24", ["christmas_eve"], "Christmas Eve, a Thursday, no public holiday by law"),
    ("2026-12-25", ["public_holiday"], "Christmas Day, a Friday"),
    ("2026-12-26", ["public_holiday", "weekend"], "Boxing Day on a Saturday"),
    ("2026-12-27", ["weekend"], "Sunday in Christmas week"),
    ("2026-12-28", ["christmas_week"], "Monday between Christmas and New Year"),
    ("2026-12-29", ["christmas_week"], "Tuesday between Christmas and New Year"),
    ("2026-12-30", ["christmas_week"], "Wednesday between Christmas and New Year"),
    ("2026-12-31", ["new_years_eve"], "New Year's Eve, a Thursday, no public holiday by law"),
    ("2027-01-01", ["public_holiday"], "New Year's Day, a Friday"),
    ("2027-01-04", [], "Monday after New Year"),
    ("2027-02-19", [], "Friday before the winter holiday"),
    ("2027-02-22", ["school_holiday"], "first day of the winter holiday in the table"),
    ("2027-02-26", ["school_holiday"], "last day of the winter holiday"),
    ("2027-03-01", [], "Monday after the winter holiday"),
    ("2027-03-22", ["holy_week"], "Monday after Palm Sunday; Easter is 28 March 2027"),
    ("2027-03-25", ["public_holiday"], "Maundy Thursday"),
    ("2027-03-26", ["public_holiday"], "Good Friday"),
    ("2027-03-29", ["public_holiday"], "Easter Monday"),
    ("2027-05-01", ["public_holiday", "weekend"], "Labour Day on a Saturday"),
    ("2027-05-03", [], "Labour Day on a Saturday gives no free Monday"),
    ("2027-05-06", ["public_holiday"], "Ascension Day"),
    ("2027-05-07", ["squeezed_day"], "Friday after Ascension Day"),
    ("2027-05-16", ["public_holiday", "weekend"], "Whit Sunday"),
    ("2027-05-17", ["public_holiday", "public_holiday"], "Constitution Day and Whit Monday on one day"),
    ("2027-05-18", [], "Tuesday after the double holiday"),
    ("2027-09-10", [], "Friday before election week"),
    ("2027-09-13", ["election_day"], "expected municipal election, a Monday in September"),
    ("2027-09-14", ["election_week"], "the day after the election, votes are counted"),
    ("2027-09-17", ["election_week"], "Friday of election week"),
    ("2027-09-18", ["weekend"], "Saturday of election week is simply a Saturday"),
    ("2027-09-20", [], "Monday after election week"),
    ("2027-10-05", ["school_holiday"], "autumn holiday in the table"),
    ("2027-12-24", ["christmas_eve"], "Christmas Eve, a Friday"),
    ("2027-12-31", ["new_years_eve"], "New Year's Eve, a Friday"),
    ("2028-01-03", [], "Monday: New Year's Day 2028 is a Saturday"),
    ("2028-04-10", ["holy_week"], "Monday after Palm Sunday; Easter is 16 April 2028"),
    ("2028-04-12", ["holy_week"], "Wednesday before Maundy Thursday"),
    ("2028-04-13", ["public_holiday"], "Maundy Thursday"),
    ("2028-04-17", ["public_holiday"], "Easter Monday"),
    ("2028-05-01", ["public_holiday"], "Labour Day, a Monday"),
    ("2028-05-17", ["public_holiday"], "Constitution Day, a Wednesday"),
    ("2028-05-18", [], "Thursday after 17 May: two working days before the weekend, not squeezed"),
    ("2028-05-25", ["public_holiday"], "Ascension Day"),
    ("2028-05-26", ["squeezed_day"], "Friday after Ascension Day"),
    ("2028-06-05", ["public_holiday"], "Whit Monday"),
    ("2028-12-25", ["public_holiday"], "Christmas Day, a Monday"),
    ("2028-12-26", ["public_holiday"], "Boxing Day, a Tuesday"),
    ("2028-12-27", ["christmas_week"], "Wednesday between Christmas and New Year"),
    ("2028-12-29", ["christmas_week"], "Friday between Christmas and New Year"),
    ("2029-05-18", ["squeezed_day"], "Friday between 17 May, a Thursday, and the weekend"),
    ("2029-12-31", ["new_years_eve"], "New Year's Eve, a Monday"),
    ("2024-12-23", ["squeezed_day"], "Monday between Sunday and Christmas Eve"),
    ("2022-05-16", ["squeezed_day"], "Monday before 17 May, a Tuesday"),
    ("2023-09-11", ["election_day"], "municipal election held 11 September 2023"),
    ("2023-09-12", ["election_week"], "the day after the 2023 election"),
    ("2018-05-10", ["public_holiday"], "Ascension Day 2018"),
    ("2008-05-01", ["public_holiday", "public_holiday"], "Labour Day and Ascension Day on one day"),
]


@pytest.mark.parametrize(("day", "codes", "why"), DAYS)
def test_day_has_the_reasons_a_person_gives(day: str, codes: list[str], why: str) -> None:
    found = reasons_against(date.fromisoformat(day), elections=ELECTIONS, school_holidays=SCHOOL)
    assert sorted(reason.code for reason in found) == codes, why


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2028, date(2028, 4, 16)),
        (2029, date(2029, 4, 1)),
        (2030, date(2030, 4, 21)),
    ],
)
def test_easter(year: int, easter: date) -> None:
    assert easter_sunday(year) == easter


def test_both_names_of_a_double_holiday_are_kept() -> None:
    assert set(public_holidays(date(2027, 5, 17))) == {"constitution_day", "whit_monday"}


def test_every_holiday_has_a_name_in_three_languages() -> None:
    keys = {key for n in range(365) for key in public_holidays(date(2026, 1, 1) + timedelta(days=n))}
    assert len(keys) == 12
    for key in keys:
        names = [holiday_name(key, language) for language in ("nb", "nn", "en")]
        assert key not in names
        assert names[0] != names[2]


@pytest.mark.parametrize(
    ("key", "nb", "nn", "en"),
    [
        ("maundy_thursday", "Skjærtorsdag", "Skjærtorsdag", "Maundy Thursday"),
        ("constitution_day", "17. mai", "17. mai", "Constitution Day"),
        ("labour_day", "1. mai", "1. mai", "Labour Day"),
        ("new_years_day", "Første nyttårsdag", "Første nyttårsdag", "New Year's Day"),
        ("a new holiday", "a new holiday", "a new holiday", "a new holiday"),
    ],
)
def test_holiday_names(key: str, nb: str, nn: str, en: str) -> None:
    assert (holiday_name(key, "nb"), holiday_name(key, "nn"), holiday_name(key, "en")) == (nb, nn, en)


def test_school_holiday_stands_in_small_letters_inside_a_sentence() -> None:
    typed = SchoolHoliday("Vinterferie", date(2027, 2, 22), date(2027, 2, 26))
    (holiday,) = reasons_against(date(2027, 2, 23), school_holidays=(typed,))
    assert holiday.get("name") == "vinterferie"


def test_reasons_carry_their_facts() -> None:
    (holiday,) = reasons_against(date(2027, 10, 6), school_holidays=SCHOOL)
    assert (holiday.get("name"), holiday.get("last")) == ("høstferie", date(2027, 10, 8))
    (election,) = reasons_against(date(2027, 9, 15), elections=ELECTIONS)
    assert (election.get("day"), election.get("confirmed")) == (date(2027, 9, 13), 0)


@pytest.mark.parametrize(
    ("day", "before", "after", "why"),
    [
        ("2026-11-25", "2026-11-25", "2026-11-25", "a Wednesday stays"),
        ("2026-11-28", "2026-11-27", "2026-11-30", "Saturday: Friday or Monday"),
        ("2026-11-29", "2026-11-27", "2026-11-30", "Sunday: Friday or Monday"),
        ("2026-04-06", "2026-04-01", "2026-04-07", "Easter Monday: Wednesday before, or Tuesday after"),
        ("2026-04-03", "2026-04-01", "2026-04-07", "Good Friday"),
        ("2027-05-17", "2027-05-14", "2027-05-18", "the double holiday on a Monday"),
        ("2026-05-01", "2026-04-30", "2026-05-04", "Labour Day on a Friday"),
        ("2026-12-24", "2026-12-23", "2026-12-28", "Christmas Eve does not count as a working day"),
        ("2026-12-27", "2026-12-23", "2026-12-28", "the whole of Christmas back to Wednesday"),
        ("2027-01-02", "2026-12-30", "2027-01-04", "over New Year: the eve does not count either"),
        ("2028-05-25", "2028-05-24", "2028-05-26", "Ascension Day; a squeezed Friday is a working day"),
    ],
)
def test_nearest_working_day_each_way(day: str, before: str, after: str, why: str) -> None:
    given = date.fromisoformat(day)
    assert previous_working_day(given) == date.fromisoformat(before), why
    assert next_working_day(given) == date.fromisoformat(after), why


def test_working_days_of_a_whole_year() -> None:
    # 261 weekdays in 2026, less 7 holidays on weekdays (1 Jan, 2, 3, 6 Apr, 1, 14, 25 May), 25 Dec and the two eves.
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert sum(map(is_working_day, days)) == 261 - 8 - 2
