"""Members propose items; those who build the agenda take them on, put them off or send them back."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.actions.proposals import ProposalTerms, accept_proposal, propose_item
from meetings.models import AgendaItem, ItemProposal, Meeting
from politirad.tenancy.models import AuditEvent, OutgoingMessage
from tests.world import World


def a_meeting(world: World, days: int = 40, **facts: Any) -> Meeting:
    with world.acting(world.north.slt):
        return Meeting.objects.create(
            council=world.north.council,
            title="Møte",
            date=world.today + datetime.timedelta(days=days),
            start=datetime.time(9),
            end=datetime.time(11),
            **facts,
        )


def a_proposal(world: World, meeting: Meeting | None = None, title: str = "Trygg skolevei") -> ItemProposal:
    with world.acting(world.north.member):
        terms = ProposalTerms(title=title, text="Vi trenger\n\nen plan.", minutes=15, meeting=meeting)
        return propose_item(council=world.north.council, terms=terms, by=world.north.member)


def letters(world: World, kind: str) -> list[OutgoingMessage]:
    with world.acting(world.north.slt):
        return list(OutgoingMessage.objects.filter(kind=kind).order_by("to_email"))


@pytest.mark.django_db
def test_member_proposes_and_the_secretary_hears_of_it(world: World) -> None:
    meeting = a_meeting(world)
    client = world.client(world.north.member)
    url = reverse("propose_item", args=[world.north.council.pk])
    data = {"title": "Trygg skolevei", "text": "Om sykkel", "kind": "decision", "meeting": str(meeting.pk)}
    answer = client.post(url, data, follow=True)
    text = answer.content.decode()
    assert "Saken er meldt." in text
    assert "Fristen for å melde saker" not in text
    with world.acting(world.north.slt):
        proposal = ItemProposal.objects.get()
        assert (proposal.state, proposal.kind, proposal.preferred_meeting) == (
            "submitted",
            "decision",
            meeting,
        )
        assert AuditEvent.objects.filter(action="propose_item", subject_id=proposal.pk).exists()
    (letter,) = letters(world, "proposal_submitted")
    assert letter.recipient == world.north.slt
    assert reverse("proposal", args=[proposal.pk]) in letter.text
    assert letter.subject == f"Meldt sak til {world.north.council.name}: Trygg skolevei"
    # Whoever proposes sees the state; other members do not see the proposal.
    assert "Meldt" in client.get(reverse("proposal", args=[proposal.pk])).content.decode()
    assert world.client(world.north.mayor).get(reverse("proposal", args=[proposal.pk])).status_code == 404


@pytest.mark.django_db
def test_late_proposal_is_taken_with_a_warning(world: World) -> None:
    meeting = a_meeting(world, days=5)
    url = reverse("propose_item", args=[world.north.council.pk])
    client = world.client(world.north.member)
    assert "fristen er ute" in client.get(url).content.decode()
    answer = client.post(url, {"title": "Sak", "kind": "discussion", "meeting": str(meeting.pk)}, follow=True)
    assert "Fristen for å melde saker til møtet var" in answer.content.decode()
    with world.acting(world.north.slt):
        proposal = ItemProposal.objects.get()
    page = world.client(world.north.slt).get(reverse("proposal", args=[proposal.pk])).content.decode()
    assert "Saken er meldt etter fristen for møtet." in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"title": ""}, "Sak"),
        ({"title": "Om 010107 50160"}, "Teksten inneholder et fødselsnummer."),
        ({"text": "Fnr 01010750160"}, "Teksten inneholder et fødselsnummer."),
        ({"minutes": "-5"}, "Minutter"),
        ({"meeting": "00000000-0000-0000-0000-000000000000"}, "Ønsket møte"),
    ],
)
@pytest.mark.django_db
def test_bad_proposal_is_refused_and_keeps_what_was_typed(
    world: World, data: dict[str, str], sentence: str
) -> None:
    url = reverse("propose_item", args=[world.north.council.pk])
    whole = {"title": "Sak", "kind": "discussion", "text": "Skrevet tekst", **data}
    answer = world.client(world.north.member).post(url, whole)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "ds-error-summary" in text
    assert sentence in text
    assert "Skrevet tekst" in text or "text" in data
    with world.acting(world.north.slt):
        assert not ItemProposal.objects.exists()


@pytest.mark.django_db
def test_accepted_proposal_goes_on_the_agenda_and_the_member_hears(world: World) -> None:
    meeting = a_meeting(world)
    proposal = a_proposal(world, meeting)
    answer = world.client(world.north.slt).post(
        reverse("accept_proposal", args=[proposal.pk]), {"meeting": str(meeting.pk)}
    )
    assert answer["Location"] == reverse("agenda", args=[meeting.pk])
    with world.acting(world.north.slt):
        item = AgendaItem.objects.get(meeting=meeting)
        assert (item.title, item.origin, item.minutes, item.presenter) == (
            "Trygg skolevei",
            "proposal",
            15,
            world.north.member.name,
        )
        assert item.text == "<p>Vi trenger</p><p>en plan.</p>"
        proposal.refresh_from_db()
        assert (proposal.state, proposal.item, proposal.decided_by) == ("accepted", item, world.north.slt)
    (letter,) = letters(world, "proposal_answered")
    assert letter.recipient == world.north.member
    assert letter.subject == "Saken din er på sakslisten: Trygg skolevei"
    again = world.client(world.north.slt).post(
        reverse("accept_proposal", args=[proposal.pk]), {"meeting": str(meeting.pk)}
    )
    assert "Saken er besvart allerede: på sakslisten." in again.content.decode() or again.status_code == 422
    with world.acting(world.north.slt):
        assert AgendaItem.objects.filter(meeting=meeting).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_put_one_item_on_the_agenda(world: World) -> None:
    meeting = a_meeting(world)
    proposal = a_proposal(world, meeting)
    barrier = threading.Barrier(2)
    outcomes: list[str] = []

    def accept() -> None:
        try:
            with world.acting(world.north.slt):
                barrier.wait(timeout=10)
                accept_proposal(proposal=proposal, meeting=meeting, by=world.north.slt, at=timezone.now())
                outcomes.append("accepted")
        except ValueError as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["Saken er besvart allerede: på sakslisten.", "accepted"]
    with world.acting(world.north.slt):
        assert AgendaItem.objects.filter(meeting=meeting).count() == 1


@pytest.mark.parametrize(
    ("name", "prefix", "state", "subject"),
    [
        ("defer_proposal", "defer", "deferred", "Saken din er utsatt: Trygg skolevei"),
        ("return_proposal", "return", "returned", "Saken din er sendt tilbake: Trygg skolevei"),
    ],
)
@pytest.mark.django_db
def test_refusal_needs_a_reason_that_the_member_sees(
    world: World, name: str, prefix: str, state: str, subject: str
) -> None:
    proposal = a_proposal(world)
    url = reverse(name, args=[proposal.pk])
    client = world.client(world.north.slt)
    bad = client.post(url, {f"{prefix}-reason": "  "})
    assert bad.status_code == 422
    assert "Skriv en begrunnelse" in bad.content.decode()
    assert client.post(url, {f"{prefix}-reason": "Vi tar den i juni."}).status_code == 302
    with world.acting(world.north.slt):
        proposal.refresh_from_db()
        assert (proposal.state, proposal.reason) == (state, "Vi tar den i juni.")
    (letter,) = letters(world, "proposal_answered")
    assert letter.subject == subject
    assert "Vi tar den i juni." in letter.text
    page = world.client(world.north.member).get(reverse("proposal", args=[proposal.pk])).content.decode()
    assert "Vi tar den i juni." in page
    assert "Sett på sakslisten" not in page


@pytest.mark.django_db
def test_deferred_proposal_can_be_accepted_later_and_a_returned_one_cannot(world: World) -> None:
    meeting = a_meeting(world)
    deferred, returned = a_proposal(world, title="Utsatt"), a_proposal(world, title="Tilbake")
    client = world.client(world.north.slt)
    client.post(reverse("defer_proposal", args=[deferred.pk]), {"defer-reason": "Senere"})
    client.post(reverse("return_proposal", args=[returned.pk]), {"return-reason": "Hører ikke hit"})
    for proposal in (deferred, returned):
        client.post(reverse("accept_proposal", args=[proposal.pk]), {"meeting": str(meeting.pk)})
    with world.acting(world.north.slt):
        assert list(AgendaItem.objects.values_list("title", flat=True)) == ["Utsatt"]


@pytest.mark.django_db
def test_list_shows_mine_to_me_and_all_to_the_secretary(world: World) -> None:
    a_proposal(world, title="Medlemmets sak")
    with world.acting(world.north.mayor):
        propose_item(
            council=world.north.council, terms=ProposalTerms(title="Ordførerens sak"), by=world.north.mayor
        )
    url = reverse("proposals", args=[world.north.council.pk])
    mine = world.client(world.north.member).get(url).content.decode()
    assert "Medlemmets sak" in mine
    assert "Ordførerens sak" not in mine
    everybody = world.client(world.north.slt).get(url).content.decode()
    assert "Medlemmets sak" in everybody
    assert "Ordførerens sak" in everybody


@pytest.mark.django_db
def test_doors_of_proposals(world: World) -> None:
    proposal = a_proposal(world)
    council = world.north.council.pk
    for name, args, user, status in (
        ("propose_item", [council], world.north.observer, 403),
        ("propose_item", [council], world.south.member, 404),
        ("proposals", [council], world.south.slt, 404),
        ("proposal", [proposal.pk], world.south.slt, 404),
        ("proposal", [proposal.pk], world.north.slt, 200),
    ):
        assert world.client(user).get(reverse(name, args=args)).status_code == status, (name, user)
    for name in ("accept_proposal", "defer_proposal", "return_proposal"):
        url = reverse(name, args=[proposal.pk])
        assert world.client(world.north.member).post(url).status_code == 403
        assert world.client(world.north.mayor).post(url).status_code == 404
        assert world.client(world.south.slt).post(url).status_code == 404
        assert world.client(world.north.slt).post(url).status_code == 422


@pytest.mark.django_db
def test_list_asks_the_same_number_of_questions_for_many_proposals(world: World) -> None:
    a_proposal(world)
    client = world.client(world.north.slt)
    url = reverse("proposals", args=[world.north.council.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        assert client.get(url).status_code == 200
    meeting = a_meeting(world)
    for number in range(30):
        a_proposal(world, meeting, title=f"Sak {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
