"""Enquiries under the expectations: which belong to a year, how each stands, and when one may be made. Pure rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.lifecycle import State
from agreements.measures import IN_CHARGE


class Standing(StrEnum):
    """How an enquiry stands; the last two as `EnquiryAnswer.Outcome`."""

    ASKED = "asked"
    ANSWERED = "answered"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, slots=True)
class Course:
    """What the rules know of an enquiry. `answered_on` is the day of whatever answer there is."""

    asked_on: date
    deadline: date | None
    standing: Standing
    answered_on: date | None = None


def may_be_made(state: State, *, starts: date | None, today: date) -> bool:
    """Whether parties ask one another under an agreement: it is in charge, and its first day in force has come."""
    return state in IN_CHARGE and (starts is None or starts <= today)


def is_late(course: Course, today: date) -> bool:
    """Whether nobody has answered, and the deadline has passed."""
    return course.standing is Standing.ASKED and course.deadline is not None and course.deadline < today


@dataclass(frozen=True, slots=True)
class Tally:
    """How many enquiries came in a year, and how those stand now."""

    asked: int
    answered: int
    not_relevant: int


def tally(courses: Iterable[Course], year: int) -> Tally:
    """Count those that came in a calendar year; an answer of the year after counts for the year that was asked in."""
    found = [course.standing for course in courses if course.asked_on.year == year]
    return Tally(len(found), found.count(Standing.ANSWERED), found.count(Standing.NOT_RELEVANT))
