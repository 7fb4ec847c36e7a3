"""What needs whom on the overview; search; language; and how often they ask the database."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.actions import freeze
from agreements.actions.preparing import answer_hearing, send_on_hearing
from meetings.actions.follow_up import ActionTerms, assign_action
from meetings.actions.minutes import begin_minutes
from meetings.actions.proposals import ProposalTerms, propose_item
from meetings.actions.review import ask_review
from meetings.models import AgendaItem, Evaluation, Meeting, Rhythm
from politirad.overview.views import SHOWN_NEEDS
from politirad.tenancy.models import User
from tests.agreements.drafts import draft
from tests.meetings.calls import called, held, planned
from tests.meetings.evaluation_scene import answered, closed, opened
from tests.meetings.evaluation_scene import asked as asked_questions
from tests.meetings.minutes_scene import sent
from tests.queries import MOST, asked
from tests.world import World


def page(world: World, user: User, address: str = "/") -> str:
    """A page as a person reads it."""
    return world.client(user).get(address).content.decode()


def test_secretary_is_told_to_call_by_the_councils_own_deadline(world: World) -> None:
    planned(world, days=20)
    assert "Kall inn til Møte 1" in page(world, world.north.slt)
    assert "Kall inn til" not in page(world, world.north.mayor)
    assert "Kall inn til" not in page(world, world.south.slt)


def test_invitee_is_told_to_answer(world: World) -> None:
    called(world)
    assert "Svar på innkallingen til Møte 1" in page(world, world.north.member)
    assert "Svar på innkallingen" not in page(world, world.south.member)


def test_what_is_asked_now_is_shown_however_far_away_the_meeting_is(world: World) -> None:
    called(world, days=340)
    later = planned(world, days=350)
    with world.acting(world.north.slt):
        ask_review(meeting=later, by=world.north.slt, at=timezone.now())
    assert "Svar på innkallingen til Møte 1" in page(world, world.north.member)
    assert "Gå gjennom sakslisten til Møte 1" in page(world, world.north.police_contact)


def test_member_is_told_to_answer_an_evaluation_until_it_is_answered(world: World) -> None:
    asked_questions(world)
    evaluation, need = opened(world), f"Svar på evalueringen av {world.today.year}"
    for user in (world.north.member, world.north.mayor):
        assert need in page(world, user)
        assert reverse("answer_evaluation", args=[world.north.council.pk, evaluation.pk]) in page(world, user)
    answered(evaluation, world, world.north.member, 4)
    assert need not in page(world, world.north.member)
    assert need in page(world, world.north.mayor)


def test_evaluation_of_a_meeting_is_named_by_the_meeting(world: World) -> None:
    asked_questions(world, Rhythm.MEETING)
    meeting = held(world)
    opened(world, meeting=meeting)
    assert f"Svar på evalueringen av {meeting.title}" in page(world, world.north.member)


def test_evaluation_asks_nobody_but_those_who_may_answer_while_they_may(world: World) -> None:
    asked_questions(world)
    evaluation = opened(world)
    for user in (world.north.observer, world.south.member, world.south.slt):
        assert "Svar på evalueringen" not in page(world, user)
    with world.acting(world.north.slt):
        Evaluation.objects.update(closes_on=world.today - datetime.timedelta(days=1))
    assert "Svar på evalueringen" not in page(world, world.north.member)
    closed(evaluation, world)
    assert "Svar på evalueringen" not in page(world, world.north.member)


def test_minutes_go_from_the_secretary_to_those_who_approve(world: World) -> None:
    meeting = held(world)
    assert "Skriv referat fra Møte 1" in page(world, world.north.slt)
    with world.acting(world.north.slt):
        minutes = begin_minutes(meeting=meeting, at=timezone.now(), by=world.north.slt)
    sent(world, minutes)
    assert "Skriv referat fra" not in page(world, world.north.slt)
    assert "Godkjenn referatet fra Møte 1" in page(world, world.north.mayor)


def test_signatory_is_told_to_sign(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
        freeze(agreement=agreement, by=world.north.slt, at=timezone.now(), today=world.today, deadline=None)
    assert f"Signer «{agreement.title}»" in page(world, world.north.mayor)
    assert "Signer «" not in page(world, world.north.member)


def test_hearing_waits_for_those_who_may_answer_for_a_party(world: World) -> None:
    mayor, now = world.north.mayor, timezone.now()
    with world.acting(world.north.slt):
        agreement = draft(world)
        hearing = send_on_hearing(
            agreement=agreement, deadline=world.today, by=world.north.slt, at=now, today=world.today
        )
    asks = f"Svar på høringen av «{agreement.title}»"
    assert asks in page(world, mayor)
    assert asks in page(world, world.station_chief)
    assert asks not in page(world, world.north.police_contact)
    assert asks not in page(world, world.south.mayor)
    with world.acting(mayor):
        party = agreement.parties.get(organization=world.north.municipality)
        answer_hearing(hearing=hearing, party=party, opinion="agrees", text="", by=mayor, at=now)
    assert asks not in page(world, mayor)
    assert asks in page(world, world.station_chief)


def test_what_does_not_fit_is_one_press_away(world: World) -> None:
    with world.acting(world.north.slt):
        for number in range(SHOWN_NEEDS + 2):
            terms = ActionTerms(f"Oppgave {number:02}", world.north.member, due_on=world.today)
            assign_action(council=world.north.council, terms=terms, by=world.north.slt)
    text = page(world, world.north.member)
    assert "Vis 2 til" in text
    assert text.index("Vis 2 til") < text.index(f"Oppgave {SHOWN_NEEDS:02}")


def test_proposal_waits_for_the_secretary(world: World) -> None:
    with world.acting(world.north.member):
        propose_item(council=world.north.council, terms=ProposalTerms("Ny sak"), by=world.north.member)
    assert "1 meldt sak venter på svar" in page(world, world.north.slt)


def test_late_action_is_called_late(world: World) -> None:
    with world.acting(world.north.slt):
        terms = ActionTerms(
            "Ring skolene", world.north.member, due_on=world.today - datetime.timedelta(days=2)
        )
        assign_action(council=world.north.council, terms=terms, by=world.north.slt)
    text = page(world, world.north.member)
    assert "Ring skolene" in text
    assert "Frist passert" in text


def test_overview_of_a_stranger_says_that_nothing_waits(world: World) -> None:
    assert "Ingenting venter på deg nå." in page(world, world.stranger)


@pytest.mark.parametrize("who", ["slt", "mayor", "police_contact"])
def test_overview_asks_the_database_as_often_for_many(world: World, who: str) -> None:
    user = getattr(world.north, who)
    client = world.client(user)

    def more(number: int) -> None:
        with world.acting(world.north.slt):
            day = world.today + datetime.timedelta(days=10 + number)
            meeting = Meeting.objects.create(
                council=world.north.council, title=f"Møte {number}", date=day, start="09:00", end="10:00"
            )
            AgendaItem.objects.create(council=world.north.council, meeting=meeting, title="Sak")
            terms = ActionTerms(f"Gjør {number}", user, due_on=world.today)
            assign_action(council=world.north.council, terms=terms, by=world.north.slt)
            evaluation_asked(number, day)

    def evaluation_asked(number: int, day: datetime.date) -> None:
        Evaluation.objects.create(
            council=world.north.council,
            rhythm=Rhythm.YEAR,
            year=2000 + number,
            opened_at=timezone.now(),
            closes_on=day,
        )

    more(0)
    few = asked(client, "/")
    for number in range(1, 31):
        more(number)
    assert len(asked(client, "/")) == len(few) <= MOST


def test_search_finds_from_the_beginning_of_a_word_and_only_ones_own(world: World) -> None:
    planned(world)
    assert "Russetid" in page(world, world.north.member, "/sok/?q=russe")
    assert "Ingen treff" in page(world, world.south.member, "/sok/?q=russe")


def test_search_does_not_find_closed_items(world: World) -> None:
    meeting = planned(world)
    with world.acting(world.north.slt):
        AgendaItem.objects.create(
            council=world.north.council,
            meeting=meeting,
            part=2,
            title="Hemmelig overskrift",
            legal_basis="Offentleglova § 13",
            created_by=world.north.slt,
        )
    assert "Hemmelig overskrift" in page(world, world.north.slt, "/sok/?q=hemmelig")
    assert "Hemmelig overskrift" not in page(world, world.north.mayor, "/sok/?q=hemmelig")


@pytest.mark.parametrize(
    "question", ["'", "a & | !", "%", "\\", ":*", "x" * 500, "<script>", "%00", "(((", "ø å"]
)
def test_strange_questions_get_an_answer(world: World, question: str) -> None:
    assert world.client(world.north.slt).get("/sok/", {"q": question}).status_code == 200


def test_search_asks_the_database_as_often_for_many_hits(world: World) -> None:
    client = world.client(world.north.slt)
    planned(world)
    few = asked(client, "/sok/?q=møte")
    for _number in range(30):
        planned(world)
    assert len(asked(client, "/sok/?q=møte")) == len(few) <= MOST


def test_language_is_remembered_and_never_the_browsers(world: World) -> None:
    client = world.client(world.north.slt)
    client.post("/sprak/", {"language": "nn", "next": "/profil/"})
    response = client.get("/", headers={"Accept-Language": "en"})
    assert '<html lang="nn"' in response.content.decode()
    assert User.objects.get(pk=world.north.slt.pk).language == "nn"


def test_language_choice_does_not_lead_to_another_site(world: World) -> None:
    response = world.client(world.north.slt).post(
        "/sprak/", {"language": "en", "next": "https://example.org/"}
    )
    assert response["Location"] == "/"


def test_profile_keeps_what_was_typed_when_it_cannot_be_saved(world: World) -> None:
    response = world.client(world.north.slt).post(
        "/profil/", {"name": "", "phone": "12 34", "language": "nn"}
    )
    assert "12 34" in response.content.decode()
    assert User.objects.get(pk=world.north.slt.pk).name == "Sindre Samordner nordvik"
