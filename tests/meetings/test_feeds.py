"""Calendar subscriptions by secret address: who gets one, what is in it, and when it stops."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import requests
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from councils.actions import end_holding
from councils.models import OfficeHolding
from meetings.actions.answers import AnswerTerms, answer_notice
from meetings.actions.calling import call_meeting, remove_invitee
from meetings.actions.changes import cancel_meeting
from meetings.models import CalendarFeed, Invitee, Meeting
from politirad.tenancy.models import AuditEvent, User
from tests.meetings.agenda_scene import closed_item, open_item
from tests.meetings.calendar_client import entry_of
from tests.meetings.calls import called, planned
from tests.meetings.radicale import caldav_server
from tests.queries import MOST, asked
from tests.world import Place, World


def subscribe(world: World, user: User, place: Place | None = None) -> str:
    """The path of a new subscription, made through the page and read from it."""
    client = world.client(user)
    name, arguments = ("make_council_feed", [place.council.pk]) if place else ("make_personal_feed", [])
    assert client.post(reverse(name, args=arguments)).status_code == 302
    page = client.get(reverse("calendar_feeds")).content.decode()
    section = page.split(f"<h2>{place.council.name if place else 'Alle møtene mine'}</h2>")[1]
    found = re.search(r"<code[^>]*>https?://[^/]+(/kalender/[0-9a-f]{64}\.ics)</code>", section)
    assert found is not None
    return found.group(1)


def fetch(path: str) -> Any:
    """The calendar, asked for without a login."""
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content)


def titles(path: str) -> list[str]:
    return [str(event["SUMMARY"]).split(": ")[1] for event in fetch(path).walk("VEVENT")]


@pytest.mark.parametrize("of_council", [False, True])
def test_address_opens_the_meetings_without_login(world: World, of_council: bool) -> None:
    meeting = called(world)
    path = subscribe(world, world.north.member, world.north if of_council else None)
    calendar = fetch(path)
    (event,) = calendar.walk("VEVENT")
    entry = entry_of(calendar, event)
    assert (entry.starts, entry.ends) == (
        meeting.starts_at.astimezone(datetime.UTC),
        meeting.ends_at.astimezone(datetime.UTC),
    )
    assert (str(event["UID"]), entry.location, event["STATUS"]) == (meeting.uid, meeting.place, "CONFIRMED")
    assert "1. Nytt fra politiet\n2. Russetid" in entry.description
    assert "ATTENDEE" not in event
    assert Client().get(f"/moter/{meeting.pk}/").status_code == 302


def test_closed_items_are_in_nobodys_calendar_not_even_the_authors(world: World) -> None:
    meeting = planned(world)
    closed_item(world, meeting, world.north.slt, title="Hemmelig før")
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
    closed_item(world, meeting, world.north.slt, title="Hemmelig etter")
    for place in (None, world.north):
        answer = Client().get(subscribe(world, world.north.slt, place)).content.decode()
        assert "Russetid" in answer
        assert "Hemmelig" not in answer.replace("\r\n ", "")


def test_agenda_under_construction_is_not_in_the_calendar(world: World) -> None:
    meeting = planned(world)
    path = subscribe(world, world.north.member, world.north)
    (event,) = fetch(path).walk("VEVENT")
    assert (event["STATUS"], "Russetid" in str(event["DESCRIPTION"])) == ("TENTATIVE", False)
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
    open_item(world, meeting, "Kom til etterpå")
    (event,) = fetch(path).walk("VEVENT")
    assert (event["STATUS"], "Russetid" in str(event["DESCRIPTION"])) == ("CONFIRMED", True)
    assert "Kom til etterpå" not in str(event["DESCRIPTION"])


def test_nobody_gets_the_meetings_of_another_council(world: World) -> None:
    meeting = called(world)
    for user in (world.south.slt, world.stranger, world.system_administrator):
        assert titles(subscribe(world, user)) == []
    assert titles(subscribe(world, world.station_chief)) == [meeting.title]
    assert (
        world.client(world.south.slt)
        .post(reverse("make_council_feed", args=[world.north.council.pk]))
        .status_code
        == 404
    )


def test_address_closes_with_the_seat(world: World) -> None:
    called(world)
    paths = [subscribe(world, world.north.member, place) for place in (None, world.north)]
    assert [len(titles(path)) for path in paths] == [1, 1]
    with world.acting(world.north.slt):
        holding = OfficeHolding.objects.get(user=world.north.member)
        yesterday = world.today - datetime.timedelta(days=1)
        end_holding(holding=holding, on=yesterday, by=world.north.slt, today=world.today)
    assert [len(titles(path)) for path in paths] == [0, 0]
    User.objects.filter(pk=world.north.member.pk).update(is_active=False)
    assert [Client().get(path).status_code for path in paths] == [404, 404]


def test_personal_calendar_has_what_concerns_the_person_alone(world: World) -> None:
    meeting = planned(world)
    member = world.north.member
    deputy, mine = subscribe(world, world.north.deputy_mayor), subscribe(world, member)
    whole = subscribe(world, world.north.deputy_mayor, world.north)
    assert (titles(deputy), titles(mine), titles(whole)) == ([], ["Møte 1"], ["Møte 1"])
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
        invitee = Invitee.objects.get(meeting=meeting, user=member)
        answer_notice(
            invitee=invitee, terms=AnswerTerms(Invitee.Answer.DECLINED), at=timezone.now(), by=world.north.slt
        )
    (event,) = fetch(mine).walk("VEVENT")
    assert event["TRANSP"] == "TRANSPARENT"
    with world.acting(world.north.slt):
        remove_invitee(meeting=meeting, invitee_id=invitee.pk, at=timezone.now(), by=world.north.slt)
    assert (titles(mine), titles(whole)) == ([], ["Møte 1"])


def test_cancelled_meeting_says_so(world: World) -> None:
    meeting = called(world)
    path = subscribe(world, world.north.member)
    with world.acting(world.north.slt):
        cancel_meeting(meeting=meeting, reason="Sykdom", at=timezone.now(), by=world.north.slt)
    (event,) = fetch(path).walk("VEVENT")
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_new_address_ends_the_old_one_and_another_has_no_say(world: World) -> None:
    called(world)
    member = world.north.member
    first = subscribe(world, member)
    second = subscribe(world, member)
    assert first != second
    assert (Client().get(first).status_code, len(titles(second))) == (404, 1)
    with world.acting(member):
        feed = CalendarFeed.objects.get()
        actions = AuditEvent.objects.filter(actor=member, action__endswith="_feed")
        assert actions.count() <= 2
    address = reverse("remove_feed", args=[feed.pk])
    assert world.client(world.north.slt).post(address).status_code == 404
    assert len(titles(second)) == 1
    assert world.client(member).post(address).status_code == 302
    assert Client().get(second).status_code == 404


def test_address_is_shown_to_its_owner_alone(world: World) -> None:
    path = subscribe(world, world.north.member)
    assert path not in world.client(world.north.slt).get(reverse("calendar_feeds")).content.decode()
    with world.acting(world.north.slt):
        assert CalendarFeed.objects.count() == 0


def test_address_lives_on_when_the_key_is_changed(world: World, settings: Any) -> None:
    called(world)
    path = subscribe(world, world.north.member)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "en ny nøkkel som ingen har sett"
    client = world.client(world.north.member)
    assert len(titles(path)) == 1
    assert path in client.get(reverse("calendar_feeds")).content.decode()
    settings.SECRET_KEY_FALLBACKS = []
    assert len(titles(path)) == 1
    client = world.client(world.north.member)
    assert "kan ikke vises lenger" in client.get(reverse("calendar_feeds")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("secret", ["x", "0" * 64, "%00", "' OR 1=1 --"])
def test_unknown_address_is_not_found(secret: str) -> None:
    assert Client().get(f"/kalender/{secret}.ics").status_code == 404


def test_calendar_that_has_it_already_is_told_so(world: World) -> None:
    meeting = called(world)
    path = subscribe(world, world.north.member)
    etag = Client().get(path)["ETag"]
    assert Client().get(path, headers={"If-None-Match": etag}).status_code == 304
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(place="Biblioteket")
    assert Client().get(path, headers={"If-None-Match": etag}).status_code == 200


def test_address_takes_no_post(world: World) -> None:
    path = subscribe(world, world.north.member)
    assert Client().post(path).status_code == 405


def test_pages_ask_the_database_as_often_for_many_meetings(world: World) -> None:
    called(world)
    personal, council = subscribe(world, world.north.member), subscribe(world, world.north.slt, world.north)
    few = [len(asked(Client(), path)) for path in (personal, council)]
    for number in range(30):
        meeting = planned(world, days=21 + number)
        if number % 2:
            with world.acting(world.north.slt):
                call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
    assert [len(asked(Client(), path)) for path in (personal, council)] == few
    assert max(few) <= MOST
    assert len(asked(world.client(world.north.member), reverse("calendar_feeds"))) <= MOST


def test_feeds_load_into_a_calendar_server(world: World, tmp_path: Path) -> None:
    """Over both changes of the clock; the server finds each meeting in the hour in which it lies."""
    first = called(world)
    for days in (5, 130, 160, 340):
        planned(world, days=days)
    paths = [subscribe(world, world.north.member), subscribe(world, world.north.slt, world.north)]
    with caldav_server(tmp_path) as server, requests.Session() as client:
        client.auth = ("mona", "any")
        for number, path in enumerate(paths):
            collection = f"{server}/mona/feed{number}/"
            headers = {"Content-Type": "text/calendar; charset=utf-8"}
            loaded = client.put(collection, data=Client().get(path).content, headers=headers, timeout=30)
            assert loaded.status_code == 201, loaded.text
            assert len(_events(client.get(collection, timeout=30).content)) == 5
            hour, start = datetime.timedelta(hours=1), first.starts_at
            assert [str(one["UID"]) for one in _within(client, collection, start, start + hour)] == [
                first.uid
            ]
            assert _within(client, collection, start - hour, start) == []


def _events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def _within(
    client: requests.Session, collection: str, start: datetime.datetime, end: datetime.datetime
) -> list[Any]:
    """What the server finds between two moments (CalDAV's calendar-query)."""
    span = [f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}" for moment in (start, end)]
    question = (
        '<?xml version="1.0"?><C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
        "<D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name='VCALENDAR'>"
        f"<C:comp-filter name='VEVENT'><C:time-range start='{span[0]}' end='{span[1]}'/>"
        "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
    )
    answer = client.request(
        "REPORT", collection, data=question, headers={"Depth": "1", "Content-Type": "text/xml"}, timeout=30
    )
    assert answer.status_code == 207, answer.text
    found = re.findall(r"BEGIN:VCALENDAR.*?END:VCALENDAR", answer.text, re.DOTALL)
    return [event for text in found for event in _events(text.replace("&#13;", "").encode())]
