"""The year in calendars: one entry for life, from the proposal to the meeting that is called, with a rising SEQUENCE."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from councils.refusals import Refusal
from meetings.actions.activities import ActivityTerms, add_activity, change_activity, remove_activity
from meetings.actions.approved import move_meeting
from meetings.actions.calling import call_meeting
from meetings.actions.changes import cancel_meeting
from meetings.actions.meetings import MeetingTerms, change_meeting, create_meeting
from meetings.actions.planned import PlannedTerms, change_planned_meeting
from meetings.actions.plans import approve_plan, propose_plan
from meetings.models import Activity, Meeting, PlannedMeeting
from tests.meetings.letters import entry, letters
from tests.meetings.radicale import caldav_server
from tests.meetings.test_feeds import subscribe
from tests.meetings.year_plan_scene import YEAR, at, proposed, url
from tests.world import World


def exported(world: World) -> bytes:
    """The year's file, as the secretary takes it."""
    return bytes(world.client(world.north.slt).get(url("year_calendar", world)).content)


def events(content: bytes) -> dict[str, Any]:
    return {str(event["UID"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def sequences(content: bytes) -> dict[str, int]:
    return {uid: int(event["SEQUENCE"]) for uid, event in events(content).items()}


def terms_of(planned: PlannedMeeting) -> PlannedTerms:
    names = ("date", "start", "end", "title", "place", "host", "theme")
    return PlannedTerms(**{name: getattr(planned, name) for name in names})


def moved(world: World, planned: PlannedMeeting, days: int = 1) -> None:
    with world.acting(world.north.slt):
        terms = replace(terms_of(planned), date=planned.date + datetime.timedelta(days=days))
        change_planned_meeting(planned=planned, terms=terms, by=world.north.slt)


def approved(world: World) -> list[Meeting]:
    plan = proposed(world)
    with world.acting(world.north.slt):
        approve_plan(plan=plan, by=world.north.slt, at=at())
        return list(Meeting.objects.filter(council=world.north.council).select_related("council"))


@pytest.mark.django_db
def test_moved_proposal_keeps_its_uid_and_rises(world: World) -> None:
    plan = proposed(world)
    before = sequences(exported(world))
    with world.acting(world.north.slt):
        first = plan.meetings.all()[0]
    moved(world, first)
    after = sequences(exported(world))
    assert set(before) == set(after)
    assert {uid: after[uid] - before[uid] for uid in after} == {uid: int(uid == first.uid) for uid in before}


@pytest.mark.django_db
def test_nothing_changed_raises_nothing(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        first = plan.meetings.all()[0]
        change_planned_meeting(planned=first, terms=terms_of(first), by=world.north.slt)
    assert set(sequences(exported(world)).values()) == {0}


@pytest.mark.django_db
def test_proposal_that_changes_its_number_rises_too(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        first, second = plan.meetings.all()[:2]
    moved(world, first, (second.date - first.date).days + 1)
    found = sequences(exported(world))
    assert (found[first.uid], found[second.uid]) == (
        2,
        1,
    )  # the first moved, and then both changed their numbers


@pytest.mark.django_db
def test_new_proposal_moves_the_meetings_of_the_former_one(world: World) -> None:
    plan = proposed(world)
    before = sequences(exported(world))
    with world.acting(world.north.slt):
        first = plan.meetings.all()[0]
    moved(world, first, 2)
    with world.acting(world.north.slt):
        propose_plan(council=world.north.council, year=YEAR, by=world.north.slt, at=at())
    after = sequences(exported(world))
    assert set(before) == set(after)
    assert after == {uid: 2 * int(uid == first.uid) for uid in before}


@pytest.mark.django_db
def test_meeting_is_the_proposals_entry_and_higher(world: World) -> None:
    proposed(world)
    before = events(exported(world))
    meetings = approved(world)
    after = events(exported(world))
    assert set(before) == set(after) == {one.uid for one in meetings}
    assert all(int(after[uid]["SEQUENCE"]) > int(before[uid]["SEQUENCE"]) for uid in before)
    assert {str(event["STATUS"]) for event in before.values()} == {"TENTATIVE"}


@pytest.mark.django_db
def test_planned_meeting_that_moves_rises_in_feed_and_file_and_is_called_no_lower(world: World) -> None:
    first = approved(world)[0]
    path = subscribe(world, world.north.slt, world.north)
    seen = [sequences(Client().get(path).content)[first.uid]]
    with world.acting(world.north.slt):
        move_meeting(
            meeting=first, date=first.date + datetime.timedelta(days=7), by=world.north.slt, today=world.today
        )
        first.refresh_from_db()
        terms = MeetingTerms(first.date, first.start, first.end, first.title, "Biblioteket")
        change_meeting(meeting=first, terms=terms, by=world.north.slt, today=world.today)
        first.refresh_from_db()
        change_meeting(meeting=first, terms=terms, by=world.north.slt, today=world.today)
    feed = sequences(Client().get(path).content)[first.uid]
    assert feed == sequences(exported(world))[first.uid] == seen[0] + 2
    with world.acting(world.north.slt):
        first.refresh_from_db()
        call_meeting(meeting=first, at=at(), by=world.north.slt)
        calendar, event = entry(letters(first, "meeting_call")[0])
    assert (calendar["METHOD"], str(event["UID"])) == ("REQUEST", first.uid)
    assert int(event["SEQUENCE"]) >= feed


@pytest.mark.django_db
def test_uncalled_meeting_that_is_cancelled_rises_in_the_feed(world: World) -> None:
    first = approved(world)[0]
    path = subscribe(world, world.north.slt, world.north)
    before = sequences(Client().get(path).content)[first.uid]
    with world.acting(world.north.slt):
        cancel_meeting(meeting=first, reason="Ingen saker", at=at(), by=world.north.slt)
    event = events(Client().get(path).content)[first.uid]
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCELLED", before + 1)


@pytest.mark.django_db
def test_activity_rises_when_it_changes(world: World) -> None:
    plan = proposed(world)
    terms = ActivityTerms(3, "Foreldremøte")
    with world.acting(world.north.slt):
        one = add_activity(plan=plan, terms=terms, by=world.north.slt)
        change_activity(activity=one, terms=terms, by=world.north.slt)
        assert sequences(exported(world))[one.uid] == 0
    for title in ("Foreldremøter", "Foreldremøter på ungdomstrinnet"):
        with world.acting(world.north.slt):
            stale = Activity.objects.get(pk=one.pk)
            change_activity(activity=stale, terms=replace(terms, title=title), by=world.north.slt)
    found = events(exported(world))[one.uid]
    assert (int(found["SEQUENCE"]), str(found["SUMMARY"]).split(": ")[1]) == (
        2,
        "Foreldremøter på ungdomstrinnet",
    )


@pytest.mark.django_db
def test_activity_that_somebody_has_taken_out_is_not_changed(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        one = add_activity(plan=plan, terms=ActivityTerms(3, "Foreldremøte"), by=world.north.slt)
        remove_activity(activity=Activity.objects.get(pk=one.pk), by=world.north.slt)
        with pytest.raises(Refusal, match="Aktiviteten er ikke i planen lenger"):
            change_activity(activity=one, terms=ActivityTerms(4, "Foreldremøte"), by=world.north.slt)


@pytest.mark.django_db
def test_proposal_that_will_become_a_meeting_which_is_there_is_not_shown_beside_it(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        first = plan.meetings.all()[0]
        terms = MeetingTerms(first.date, first.start, first.end, "Ekstra møte")
        made = create_meeting(council=world.north.council, terms=terms, by=world.north.slt, today=world.today)
    found = events(exported(world))
    together = events(world.client(world.north.slt).get(reverse("together_calendar", args=[YEAR])).content)
    for file in (found, together):
        assert made.uid in file
        assert first.uid not in file
        assert len(file) == 4


@pytest.mark.django_db
def test_year_imported_twice_gives_each_meeting_once(world: World, tmp_path: Path) -> None:
    """Into a real calendar server: exported, moved, approved, moved again, and exported anew."""
    plan = proposed(world)
    with world.acting(world.north.slt):
        add_activity(plan=plan, terms=ActivityTerms(3, "Foreldremøte"), by=world.north.slt)
        second = plan.meetings.all()[1]
    files = [exported(world)]
    moved(world, second)
    files.append(exported(world))
    with world.acting(world.north.slt):
        approve_plan(plan=plan, by=world.north.slt, at=at())
        meeting = Meeting.objects.get(pk=second.pk)
        day = meeting.date + datetime.timedelta(days=5)
        files.append(exported(world))
    with world.acting(world.north.slt):
        move_meeting(meeting=meeting, date=day, by=world.north.slt, today=world.today)
    files.append(exported(world))
    files.append(Client().get(subscribe(world, world.north.slt, world.north)).content)
    with caldav_server(tmp_path) as server, requests.Session() as client:
        client.auth = ("sindre", "any")
        collection = f"{server}/sindre/aar/"
        assert client.request("MKCALENDAR", collection, timeout=30).status_code == 201
        for content in files:
            take_in(client, collection, content)
        kept = events(client.get(collection, timeout=30).content)
    assert len(kept) == 5
    assert kept[meeting.uid]["DTSTART"].dt.date() == day
    assert kept.keys() == events(files[0]).keys()


def take_in(client: requests.Session, collection: str, content: bytes) -> None:
    """What a program does that imports a file: an entry that it knows is changed, where the file's is not older."""
    for uid, event in events(content).items():
        address = f"{collection}{uid.partition('@')[0]}.ics"
        known = client.get(address, timeout=30)
        if known.status_code == 200:
            (had,) = events(known.content).values()
            assert int(event["SEQUENCE"]) >= int(had["SEQUENCE"])
            if had["DTSTART"].dt != event["DTSTART"].dt:
                assert int(event["SEQUENCE"]) > int(had["SEQUENCE"])
        whole = Calendar.from_ical(content)
        del whole["METHOD"]
        whole.subcomponents = [*whole.walk("VTIMEZONE"), event]
        headers = {"Content-Type": "text/calendar; charset=utf-8"}
        put = client.put(address, data=whole.to_ical(), headers=headers, timeout=30)
        assert put.status_code in {201, 204}, put.text
