"""Whoever may build the agenda and sees a closed item sees who else does, and why; nobody else does."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.closed_items import ClosedTerms
from meetings.closed_readers import Reader, closed_readers
from meetings.models import AgendaItem, ClosedAccess
from politirad.tenancy.models import User
from tests.again import again
from tests.meetings.agenda_scene import a_meeting, closed_item, undeclared
from tests.meetings.minutes_scene import second_writer
from tests.queries import asked
from tests.world import World

pytestmark = pytest.mark.django_db


def shown(world: World, who: User, item: AgendaItem) -> str:
    answer = world.client(who).get(reverse("item", args=[item.meeting_id, item.pk]))
    return str(answer.content.decode()) if answer.status_code == 200 else str(answer.status_code)


def test_another_who_prepares_the_agenda_sees_the_readers_and_why(world: World) -> None:
    north, other = world.north, second_writer(world)
    item = closed_item(world, a_meeting(world), other, north.police_contact)
    undeclared(world, north.police_contact)
    page = shown(world, other, item)
    assert "Kan se saken" in page
    for name in (north.slt.name, other.name, north.police_contact.name):
        assert name in page
    with world.acting(other):
        found = closed_readers(AgendaItem.objects.select_related("meeting", "parent").get(pk=item.pk))
    assert found == [
        Reader(other.name, "Direktør oppvekst", "saken gjelder vedkommende"),
        Reader(
            north.police_contact.name,
            "Politikontakt",
            "saken gjelder vedkommende, men ser den først når taushetserklæringen er gitt",
        ),
        Reader(north.slt.name, "SLT-koordinator", "laget saken"),
    ]


def test_reader_who_does_not_prepare_agendas_is_not_told_of_the_others(world: World) -> None:
    item = closed_item(world, a_meeting(world), world.north.police_contact, world.north.mayor)
    page = shown(world, world.north.mayor, item)
    assert "Lukket sak" in page
    assert "Kan se saken" not in page
    assert world.north.police_contact.name not in page


def test_those_who_do_not_see_the_item_hear_nothing(world: World) -> None:
    other = second_writer(world)
    item = closed_item(world, a_meeting(world), world.north.police_contact)
    for who in (other, world.north.member, world.south.slt):
        assert shown(world, who, item) == "404"
    with world.acting(other):
        assert closed_readers(item) == []


def test_sub_item_has_the_readers_of_the_item_above(world: World) -> None:
    north = world.north
    item = closed_item(world, a_meeting(world), north.police_contact)
    with world.acting(north.slt):
        terms = ItemTerms("Under", parent_id=item.pk, closed=ClosedTerms(legal_basis="politiloven § 1"))
        sub = add_item(meeting=item.meeting, terms=terms, by=north.slt, at=timezone.now())
    assert north.police_contact.name in shown(world, north.slt, sub)


def test_thirty_readers_are_two_questions(world: World, django_assert_num_queries: Any) -> None:
    north = world.north
    item = closed_item(world, a_meeting(world), north.police_contact)
    address = reverse("item", args=[item.meeting_id, item.pk])
    few = len(asked(world.client(north.slt), address))
    people = again(
        north.member,
        email=lambda number: f"leser{number}@example.test",
        name=lambda number: f"Leser {number}",
    )
    with world.acting(north.slt):
        access = ClosedAccess.objects.get(item=item)
        again(access, user_id=lambda number: people[number - 1].pk)
        found = AgendaItem.objects.select_related("meeting", "parent").get(pk=item.pk)
        with django_assert_num_queries(2):
            assert len(closed_readers(found)) == 31
    assert len(asked(world.client(north.slt), address)) <= few
