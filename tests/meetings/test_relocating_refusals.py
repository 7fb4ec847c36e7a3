"""What may not be moved or copied to another meeting, and by whom."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, change_item, move_item, remove_item
from meetings.actions.papers import add_paper
from meetings.actions.relocating import copy_item, relocate_item
from meetings.models import AgendaItem, Meeting, MeetingFile, Minutes
from tests.meetings.agenda_scene import PDF, titles
from tests.meetings.calls import held, planned
from tests.meetings.relocating_scene import first, send, with_paper
from tests.world import World


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
