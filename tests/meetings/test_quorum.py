"""Too few members are there: it is said where the minutes are written and read, and nothing is hindered."""

from __future__ import annotations

import pytest
from django.urls import reverse

from councils.models import Rules, Seat
from meetings.actions.attendance import Attended, take_attendance
from meetings.models import Invitee, Meeting, Minutes, MinutesVersion
from meetings.quorum import Quorum, quorum_of
from tests.meetings.minutes_scene import approved, begun
from tests.queries import MOST, asked
from tests.world import World

NOTED = "Rådet er ikke vedtaksført: reglene krever minst %d til stede, og %d er ført."
MINUTED = "Rådet var ikke vedtaksført: reglene krever minst %d til stede, og %d møtte."


def needing(world: World, quorum: int | None) -> None:
    with world.acting(world.north.slt):
        Rules.objects.filter(council=world.north.council).update(quorum=quorum)


def everybody(world: World, meeting: Meeting, minutes: Minutes, *absent: Invitee) -> None:
    """Write down that all came but these."""
    with world.acting(world.north.slt):
        gone = {one.pk for one in absent}
        marks = [
            Attended(one.pk, Invitee.Attendance.ABSENT if one.pk in gone else Invitee.Attendance.PRESENT)
            for one in meeting.invitees.all()
        ]
        take_attendance(minutes=minutes, attended=marks, guests="", introduction="", by=world.north.slt)


def members(world: World, meeting: Meeting) -> list[Invitee]:
    with world.acting(world.north.slt):
        kinds = [Seat.Kind.PERMANENT, Seat.Kind.NAMED_MONTHS]
        return list(meeting.invitees.filter(seat__kind__in=kinds))


def counted(world: World, meeting: Meeting) -> Quorum | None:
    with world.acting(world.north.slt):
        found = Meeting.objects.select_related("council").get(pk=meeting.pk)
        return quorum_of(found, found.invitees.select_related("seat"))


@pytest.mark.django_db
def test_members_count_and_observers_and_guests_do_not(world: World) -> None:
    meeting, minutes, _item = begun(world)
    everybody(world, meeting, minutes)
    there = len(members(world, meeting))
    with world.acting(world.north.slt):
        assert meeting.invitees.count() > there
    needing(world, there)
    assert counted(world, meeting) == Quorum(there, there)
    everybody(world, meeting, minutes, members(world, meeting)[0])
    assert counted(world, meeting) == Quorum(there, there - 1)


@pytest.mark.django_db
def test_whoever_writes_and_whoever_reads_is_told_that_too_few_came(world: World) -> None:
    meeting, minutes, _item = begun(world)
    everybody(world, meeting, minutes)
    there = len(members(world, meeting))
    needing(world, there + 1)
    secretary = world.client(world.north.slt)
    page = secretary.get(reverse("attendance", args=[meeting.pk])).content.decode()
    assert NOTED % (there + 1, there) + " Du kan skrive referatet likevel." in page
    assert NOTED % (there + 1, there) in secretary.get(reverse("minutes", args=[meeting.pk])).content.decode()
    assert (
        MINUTED % (there + 1, there)
        in secretary.get(reverse("minutes_send", args=[meeting.pk])).content.decode()
    )
    reader = world.client(world.north.member).get(reverse("minutes", args=[meeting.pk])).content.decode()
    assert MINUTED % (there + 1, there) in reader
    needing(world, there)
    assert "vedtaksført" not in secretary.get(reverse("minutes", args=[meeting.pk])).content.decode()
    needing(world, None)
    assert counted(world, meeting) is None


@pytest.mark.django_db
def test_approved_minutes_go_on_saying_it_whatever_the_rules_become(world: World) -> None:
    meeting, minutes, _item = begun(world)
    everybody(world, meeting, minutes)
    there = len(members(world, meeting))
    needing(world, there + 2)
    approved(world, minutes)
    needing(world, None)
    with world.acting(world.north.slt):
        version = MinutesVersion.objects.filter(minutes=minutes).latest("number")
    assert version.content["quorum"] == MINUTED % (there + 2, there)
    address = reverse("minutes_version", args=[meeting.pk, version.number])
    assert version.content["quorum"] in world.client(world.north.member).get(address).content.decode()


@pytest.mark.django_db
def test_pages_ask_no_more_for_a_quorum_than_they_may(world: World) -> None:
    meeting, _minutes, _item = begun(world)
    needing(world, 3)
    for name in ("attendance", "minutes", "minutes_send"):
        address = reverse(name, args=[meeting.pk])
        assert len(asked(world.client(world.north.slt), address)) <= MOST, name
