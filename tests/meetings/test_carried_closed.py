"""Open tasks of closed items: told on the agenda's page to those who see them, and never put on an agenda by itself."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.closed_items import ClosedTerms
from meetings.models import AgendaItem, ClosedAccess
from politirad.tenancy.models import AuditEvent
from tests.meetings.agenda_scene import a_meeting, closed_item, titles
from tests.meetings.carried_scene import open_agenda, task
from tests.meetings.minutes_scene import second_writer
from tests.world import World

pytestmark = pytest.mark.django_db
WORD = "Kvitveis"


def hidden(world: World) -> AgendaItem:
    """A closed item of an earlier meeting with an open task, which concerns the police contact."""
    item = closed_item(world, a_meeting(world), world.north.police_contact, title=f"{WORD} sak")
    task(world, f"{WORD} oppgave", item)
    return item


def test_closed_tasks_stand_on_the_page_of_those_who_see_them_and_reading_is_written_down(
    world: World,
) -> None:
    item, meeting = hidden(world), a_meeting(world)
    page = open_agenda(world, meeting)
    assert f"{WORD} oppgave" in page
    assert f"?oppgaver={item.pk}" in page
    with world.acting(world.north.slt):
        assert all(WORD not in one.title + one.text for one in meeting.items.all())
        assert AuditEvent.objects.filter(action="read_closed_item", actor=world.north.slt).exists()


def test_another_who_prepares_the_agenda_hears_nothing_of_them(world: World) -> None:
    item, meeting = hidden(world), a_meeting(world)
    other = second_writer(world)
    client = world.client(other)
    page = client.get(reverse("agenda", args=[meeting.pk])).content.decode()
    assert WORD not in page
    assert "fra lukkede saker" not in page
    address = reverse("new_item", args=[meeting.pk])
    assert client.get(f"{address}?oppgaver={item.pk}").status_code == 404


def test_closed_item_with_the_tasks_is_proposed_with_basis_and_readers(world: World) -> None:
    item, meeting = hidden(world), a_meeting(world)
    client = world.client(world.north.slt)
    address = f"{reverse('new_item', args=[meeting.pk])}?oppgaver={item.pk}"
    form = client.get(address).context["form"]
    assert form.initial == {
        "title": f"Oppfølging: {WORD} sak",
        "text": f"<ul><li>{WORD} oppgave (SLT)</li></ul>",
        "part": "2",
        "legal_basis": "politiregisterloven § 27",
        "consent_reference": "",
        "consent_until": None,
        "concerned": [str(world.north.police_contact.pk)],
    }
    sent = {key: value for key, value in form.initial.items() if value} | {"kind": "discussion"}
    assert client.post(address, sent).status_code == 302
    with world.acting(world.north.slt):
        made = AgendaItem.objects.get(meeting=meeting, part=2)
        assert set(ClosedAccess.objects.filter(item=made).values_list("user", flat=True)) == {
            world.north.police_contact.pk
        }
    assert f"Oppfølging: {WORD} sak" not in titles(world, meeting, world.north.mayor)


def test_readers_of_the_item_above_are_those_of_a_sub_item(world: World) -> None:
    item, meeting = hidden(world), a_meeting(world)
    with world.acting(world.north.slt):
        terms = ItemTerms("Under", parent_id=item.pk, closed=ClosedTerms(legal_basis="politiloven § 1"))
        sub = add_item(meeting=item.meeting, terms=terms, by=world.north.slt, at=timezone.now())
    task(world, "Under oppgave", sub)
    address = f"{reverse('new_item', args=[meeting.pk])}?oppgaver={sub.pk}"
    form = world.client(world.north.slt).get(address).context["form"]
    assert form.initial["concerned"] == [str(world.north.police_contact.pk)]


@pytest.mark.parametrize("asked", ["x", "00000000-0000-0000-0000-000000000000"])
def test_what_is_no_closed_item_is_not_there(world: World, asked: str) -> None:
    meeting = a_meeting(world)
    address = f"{reverse('new_item', args=[meeting.pk])}?oppgaver={asked}"
    assert world.client(world.north.slt).get(address).status_code == 404


def test_open_item_and_other_councils_item_are_not_there_either(world: World) -> None:
    meeting = a_meeting(world)
    open_agenda(world, meeting)
    with world.acting(world.north.slt):
        one = meeting.items.all()[0]
    address = f"{reverse('new_item', args=[meeting.pk])}?oppgaver="
    assert world.client(world.north.slt).get(f"{address}{one.pk}").status_code == 404
    assert world.client(world.south.slt).get(f"{address}{hidden(world).pk}").status_code == 404
