"""A council's evaluation of its own work: questions, what counts as an answer, and what the answers say together. Pure.

The council owns its questions. A statement is answered from 1 (disagree) to 5 (agree), an open question in words.
Answers are shown together and without names, and not at all while fewer than `FEWEST_SHOWN` have answered: in a small
council one answer alone tells who gave it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

STATEMENT, OPEN_QUESTION = "scale", "text"
SCALE = (1, 2, 3, 4, 5)
FEWEST_SHOWN = 3
MOST_QUESTIONS = 30

Answers = Mapping[str, int | str]  # question's id -> a step of SCALE, or words


@dataclass(frozen=True)
class Question:
    """One question of a form. `id` stays the same when the words change, so that years can be compared."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True)
class Statement:
    """What the members said to one statement. `before`: the mean of the evaluation before, None when it had none."""

    question: Question
    counts: tuple[int, ...]
    unanswered: int
    before: float | None = None

    @property
    def answered(self) -> int:
        """How many took a stand."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """The mean step, None when nobody took a stand."""
        if not self.answered:
            return None
        return sum(step * count for step, count in zip(SCALE, self.counts, strict=True)) / self.answered


@dataclass(frozen=True)
class Summary:
    """All that was said. `shown` False: too few have answered, and nothing of it may be shown."""

    answers: int
    shown: bool
    statements: tuple[Statement, ...] = ()
    words: tuple[tuple[Question, tuple[str, ...]], ...] = field(default=())


def read_questions(rows: Iterable[Mapping[str, str]]) -> tuple[Question, ...]:
    """Questions as they are stored. Raises KeyError for a row that is none."""
    return tuple(Question(row["id"], row["kind"], row["text"]) for row in rows)


def stored(questions: Iterable[Question]) -> list[dict[str, str]]:
    """Questions as they are to be stored."""
    return [{"id": one.id, "kind": one.kind, "text": one.text} for one in questions]


def given_answers(questions: Iterable[Question], given: Mapping[str, object]) -> dict[str, int | str]:
    """What somebody answered, without what was left out.

    Raises ValueError for a step that is not on the scale. Answers to questions that were not asked are dropped.
    """
    found: dict[str, int | str] = {}
    for question in questions:
        value = str(given.get(question.id) or "").strip()
        if not value:
            continue
        if question.kind == STATEMENT:
            if value not in {str(step) for step in SCALE}:
                raise ValueError(f"{value!r} is no step from {SCALE[0]} to {SCALE[-1]}.")
            found[question.id] = int(value)
        else:
            found[question.id] = value
    return found


def takes_answers(*, is_open: bool, closes_on: datetime.date, today: datetime.date) -> bool:
    """Whether members may still answer, and change what they answered: the last day counts."""
    return is_open and today <= closes_on


def summarise(
    questions: Sequence[Question], answers: Sequence[Answers], before: Mapping[str, float] | None = None
) -> Summary:
    """What the answers say together. Words stand in alphabetical order, so that no place tells of a person.

    `before`: means of the evaluation before, by question id.
    """
    if len(answers) < FEWEST_SHOWN:
        return Summary(len(answers), shown=False)
    statements, words = [], []
    for question in questions:
        given = [one[question.id] for one in answers if question.id in one]
        if question.kind == STATEMENT:
            counts = tuple(given.count(step) for step in SCALE)
            missing = len(answers) - len(given)
            statements.append(Statement(question, counts, missing, (before or {}).get(question.id)))
        else:
            words.append((question, tuple(sorted(map(str, given), key=str.casefold))))
    return Summary(len(answers), True, tuple(statements), tuple(words))


def means(summary: Summary) -> dict[str, float]:
    """The means by question id, of those statements that anybody took a stand on."""
    return {one.question.id: one.mean for one in summary.statements if one.mean is not None}
