"""The trail of a council tells of closed items only to those who see them, and to each what they did themselves."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions.agenda import ItemTerms, change_item, remove_item
from meetings.actions.closed_items import ClosedTerms, set_concerned
from meetings.actions.follow_up import ActionTerms, assign_action, close_action, decide
from meetings.actions.hearing import answer_remark
from meetings.actions.proposals import ProposalTerms, accept_proposal, propose_item
from meetings.models import Action, AgendaItem, Meeting
from politirad.tenancy.models import AuditEvent, User
from tests.meetings.agenda_scene import a_meeting, closed_item, open_item
from tests.meetings.minutes_scene import begun, remarked, second_writer, sent, write
from tests.meetings.minutes_scene import closed_item as closed_when_held
from tests.world import World

SIGNS = ("lukket", "Skjult")


def trail(world: World, user: User) -> str:
    """The page of the trail, and the part of it on the council's own page."""
    client = world.client(user)
    return "".join(
        client.get(reverse(name, args=[world.north.council.pk])).content.decode()
        for name in ("council_trail", "council")
    )


def heard(world: World, user: User) -> list[str]:
    """The verbs that somebody may read, the latest first."""
    with world.acting(user):
        rows = AuditEvent.objects.filter(council_id=world.north.council.pk, about_id__isnull=False)
        return list(rows.order_by("-at", "-id").values_list("action", flat=True))


def lived(world: World) -> AgendaItem:
    """A closed item that was decided on, remarked on, followed up and read."""
    meeting, minutes, _first = begun(world)
    item = closed_when_held(world, meeting, world.north.police_contact, title="Skjult tittel")
    write(world, item, "<p>Skjult ord</p>")
    slt = world.north.slt
    with world.acting(slt):
        item = AgendaItem.objects.select_related("council", "meeting").get(pk=item.pk)
        decide(item=item, text="Skjult vedtak", by=slt)
        action = assign_action(council=item.council, item=item, by=slt, terms=ActionTerms("Skjult oppgave"))
        close_action(action=action, state=Action.State.DONE, result="", on=world.today, by=slt)
    sent(world, minutes)
    remark = remarked(world, minutes, world.north.police_contact, "Skjult merknad", item=item)
    with world.acting(slt):
        answer_remark(remark=remark, taken=True, answer="", at=timezone.now(), by=slt)
    world.client(world.north.police_contact).get(reverse("item", args=[meeting.pk, item.pk]))
    return item


@pytest.mark.django_db
def test_administrator_hears_nothing_of_a_closed_item_and_the_secretary_all(world: World) -> None:
    lived(world)
    text = trail(world, world.north.administrator)
    assert "Referatet er begynt" in text
    for sign in (*SIGNS, "merknad", "Fulgt opp", "er ført", "fra en sak"):
        assert sign not in text
    text = trail(world, world.north.slt)
    for sentence in ("En lukket sak er lest", "Fulgt opp", "er ført", "besvart", "fra en sak"):
        assert sentence in text
    assert "Skjult" not in text


@pytest.mark.django_db
def test_each_hears_of_the_items_they_see(world: World) -> None:
    lived(world)
    told = heard(world, world.north.slt)
    assert len(told) == 7
    assert heard(world, world.north.police_contact) == told
    assert heard(world, world.north.mayor) == []
    with world.inside(world.north.council):
        assert not AuditEvent.objects.filter(confidential=True).exists()


@pytest.mark.django_db
def test_item_that_is_closed_afterwards_takes_its_earlier_rows_with_it(world: World) -> None:
    meeting = a_meeting(world)
    item = open_item(world, meeting, "Skjult siden")
    assert "Skjult siden" in trail(world, world.north.administrator)
    closed = ClosedTerms(legal_basis="§ 27")
    with world.acting(world.north.slt):
        terms = ItemTerms(title="Skjult siden", closed=closed)
        change_item(item=item, terms=terms, version=1, by=world.north.slt, at=timezone.now())
    assert "Skjult siden" not in trail(world, world.north.administrator)
    assert "Skjult siden" in trail(world, world.north.slt)


@pytest.mark.django_db
def test_item_that_is_gone_is_told_of_as_it_was(world: World) -> None:
    meeting = a_meeting(world)
    open_one = open_item(world, meeting, "Åpen som ble tatt av")
    closed_one = closed_item(world, meeting, world.north.police_contact, title="Skjult")
    world.client(world.north.police_contact).get(reverse("item", args=[meeting.pk, closed_one.pk]))
    second_writer(world)  # may read the trail, and is not concerned
    with world.acting(world.north.slt):
        for item in (open_one, closed_one):
            remove_item(
                item=AgendaItem.objects.select_related("meeting").get(pk=item.pk),
                by=world.north.slt,
                at=timezone.now(),
            )
    for user in (world.north.administrator, world.north.member):
        text = trail(world, user)
        assert "Saken «Åpen som ble tatt av» er tatt av sakslisten" in text
        assert "lukket" not in text
        assert set(heard(world, user)) == {"add_item", "remove_item"}
        assert len(heard(world, user)) == 2
    # The one who worked on it still sees who read it; the one who only read it sees that.
    assert "read_closed_item" in heard(world, world.north.slt)
    assert heard(world, world.north.police_contact).count("read_closed_item") == 1
    assert "set_concerned" not in heard(world, world.north.police_contact)


@pytest.mark.django_db
def test_proposal_that_became_a_closed_item_is_seen_by_its_proposer_and_those_concerned(world: World) -> None:
    second_writer(world)
    meeting = a_meeting(world)
    police, slt = world.north.police_contact, world.north.slt
    with world.acting(police):
        proposal = propose_item(
            council=Meeting.objects.select_related("council").get(pk=meeting.pk).council,
            terms=ProposalTerms(title="Skjult forslag"),
            by=police,
        )
    assert "Skjult forslag" in trail(world, world.north.administrator)
    page = reverse("proposal", args=[proposal.pk])
    assert world.client(world.north.member).get(page).status_code == 200
    with world.acting(slt):
        item = accept_proposal(proposal=proposal, meeting=meeting, at=timezone.now(), by=slt)
        terms = ItemTerms(title="Skjult forslag", closed=ClosedTerms(legal_basis="§ 27"))
        change_item(item=item, terms=terms, version=1, by=slt, at=timezone.now())
    assert "Skjult forslag" not in trail(world, world.north.administrator)
    assert "Skjult forslag" not in trail(world, world.north.member)
    assert world.client(world.north.member).get(page).status_code == 404
    assert world.client(police).get(page).status_code == 200
    assert world.client(slt).get(page).status_code == 200
    # Taken off the agenda by another who sees it, it stays as closed as it was.
    with world.acting(slt):
        set_concerned(item=item, concerned=[world.north.mayor.pk], by=slt)
    with world.acting(world.north.mayor):
        removed = AgendaItem.objects.select_related("meeting").get(pk=item.pk)
        remove_item(item=removed, by=world.north.mayor, at=timezone.now())
    assert world.client(world.north.member).get(page).status_code == 404
    assert "Skjult forslag" not in trail(world, world.north.administrator)
    assert world.client(police).get(page).status_code == 200
