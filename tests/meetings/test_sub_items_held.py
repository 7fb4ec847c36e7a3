"""What holds sub-items together: the locks against a second writer, the database, and how often pages ask it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, add_item, move_item, remove_item
from meetings.models import AgendaItem, Meeting
from tests.meetings.agenda_scene import a_meeting, open_item
from tests.meetings.sub_scene import PLAN, fresh, numbered, sub_item, with_two
from tests.queries import MOST, asked
from tests.world import World


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["remove", "add"])
def test_one_takes_the_item_off_while_another_puts_one_under_it(world: World, first: str) -> None:
    """Whoever comes first holds the meeting; the other is refused in words, and no item is left without its own."""
    meeting = a_meeting(world)
    above = open_item(world, meeting, "Russetid")
    held, go = threading.Event(), threading.Event()
    said: dict[str, str] = {}

    def act(deed: str, leads: bool) -> None:
        slt = world.north.slt
        try:
            if not leads:
                held.wait(timeout=10)
            with world.acting(slt):
                row = AgendaItem.objects.select_related("meeting__council", "council").get(pk=above.pk)
                if leads:
                    Meeting.objects.select_for_update().get(pk=meeting.pk)
                    held.set()
                    go.wait(timeout=10)
                else:
                    go.set()
                if deed == "remove":
                    remove_item(item=row, by=slt, at=timezone.now())
                else:
                    terms = ItemTerms("Busser", parent_id=above.pk)
                    add_item(meeting=row.meeting, terms=terms, by=slt, at=timezone.now())
            said[deed] = ""
        except Refusal as refusal:
            said[deed] = str(refusal)
        finally:
            connection.close()

    second = "add" if first == "remove" else "remove"
    threads = [threading.Thread(target=act, args=one) for one in ((first, True), (second, False))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert said[first] == ""
    if first == "remove":
        assert "står ikke på sakslisten lenger" in said["add"]
        assert numbered(world, meeting) == []
    else:
        assert "Saken har undersaker." in said["remove"]
        assert numbered(world, meeting) == [("1", "Russetid"), ("1.1", "Busser")]


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["itself", "sub", "other meeting", "other part"])
def test_database_holds_what_a_sub_item_is(world: World, wrong: str) -> None:
    """Of the same meeting and part, one level deep, whatever writes it."""
    meeting, above, (first, second) = with_two(world)
    other = a_meeting(world)
    change: dict[str, dict[str, Any]] = {
        "itself": {"parent_id": first.pk},
        "sub": {"parent_id": second.pk},
        "other meeting": {"meeting_id": other.pk},
        "other part": {"part": 2, "legal_basis": "x"},
    }
    with (
        world.acting(world.north.slt),
        pytest.raises(IntegrityError, match="same_meeting"),
        transaction.atomic(),
    ):
        AgendaItem.objects.filter(pk=first.pk).update(**change[wrong])
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert numbered(world, meeting) == PLAN
    assert fresh(world, above).parent_id is None


@pytest.mark.django_db
def test_thirty_sub_items_are_asked_for_like_one(world: World) -> None:
    meeting = a_meeting(world)
    above = open_item(world, meeting, "Russetid", 5)
    one = sub_item(world, above, "Første", 5)
    addresses = [
        reverse(name, args=[meeting.pk]) for name in ("meeting", "agenda", "new_item", "agenda_review")
    ]
    addresses += [reverse(name, args=[meeting.pk, item.pk]) for name in ("item",) for item in (above, one)]
    clients = [world.client(world.north.slt)] * 3 + [world.client(world.north.police_contact)]
    clients += [world.client(world.north.slt)] * 2
    before = [len(asked(client, address)) for client, address in zip(clients, addresses, strict=True)]
    with world.acting(world.north.slt):
        AgendaItem.objects.bulk_create(
            AgendaItem(
                council=world.north.council,
                meeting=meeting,
                parent=above,
                title=f"Sak {n}",
                order=10 + n,
                minutes=1,
                created_by=world.north.slt,
            )
            for n in range(29)
        )
    after = [len(asked(client, address)) for client, address in zip(clients, addresses, strict=True)]
    assert after == before
    assert max(after) <= MOST
    assert after[0] <= 12


@pytest.mark.django_db
def test_sub_item_does_not_move_once_the_agenda_is_sent(world: World) -> None:
    meeting, _above, (first, _second) = with_two(world)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(state="called", called_at=timezone.now())
        with pytest.raises(Refusal, match="rekkefølgen står fast"):
            move_item(item=fresh(world, first), to=2, by=world.north.slt)
