"""An item goes to another meeting of its council, or a copy of it does."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, change_item, move_item, remove_item
from meetings.actions.calling import call_meeting
from meetings.actions.closed_items import set_concerned
from meetings.actions.papers import add_paper
from meetings.actions.proposals import ProposalTerms, accept_proposal, propose_item
from meetings.actions.relocating import copy_item, relocate_item
from meetings.agenda import agenda_of
from meetings.clock import due_changes
from meetings.models import AgendaItem, ItemProposal, Meeting, MeetingFile, Minutes
from politirad.tenancy.models import AuditEvent, OutgoingMessage
from tests.meetings.agenda_scene import PDF, closed_item, open_item, titles
from tests.meetings.calls import called, held, planned
from tests.world import World

MINUTE = datetime.timedelta(minutes=1)


def first(world: World, meeting: Meeting) -> AgendaItem:
    with world.acting(world.north.slt):
        return meeting.items.select_related("council", "meeting").order_by("order")[0]


def send(world: World, item: AgendaItem, to: Meeting, deed: str = "move") -> Any:
    """The secretary presses the button on the item's page."""
    address = reverse("relocate_item", args=[item.meeting_id, item.pk])
    return world.client(world.north.slt).post(address, {"meeting": str(to.pk), "deed": deed}, follow=True)


def numbers(world: World, meeting: Meeting) -> list[tuple[str, str]]:
    with world.acting(world.north.slt):
        meeting.refresh_from_db()
        return [(line.number, line.item.title) for line in agenda_of(meeting).lines]


def with_paper(world: World, item: AgendaItem) -> MeetingFile:
    with world.acting(world.north.slt):
        return add_paper(item=item, name="notat.pdf", content=PDF, by=world.north.slt, at=timezone.now())


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


@pytest.mark.parametrize("state", ["held", "minuted", "cancelled"])
@pytest.mark.parametrize("deed", ["move", "copy"])
@pytest.mark.django_db
def test_meeting_that_is_over_takes_nothing(world: World, deed: str, state: str) -> None:
    source, target = planned(world), planned(world, days=40)
    item = first(world, source)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=target.pk).update(state=state, called_at=timezone.now())
    text = send(world, item, target, deed).content.decode()
    assert "Møtet tar ikke imot flere saker. Velg et møte som kommer." in text
    assert titles(world, source) == titles(world, target) == ["Nytt fra politiet", "Russetid"]


@pytest.mark.django_db
def test_item_of_a_held_meeting_is_copied_and_never_moved(world: World) -> None:
    source, target = held(world), planned(world, days=40)
    item = first(world, source)
    page = world.client(world.north.slt).get(reverse("item", args=[source.pk, item.pk])).content.decode()
    assert "Kopier saken" in page
    assert "Flytt saken" not in page
    assert "Kopier den i stedet." in send(world, item, target).content.decode()
    send(world, item, target, "copy")
    assert titles(world, source) == ["Nytt fra politiet", "Russetid"]
    assert titles(world, target) == ["Nytt fra politiet", "Russetid", "Nytt fra politiet"]


@pytest.mark.parametrize("deed", [relocate_item, copy_item], ids=["move", "copy"])
@pytest.mark.django_db
def test_the_deeds_refuse_what_the_page_does_not_offer(world: World, deed: Any) -> None:
    north = world.north
    source, target = planned(world), planned(world, days=40)
    item = first(world, source)
    with world.acting(world.south.slt):
        foreign = Meeting.objects.create(
            council=world.south.council,
            title="Møte i sør",
            date=target.date,
            start=datetime.time(9),
            end=datetime.time(11),
        )
    with world.acting(north.slt):
        with pytest.raises(Refusal, match="Velg et annet møte"):
            deed(item=item, to=source, by=north.slt, at=timezone.now())
        Meeting.objects.filter(pk=target.pk).update(date=world.today - datetime.timedelta(days=1))
        with pytest.raises(Refusal, match="Velg et møte som kommer"):
            deed(item=item, to=target, by=north.slt, at=timezone.now())
    answer = send(world, item, foreign, "move" if deed is relocate_item else "copy")
    assert "Velg et møte som kommer" in answer.content.decode()
    with world.acting(world.south.slt):
        assert not foreign.items.exists()


@pytest.mark.parametrize("deed", ["move", "copy"])
@pytest.mark.django_db
def test_item_that_approves_minutes_stays(world: World, deed: str) -> None:
    north = world.north
    former, source, target = held(world), planned(world), planned(world, days=40)
    item = first(world, source)
    with world.acting(north.slt):
        Minutes.objects.create(
            council=north.council, meeting=former, approval_item=item, started_at=timezone.now()
        )
    page = world.client(north.slt).get(reverse("item", args=[source.pk, item.pk])).content.decode()
    assert reverse("relocate_item", args=[source.pk, item.pk]) not in page
    assert "hører til møtet den står på" in send(world, item, target, deed).content.decode()
    assert titles(world, target) == titles(world, source) == ["Nytt fra politiet", "Russetid"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"deed": "move"}, "Velg et møte."),
        ({"deed": "move", "meeting": "tull"}, "Velg et møte som kommer."),
        ({}, "Velg om saken skal flyttes eller kopieres."),
    ],
    ids=["no_meeting", "nonsense", "nothing"],
)
@pytest.mark.django_db
def test_bad_input_moves_nothing_and_says_why(world: World, sent: dict[str, str], sentence: str) -> None:
    source, target = planned(world), planned(world, days=40)
    item = first(world, source)
    address = reverse("relocate_item", args=[source.pk, item.pk])
    answer = world.client(world.north.slt).post(address, sent, follow=True)
    assert sentence in answer.content.decode()
    assert titles(world, target) == titles(world, source)


@pytest.mark.django_db
def test_only_those_who_prepare_the_agenda_move_items(world: World) -> None:
    north = world.north
    source, target = planned(world), planned(world, days=40)
    item = first(world, source)
    address = reverse("relocate_item", args=[source.pk, item.pk])
    sent = {"meeting": str(target.pk), "deed": "move"}
    refused = (north.member, north.mayor, north.police_contact, north.observer, north.administrator)
    assert [world.client(user).post(address, sent).status_code for user in refused] == [403] * len(refused)
    assert [
        world.client(user).post(address, sent).status_code for user in (world.south.slt, world.stranger)
    ] == [
        404,
        404,
    ]
    page = world.client(north.member).get(reverse("item", args=[source.pk, item.pk])).content.decode()
    assert address not in page
    assert world.client(north.slt).get(address).status_code == 405
    assert titles(world, source) == ["Nytt fra politiet", "Russetid"]


@pytest.mark.django_db
def test_page_says_so_when_there_is_no_other_meeting(world: World) -> None:
    source = planned(world)
    page = world.client(world.north.slt).get(reverse("item", args=[source.pk, first(world, source).pk]))
    assert "Rådet har ingen andre kommende møter." in page.content.decode()


@pytest.mark.django_db
def test_whoever_works_on_the_item_where_it_stood_is_told(world: World) -> None:
    north = world.north
    source, target = planned(world), planned(world, days=40)
    seen = first(world, source)
    paper = with_paper(world, seen)
    with world.acting(north.slt):
        seen = AgendaItem.objects.select_related("council", "meeting").get(pk=seen.pk)
        paper = MeetingFile.objects.select_related("council", "meeting", "item").get(pk=paper.pk)
    send(world, seen, target)
    at = timezone.now()
    terms = ItemTerms("Nytt navn")
    late: list[Any] = [
        lambda: change_item(item=seen, terms=terms, version=seen.version, by=north.slt, at=at),
        lambda: remove_item(item=seen, by=north.slt, at=at),
        lambda: move_item(item=seen, to=2, by=north.slt),
        lambda: add_paper(item=seen, name="nytt.pdf", content=PDF, by=north.slt, at=at),
    ]
    with world.acting(north.slt):
        for deed in late:
            with pytest.raises(Refusal, match="Noen andre har flyttet saken"), transaction.atomic():
                deed()
        third = planned(world, days=60)
        with pytest.raises(Refusal, match="Noen andre har flyttet saken"), transaction.atomic():
            relocate_item(item=seen, to=third, by=north.slt, at=at)
        found = AgendaItem.objects.get(pk=seen.pk)
        assert (found.meeting_id, found.title) == (target.pk, "Nytt fra politiet")
        assert found.files.get().pk == paper.pk


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
