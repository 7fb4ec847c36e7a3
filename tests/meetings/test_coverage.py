"""Which focus areas have had no item this year, and the click that gives one of them an item."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, FocusArea
from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.closed_items import ClosedTerms
from meetings.actions.focus_items import add_focus_item
from meetings.coverage import Coverage, coverage_of
from meetings.models import AgendaItem, Meeting, YearPlan
from politirad.tenancy.models import User
from tests.agreements.drafts import draft, put_in_state
from tests.meetings.agenda_scene import a_meeting, titles
from tests.queries import MOST, asked
from tests.world import World


def areas(world: World, *texts: str, kind: str = "focus") -> dict[str, FocusArea]:
    """A draft with these focus areas, beside the one that it has, "Ungdom og rus"."""
    with world.acting(world.north.slt):
        agreement = Agreement.objects.filter(owner_council=world.north.council).first() or draft(world)
        for order, text in enumerate(texts, start=10):
            FocusArea.objects.create(agreement=agreement, kind=kind, text=text, order=order)
        return {area.text: area for area in FocusArea.objects.filter(agreement=agreement)}


def an_item(world: World, meeting: Meeting, area: FocusArea, closed: ClosedTerms | None = None) -> AgendaItem:
    with world.acting(world.north.slt):
        terms = ItemTerms("Sak", focus_area_id=area.pk, closed=closed)
        return add_item(meeting=meeting, terms=terms, by=world.north.slt, at=timezone.now())


def told(world: World, year: int, user: User | None = None) -> tuple[list[str], list[str]]:
    """Treated and missing, by name."""
    with world.acting(user or world.north.slt):
        found: Coverage = coverage_of(world.north.council, year)
    return [str(one) for one in found.treated], [str(one) for one in found.missing]


@pytest.mark.django_db
def test_area_is_treated_in_the_year_of_the_meeting_and_for_that_council(world: World) -> None:
    found = areas(world, "Trygge uteområder")
    areas(world, "Et formål", kind="purpose")
    meeting = a_meeting(world)
    year = meeting.date.year
    assert told(world, year) == ([], ["Ungdom og rus", "Trygge uteområder"])
    an_item(world, meeting, found["Ungdom og rus"])
    assert told(world, year) == (["Ungdom og rus"], ["Trygge uteområder"])
    assert told(world, year - 1) == ([], ["Ungdom og rus", "Trygge uteområder"])
    with world.acting(world.south.slt):
        assert coverage_of(world.south.council, year).total == 0
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(state="cancelled")
    assert told(world, year)[0] == []


@pytest.mark.django_db
def test_closed_item_counts_for_those_who_see_it(world: World) -> None:
    found = areas(world)
    meeting = a_meeting(world)
    closed = ClosedTerms(legal_basis="§ 27", concerned=(world.north.police_contact.pk,))
    an_item(world, meeting, found["Ungdom og rus"], closed)
    year = meeting.date.year
    assert told(world, year)[0] == ["Ungdom og rus"]
    assert told(world, year, world.north.police_contact)[0] == ["Ungdom og rus"]
    assert told(world, year, world.north.mayor)[0] == []


@pytest.mark.django_db
def test_area_of_a_former_agreement_with_the_same_words_counts(world: World) -> None:
    former = areas(world)["Ungdom og rus"]
    meeting = a_meeting(world)
    an_item(world, meeting, former)
    with world.acting(world.north.slt):
        put_in_state(former.agreement, "expired")
        following = draft(world, "Ny avtale")
        FocusArea.objects.create(agreement=following, text="Nærmiljø", order=9)
    assert told(world, meeting.date.year) == (["Ungdom og rus"], ["Nærmiljø"])


@pytest.mark.django_db
def test_one_click_on_the_agenda_makes_the_item(world: World) -> None:
    found = areas(world, "Trygge uteområder")
    meeting = a_meeting(world, agenda_begun_at=timezone.now())
    client = world.client(world.north.slt)
    page = client.get(reverse("agenda", args=[meeting.pk])).content.decode()
    assert f"Satsingsområder uten sak i {meeting.date.year}" in page
    assert all(f'value="{area.pk}"' in page for area in found.values())
    area = found["Trygge uteområder"]
    address = reverse("add_focus_item", args=[meeting.pk])
    answer = client.post(address, {"area": str(area.pk)}, follow=True)
    page = answer.content.decode()
    assert "Saken er lagt til." in page
    assert f'value="{area.pk}"' not in page
    with world.acting(world.north.slt):
        item = meeting.items.get()
    assert (item.title, item.focus_area_id, item.origin, item.part) == (
        "Trygge uteområder",
        area.pk,
        "duty",
        1,
    )
    again = client.post(address, {"area": str(area.pk)}, follow=True).content.decode()
    assert "Satsingsområdet har fått en sak allerede." in again
    client.post(address, {"area": str(found["Ungdom og rus"].pk)})
    page = client.get(reverse("agenda", args=[meeting.pk])).content.decode()
    assert f"Alle satsingsområdene i avtalen har en sak i {meeting.date.year}." in page


@pytest.mark.parametrize("area", ["", "tull", "00000000-0000-0000-0000-000000000000"])
@pytest.mark.django_db
def test_what_is_no_focus_area_makes_no_item(world: World, area: str) -> None:
    areas(world)
    meeting = a_meeting(world, agenda_begun_at=timezone.now())
    address = reverse("add_focus_item", args=[meeting.pk])
    answer = world.client(world.north.slt).post(address, {"area": area}, follow=True)
    assert "Velg et av satsingsområdene i avtalen." in answer.content.decode()
    assert titles(world, meeting) == []


@pytest.mark.django_db
def test_held_meeting_takes_no_item_and_offers_none(world: World) -> None:
    area = areas(world)["Ungdom og rus"]
    meeting = a_meeting(world, state="held", called_at=timezone.now())
    client = world.client(world.north.slt)
    assert "Lag sak" not in client.get(reverse("agenda", args=[meeting.pk])).content.decode()
    answer = client.post(reverse("add_focus_item", args=[meeting.pk]), {"area": str(area.pk)}, follow=True)
    assert "sakslisten kan ikke endres" in answer.content.decode()
    assert titles(world, meeting) == []


@pytest.mark.django_db
def test_only_those_who_prepare_the_agenda_make_items(world: World) -> None:
    area = areas(world)["Ungdom og rus"]
    meeting = a_meeting(world)
    address, sent = reverse("add_focus_item", args=[meeting.pk]), {"area": str(area.pk)}
    north = world.north
    for user in (north.member, north.mayor, north.police_contact, north.observer, north.administrator):
        assert world.client(user).post(address, sent).status_code == 403
    for user in (world.south.slt, world.stranger):
        assert world.client(user).post(address, sent).status_code == 404
    assert titles(world, meeting) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_click_at_once_make_one_item(world: World) -> None:
    area = areas(world)["Ungdom og rus"]
    meeting = a_meeting(world)
    barrier = threading.Barrier(2)
    answers: list[str] = []

    def click() -> None:
        try:
            with world.acting(world.north.slt):
                barrier.wait(timeout=10)
                add_focus_item(meeting=meeting, area_id=area.pk, by=world.north.slt, at=timezone.now())
                answers.append("made")
        except Refusal:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(answers) == ["made", "refused"]
    assert titles(world, meeting) == ["Ungdom og rus"]


@pytest.mark.django_db
def test_year_plan_says_the_same_in_words(world: World) -> None:
    found = areas(world, "Trygge uteområder", "Nærmiljø")
    meeting = a_meeting(world)
    an_item(world, meeting, found["Ungdom og rus"])
    client = world.client(world.north.member)
    year = meeting.date.year
    page = client.get(reverse("year_plan", args=[world.north.council.pk, year])).content.decode()
    assert f"1 av 3 satsingsområder har en sak i {year}." in page
    assert "Uten sak: Trygge uteområder; Nærmiljø" in page
    # Of years gone by it says nothing: another agreement may have been in charge.
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(date=world.today - datetime.timedelta(days=366))
    before = client.get(reverse("year_plan", args=[world.north.council.pk, world.today.year - 1]))
    assert "Satsingsområdene" not in before.content.decode()


@pytest.mark.django_db
def test_thirty_areas_are_asked_for_like_one(world: World) -> None:
    areas(world)
    meeting = a_meeting(world, agenda_begun_at=timezone.now())
    with world.acting(world.north.slt):
        YearPlan.objects.create(council=world.north.council, year=meeting.date.year)
    client = world.client(world.north.slt)
    pages = [
        reverse("agenda", args=[meeting.pk]),
        reverse("year_plan", args=[world.north.council.pk, meeting.date.year]),
    ]
    few = [len(asked(client, page)) for page in pages]
    found = areas(world, *(f"Område {number}" for number in range(30)))
    for number in range(0, 30, 2):
        an_item(world, meeting, found[f"Område {number}"])
    assert [len(asked(client, page)) for page in pages] == few
    assert max(few) <= MOST
