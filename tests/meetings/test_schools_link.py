"""The schools read the prevention calendar by a secret address, and nothing else; activities lie in calendar files."""

from __future__ import annotations

import datetime
import re
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Activity, SchoolsLink
from politirad.tenancy.models import AuditEvent
from tests.meetings.test_prevention import add
from tests.meetings.year_plan_scene import YEAR, proposed, url
from tests.queries import MOST, asked
from tests.world import World

pytestmark = pytest.mark.django_db


def shared(world: World, user: Any = None) -> str:
    """The path of the schools' address, made through the page and read from it."""
    client = world.client(user or world.north.slt)
    assert client.post(url("share_prevention", world)).status_code == 302
    page = client.get(url("prevention_calendar", world)).content.decode()
    found = re.search(r"<code[^>]*>https?://[^/]+(/(?:nn/|en/)?forebygging/[0-9a-f]{64}/)</code>", page)
    assert found is not None
    return found.group(1)


def of_year(path: str) -> str:
    return f"{path}{YEAR}/"


def test_schools_read_what_is_meant_for_them_without_login_and_nothing_else(world: World) -> None:
    proposed(world)
    add(world, month=9, title="Årets første foreldremøte", contact="55 55 55 55")
    add(world, month=2, title="Sende ut evalueringsmalen", for_schools=False)
    path = shared(world)
    answer = Client().get(of_year(path))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Årets første foreldremøte" in text and "55 55 55 55" in text
    assert world.north.council.name in text
    assert "evalueringsmalen" not in text
    assert "/arshjul/" not in text
    assert answer["X-Robots-Tag"] == "noindex" and "no-store" in answer["Cache-Control"]
    assert Client().get(path).status_code == 200
    for language, word in (("nn", "førebyggingskalender"), ("en", "calendar")):
        other = reverse(
            "schools_year", kwargs={"secret": path.split("/")[-2], "year": YEAR, "language": language}
        )
        assert word in Client().get(other).content.decode().casefold()


def test_address_dies_when_it_is_renewed_or_closed(world: World) -> None:
    proposed(world)
    first = shared(world)
    second = shared(world)
    assert [Client().get(path).status_code for path in (first, second)] == [404, 200]
    for _again in range(2):
        assert world.client(world.north.slt).post(url("stop_prevention", world)).status_code == 302
    assert Client().get(second).status_code == 404
    assert Client().get(f"{second}{YEAR}/kalender.ics").status_code == 404
    with world.acting(world.north.slt):
        verbs = set(AuditEvent.objects.values_list("action", flat=True))
        assert {"share_with_schools", "renew_schools_link", "stop_sharing_with_schools"} <= verbs
        assert not SchoolsLink.objects.exists()


def test_secret_is_kept_as_a_digest_alone_and_shown_to_planners_alone(world: World) -> None:
    proposed(world)
    secret = shared(world).split("/")[-2]
    with world.acting(world.north.slt):
        assert SchoolsLink.objects.get().secret_digest != secret
    for user, shown in ((world.north.slt, True), (world.north.member, False)):
        assert (secret in world.client(user).get(url("prevention_calendar", world)).content.decode()) is shown
    with world.acting(world.south.slt):
        assert not SchoolsLink.objects.exists()


@pytest.mark.parametrize("secret", ["0" * 64, "x", "' OR true --"])
def test_address_that_nobody_made_is_not_found(world: World, secret: str) -> None:
    kwargs = {"secret": secret}
    assert Client().get(reverse("schools", kwargs=kwargs)).status_code == 404
    assert Client().get(reverse("schools_file", kwargs={**kwargs, "year": YEAR})).status_code == 404


def test_year_that_nobody_plans_is_not_found(world: World) -> None:
    path = shared(world)
    assert [Client().get(f"{path}{year}/").status_code for year in (1814, YEAR, 9999)] == [404, 200, 404]
    assert "ikke lagt inn noe" in Client().get(of_year(path)).content.decode()


def test_page_asks_the_same_for_one_activity_and_for_thirty(world: World) -> None:
    proposed(world)
    add(world, title="Én")
    path = shared(world)
    for place in (path, of_year(path), f"{path}{YEAR}/kalender.ics"):
        few = asked(Client(), place)
        with world.acting(world.north.slt):
            plan = Activity.objects.get(title="Én").plan
            Activity.objects.bulk_create(
                Activity(
                    council=plan.council, plan=plan, month=number % 12 + 1, title="Flere", for_schools=True
                )
                for number in range(30)
            )
        assert len(asked(Client(), place)) == len(few) <= MOST


def entries(content: bytes) -> dict[str, Any]:
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {str(event["SUMMARY"]).partition(": ")[2]: event for event in events}


def test_calendar_files_have_the_activities_as_whole_days(world: World) -> None:
    proposed(world)
    add(world, month=9, date=datetime.date(YEAR, 9, 14), title="Foreldremøte", responsible="Politiet")
    add(world, month=4, last_month=5, title="Russetid", target_group="vg3")
    add(world, month=12, title="Kampanje", for_schools=False)
    whole = {
        "Foreldremøte": (datetime.date(YEAR, 9, 14), datetime.date(YEAR, 9, 15)),
        "Russetid": (datetime.date(YEAR, 4, 1), datetime.date(YEAR, 6, 1)),
        "Kampanje": (datetime.date(YEAR, 12, 1), datetime.date(YEAR + 1, 1, 1)),
    }
    member = world.client(world.north.member)
    schools = Client().get(f"{shared(world)}{YEAR}/kalender.ics")
    assert schools["Content-Type"].startswith("text/calendar")
    assert set(entries(schools.content)) == {"Foreldremøte", "Russetid"}
    for content in (
        member.get(url("year_calendar", world)).content,
        member.get(reverse("together_calendar", args=[YEAR])).content,
    ):
        found = entries(content)
        for title, (first, after) in whole.items():
            event = found[title]
            assert (event["DTSTART"].dt, event["DTEND"].dt) == (first, after)
            assert event["DTSTART"].params["VALUE"] == "DATE"
            assert (event["TRANSP"], event["STATUS"]) == ("TRANSPARENT", "CONFIRMED")
        assert "Ansvarlig: Politiet" in str(found["Foreldremøte"]["DESCRIPTION"])
        assert "For: vg3" in str(found["Russetid"]["DESCRIPTION"])
        assert len(found) > len(whole)  # the meetings are there too
