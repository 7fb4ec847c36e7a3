"""What the tests of evaluations share: questions, an open evaluation, and answers of several members."""

from __future__ import annotations

import datetime

from django.utils import timezone

from meetings.actions.evaluations import (
    QuestionTerms,
    answer_evaluation,
    close_evaluation,
    open_evaluation,
    set_questions,
)
from meetings.actions.learning import add_learning_point
from meetings.models import Evaluation, LearningPoint, Meeting, Rhythm
from politirad.tenancy.models import User
from tests.world import World

STATEMENT, OPEN_QUESTION = "Møtene var verdt tiden.", "Hva bør bli bedre?"


def asked(world: World, rhythm: Rhythm = Rhythm.YEAR) -> list[str]:
    """The council has one statement and one open question; their ids."""
    with world.acting(world.north.slt):
        form = set_questions(
            council=world.north.council,
            rhythm=rhythm,
            questions=[QuestionTerms("scale", STATEMENT), QuestionTerms("text", OPEN_QUESTION)],
            version=0,
            by=world.north.slt,
        )
    return [one["id"] for one in form.questions]


def opened(world: World, year: int | None = None, meeting: Meeting | None = None) -> Evaluation:
    """The secretary asks the members, about this year unless something else is said."""
    with world.acting(world.north.slt):
        return open_evaluation(
            council=world.north.council,
            year=year or world.today.year,
            meeting=meeting,
            closes_on=world.today + datetime.timedelta(days=10),
            at=timezone.now(),
            by=world.north.slt,
        )


def answered(evaluation: Evaluation, world: World, user: User, step: int | str, words: str = "") -> None:
    """A member's answers to the two questions."""
    first, second = (one["id"] for one in evaluation.questions)
    with world.acting(user):
        answer_evaluation(
            evaluation=evaluation, given={first: step, second: words}, at=timezone.now(), by=user
        )


def closed(evaluation: Evaluation, world: World) -> None:
    """The secretary closes it."""
    with world.acting(world.north.slt):
        close_evaluation(evaluation=evaluation, at=timezone.now(), by=world.north.slt)


def said(world: World) -> Evaluation:
    """This year's evaluation, answered by three and closed."""
    asked(world)
    evaluation = opened(world)
    north = world.north
    answered(evaluation, world, north.member, 2, "Kortere møter")
    answered(evaluation, world, north.mayor, 4, "Bedre papirer")
    answered(evaluation, world, north.police_contact, 4)
    closed(evaluation, world)
    return evaluation


def open_and_learned(world: World) -> tuple[Evaluation, LearningPoint]:
    """An open evaluation of this year, and what was learned by the one of last year; inside the secretary's context."""
    asked(world)
    year = world.today.year
    former = opened(world, year - 1)
    closed(former, world)
    with world.acting(world.north.slt):
        point = add_learning_point(
            evaluation=former, text="Møt oftere", at=timezone.now(), by=world.north.slt
        )
    return opened(world, year), point
