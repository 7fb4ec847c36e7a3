"""A council evaluates its work: its questions, the members' answers, and who sees them."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from meetings.models import (
    Evaluation,
    EvaluationAnswer,
    EvaluationForm,
    Rhythm,
)
from politirad.tenancy.models import AuditEvent, OutgoingMessage
from tests.meetings.calls import held, planned
from tests.meetings.evaluation_scene import OPEN_QUESTION, STATEMENT, answered, asked, closed, opened
from tests.meetings.numbers import SYNTHETIC as IDENTITY
from tests.world import World


def letters(world: World, kind: str) -> list[OutgoingMessage]:
    with world.acting(world.north.slt):
        return list(OutgoingMessage.objects.filter(kind=kind).order_by("to_email"))


def page(world: World, evaluation: Evaluation, name: str = "evaluation") -> str:
    return reverse(name, args=[world.north.council.pk, evaluation.pk])


def test_council_writes_its_own_questions(world: World) -> None:
    client = world.client(world.north.slt)
    url = reverse("evaluation_questions", args=[world.north.council.pk, "year"])
    assert "Her er et forslag å begynne med" in client.get(url).content.decode()
    data = {
        "version": "0",
        "lines": "3",
        "text_1": OPEN_QUESTION,
        "kind_1": "text",
        "place_1": "2",
        "text_2": STATEMENT,
        "kind_2": "scale",
        "place_2": "1",
        "text_3": "",
    }
    assert "Spørsmålene er lagret." in client.post(url, data, follow=True).content.decode()
    with world.acting(world.north.slt):
        form = EvaluationForm.objects.get()
        assert [(one["kind"], one["text"]) for one in form.questions] == [
            ("scale", STATEMENT),
            ("text", OPEN_QUESTION),
        ]
        assert AuditEvent.objects.filter(action="set_questions", subject_id=form.pk).exists()
    # A second writer who read the page before: the words stay, and the page says why.
    answer = client.post(url, data | {"text_1": "Noe annet?"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Noen andre har endret spørsmålene" in text
    assert "Noe annet?" in text


def test_question_keeps_its_identity_when_its_words_change(world: World) -> None:
    first, _second = asked(world)
    client = world.client(world.north.slt)
    url = reverse("evaluation_questions", args=[world.north.council.pk, "year"])
    data = {"version": "1", "lines": "2", "id_1": first, "text_1": "Møtene var nyttige.", "kind_1": "scale"}
    client.post(url, data | {"id_2": "fremmed", "text_2": "Ny", "kind_2": "text"})
    with world.acting(world.north.slt):
        one, two = EvaluationForm.objects.get().questions
    assert (one["id"], one["text"]) == (first, "Møtene var nyttige.")
    assert two["id"] not in {"fremmed", first, ""}


@pytest.mark.parametrize(
    ("data", "said_why"),
    [
        ({"text_1": "", "text_2": ""}, "Skriv minst ett spørsmål."),
        ({"text_1": f"Gjelder {IDENTITY}"}, "fødselsnummer"),
        ({"text_1": "x" * 301}, "300"),
        ({"text_1": "Hva?", "kind_1": "sang"}, "sang"),
    ],
    ids=["nothing", "birth number", "too long", "unknown kind"],
)
def test_bad_questions_are_refused_with_a_sentence(world: World, data: dict[str, str], said_why: str) -> None:
    url = reverse("evaluation_questions", args=[world.north.council.pk, "meeting"])
    answer = world.client(world.north.slt).post(url, {"version": "0", "lines": "2", **data})
    assert answer.status_code == 422
    assert said_why in answer.content.decode()
    assert data["text_1"] in answer.content.decode()
    with world.acting(world.north.slt):
        assert not EvaluationForm.objects.exists()


def test_unknown_kind_of_form_is_not_found(world: World) -> None:
    url = reverse("evaluation_questions", args=[world.north.council.pk, "uke"])
    assert world.client(world.north.slt).get(url).status_code == 404


def test_secretary_opens_and_members_are_asked(world: World) -> None:
    asked(world)
    client = world.client(world.north.slt)
    url = reverse("open_evaluation", args=[world.north.council.pk])
    last = world.today + datetime.timedelta(days=10)
    data = {"what": str(world.today.year), "closes_on": f"{last:%d.%m.%Y}"}
    assert "Evalueringen er åpnet" in client.post(url, data, follow=True).content.decode()
    with world.acting(world.north.slt):
        evaluation = Evaluation.objects.get()
    assert (evaluation.rhythm, evaluation.meeting_id, evaluation.closes_on) == ("year", None, last)
    came = letters(world, "evaluation_asked")
    assert {one.recipient_id for one in came} == {
        one.pk
        for one in (
            world.north.mayor,
            world.north.deputy_mayor,
            world.north.chief_executive,
            world.north.member,
            world.north.police_contact,
            world.station_chief,
        )
    }
    assert all(page(world, evaluation, "answer_evaluation") in one.text for one in came)
    # The same year a second time is refused, and what was chosen stays.
    again = client.post(url, data)
    assert again.status_code == 422
    assert "Dette er evaluert allerede." in again.content.decode()
    assert f"{last:%d.%m.%Y}" in again.content.decode()


def test_meeting_that_was_held_is_evaluated_and_one_to_come_is_not(world: World) -> None:
    past, ahead = held(world), planned(world)
    asked(world, Rhythm.MEETING)
    client = world.client(world.north.slt)
    assert "Evaluer møtet" in client.get(reverse("meeting", args=[past.pk])).content.decode()
    assert "Evaluer møtet" not in client.get(reverse("meeting", args=[ahead.pk])).content.decode()
    url = reverse("open_evaluation", args=[world.north.council.pk])
    day = f"{world.today:%d.%m.%Y}"
    refused = client.post(url, {"what": str(ahead.pk), "closes_on": day})
    assert "Velg et år eller et møte fra listen." in refused.content.decode()
    assert client.post(url, {"what": str(past.pk), "closes_on": day}).status_code == 302
    with world.acting(world.north.slt):
        assert Evaluation.objects.get().meeting == past


@pytest.mark.parametrize(
    ("with_questions", "days", "said_why"),
    [(False, 5, "Lag spørsmålene først."), (True, -1, "Siste dag for svar må være i dag eller senere.")],
    ids=["no questions", "a day that has been"],
)
def test_evaluation_that_cannot_be_opened(
    world: World, with_questions: bool, days: int, said_why: str
) -> None:
    if with_questions:
        asked(world)
    last = world.today + datetime.timedelta(days=days)
    answer = world.client(world.north.slt).post(
        reverse("open_evaluation", args=[world.north.council.pk]),
        {"what": str(world.today.year), "closes_on": f"{last:%d.%m.%Y}"},
    )
    assert answer.status_code == 422
    assert said_why in answer.content.decode()


def test_member_answers_and_changes_the_answer_until_it_is_closed(world: World) -> None:
    first, second = asked(world)
    evaluation = opened(world)
    client = world.client(world.north.member)
    url = page(world, evaluation, "answer_evaluation")
    for step in ("2", "5"):
        assert client.post(url, {f"svar-{first}": step, f"svar-{second}": "Bra"}).status_code == 302
    with world.acting(world.north.member):
        assert EvaluationAnswer.objects.get().answers == {first: 5, second: "Bra"}
    assert "Bra" in client.get(url).content.decode()
    closed(evaluation, world)
    late = client.post(url, {f"svar-{first}": "1", f"svar-{second}": "For sent, men skrevet"})
    assert late.status_code == 422
    assert "Evalueringen er lukket og tar ikke imot flere svar." in late.content.decode()
    assert "For sent, men skrevet" in late.content.decode()
    with world.acting(world.north.member):
        assert EvaluationAnswer.objects.get().answers[first] == 5


@pytest.mark.parametrize(
    ("step", "words", "said_why"),
    [
        ("", "", "Svar på minst ett spørsmål."),
        ("9", "Ja", "9"),
        ("", f"Om {IDENTITY}", "fødselsnummer"),
    ],
    ids=["nothing", "no such step", "birth number"],
)
def test_bad_answers_are_refused_and_kept_on_the_page(
    world: World, step: str, words: str, said_why: str
) -> None:
    first, second = asked(world)
    evaluation = opened(world)
    url = page(world, evaluation, "answer_evaluation")
    answer = world.client(world.north.member).post(url, {f"svar-{first}": step, f"svar-{second}": words})
    assert answer.status_code == 422
    assert answer.content.decode().count("<ds-error-summary") == 1
    assert said_why in answer.content.decode()
    assert words in answer.content.decode()
    with world.acting(world.north.member):
        assert not EvaluationAnswer.objects.exists()


def test_database_shows_an_answer_to_its_member_alone_until_the_evaluation_is_closed(world: World) -> None:
    asked(world)
    evaluation = opened(world)
    answered(evaluation, world, world.north.member, 3, "Hemmelig")
    with world.acting(world.north.slt):
        assert not EvaluationAnswer.objects.exists()
    assert (
        "1 medlem har svart." in world.client(world.north.slt).get(page(world, evaluation)).content.decode()
    )
    for reader in (world.north.slt, world.north.mayor):
        assert "Hemmelig" not in world.client(reader).get(page(world, evaluation)).content.decode()
    with world.acting(world.north.mayor), pytest.raises(DatabaseError, match="row-level security"):
        EvaluationAnswer.objects.create(
            council=world.north.council,
            evaluation=evaluation,
            user=world.north.member,
            answered_at=timezone.now(),
        )
    closed(evaluation, world)
    with world.acting(world.north.member), transaction.atomic():
        assert EvaluationAnswer.objects.update(answers={}) == 0
    # One answer alone is not shown: it would tell who gave it.
    text = world.client(world.north.mayor).get(page(world, evaluation)).content.decode()
    assert "Når færre enn 3 har svart" in text
    assert "Hemmelig" not in text


def test_evaluation_of_another_council_is_not_found(world: World) -> None:
    asked(world)
    evaluation = opened(world)
    client = world.client(world.south.slt)
    for name in ("evaluation", "answer_evaluation"):
        for council in (world.north.council, world.south.council):
            assert client.get(reverse(name, args=[council.pk, evaluation.pk])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_member_who_answers_twice_at_once_has_one_answer(world: World) -> None:
    asked(world)
    evaluation = opened(world)
    barrier = threading.Barrier(2)

    def answer(step: int) -> None:
        try:
            barrier.wait(10)
            with transaction.atomic():
                answered(evaluation, world, world.north.member, step)
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=[step]) for step in (1, 5)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    with world.acting(world.north.member):
        (row,) = EvaluationAnswer.objects.all()
        assert set(row.answers.values()) in ({1}, {5})
