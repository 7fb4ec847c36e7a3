"""Sub-items through the pages: added, changed, moved, taken off; what is refused, and to whom."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, add_item, change_item
from meetings.actions.calling import call_meeting
from meetings.models import Meeting
from tests.meetings.agenda_scene import BIRTH_NUMBER, a_meeting, open_item
from tests.meetings.sub_scene import PLAN, fresh, numbered, typed, with_two
from tests.world import World


@pytest.mark.django_db
def test_item_is_put_under_another_from_the_form(world: World) -> None:
    meeting, above, _subs = with_two(world)
    client = world.client(world.north.slt)
    address = reverse("new_item", args=[meeting.pk])
    text = client.get(f"{address}?under={above.pk}").content.decode()
    assert f'<option value="{above.pk}" selected>2 Russetid</option>' in text
    assert "Kjøretøy" not in text  # a sub-item has none of its own, so it is not offered
    assert client.post(address, typed("Penger", parent=str(above.pk), minutes="5")).status_code == 302
    assert numbered(world, meeting) == [*PLAN[:4], ("2.3", "Penger"), PLAN[4]]
    page = client.get(reverse("agenda", args=[meeting.pk])).content.decode()
    assert 'aria-label="Undersaker av sak 2"' in page
    # 5, then 10 + 15 + 5 for the item above and not 99, then 5.
    assert "Sakene tar 40 minutter." in page
    assert "Møtet er ferdig kl. 09.40." in page


@pytest.mark.django_db
def test_item_becomes_a_sub_item_and_an_item_of_its_own_again(world: World) -> None:
    meeting, above, (first, _second) = with_two(world)
    client = world.client(world.north.slt)
    address = reverse("edit_item", args=[meeting.pk, first.pk])
    assert f'<option value="{above.pk}" selected>' in client.get(address).content.decode()
    client.post(address, typed("Kjøretøy", version=1, minutes="10", parent=""))
    assert numbered(world, meeting) == [
        *PLAN[:2],
        ("2.1", "Busser"),
        ("3", "Eventuelt"),
        ("4", "Kjøretøy"),
    ]
    client.post(address, typed("Kjøretøy", version=2, parent=str(above.pk)))
    assert numbered(world, meeting) == [
        *PLAN[:2],
        ("2.1", "Busser"),
        ("2.2", "Kjøretøy"),
        ("3", "Eventuelt"),
    ]
    assert fresh(world, first).review == "pending"


@pytest.mark.django_db
def test_readers_see_them_under_their_item_on_every_page(world: World) -> None:
    meeting, above, (first, _second) = with_two(world)
    call = world.client(world.north.slt).get(reverse("meeting_call", args=[meeting.pk])).content.decode()
    assert "Undersaker av sak 2" in call
    assert "   2.1. Kjøretøy" in call
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
    for user in (world.north.member, world.north.slt):
        client = world.client(user)
        text = re.sub(r"\s+", " ", client.get(reverse("meeting", args=[meeting.pk])).content.decode())
        assert re.search(
            r'Russetid</a>.*<ol class="agenda agenda--under" aria-label="Undersaker av sak 2">.*Kjøretøy.*Busser.*</ol> </li>',
            text,
        )
        own = client.get(reverse("item", args=[meeting.pk, first.pk])).content.decode()
        assert "<dt>Undersak av</dt>" in own
        assert "2 Russetid</a>" in own
        its = client.get(reverse("item", args=[meeting.pk, above.pk])).content.decode()
        assert "2.1" in its
        assert "Busser" in its
        assert "25 minutter" in its
        assert ("Legg til en undersak" in its) is (user == world.north.slt)
    reviewer = world.client(world.north.police_contact)
    text = reviewer.get(reverse("agenda_review", args=[meeting.pk])).content.decode()
    assert f'<h3 id="sak-tittel-{first.pk}">2.1 Kjøretøy</h3>' in text
    assert f'<h2 id="sak-tittel-{above.pk}">2 Russetid</h2>' in text


@pytest.mark.django_db
def test_item_moves_with_its_sub_items_and_a_sub_item_among_them(world: World) -> None:
    meeting, above, (first, second) = with_two(world)
    client = world.client(world.north.slt)
    address = reverse("move_item", args=[meeting.pk])
    answer = client.post(address, {"item": above.pk, "to": "1"}, headers={"X-Reorder": "1"})
    assert answer.status_code == 200
    assert answer.json()["times"][str(above.pk)] == "kl. 09.00"
    assert str(first.pk) in answer.json()["times"]
    assert numbered(world, meeting) == [
        ("1", "Russetid"),
        ("1.1", "Kjøretøy"),
        ("1.2", "Busser"),
        ("2", "Åpning"),
        ("3", "Eventuelt"),
    ]
    client.post(address, {"item": second.pk, "to": "1"})
    assert [title for _number, title in numbered(world, meeting)][:3] == ["Russetid", "Busser", "Kjøretøy"]
    # Beyond the end means the end of the same list: it does not leave its item.
    client.post(address, {"item": second.pk, "to": "9"})
    client.post(address, {"item": above.pk, "to": "9"})
    assert numbered(world, meeting)[-3:] == [("3", "Russetid"), ("3.1", "Kjøretøy"), ("3.2", "Busser")]
    with world.acting(world.north.slt):
        assert sorted(meeting.items.values_list("order", flat=True)) == [0, 1, 2, 3, 4]
    assert fresh(world, first).parent_id == above.pk


@pytest.mark.django_db
def test_item_with_sub_items_is_not_taken_off_before_they_are(world: World) -> None:
    meeting, above, subs = with_two(world)
    client = world.client(world.north.slt)
    answer = client.post(reverse("remove_item", args=[meeting.pk, above.pk]), follow=True)
    assert "Saken har undersaker. Ta dem av sakslisten først, eller gjør dem til egne saker." in answer.text
    assert numbered(world, meeting) == PLAN
    for item in (*subs, above):
        client.post(reverse("remove_item", args=[meeting.pk, item.pk]))
    assert numbered(world, meeting) == [("1", "Åpning"), ("2", "Eventuelt")]


@pytest.mark.django_db
def test_item_with_sub_items_is_offered_no_item_above(world: World) -> None:
    meeting, above, (first, _second) = with_two(world)
    client = world.client(world.north.slt)
    address = reverse("edit_item", args=[meeting.pk, above.pk])
    page = client.get(address).content.decode()
    assert 'name="parent"' not in page
    assert "varer så lenge som de gjør til sammen" in page
    other = fresh(world, first)
    with world.acting(world.north.slt):
        last = meeting.items.get(title="Eventuelt")
        for item, parent, said in (
            (above, last.pk, "Saken har undersaker"),
            (last, last.pk, "undersak av seg selv"),
            (last, other.pk, "er selv en undersak"),
            (last, uuid4(), "står ikke på sakslisten lenger"),
        ):
            terms = ItemTerms(item.title, parent_id=parent)
            with pytest.raises(Refusal, match=said), transaction.atomic():
                change_item(item=item, terms=terms, version=1, by=world.north.slt, at=timezone.now())
    assert numbered(world, meeting) == PLAN


@pytest.mark.parametrize("parent", ["x", "none", "sub", "elsewhere", "south"])
@pytest.mark.django_db
def test_wrong_item_above_is_said_and_what_was_typed_stays(world: World, parent: str) -> None:
    meeting, _above, (first, _second) = with_two(world)
    elsewhere = open_item(world, a_meeting(world), "På et annet møte")
    with world.acting(world.south.slt):
        there = Meeting.objects.create(
            council=world.south.council, title="M", date=meeting.date, start=meeting.start, end=meeting.end
        )
        south = add_item(meeting=there, terms=ItemTerms("Sør"), by=world.south.slt, at=timezone.now())
    chosen = {"none": uuid4(), "sub": first.pk, "elsewhere": elsewhere.pk, "south": south.pk}.get(
        parent, parent
    )
    answer = world.client(world.north.slt).post(
        reverse("new_item", args=[meeting.pk]), typed("Min nye sak", parent=str(chosen))
    )
    assert answer.status_code == 200
    assert "Saken du valgte, står ikke på sakslisten lenger." in answer.text
    assert 'value="Min nye sak"' in answer.text
    assert numbered(world, meeting) == PLAN


@pytest.mark.django_db
def test_item_above_that_was_the_only_one_is_missed_too(world: World) -> None:
    """The field is there no more when there is nothing to choose; what was chosen is not passed over."""
    meeting = a_meeting(world)
    only = open_item(world, meeting, "Russetid")
    client = world.client(world.north.slt)
    client.post(reverse("remove_item", args=[meeting.pk, only.pk]))
    answer = client.post(reverse("new_item", args=[meeting.pk]), typed("Busser", parent=str(only.pk)))
    assert "Saken du valgte, står ikke på sakslisten lenger." in answer.text
    assert numbered(world, meeting) == []


@pytest.mark.django_db
def test_identity_number_in_a_sub_item_is_refused_and_the_choice_stays(world: World) -> None:
    meeting, above, _subs = with_two(world)
    data = typed(f"Om {BIRTH_NUMBER}", parent=str(above.pk))
    answer = world.client(world.north.slt).post(reverse("new_item", args=[meeting.pk]), data)
    assert answer.status_code == 200
    assert f'<option value="{above.pk}" selected>' in answer.text
    assert numbered(world, meeting) == PLAN


@pytest.mark.django_db
def test_only_those_who_prepare_the_agenda_may(world: World) -> None:
    meeting, above, (first, _second) = with_two(world)
    deeds: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
        ("new_item", (), typed("Ny", parent=str(above.pk))),
        ("edit_item", (first.pk,), typed("Kjøretøy", version=1, parent="")),
        ("move_item", (), {"item": first.pk, "to": "2"}),
        ("remove_item", (first.pk,), {}),
    ]
    people = [(world.north.member, 403), (world.north.police_contact, 403), (world.north.mayor, 403)]
    people += [(world.south.slt, 404), (world.stranger, 404)]
    for user, status in people:
        for name, args, data in deeds:
            answer = world.client(user).post(reverse(name, args=[meeting.pk, *args]), data)
            assert answer.status_code == status, (user, name)
    assert numbered(world, meeting) == PLAN
    for name, args, data in deeds:
        answer = world.client(world.north.slt).post(reverse(name, args=[meeting.pk, *args]), data)
        assert answer.status_code == 302, name
