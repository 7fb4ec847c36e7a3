"""Before signing: hearing with the parties, their answers, political treatment, back to draft."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agreements import clock
from agreements.actions import (
    answer_hearing,
    back_to_draft,
    freeze,
    record_decision,
    send_on_hearing,
    send_to_treatment,
)
from agreements.models import Agreement, Hearing, HearingAnswer, Party, StateChange, Treatment
from councils.refusals import Refusal
from politirad.tenancy.models import OutgoingMessage, User
from tests.agreements.writing_scene import written  # noqa: F401  (a fixture)
from tests.queries import MOST, asked
from tests.world import World


@pytest.fixture
def heard(world: World, written: Agreement) -> Hearing:
    """On hearing for twenty days."""
    with world.acting(world.north.slt):
        return send_on_hearing(
            agreement=written,
            deadline=world.today + datetime.timedelta(days=20),
            note="Se særlig på kontortiden.",
            by=world.north.slt,
            at=timezone.now(),
            today=world.today,
        )


def party(world: World, hearing: Hearing, organization: Any) -> Party:
    with world.inside(world.north.council):
        return Party.objects.get(agreement=hearing.agreement_id, organization=organization)


def say(world: World, user: User, hearing: Hearing, organization: Any, **said: Any) -> HearingAnswer:
    one = party(world, hearing, organization)
    with world.acting(user):
        return answer_hearing(
            hearing=Hearing.objects.select_related("agreement").get(pk=hearing.pk),
            party=one,
            by=user,
            at=timezone.now(),
            **{"opinion": "agrees", "text": "", **said},
        )


def told(world: World, kind: str) -> list[str]:
    with world.inside(world.north.council):
        return sorted(OutgoingMessage.objects.filter(kind=kind).values_list("to_email", flat=True))


def states(world: World, agreement: Agreement) -> list[str]:
    with world.inside(world.north.council):
        return list(StateChange.objects.filter(agreement=agreement).values_list("now", flat=True))


def at(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(7)))


def test_hearing_tells_those_who_answer_for_the_parties(world: World, heard: Hearing) -> None:
    people = told(world, "agreement_hearing")
    assert {world.station_chief.email, world.north.mayor.email, world.north.chief_executive.email} <= set(
        people
    )
    assert world.north.police_contact.email not in people
    assert world.south.mayor.email not in people
    with world.inside(world.north.council):
        letter = OutgoingMessage.objects.get(kind="agreement_hearing", recipient=world.station_chief)
        assert "Se særlig på kontortiden." in letter.text
        change = StateChange.objects.filter(agreement=heard.agreement_id).last()
        assert change is not None
        assert (change.now, change.by, change.reason, change.facts) == (
            "hearing",
            world.north.slt,
            "Se særlig på kontortiden.",
            {"deadline": heard.deadline.isoformat()},
        )


def test_each_party_answers_for_itself(world: World, heard: Hearing) -> None:
    say(world, world.station_chief, heard, world.police_unit, opinion="remarks", text="To dager er nok.")
    say(world, world.north.mayor, heard, world.north.municipality)
    with pytest.raises(Refusal, match="part du hører til"):
        say(world, world.station_chief, heard, world.north.municipality)
    page = world.client(world.north.member).get(reverse("agreement_hearing", args=[heard.agreement_id]))
    text = page.content.decode()
    assert "To dager er nok." in text and "Ingen merknader" in text
    overview = world.client(world.north.slt).get(reverse("agreement", args=[heard.agreement_id]))
    assert "Har merknader" in overview.content.decode()


def test_writer_tells_whose_answer_came_by_letter(world: World, heard: Hearing) -> None:
    address = reverse("agreement_hearing", args=[heard.agreement_id])
    one = party(world, heard, world.police_unit)
    client = world.client(world.north.slt)
    said = {
        "party": one.pk,
        "opinion": "remarks",
        "text": "",
        "name": "Stine Sjef",
        "capacity": "stasjonssjef",
    }
    wrong = client.post(address, said).content.decode()
    assert "Skriv merknadene." in wrong and 'value="Stine Sjef"' in wrong
    assert client.post(address, {**said, "text": "Flere møter."}).status_code == 302
    with world.inside(world.north.council):
        answer = HearingAnswer.objects.get()
        assert (answer.name, answer.user, answer.text) == ("Stine Sjef", world.north.slt, "Flere møter.")
    assert f"registrert av {world.north.slt.name}" in client.get(address).content.decode()


def test_whoever_speaks_for_no_party_has_no_form(world: World, heard: Hearing) -> None:
    address = reverse("agreement_hearing", args=[heard.agreement_id])
    forms = {
        who: world.client(user).get(address).context["form"] is not None
        for who, user in world.everybody().items()
        if who in {"slt", "mayor", "station_chief", "police_contact", "observer"}
    }
    assert forms == {
        "slt": True,
        "mayor": True,
        "station_chief": True,
        "police_contact": False,
        "observer": False,
    }
    one = party(world, heard, world.police_unit)
    said = {"party": one.pk, "opinion": "agrees"}
    assert world.client(world.north.police_contact).post(address, said).status_code == 200
    with world.inside(world.north.council):
        assert not HearingAnswer.objects.exists()


def test_answers_are_only_added_and_only_while_the_hearing_is_open(world: World, heard: Hearing) -> None:
    say(world, world.station_chief, heard, world.police_unit)
    with world.acting(world.north.slt):
        back_to_draft(agreement=heard.agreement, by=world.north.slt, at=timezone.now(), reason="Nok svar")
    with pytest.raises(Refusal, match="avsluttet"):
        say(world, world.north.mayor, heard, world.north.municipality)
    one = party(world, heard, world.police_unit)
    with (
        world.acting(world.station_chief),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        HearingAnswer.objects.create(
            agreement_id=heard.agreement_id,
            hearing=heard,
            party=one,
            opinion="agrees",
            name="x",
            user=world.station_chief,
            answered_at=timezone.now(),
        )
    assert states(world, heard.agreement) == ["draft", "hearing", "draft"]


def test_one_hearing_at_a_time_and_never_into_the_past(world: World, heard: Hearing) -> None:
    said: dict[str, Any] = {"by": world.north.slt, "at": timezone.now(), "today": world.today}
    with world.acting(world.north.slt):
        with pytest.raises(Refusal, match="ikke gå rett"):
            send_on_hearing(agreement=heard.agreement, deadline=world.today, **said)
        back_to_draft(agreement=heard.agreement, by=world.north.slt, at=timezone.now())
        with pytest.raises(Refusal, match="i dag eller senere"):
            send_on_hearing(
                agreement=heard.agreement, deadline=world.today - datetime.timedelta(days=1), **said
            )
        with pytest.raises(IntegrityError, match="hearing_open_once"), transaction.atomic():
            for _twice in range(2):
                Hearing.objects.create(
                    agreement=heard.agreement, deadline=world.today, opened_at=timezone.now()
                )


def test_silent_parties_are_reminded_and_the_writer_hears_when_it_is_over(
    world: World, heard: Hearing
) -> None:
    say(world, world.north.mayor, heard, world.north.municipality)
    before = len(told(world, "agreement_hearing"))
    for days_left, more in ((6, 0), (5, 1), (4, 1), (0, 1)):
        for _again in range(2):
            clock.due_hearings(at(heard.deadline - datetime.timedelta(days=days_left)))
        letters = told(world, "agreement_hearing")
        assert len(letters) == before + more, days_left
    assert told(world, "agreement_hearing").count(world.station_chief.email) == 2
    for _again in range(2):
        clock.due_hearings(at(heard.deadline + datetime.timedelta(days=1)))
    assert told(world, "agreement_hearing_over") == [world.north.slt.email]
    with world.inside(world.north.council):
        letter = OutgoingMessage.objects.get(kind="agreement_hearing_over")
        assert "Disse har ikke svart: Vik politistasjonsdistrikt." in letter.text


def test_freezing_ends_the_hearing(world: World, heard: Hearing) -> None:
    with world.acting(world.north.slt):
        freeze(agreement=heard.agreement, by=world.north.slt, at=timezone.now(), today=world.today)
        assert Hearing.objects.get(pk=heard.pk).closed_at is not None
    assert states(world, heard.agreement) == ["draft", "hearing", "frozen"]


def test_treatment_is_sent_decided_once_and_told_on_the_timeline(world: World, written: Agreement) -> None:
    with world.inside(world.north.council):
        municipality = Party.objects.get(agreement=written, organization=world.north.municipality)
    with world.acting(world.north.slt):
        said: dict[str, Any] = {"by": world.north.slt, "at": timezone.now()}
        one = send_to_treatment(
            agreement=written, party=municipality, body="Formannskapet", case_number="27/14", **said
        )
        two = send_to_treatment(agreement=written, party=municipality, body="Kommunestyret", **said)
        decide: dict[str, Any] = {"agreement": written, "today": world.today, "outcome": "adopted", **said}
        with pytest.raises(Refusal, match="saksnummeret"):
            record_decision(treatment=two, decided_on=world.today, case_number=" ", **decide)
        with pytest.raises(Refusal, match="ikke har vært"):
            record_decision(
                treatment=two,
                decided_on=world.today + datetime.timedelta(days=1),
                case_number="27/30",
                **decide,
            )
        record_decision(treatment=two, decided_on=world.today, case_number="27/30", **decide)
        with pytest.raises(Refusal, match="fra før"):
            record_decision(treatment=two, decided_on=world.today, case_number="27/30", **decide)
        assert Treatment.objects.get(pk=one.pk).outcome == ""
    assert states(world, written) == ["draft", "political_treatment"]
    page = (
        world.client(world.station_chief)
        .get(reverse("agreement_history", args=[written.pk]))
        .content.decode()
    )
    assert "Sendt til politisk behandling: Formannskapet, sak 27/14" in page
    overview = world.client(world.station_chief).get(reverse("agreement", args=[written.pk])).content.decode()
    assert "sak 27/30" in overview and "Vedtatt" in overview


def test_database_refuses_half_a_decision(world: World, written: Agreement) -> None:
    with world.acting(world.north.slt), pytest.raises(IntegrityError, match="treatment_decision_is_whole"):
        Treatment.objects.create(
            agreement=written,
            party=Party.objects.filter(agreement=written)[0],
            body="Kommunestyret",
            sent_at=timezone.now(),
            outcome="adopted",
        )


def test_pages_send_and_decide(world: World, written: Agreement) -> None:
    client = world.client(world.north.slt)
    with world.inside(world.north.council):
        municipality = Party.objects.get(agreement=written, organization=world.north.municipality)
    send = reverse("agreement_send_on_hearing", args=[written.pk])
    assert "Svarfrist" in client.get(send).content.decode()
    assert client.post(send, {"deadline": "", "note": "Hei"}).status_code == 200
    day = world.today + datetime.timedelta(days=30)
    assert client.post(send, {"deadline": f"{day:%d.%m.%Y}", "note": "Hei"}).status_code == 302
    assert "på høring nå" in client.get(send).content.decode()
    treat = reverse("agreement_treatment", args=[written.pk])
    assert client.post(treat, {"party": municipality.pk, "body": ""}).status_code == 200
    assert client.post(treat, {"party": municipality.pk, "body": "Kommunestyret"}).status_code == 302
    with world.inside(world.north.council):
        one = Treatment.objects.get()
        assert Hearing.objects.get().closed_at is not None
    decide = reverse("agreement_decision", args=[written.pk, one.pk])
    said = {"outcome": "with_changes", "decided_on": f"{world.today:%d.%m.%Y}", "case_number": "27/31"}
    assert client.post(decide, {**said, "decided_on": "i går"}).status_code == 200
    assert client.post(decide, said).status_code == 302
    assert "registrert fra før" in client.get(decide).content.decode()
    assert client.post(reverse("agreement_draft", args=[written.pk])).status_code == 302
    assert states(world, written) == ["draft", "hearing", "political_treatment", "draft"]
    other = reverse("agreement_decision", args=[written.pk, written.pk])
    assert client.get(other).status_code == 404


def test_hearing_page_asks_few_questions_however_many_answers(world: World, heard: Hearing) -> None:
    client = world.client(world.north.slt)
    address = reverse("agreement_hearing", args=[heard.agreement_id])
    say(world, world.station_chief, heard, world.police_unit)
    one = len(asked(client, address))
    for number in range(29):
        say(world, world.station_chief, heard, world.police_unit, opinion="remarks", text=f"Nummer {number}")
    assert len(asked(client, address)) == one <= MOST
