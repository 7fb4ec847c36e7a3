"""What users of other systems ask for or complain of, by the numbers of the field study, and why ours need not.

Shown elsewhere: 3 an agenda under construction is in nobody's calendar (test_feeds) and a called one stands as sent
(test_agenda_versions); 4 numbers without holes (test_numbering); 5 the minutes become an item of the next meeting with
the print (test_approval); 6 approved minutes are locked, and corrected beside (test_minutes_versions); 8 changes within a
minute leave as one update (test_changing); 9 nothing is sent about a meeting that has been, and a cancellation says so
(test_changing); 10 the clock change moves nothing (test_calendar_entry); 13 whoever is taken off is told
(test_calling, test_calendar_sequences); 14 what will be sent is shown first (test_before_and_after_sending).
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.actions import add_seat, appoint, end_holding, open_office
from councils.models import OfficeHolding, Role, Seat
from councils.refusals import Refusal
from meetings.actions.agenda import begin_agenda
from meetings.actions.approval import approve_minutes
from meetings.actions.follow_up import ActionTerms, assign_action, decide
from meetings.clock import due_reminders
from meetings.models import AgendaItem, Invitee, Meeting
from tests.meetings.minutes_scene import approved, begun, fresh, items_of, letters, next_one, write
from tests.world import World, person

pytestmark = pytest.mark.django_db


def page(world: World, name: str, *arguments: object, who: Any = None, **asked: str) -> str:
    """A page as the member sees it, or somebody else."""
    client = world.client(who or world.north.member)
    return str(client.get(reverse(name, args=arguments), asked).content.decode())


def newcomer(world: World) -> str:
    """Somebody takes a seat in the council today, after a meeting was held."""
    north, today = world.north, world.today
    with world.acting(north.slt):
        role = Role.objects.get(code="member")
        council = north.council
        office = open_office(
            organization=north.municipality, role=role, title="Rektor", council=council, by=north.slt
        )
        add_seat(
            council=council, title="Rektor", side="municipality", office=office, by=north.slt, today=today
        )
        user = person("rektor", "Rita Rektor")
        appoint(office=office, user=user, valid_from=today, by=north.slt, today=today)
    return user.name


def test_1_roll_of_a_meeting_has_those_of_its_day_not_those_of_today(world: World) -> None:
    meeting, minutes, _item = begun(world)
    name = newcomer(world)
    assert name in page(world, "council", world.north.council.pk)
    assert name not in page(world, "minutes", meeting.pk)
    with world.acting(world.north.slt):
        assert not Invitee.objects.filter(meeting=meeting, name=name).exists()
        assert Invitee.objects.filter(meeting=meeting, user=world.north.mayor).exists()


def test_2_who_sat_in_the_council_is_read_of_any_day_afterwards(world: World) -> None:
    name, council = newcomer(world), world.north.council.pk
    yesterday = (world.today - datetime.timedelta(days=1)).isoformat()
    assert name not in page(world, "council", council, dato=yesterday)
    with world.acting(world.north.slt):
        holding = OfficeHolding.objects.get(user__name=name)
        end_holding(holding=holding, on=world.today, by=world.north.slt, today=world.today)
    assert name in page(world, "council", council, dato=world.today.isoformat())


def test_7_decision_has_the_year_of_its_meeting_whenever_it_is_written(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=item.meeting_id).update(date=datetime.date(world.today.year - 1, 12, 18))
        late = AgendaItem.objects.select_related("meeting", "council").get(pk=item.pk)
        decision = decide(item=late, text="Rådet ber om en plan.", by=world.north.slt)
    assert str(decision) == f"1/{world.today.year - 1}"


def test_11_minutes_are_found_from_the_series_and_its_decisions_are_read_together(world: World) -> None:
    council, years = world.north.council.pk, set()
    for _number in range(2):
        meeting, _minutes, item = begun(world)
        years.add(meeting.date.year)
        with world.acting(world.north.slt):
            decide(item=item, text=f"Vedtak i møtet {meeting.pk}", by=world.north.slt)
        assert reverse("meeting", args=[meeting.pk]) in page(world, "meetings", vis="tidligere")
    found = "".join(page(world, "decisions", council, year) for year in years)
    with world.acting(world.north.slt):
        for meeting in Meeting.objects.filter(council=council):
            assert f"Vedtak i møtet {meeting.pk}" in found
            assert reverse("minutes", args=[meeting.pk]) in found


def test_12_access_comes_from_the_seat_alone_and_ends_with_it(world: World) -> None:
    """Nobody is given a right by himself, so nothing deviates; answering needs no account (test_answers)."""
    north = world.north
    client, address = world.client(north.member), reverse("council", args=[north.council.pk])
    assert client.get(address).status_code == 200
    with world.acting(north.slt):
        seats = Seat.objects.filter(council=north.council, office__holdings__user=north.member)
        (holding,) = OfficeHolding.objects.filter(user=north.member, office__seats__in=seats)
        yesterday = world.today - datetime.timedelta(days=1)
        end_holding(holding=holding, on=yesterday, by=north.slt, today=world.today)
    assert client.get(address).status_code == 404
    assert not north.member.groups.filter(name__startswith=f"council:{north.council.pk}:").exists()


def test_15_nothing_agreed_is_lost_and_everybody_may_object_before_it_stands(world: World) -> None:
    north = world.north
    meeting, minutes, item = begun(world)
    write(world, item, "<p>Rådet ble enig om en vaktplan.</p>")
    terms = ActionTerms("Lag vaktplan", responsible=north.member, due_on=world.today)
    with world.acting(north.slt):
        action = assign_action(council=north.council, item=item, terms=terms, by=north.slt)
    # The minutes say who took it on, and members are asked before they are approved.
    minuted = page(world, "minutes", meeting.pk)
    assert "Lag vaktplan" in minuted
    assert north.member.name in minuted
    with world.acting(north.mayor), pytest.raises(Refusal, match="til merknader"):
        approve_minutes(minutes=minutes, at=timezone.now(), by=north.mayor)
    # Its letter leads to where it is answered, and the next meeting's agenda has it, pinned by nobody.
    due_reminders(timezone.now())
    (letter,) = letters(world, "action_due")
    assert reverse("follow_up") in letter.text
    approved(world, minutes)
    assert fresh(world, minutes).state == "approved"
    following = next_one(world)
    with world.acting(north.slt):
        begin_agenda(meeting=following, by=north.slt, at=timezone.now())
    assert any(action.text in one.text for one in items_of(world, following))
