"""Copying last year: the same week and weekday, moved only where the calendar stands in the way."""

from datetime import date, datetime, time

import pytest

from councils.cadence import Cadence, CadenceKind
from meetings.copying import copy_year, same_week
from meetings.duties import evaluation_duty
from meetings.plan_request import Busy, PlanRequest, PreviousMeeting, Theme
from meetings.workdays import ElectionDay, SchoolHoliday


def held(
    day: str, starts: time = time(9), ends: time = time(11), themes: tuple[str, ...] = ()
) -> PreviousMeeting:
    return PreviousMeeting(date.fromisoformat(day), starts, ends, themes)


@pytest.mark.parametrize(
    ("day", "year", "expected", "why"),
    [
        ("2026-02-10", 2027, "2027-02-16", "Tuesday of week 7"),
        ("2026-06-17", 2027, "2027-06-23", "Wednesday of week 25"),
        ("2026-12-31", 2027, "2027-12-30", "week 53 of 2026 becomes week 52 of 2027, which has no 53"),
        ("2026-01-01", 2032, "2032-01-01", "Thursday of week 1"),
    ],
)
def test_same_week_of_another_year(day: str, year: int, expected: str, why: str) -> None:
    assert same_week(date.fromisoformat(day), year) == date.fromisoformat(expected), why


@pytest.mark.parametrize(
    ("earlier", "year", "expected", "why"),
    [
        ("2026-02-10", 2027, "2027-02-16", "Tuesday of week 7"),
        ("2026-03-24", 2027, "2027-03-30", "Tuesday of week 13, the day after Easter Monday"),
        ("2026-03-17", 2027, "2027-03-16", "Tuesday of week 12 is in Holy Week: the Tuesday before"),
        ("2026-05-20", 2027, "2027-05-26", "Wednesday of week 21"),
        ("2026-09-09", 2027, "2027-09-08", "Wednesday of week 37 is in election week: a week earlier"),
        ("2026-09-16", 2027, "2027-09-22", "Wednesday of week 38"),
        ("2027-03-17", 2028, "2028-03-15", "Wednesday of week 11"),
        (
            "2027-04-15",
            2028,
            "2028-04-06",
            "Thursday of week 15 is Maundy Thursday: a week earlier, not later",
        ),
        ("2027-05-04", 2028, "2028-05-02", "Tuesday of week 18"),
        ("2027-12-22", 2028, "2028-12-20", "Wednesday of week 51"),
    ],
)
def test_copied_day(earlier: str, year: int, expected: str, why: str) -> None:
    request = PlanRequest(year, (), elections=(ElectionDay(date(2027, 9, 13)),))
    (meeting,) = copy_year([held(earlier)], request).meetings
    assert meeting.day.isoformat() == expected, why
    assert meeting.warnings == ()


def test_copied_meeting_keeps_its_own_hours_and_themes() -> None:
    request = PlanRequest(2027, (), starts_at=time(9), minutes=120)
    (meeting,) = copy_year([held("2026-02-10", time(13, 30), time(15), ("Rus",))], request).meetings
    assert (meeting.starts_at, meeting.ends_at, meeting.themes) == (time(13, 30), time(15), ("Rus",))


def test_copied_meeting_keeps_its_own_title_and_place() -> None:
    day = PreviousMeeting(date(2026, 2, 10), time(9), time(11), title="Fagdag om rus", place="Kulturhuset")
    own, usual = copy_year([day, held("2026-10-06")], PlanRequest(2027, ())).meetings
    assert (own.title, own.place) == ("Fagdag om rus", "Kulturhuset")
    assert (usual.title, usual.place) == ("", "")


@pytest.mark.parametrize(
    ("earlier", "areas", "expected", "why"),
    [
        (["Rus", ""], ["Vold", "Rus"], [["Rus"], ["Vold"]], "only what is missing, on the emptiest"),
        (["Rus", "Vold"], ["rus ", "VOLD"], [["Rus"], ["Vold"]], "the same words, differently written"),
        (["Skole", ""], [], [["Skole"], []], "an agreement without focus areas takes nothing away"),
        (["", ""], ["Rus", "Vold"], [["Rus"], ["Vold"]], "nothing copied: spread as in a new proposal"),
        (["Rus", "Rus"], ["Rus"], [["Rus"], ["Rus"]], "treated twice last year, and so again"),
    ],
)
def test_copied_themes_stay_and_missing_focus_areas_are_added(
    earlier: list[str], areas: list[str], expected: list[list[str]], why: str
) -> None:
    days = ("2026-02-10", "2026-10-06")
    previous = [held(day, themes=(text,) if text else ()) for day, text in zip(days, earlier, strict=True)]
    request = PlanRequest(2027, (), themes=tuple(Theme(text) for text in areas))
    assert [list(one.themes) for one in copy_year(previous, request).meetings] == expected, why


def test_clash_moves_a_copy_within_the_week_before_or_after() -> None:
    busy = (Busy("chief", datetime(2027, 2, 16, 9), datetime(2027, 2, 16, 10)),)
    request = PlanRequest(2027, (), people=("chief",), busy=busy)
    (meeting,) = copy_year([held("2026-02-10")], request).meetings
    # The same weekday a week earlier goes before another weekday of the same week.
    assert meeting.day == date(2027, 2, 9)
    (avoided,) = [one for one in meeting.reasons if one.code == "avoided"]
    assert (avoided.get("cause"), avoided.get("instead_of")) == ("clash", date(2027, 2, 16))


def test_copy_leaves_a_school_holiday() -> None:
    holiday = SchoolHoliday("vinterferie", date(2027, 2, 15), date(2027, 2, 19))
    (meeting,) = copy_year([held("2026-02-10")], PlanRequest(2027, (), school_holidays=(holiday,))).meetings
    assert meeting.day == date(2027, 2, 9)


def test_two_copies_never_share_a_day() -> None:
    # Weeks 12 and 11 of 2027: the first is Holy Week and wants the second's day.
    proposal = copy_year([held("2026-03-17"), held("2026-03-10")], PlanRequest(2027, ()))
    days = [meeting.day for meeting in proposal.meetings]
    assert len(set(days)) == 2
    assert date(2027, 3, 16) in days


def test_copy_of_a_july_meeting_stays_in_july() -> None:
    # Wednesday of week 28; the council has shown that July is not closed to this meeting.
    (meeting,) = copy_year([held("2026-07-08")], PlanRequest(2027, ())).meetings
    assert meeting.day == date(2027, 7, 14)


def test_duties_of_the_new_year_are_placed() -> None:
    duty = evaluation_duty("last_meeting_of_year")
    assert duty is not None
    request = PlanRequest(2027, (Cadence(CadenceKind.PER_YEAR, 2),), duties=(duty,))
    proposal = copy_year([held("2026-10-06"), held("2026-03-03")], request)
    assert [[one.kind for one in m.duties] for m in proposal.meetings] == [[], ["evaluation"]]
    assert [m.number for m in proposal.meetings] == [1, 2]


def test_nothing_to_copy_says_so() -> None:
    proposal = copy_year([], PlanRequest(2027, ()))
    assert (proposal.meetings, [note.code for note in proposal.notes]) == ((), ["nothing_to_copy"])


def test_meetings_before_the_plan_begins_are_left_out_and_counted() -> None:
    request = PlanRequest(2027, (), not_before=date(2027, 6, 1))
    proposal = copy_year([held("2026-02-10"), held("2026-10-06")], request)
    assert len(proposal.meetings) == 1
    assert [(note.code, note.get("count")) for note in proposal.notes] == [("earlier_left_out", 1)]
