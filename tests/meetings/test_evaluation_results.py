"""What comes of an evaluation: what the members said together, what was learned, and what the clock does."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from meetings.evaluation_clock import due_evaluations
from meetings.models import (
    Evaluation,
    ItemProposal,
    LearningPoint,
)
from politirad.tenancy.models import OutgoingMessage
from tests.meetings.evaluation_scene import answered, asked, closed, opened, said
from tests.meetings.numbers import SYNTHETIC as IDENTITY
from tests.queries import asked as questions_of
from tests.world import World


def letters(world: World, kind: str) -> list[OutgoingMessage]:
    with world.acting(world.north.slt):
        return list(OutgoingMessage.objects.filter(kind=kind).order_by("to_email"))


def page(world: World, evaluation: Evaluation, name: str = "evaluation") -> str:
    return reverse(name, args=[world.north.council.pk, evaluation.pk])


def test_what_was_said_is_shown_together_without_names(world: World) -> None:
    evaluation = said(world)
    text = world.client(world.north.observer).get(page(world, evaluation)).content.decode()
    assert "3 medlemmer har svart." in text
    assert "1: 0, 2: 1, 3: 0, 4: 2, 5: 0" in text
    assert "Gjennomsnitt: 3,3." in text
    assert text.index("Bedre papirer") < text.index("Kortere møter")
    for person in (world.north.member, world.north.police_contact):
        assert person.name not in text
    assert len(letters(world, "evaluation_closed")) == 7


def test_next_evaluation_shows_the_mean_of_the_one_before(world: World) -> None:
    asked(world)
    for year, steps in ((world.today.year - 1, (1, 2, 3)), (world.today.year, (5, 5, 5))):
        evaluation = opened(world, year)
        for user, step in zip((world.north.member, world.north.mayor, world.north.slt), steps, strict=True):
            answered(evaluation, world, user, step)
        closed(evaluation, world)
    text = world.client(world.north.mayor).get(page(world, evaluation)).content.decode()
    assert '<td data-label="Gjennomsnitt">5,0</td><td data-label="Forrige gang">2,0</td>' in text


def test_what_was_learned_stands_in_next_years_plan_and_is_proposed_once(world: World) -> None:
    evaluation = said(world)
    client = world.client(world.north.slt)
    add = page(world, evaluation, "add_learning_point")
    assert client.post(add, {"text": "Kortere møter, oftere"}).status_code == 302
    with world.acting(world.north.slt):
        point = LearningPoint.objects.get()
    assert point.year == world.today.year + 1
    for year, shown in ((point.year, True), (point.year - 1, False)):
        plan = reverse("year_plan", args=[world.north.council.pk, year])
        text = world.client(world.north.member).get(plan).content.decode()
        assert ("Kortere møter, oftere" in text) is shown
    propose = reverse("propose_learning_point", args=[world.north.council.pk, point.pk])
    assert "er meldt som sak." in client.post(propose, follow=True).content.decode()
    assert "meldt som sak allerede" in client.post(propose, follow=True).content.decode()
    with world.acting(world.north.slt):
        proposal = ItemProposal.objects.get()
        assert (proposal.title, proposal.proposed_by) == ("Kortere møter, oftere", world.north.slt)
    remove = reverse("remove_learning_point", args=[world.north.council.pk, point.pk])
    assert client.post(remove).status_code == 302
    with world.acting(world.north.slt):
        assert not LearningPoint.objects.exists()
        assert ItemProposal.objects.get() == proposal


@pytest.mark.parametrize(
    ("text", "said_why"),
    [("  ", "Skriv hva rådet har lært."), (f"Følg opp {IDENTITY}", "fødselsnummer")],
    ids=["nothing", "birth number"],
)
def test_bad_learning_point_is_refused(world: World, text: str, said_why: str) -> None:
    evaluation = said(world)
    answer = world.client(world.north.slt).post(page(world, evaluation, "add_learning_point"), {"text": text})
    assert answer.status_code == 422
    assert said_why in answer.content.decode()
    assert text.strip() in answer.content.decode()


def test_nothing_is_learned_before_the_answers_are_in(world: World) -> None:
    asked(world)
    answer = world.client(world.north.slt).post(
        page(world, opened(world), "add_learning_point"), {"text": "For tidlig"}
    )
    assert answer.status_code == 422
    assert "Lukk evalueringen før dere skriver læringspunkter." in answer.content.decode()


def test_clock_reminds_those_who_have_not_answered_and_closes_the_day_after(world: World) -> None:
    asked(world)
    evaluation = opened(world)
    answered(evaluation, world, world.north.member, 4)
    last = datetime.datetime.combine(evaluation.closes_on, datetime.time(8), tzinfo=datetime.UTC)
    assert due_evaluations(last - datetime.timedelta(days=4)) == 0
    assert due_evaluations(last - datetime.timedelta(days=2)) == 6
    assert due_evaluations(last) == 0
    reminded = {one.recipient_id for one in letters(world, "evaluation_asked") if "Husk" in one.subject}
    assert world.north.member.pk not in reminded
    assert world.north.mayor.pk in reminded
    assert due_evaluations(last + datetime.timedelta(days=1)) == 1
    with world.acting(world.north.slt):
        assert Evaluation.objects.get().state == Evaluation.State.CLOSED


def test_page_asks_the_same_for_three_answers_and_for_seven(world: World) -> None:
    evaluation = said(world)
    client = world.client(world.north.slt)
    few = len(questions_of(client, page(world, evaluation)))
    with world.acting(world.north.slt):
        Evaluation.objects.update(state="open")
    for user in (world.north.slt, world.north.deputy_mayor, world.north.chief_executive, world.station_chief):
        answered(evaluation, world, user, 5, "Mer")
    closed(evaluation, world)
    assert len(questions_of(client, page(world, evaluation))) == few <= 15
