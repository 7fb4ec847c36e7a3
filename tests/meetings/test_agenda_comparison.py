"""Any two versions of an agenda that was sent, beside each other on a page."""

from __future__ import annotations

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions.agenda import ItemTerms, change_item, remove_item
from meetings.actions.papers import add_paper
from meetings.actions.relocating import relocate_item
from meetings.clock import due_changes
from meetings.models import AgendaVersion, Meeting
from politirad.tenancy.models import User
from tests.meetings.agenda_scene import PDF, closed_item, open_item
from tests.meetings.calls import called, planned
from tests.queries import MOST, asked
from tests.world import World

MINUTE = datetime.timedelta(minutes=1)


def page(world: World, meeting: Meeting, query: str = "", user: User | None = None) -> str:
    client = world.client(user or world.north.member)
    answer = client.get(reverse("agenda_versions", args=[meeting.pk]) + query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def in_three_versions(world: World) -> Meeting:
    """Two items; then one is changed and one added; then one is taken off, and one moved to another meeting."""
    north, meeting, later = world.north, called(world), planned(world, days=60)
    with world.acting(north.slt):
        news, graduates = meeting.items.select_related("council", "meeting").order_by("order")
        terms = ItemTerms(
            "Nytt fra politiet", minutes=30, presenter="Pia", text="<p>Om vold</p>", kind="decision"
        )
        change_item(item=news, terms=terms, version=1, by=north.slt, at=timezone.now())
        add_paper(item=graduates, name="plan.pdf", content=PDF, by=north.slt, at=timezone.now())
    walks = open_item(world, meeting, "Nattevandring")
    due_changes(timezone.now() + MINUTE)
    with world.acting(north.slt):
        remove_item(item=walks, by=north.slt, at=timezone.now())
        relocate_item(item=graduates, to=later, by=north.slt, at=timezone.now())
    due_changes(timezone.now() + 2 * MINUTE)
    return meeting


def test_two_versions_are_chosen_and_what_differs_is_told(world: World) -> None:
    meeting = in_three_versions(world)
    text = page(world, meeting, "?fra=1&til=2")
    assert "Saker: 1 lagt til, 2 endret." in text
    assert "T1 Nattevandring" in text
    assert 'Før:</span> 20 minutter</dd><dd><span class="subtle">Etter:</span> 30 minutter' in text
    assert 'Før:</span> Drøfting</dd><dd><span class="subtle">Etter:</span> Vedtak' in text
    assert 'Før:</span> ingen</dd><dd><span class="subtle">Etter:</span> Pia' in text
    assert 'Før:</span> ingen</dd><dd><span class="subtle">Etter:</span> plan.pdf' in text
    assert "Om vold" in text
    # The last two are the ones that are shown first; the item that moved says where it is now.
    assert "Saker: 2 tatt av." in page(world, meeting)
    text = page(world, meeting, "?fra=1&til=3")
    assert "Saker: 1 tatt av, 1 endret." in text
    assert "Nattevandring" not in text
    with world.acting(world.north.slt):
        moved = Meeting.objects.exclude(pk=meeting.pk).get().items.get(title="Russetid", files__isnull=False)
    assert f"{reverse('item', args=[moved.meeting_id, moved.pk])}" in text
    # Read backwards, what was taken off is added.
    assert "Saker: 1 lagt til, 1 endret." in page(world, meeting, "?fra=3&til=1")
    assert "De to versjonene er like." in page(world, meeting, "?fra=2&til=2")


def test_new_order_and_new_edition_of_a_paper_are_told(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        [first] = meeting.agenda_versions.all()
        items = [dict(one) for one in reversed(first.items)]
        items[0]["papers"] = [{"name": "plan.pdf", "sha256": "1"}]
        older = AgendaVersion.objects.create(
            council=meeting.council, meeting=meeting, number=2, items=items, frozen_at=timezone.now()
        )
        items = [dict(one) for one in items]
        items[0]["papers"] = [{"name": "plan.pdf", "sha256": "2"}]
        AgendaVersion.objects.create(
            council=meeting.council, meeting=meeting, number=3, items=items, frozen_at=timezone.now()
        )
    assert older.number == 2
    text = page(world, meeting, "?fra=1&til=2")
    assert "Saker: 1 endret, 1 flyttet." in text
    assert "Etter:</span> plan.pdf (ny utgave)" in page(world, meeting)


def test_closed_items_are_in_no_version(world: World) -> None:
    meeting = called(world)
    closed_item(world, meeting, world.north.police_contact, title="Skjult tittel")
    open_item(world, meeting, "Nattevandring")
    due_changes(timezone.now() + MINUTE)
    for user in (world.north.member, world.north.police_contact, world.north.slt):
        text = page(world, meeting, user=user)
        assert "Nattevandring" in text
        assert "Skjult" not in text


def test_item_closed_on_the_other_meeting_is_linked_only_for_its_readers(world: World) -> None:
    north, meeting = world.north, in_three_versions(world)
    with world.acting(north.slt):
        later = Meeting.objects.exclude(pk=meeting.pk).get()
        moved = later.items.select_related("council", "meeting").get(title="Russetid", files__isnull=False)
    address = reverse("item", args=[later.pk, moved.pk])
    assert address in page(world, meeting, user=north.mayor)
    client = world.client(north.slt)
    sent = {
        "title": "Russetid",
        "kind": "discussion",
        "part": "2",
        "legal_basis": "§ 27",
        "version": moved.version,
    }
    assert client.post(reverse("edit_item", args=[later.pk, moved.pk]), sent).status_code == 302
    assert address not in page(world, meeting, user=north.mayor)
    assert address in page(world, meeting, user=north.slt)


def test_page_says_when_there_is_nothing_to_compare(world: World) -> None:
    assert "Sakslisten er ikke sendt ut ennå." in page(world, planned(world))
    meeting = called(world)
    assert "så det er ingenting å sammenligne" in page(world, meeting)
    link = reverse("agenda_versions", args=[meeting.pk])
    assert (
        link in world.client(world.north.member).get(reverse("meeting", args=[meeting.pk])).content.decode()
    )


@pytest.mark.parametrize("query", ["?fra=7", "?fra=1&til=tull", "?til=-1"])
def test_version_that_is_not_there_is_not_found(world: World, query: str) -> None:
    meeting = in_three_versions(world)
    address = reverse("agenda_versions", args=[meeting.pk])
    assert world.client(world.north.member).get(address + query).status_code == 404


def test_other_councils_find_nothing(world: World) -> None:
    address = reverse("agenda_versions", args=[called(world).pk])
    assert [world.client(one).get(address).status_code for one in (world.south.slt, world.stranger)] == [
        404,
        404,
    ]


def test_thirty_items_and_versions_are_asked_for_like_one(world: World) -> None:
    meeting = in_three_versions(world)
    client = world.client(world.north.member)
    address = reverse("agenda_versions", args=[meeting.pk]) + "?fra=1"
    few = len(asked(client, address))
    for number in range(30):
        open_item(world, meeting, f"Sak {number}")
        due_changes(timezone.now() + (number + 3) * MINUTE)
    assert len(asked(client, address)) == few <= MOST
