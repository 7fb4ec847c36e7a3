"""The agenda through its pages: how it begins, how it is changed and ordered, closed items, papers."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from councils.actions import RulesTerms, adopt_rules
from meetings.actions.agenda import begin_agenda
from meetings.agenda import agenda_of, snapshot
from meetings.models import Action, AgendaVersion, Meeting
from tests.meetings.agenda_scene import BIRTH_NUMBER, a_meeting, closed_item, form, open_item, titles
from tests.world import STANDING_ITEMS, World


@pytest.mark.django_db
def test_opening_the_agenda_fetches_standing_items_duties_and_open_actions_once(world: World) -> None:
    meeting = a_meeting(
        world, theme="Rus; Nettmobbing", duties=[{"kind": "evaluation", "text": "Tiltakene evalueres."}]
    )
    with world.acting(world.north.slt):
        Action.objects.create(council=world.north.council, text="Lage plan", responsible_text="SLT")
        earlier = a_meeting(world)
        hidden = closed_item(world, earlier, title="Skjult")
        Action.objects.create(council=world.north.council, item=hidden, text="Skjult oppgave")
    client = world.client(world.north.slt)
    text = client.get(reverse("agenda", args=[meeting.pk])).content.decode()
    assert "Faste saker" in text
    expected = [
        *STANDING_ITEMS,
        "Oppfølging fra tidligere møter",
        "Evaluering",
        "Tema: Rus",
        "Tema: Nettmobbing",
    ]
    assert titles(world, meeting) == expected
    with world.acting(world.north.slt):
        follow_up = meeting.items.get(origin="follow_up")
        assert "Lage plan (SLT)" in follow_up.text
        assert "Skjult oppgave" not in follow_up.text
        meeting.items.get(title="Evaluering").delete()
    client.get(reverse("agenda", args=[meeting.pk]))
    assert titles(world, meeting) == [title for title in expected if title != "Evaluering"]


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        ("Årets tema", ["Årets tema: Rus"]),
        ("Temasak", ["Temasak: Rus"]),
        ("Systematisk forebygging", ["Systematisk forebygging", "Tema: Rus"]),
    ],
)
@pytest.mark.django_db
def test_theme_goes_into_the_standing_item_that_speaks_of_it_and_into_no_other(
    world: World, standing: str, expected: list[str]
) -> None:
    with world.acting(world.north.slt):
        adopt_rules(
            council=world.north.council,
            terms=RulesTerms(standing_items=(standing,)),
            valid_from=world.today,
            by=world.north.slt,
        )
    meeting = a_meeting(world, theme="Rus")
    world.client(world.north.slt).get(reverse("agenda", args=[meeting.pk]))
    assert titles(world, meeting) == expected


@pytest.mark.django_db
def test_items_that_are_there_come_after_the_standing_ones_and_are_not_doubled(world: World) -> None:
    meeting = a_meeting(world)
    open_item(world, meeting, "Meldt sak")
    open_item(world, meeting, STANDING_ITEMS[1])
    world.client(world.north.slt).get(reverse("agenda", args=[meeting.pk]))
    assert titles(world, meeting) == [STANDING_ITEMS[0], STANDING_ITEMS[2], "Meldt sak", STANDING_ITEMS[1]]


@pytest.mark.django_db
def test_agenda_of_a_called_meeting_is_not_begun_by_looking_at_it(world: World) -> None:
    meeting = a_meeting(world, state="called", called_at=timezone.now())
    world.client(world.north.slt).get(reverse("agenda", args=[meeting.pk]))
    assert titles(world, meeting) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_open_the_agenda_at_once_fetch_one_set(world: World) -> None:
    meeting = a_meeting(world)
    barrier = threading.Barrier(2)
    begun: list[bool] = []

    def begin() -> None:
        try:
            with world.acting(world.north.slt):
                barrier.wait(timeout=10)
                begun.append(begin_agenda(meeting=meeting, by=world.north.slt, at=timezone.now()))
        finally:
            connection.close()

    threads = [threading.Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(begun) == [False, True]
    assert titles(world, meeting) == list(STANDING_ITEMS)


@pytest.mark.django_db
def test_item_is_added_changed_and_removed(world: World) -> None:
    meeting = a_meeting(world)
    client = world.client(world.north.slt)
    data = form(minutes="20", presenter="Pia", text="<p>Om <script>alert(1)</script>miljøet</p>")
    assert client.post(reverse("new_item", args=[meeting.pk]), data).status_code == 302
    with world.acting(world.north.slt):
        item = meeting.items.get()
    assert (item.title, item.minutes, item.presenter, item.part) == ("Ungdomsmiljøet", 20, "Pia", 1)
    assert item.text == "<p>Om miljøet</p>"
    url = reverse("edit_item", args=[meeting.pk, item.pk])
    assert 'name="version" value="1"' in client.get(url).content.decode()
    client.post(url, form("Nytt navn", version=1))
    with world.acting(world.north.slt):
        item.refresh_from_db()
    assert (item.title, item.version, item.minutes) == ("Nytt navn", 2, None)
    client.post(reverse("remove_item", args=[meeting.pk, item.pk]))
    assert titles(world, meeting) == []


@pytest.mark.django_db
def test_second_writer_is_told_and_loses_nothing(world: World) -> None:
    meeting = a_meeting(world)
    item = open_item(world, meeting, "Sak")
    url = reverse("edit_item", args=[meeting.pk, item.pk])
    client = world.client(world.north.slt)
    assert client.post(url, form("Først", version=1)).status_code == 302
    answer = client.post(url, form("Sist", version=1))
    assert answer.status_code == 200
    assert "Noen andre har endret saken mens du skrev." in answer.content.decode()
    assert 'value="Sist"' in answer.content.decode()
    assert titles(world, meeting) == ["Først"]


@pytest.mark.parametrize("field", ["title", "text", "presenter"])
@pytest.mark.django_db
def test_birth_number_is_refused_everywhere(world: World, field: str) -> None:
    meeting = a_meeting(world)
    data = form() | {field: f"Gjelder {BIRTH_NUMBER[:6]} {BIRTH_NUMBER[6:]}"}
    answer = world.client(world.north.slt).post(reverse("new_item", args=[meeting.pk]), data)
    assert "Teksten inneholder et fødselsnummer." in answer.content.decode()
    assert titles(world, meeting) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (form(title=""), '#id_title">Sak:'),
        (form(minutes="mange"), "Minutter"),
        (form(minutes="0"), "Minutter"),
        (form(kind="quarrel"), "Type sak"),
        (form(part="2"), "Skriv hjemmelen eller samtykket"),
        (form(part="2", consent_reference="Sak 12 i fagsystemet"), "Skriv hvor lenge samtykket gjelder."),
        (form(part="2", legal_basis="§ 27", concerned="noen"), "Hvem i rådet gjelder saken?"),
    ],
)
@pytest.mark.django_db
def test_bad_input_stores_nothing_and_says_why(world: World, data: dict[str, Any], sentence: str) -> None:
    meeting = a_meeting(world)
    answer = world.client(world.north.slt).post(reverse("new_item", args=[meeting.pk]), data)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "ds-error-summary" in text
    assert sentence in text
    assert titles(world, meeting) == []


@pytest.mark.django_db
def test_moving_keeps_numbers_without_holes(world: World) -> None:
    meeting = a_meeting(world)
    items = [open_item(world, meeting, title, 10) for title in "ABCD"]
    url = reverse("move_item", args=[meeting.pk])
    client = world.client(world.north.slt)
    answer = client.post(url, {"item": str(items[3].pk), "to": "1"}, headers={"X-Reorder": "1"})
    assert answer.status_code == 200
    assert titles(world, meeting) == ["D", "A", "B", "C"]
    clocks = [f"kl. 09.{minute}0" for minute in range(4)]
    in_order = [str(items[place].pk) for place in (3, 0, 1, 2)]
    assert answer.json() == {"times": dict(zip(in_order, clocks, strict=True))}
    assert client.post(url, {"item": str(items[3].pk), "to": "99"}).status_code == 302
    with world.acting(world.north.slt):
        items[0].delete()
        lines = agenda_of(meeting).part_one
    assert [(line.number, line.item.title) for line in lines] == [("1", "B"), ("2", "C"), ("3", "D")]
    assert [line.starts_at for line in lines] == [
        datetime.time(9),
        datetime.time(9, 10),
        datetime.time(9, 20),
    ]
    for wrong in ({"item": "tull", "to": "1"}, {"item": str(items[1].pk), "to": "tull"}, {}):
        assert client.post(url, wrong).status_code == 404


@pytest.mark.django_db
def test_after_the_call_new_items_are_addenda_and_numbers_stand(world: World) -> None:
    meeting = a_meeting(world)
    first = open_item(world, meeting, "A")
    open_item(world, meeting, "B")
    with world.acting(world.north.slt):
        AgendaVersion.objects.create(
            council=meeting.council,
            meeting=meeting,
            number=1,
            items=snapshot(meeting),
            frozen_at=timezone.now(),
        )
        Meeting.objects.filter(pk=meeting.pk).update(state="called", called_at=timezone.now())
        meeting.refresh_from_db()
    added = open_item(world, meeting, "C")
    client = world.client(world.north.slt)
    moved = client.post(
        reverse("move_item", args=[meeting.pk]),
        {"item": str(added.pk), "to": "1"},
        headers={"X-Reorder": "1"},
    )
    assert moved.status_code == 409
    client.post(reverse("remove_item", args=[meeting.pk, first.pk]))
    with world.acting(world.north.slt):
        numbers = {line.item.title: line.number for line in agenda_of(meeting).lines}
    assert numbers == {"B": "2", "C": "T1"}


@pytest.mark.parametrize("state", ["held", "cancelled"])
@pytest.mark.django_db
def test_agenda_of_a_meeting_that_is_over_stands(world: World, state: str) -> None:
    meeting = a_meeting(world)
    item = open_item(world, meeting, "Sak")
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(state=state, called_at=timezone.now())
    client = world.client(world.north.slt)
    answer = client.post(reverse("new_item", args=[meeting.pk]), form())
    assert "sakslisten kan ikke endres" in answer.content.decode()
    client.post(reverse("remove_item", args=[meeting.pk, item.pk]))
    assert titles(world, meeting) == ["Sak"]
