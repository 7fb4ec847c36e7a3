"""An item goes to another meeting of its council, or a copy of it does."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from meetings.actions.calling import call_meeting
from meetings.actions.closed_items import set_concerned
from meetings.actions.proposals import ProposalTerms, accept_proposal, propose_item
from meetings.actions.relocating import relocate_item
from meetings.clock import due_changes
from meetings.models import AgendaItem, ItemProposal, MeetingFile
from politirad.tenancy.models import AuditEvent, OutgoingMessage
from tests.meetings.agenda_scene import PDF, closed_item, open_item, titles
from tests.meetings.calls import called, planned
from tests.meetings.relocating_scene import first, numbers, send, with_paper
from tests.world import World

MINUTE = datetime.timedelta(minutes=1)


@pytest.mark.django_db
def test_moved_item_takes_its_papers_and_is_reviewed_anew(world: World) -> None:
    source, target = planned(world), planned(world, days=40)
    item = first(world, source)
    paper = with_paper(world, item)
    with world.acting(world.north.slt):
        AgendaItem.objects.filter(pk=item.pk).update(
            review="ready", review_comment="Fint", reviewed_by=world.north.police_contact
        )
    answer = send(world, item, target)
    assert "Saken er flyttet til møtet" in answer.content.decode()
    assert answer.redirect_chain == [(reverse("item", args=[target.pk, item.pk]), 302)]
    assert numbers(world, source) == [("1", "Russetid")]
    assert numbers(world, target) == [
        ("1", "Nytt fra politiet"),
        ("2", "Russetid"),
        ("3", "Nytt fra politiet"),
    ]
    with world.acting(world.north.slt):
        item.refresh_from_db()
        paper.refresh_from_db()
        assert (item.review, item.review_comment, item.reviewed_by) == ("pending", "", None)
        assert (paper.item_id, paper.meeting_id) == (item.pk, target.pk)
        event = AuditEvent.objects.get(action="relocate_item")
    assert (event.actor, event.subject_id) == (world.north.slt, item.pk)
    assert event.facts == {
        "former": str(source.pk),
        "meeting": str(target.pk),
        "date": target.date.isoformat(),
    }
    with world.acting(world.north.slt):
        call_meeting(meeting=target, at=timezone.now(), by=world.north.slt)
    client = world.client(world.north.member)
    assert client.get(reverse("paper", args=[target.pk, paper.pk])).content == PDF
    assert client.get(reverse("paper", args=[source.pk, paper.pk])).status_code == 404


@pytest.mark.django_db
def test_copy_leaves_the_item_and_has_papers_of_its_own(world: World) -> None:
    source, target = planned(world), planned(world, days=40)
    item = first(world, source)
    paper = with_paper(world, item)
    with world.acting(world.north.slt):
        AgendaItem.objects.filter(pk=item.pk).update(review="ready", text="<p>Om saken</p>", presenter="Pia")
    assert "Saken er kopiert til møtet" in send(world, item, target, "copy").content.decode()
    assert titles(world, source) == ["Nytt fra politiet", "Russetid"]
    with world.acting(world.north.slt):
        copied = target.items.get(text="<p>Om saken</p>")
        assert (copied.presenter, copied.minutes, copied.review) == ("Pia", 20, "pending")
        assert AgendaItem.objects.get(pk=item.pk).review == "ready"
        own = MeetingFile.objects.get(item=copied)
        assert (own.name, own.sha256, bytes(own.content)) == ("notat.pdf", paper.sha256, PDF)
        assert own.meeting_id == target.pk
        assert MeetingFile.objects.get(item=item).pk == paper.pk
        assert AuditEvent.objects.get(action="copy_item").facts["original"] == str(item.pk)


def test_number_on_a_called_agenda_stays_unused_and_both_are_told(world: World) -> None:
    source, target = called(world), called(world, days=40)
    item = first(world, source)
    text = send(world, item, target).content.decode()
    assert "De som er kalt inn, får beskjed om den nye saken." in text
    assert numbers(world, source) == [("2", "Russetid")]
    assert numbers(world, target)[-1] == ("T1", "Nytt fra politiet")
    with world.acting(world.north.slt):
        item.refresh_from_db()
        assert item.added_after_call
    due_changes(timezone.now() + MINUTE)
    with world.acting(world.north.slt):
        letters = OutgoingMessage.objects.filter(kind="meeting_update")
        gone = letters.filter(subject_id=source.pk)[0].text
        come = letters.filter(subject_id=target.pk)[0].text
    assert "Tatt av sakslisten:\n1. Nytt fra politiet\n" in gone
    assert "Nytt på sakslisten:\nT1. Nytt fra politiet\n" in come
    # A later addendum to the meeting that it left does not get its number.
    open_item(world, source, "Nattevandring")
    assert numbers(world, source) == [("2", "Russetid"), ("T1", "Nattevandring")]


def test_item_that_comes_back_has_its_own_number_again(world: World) -> None:
    source, target = called(world), planned(world, days=40)
    item = first(world, source)
    send(world, item, target)
    back = AgendaItem(pk=item.pk, meeting=target, council=target.council)
    send(world, back, source)
    assert sorted(numbers(world, source)) == [("1", "Nytt fra politiet"), ("2", "Russetid")]
    with world.acting(world.north.slt):
        item.refresh_from_db()
    assert not item.added_after_call


@pytest.mark.parametrize("deed", ["move", "copy"])
@pytest.mark.django_db
def test_closed_item_keeps_basis_and_readers(world: World, deed: str) -> None:
    north = world.north
    source, target = planned(world), planned(world, days=40)
    item = closed_item(world, source, north.police_contact, title="Skjult tittel")
    # A reader that somebody else than the mover has given, whose row the mover does not see.
    with world.acting(north.police_contact):
        set_concerned(item=item, concerned=[north.member.pk], by=north.police_contact)
    send(world, item, target, deed)
    with world.acting(north.slt):
        placed = target.items.get(title="Skjult tittel")
        event = AuditEvent.objects.filter(action__in=["relocate_item", "copy_item"]).get()
    assert (placed.part, placed.legal_basis) == (2, "politiregisterloven § 27")
    assert (placed.pk == item.pk) == (deed == "move")
    assert event.subject_name == ""
    for reader in (north.slt, north.police_contact, north.member):
        assert "Skjult tittel" in titles(world, target, reader)
    assert "Skjult tittel" not in titles(world, target, north.mayor)
    assert ("Skjult tittel" in titles(world, source)) == (deed == "copy")


@pytest.mark.django_db
def test_readers_are_told_only_to_those_who_see_the_item(world: World) -> None:
    north = world.north
    item = closed_item(world, planned(world), north.police_contact)
    seen = {}
    for name, user in (("reader", north.police_contact), ("mayor", north.mayor), ("other", world.south.slt)):
        with world.acting(user), connection.cursor() as cursor:
            cursor.execute("SELECT user_id FROM sec.readers_of(%s)", [item.pk])
            seen[name] = {row[0] for row in cursor.fetchall()}
    assert seen == {"reader": {north.slt.pk, north.police_contact.pk}, "mayor": set(), "other": set()}


@pytest.mark.django_db
def test_closed_addendum_is_told_to_nobody(world: World) -> None:
    source, target = called(world), called(world, days=40)
    item = closed_item(world, source, title="Skjult tittel")
    assert "får beskjed om den nye saken" not in send(world, item, target).content.decode()
    assert numbers(world, target)[-1] == ("2-T1", "Skjult tittel")
    assert due_changes(timezone.now() + MINUTE) == 0


@pytest.mark.django_db
def test_proposal_follows_its_item(world: World) -> None:
    north = world.north
    source, target = planned(world), planned(world, days=40)
    with world.acting(north.member):
        proposal = propose_item(council=north.council, terms=ProposalTerms("Lysløypa"), by=north.member)
    with world.acting(north.slt):
        item = accept_proposal(proposal=proposal, meeting=source, by=north.slt, at=timezone.now())
    send(world, item, target)
    with world.acting(north.member):
        found = ItemProposal.objects.get(pk=proposal.pk)
        assert (found.item_id, found.preferred_meeting_id, found.state) == (item.pk, target.pk, "accepted")
    page = world.client(north.member).get(reverse("proposal", args=[proposal.pk])).content.decode()
    assert reverse("item", args=[target.pk, item.pk]) in page


@pytest.mark.parametrize("which", ["source", "target"])
@pytest.mark.django_db(transaction=True)
def test_meeting_is_called_while_an_item_is_moved(world: World, which: str) -> None:
    """Whoever comes first, the notice and the agenda agree: on neither agenda does a number stand twice."""
    source, target = planned(world), planned(world, days=40)
    item = first(world, source)
    meeting = source if which == "source" else target
    barrier = threading.Barrier(2)
    done: list[str] = []

    def run(deed: Any) -> None:
        try:
            with world.acting(world.north.slt):
                barrier.wait(timeout=10)
                deed()
            done.append(which)
        finally:
            connection.close()

    deeds: list[Any] = [
        lambda: relocate_item(item=item, to=target, by=world.north.slt, at=timezone.now()),
        lambda: call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt),
    ]
    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert done == [which, which]
    shown = {"source": numbers(world, source), "target": numbers(world, target)}
    with world.acting(world.north.slt):
        [version] = meeting.agenda_versions.all()
        moved = AgendaItem.objects.get(pk=item.pk)
        meeting.refresh_from_db()
    was_told = str(item.pk) in {one["id"] for one in version.items}
    if which == "source":
        # Called first: its number stays unused, and the change is told. Called last: the notice never had it.
        assert shown["source"] == [("2" if was_told else "1", "Russetid")]
        assert (meeting.changed_at is not None) == was_told
    else:
        assert moved.added_after_call == (not was_told)
        assert shown["target"][-1] == ("3" if was_told else "T1", "Nytt fra politiet")
        assert (meeting.changed_at is not None) == (not was_told)
