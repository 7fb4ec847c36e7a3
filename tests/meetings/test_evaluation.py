"""What a council's evaluation says, by cases."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from meetings.evaluation import (
    Answers,
    Question,
    given_answers,
    means,
    read_questions,
    stored,
    summarise,
    takes_answers,
)
from meetings.evaluation_chart import FLOOR, HEIGHT, TOP, WIDTH, columns

LIKE = Question("a", "scale", "Møtene var verdt tiden.")
WHY = Question("b", "text", "Hvorfor?")
DAY = datetime.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param({"a": "4", "b": "Fordi"}, {"a": 4, "b": "Fordi"}, id="both"),
        pytest.param({"a": "", "b": "  "}, {}, id="nothing"),
        pytest.param({"a": "1"}, {"a": 1}, id="lowest step"),
        pytest.param({"b": " Ja \n"}, {"b": "Ja"}, id="words are trimmed"),
        pytest.param({"c": "5"}, {}, id="a question that was not asked"),
    ],
)
def test_answers_that_are_kept(given: dict[str, Any], kept: dict[str, Any]) -> None:
    assert given_answers([LIKE, WHY], given) == kept


@pytest.mark.parametrize("step", ["0", "6", "fire", "4.5", "-1"])
def test_step_beyond_the_scale_is_refused(step: str) -> None:
    with pytest.raises(ValueError, match="no step"):
        given_answers([LIKE], {"a": step})


@pytest.mark.parametrize(
    ("is_open", "last", "takes"),
    [(True, DAY, True), (True, DAY - datetime.timedelta(days=1), False), (False, DAY, False)],
    ids=["the last day", "the day after", "closed"],
)
def test_last_day_counts(is_open: bool, last: datetime.date, takes: bool) -> None:
    assert takes_answers(is_open=is_open, closes_on=last, today=DAY) is takes


def test_two_answers_are_not_shown_and_three_are() -> None:
    answers: list[Answers] = [{"a": 5, "b": "Ja"}, {"a": 3}]
    few = summarise([LIKE, WHY], answers)
    assert (few.answers, few.shown, few.statements, few.words) == (2, False, (), ())
    many = summarise([LIKE, WHY], [*answers, {"b": "alt"}], {"a": 2.0})
    (statement,) = many.statements
    assert (statement.counts, statement.unanswered, statement.mean, statement.before) == (
        (0, 0, 1, 0, 1),
        1,
        4.0,
        2.0,
    )
    assert many.words == ((WHY, ("alt", "Ja")),)
    assert means(many) == {"a": 4.0}


def test_statement_that_nobody_took_a_stand_on_has_no_mean() -> None:
    found = summarise([LIKE], [{}, {}, {}])
    assert (found.statements[0].mean, found.statements[0].unanswered, means(found)) == (None, 3, {})


def test_questions_come_back_as_they_were_stored() -> None:
    assert read_questions(stored([LIKE, WHY])) == (LIKE, WHY)


def test_columns_stand_on_the_floor_and_within_the_picture() -> None:
    drawn = columns((0, 1, 4, 2, 0))
    assert [one.count for one in drawn] == ["0", "1", "4", "2", "0"]
    assert [float(one.y) + float(one.height) for one in drawn] == [pytest.approx(FLOOR, abs=0.11)] * 5
    assert float(drawn[2].y) == TOP
    assert float(drawn[1].height) * 4 == pytest.approx(float(drawn[2].height), abs=0.3)
    assert all(float(one.x) >= 0 and float(one.x) + float(one.width) <= WIDTH for one in drawn)
    assert all(0 < float(one.above) < HEIGHT for one in drawn)


def test_picture_of_nobody_is_a_line_on_the_floor() -> None:
    assert {one.height for one in columns((0, 0, 0, 0, 0))} == {"1.0"}


def test_another_number_of_steps_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        columns((1, 2))
