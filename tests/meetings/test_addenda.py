"""What happens to the agenda after the call reaches those called, in one letter, and numbers stand."""

from __future__ import annotations

import datetime

from django.urls import reverse
from django.utils import timezone

from meetings.actions.agenda import ItemTerms, add_item, change_item, remove_item
from meetings.actions.calling import MeetingTerms
from meetings.actions.changes import change_called_meeting
from meetings.clock import due_changes
from meetings.models import AgendaVersion, Meeting
from politirad.tenancy.models import OutgoingMessage
from tests.meetings.agenda_scene import a_meeting, closed_item, open_item
from tests.meetings.calls import called, held
from tests.world import World

MINUTE = datetime.timedelta(minutes=1)


def updates(world: World, meeting: Meeting) -> list[OutgoingMessage]:
    """The letters about changes, as the secretary sees them."""
    with world.acting(world.north.slt):
        found = OutgoingMessage.objects.filter(subject_id=meeting.pk, kind="meeting_update")
        return list(found.order_by("created_at", "to_email"))


def versions(world: World, meeting: Meeting) -> list[list[tuple[str, str]]]:
    """Every frozen version: number and title of its items."""
    with world.acting(world.north.slt):
        rows = AgendaVersion.objects.filter(meeting=meeting).order_by("number")
        return [[(item["number"], item["title"]) for item in row.items] for row in rows]


def test_addenda_leave_as_one_update_a_minute_after_the_last(world: World) -> None:
    meeting = called(world)
    open_item(world, meeting, "Vold i nære relasjoner")
    open_item(world, meeting, "Nattevandring")
    at = timezone.now()
    assert (due_changes(at), updates(world, meeting)) == (0, [])
    assert due_changes(at + MINUTE) == 7
    letters = updates(world, meeting)
    assert len({letter.to_email for letter in letters}) == len(letters) == 7
    assert "Nytt på sakslisten:\nT1. Vold i nære relasjoner\nT2. Nattevandring\n" in letters[0].text
    assert letters[0].calendar_method == "REQUEST"
    assert "SEQUENCE:1" in letters[0].calendar
    assert due_changes(at + 2 * MINUTE) == 0
    first = [("1", "Nytt fra politiet"), ("2", "Russetid")]
    assert versions(world, meeting) == [
        first,
        [*first, ("T1", "Vold i nære relasjoner"), ("T2", "Nattevandring")],
    ]


def test_addendum_and_new_place_share_the_letter(world: World) -> None:
    meeting = called(world)
    open_item(world, meeting, "Nattevandring")
    terms = MeetingTerms(meeting.title, meeting.date, meeting.start, meeting.end, "Biblioteket")
    with world.acting(world.north.slt):
        change_called_meeting(meeting=meeting, terms=terms, at=timezone.now(), by=world.north.slt)
    assert due_changes(timezone.now() + MINUTE) == 7
    text = updates(world, meeting)[0].text
    assert "Hvor: Biblioteket" in text
    assert "T1. Nattevandring" in text


def test_changed_and_withdrawn_items_are_told(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        news, graduates = meeting.items.order_by("order")
        terms = ItemTerms(title="Nytt fra politiet og barnevernet", minutes=20)
        change_item(item=news, terms=terms, version=1, by=world.north.slt, at=timezone.now())
        remove_item(item=graduates, by=world.north.slt, at=timezone.now())
    due_changes(timezone.now() + MINUTE)
    text = updates(world, meeting)[0].text
    assert "Endret på sakslisten:\n1. Nytt fra politiet og barnevernet\n" in text
    assert "Tatt av sakslisten:\n2. Russetid\n" in text
    assert "Nytt på sakslisten" not in text


def test_text_that_no_notice_shows_sends_nothing(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        item = meeting.items.order_by("order")[0]
        terms = ItemTerms(title=item.title, text="<p>Mer om saken</p>", minutes=item.minutes)
        change_item(item=item, terms=terms, version=1, by=world.north.slt, at=timezone.now())
    assert due_changes(timezone.now() + MINUTE) == 0


def test_number_of_an_addendum_that_was_told_is_never_used_again(world: World) -> None:
    meeting = called(world)
    gone = open_item(world, meeting, "Nattevandring")
    due_changes(timezone.now() + MINUTE)
    with world.acting(world.north.slt):
        remove_item(item=gone, by=world.north.slt, at=timezone.now())
    open_item(world, meeting, "Skolemiljø")
    due_changes(timezone.now() + 2 * MINUTE)
    assert versions(world, meeting)[-1][-1] == ("T2", "Skolemiljø")


def test_closed_addendum_is_never_told_of(world: World) -> None:
    meeting = called(world)
    closed_item(world, meeting, title="Hemmelig overskrift")
    assert due_changes(timezone.now() + MINUTE) == 0
    open_item(world, meeting, "Nattevandring")
    due_changes(timezone.now() + MINUTE)
    told = "".join(one.text + one.html + one.calendar for one in updates(world, meeting))
    assert "Hemmelig" not in told
    assert "T1. Nattevandring" in told


def test_nothing_is_sent_before_the_call_or_after_the_day(world: World) -> None:
    not_called = a_meeting(world)
    open_item(world, not_called, "Nattevandring")
    past = held(world)
    with world.acting(world.north.slt):
        add_item(meeting=past, terms=ItemTerms("Etternøler"), by=world.north.slt, at=timezone.now())
    assert due_changes(timezone.now() + MINUTE) == 0
    assert updates(world, not_called) + updates(world, past) == []


def test_addendum_through_the_page(world: World) -> None:
    meeting = called(world)
    client = world.client(world.north.slt)
    assert (
        "én melding om alt som er endret" in client.get(reverse("agenda", args=[meeting.pk])).content.decode()
    )
    facts = {"title": "Ungdomsmiljøet", "kind": "discussion", "part": "1"}
    assert client.post(reverse("new_item", args=[meeting.pk]), facts).status_code == 302
    assert due_changes(timezone.now() + MINUTE) == 7
    assert "T1. Ungdomsmiljøet" in updates(world, meeting)[0].text
