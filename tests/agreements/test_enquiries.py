"""One party asks the other under an expectation; the other answers, once; what was answered is corrected beside it."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from agreements.actions import answer_enquiry
from agreements.models import (
    Agreement,
    Enquiry,
    EnquiryAnswer,
    Expectation,
)
from politirad.tenancy.models import AuditEvent, User
from tests.agreements.drafts import put_in_state
from tests.agreements.enquiry_scene import ask, asked, expected, page, say, send  # noqa: F401  (fixtures)
from tests.agreements.writing_scene import post
from tests.queries import MOST
from tests.queries import asked as questions
from tests.world import World

DAY = datetime.timedelta(days=1)


def move(world: World, user: User, enquiry: Enquiry, deadline: str) -> Any:
    return post(world, user, "enquiry_move", enquiry.agreement_id, enquiry.pk, deadline=deadline)


def norwegian(day: datetime.date) -> str:
    return f"{day:%d.%m.%Y}"


def test_municipality_asks_and_police_answer(world: World, expected: Expectation) -> None:
    slt, contact, deadline = world.north.slt, world.north.police_contact, world.today + 30 * DAY
    empty = page(world, slt, expected)
    assert "Legg inn en plan på høring" in empty and "Hvem skal svare?" not in empty
    sent = send(world, slt, expected, link="https://plan.example/1", deadline=norwegian(deadline))
    assert sent.status_code == 302
    with world.inside(world.north.council):
        enquiry = Enquiry.objects.get()
        assert (enquiry.party.organization, enquiry.deadline) == (world.police_unit, deadline)
    asking, answering = page(world, slt, expected), page(world, contact, expected)
    assert "1 henvendelse kom i" in asking and "Besvart: 0." in asking and "Venter på svar" in asking
    assert 'href="https://plan.example/1"' in asking
    assert "Flytt svarfristen" in asking and "Hva dere svarte" not in asking
    assert "Hva dere svarte" in answering and "Flytt svarfristen" not in answering
    assert say(world, contact, enquiry).status_code == 302
    shown = page(world, slt, expected)
    assert "Lys langs gangveien." in shown and f"Svart av {contact.name}" in shown and "Besvart: 1." in shown
    looked = page(world, world.north.observer, expected)
    assert "Lys langs gangveien." in looked
    assert "Ny henvendelse" not in looked and "Rett svaret" not in looked


def test_police_ask_and_municipality_answers_that_it_is_not_relevant(
    world: World, expected: Expectation
) -> None:
    slt, contact = world.north.slt, world.north.police_contact
    assert send(world, contact, expected, kind="group", title="Ressursgruppen").status_code == 302
    with world.inside(world.north.council):
        enquiry = Enquiry.objects.get()
        assert enquiry.party.organization == world.north.municipality
    assert say(world, slt, enquiry, "", outcome="not_relevant").status_code == 302
    shown = page(world, contact, expected)
    assert "Ikke aktuelt: 1." in shown and "Invitasjon til gruppe" in shown


def test_answer_stays_and_is_corrected_beside_it(world: World, asked: Enquiry) -> None:
    contact, key = world.north.police_contact, asked.pk
    correct = ("enquiry_correct", asked.agreement_id, key)
    early = post(world, contact, *correct, text="For tidlig")
    assert early.status_code == 422 and "ikke besvart ennå" in early.content.decode()
    say(world, contact, asked)
    empty = post(world, contact, *correct, text=" ")
    assert empty.status_code == 422 and "Skriv hva som skal rettes." in empty.content.decode()
    assert post(world, contact, *correct, text="Også ved skolen.").status_code == 302
    shown = page(world, world.north.slt, asked)
    assert "Lys langs gangveien." in shown and "Rettelse: Også ved skolen." in shown
    with world.inside(world.north.council):
        verbs = list(
            AuditEvent.objects.filter(subject_id=asked.agreement_id).values_list("action", flat=True)
        )
        assert [verbs.count(verb) for verb in ("add_enquiry", "answer_enquiry", "correct_enquiry")] == [
            1,
            1,
            1,
        ]
    trail = world.client(world.north.slt).get(reverse("council_trail", args=[world.north.council.pk]))
    assert "En henvendelse etter" in trail.content.decode()


def test_of_two_who_answer_at_once_the_second_is_told_and_loses_no_word(world: World, asked: Enquiry) -> None:
    with world.acting(world.station_chief):
        agreement = Agreement.objects.get(pk=asked.agreement_id)
        facts: dict[str, Any] = {"agreement": agreement, "outcome": "answered", "at": timezone.now()}
        answer_enquiry(enquiry=asked, text="Først", by=world.station_chief, **facts)
    second = say(world, world.north.police_contact, asked, "Det jeg skrev sist.")
    shown = second.content.decode()
    assert second.status_code == 422 and "Noen andre har svart mens du skrev" in shown
    assert "Først" in shown and ">\nDet jeg skrev sist.</textarea>" in shown
    with world.inside(world.north.council):
        assert EnquiryAnswer.objects.get().text == "Først"


def test_deadline_moves_until_it_is_answered(world: World, asked: Enquiry) -> None:
    slt, contact, later = world.north.slt, world.north.police_contact, world.today + 40 * DAY
    past = move(world, slt, asked, "01.02.2020")
    assert past.status_code == 422 and "Fristen kan ikke være passert." in past.content.decode()
    assert move(world, world.north.member, asked, norwegian(later)).status_code == 302
    with world.inside(world.north.council):
        assert Enquiry.objects.get().deadline == later
    say(world, contact, asked)
    late = move(world, slt, asked, "")
    assert late.status_code == 422 and "Henvendelsen er besvart" in late.content.decode()
    with world.inside(world.north.council):
        assert Enquiry.objects.get().deadline == later
        assert AuditEvent.objects.filter(action="move_enquiry").count() == 1


def test_what_was_asked_before_the_agreement_was_replaced_is_still_answered(
    world: World, asked: Enquiry
) -> None:
    with world.inside(world.north.council):
        put_in_state(asked.agreement, "replaced")
    assert say(world, world.north.police_contact, asked).status_code == 302


def test_year_shows_what_was_open_in_it_and_counts_what_came(world: World, asked: Enquiry) -> None:
    year, slt = world.today.year, world.north.slt
    with world.inside(world.north.council):
        Agreement.objects.filter(pk=asked.agreement_id).update(
            valid_from=str(year - 1), in_force_from=datetime.date(year - 1, 1, 1)
        )
    with world.acting(slt):
        agreement = Agreement.objects.get(pk=asked.agreement_id)
        expectation = Expectation.objects.get(pk=asked.expectation_id)
        ask(
            world,
            expectation,
            title="Fjorårets plan",
            today=datetime.date(year - 1, 12, 1),
            agreement=agreement,
        )
    last = f"?ar={year - 1}"
    assert "Fjorårets plan" in page(world, slt, asked) and "Fjorårets plan" in page(world, slt, asked, last)
    assert f"1 henvendelse kom i {year - 1}." in page(world, slt, asked, last)
    assert asked.title not in page(world, slt, asked, last)
    with world.inside(world.north.council):
        old = Enquiry.objects.get(title="Fjorårets plan")
    say(world, world.north.police_contact, old)
    assert "Besvart: 1." in page(world, slt, asked, last)


def test_many_enquiries_cost_no_more_questions(world: World, asked: Enquiry) -> None:
    address, client = (
        reverse("agreement_expectations", args=[asked.agreement_id]),
        world.client(world.north.slt),
    )
    few = len(questions(client, address))
    with world.acting(world.north.slt):
        expectation = Expectation.objects.get(pk=asked.expectation_id)
        for number in range(30):
            ask(world, expectation, title=f"Plan {number}")
    say(world, world.north.police_contact, asked)
    assert len(questions(client, address)) == few <= MOST
