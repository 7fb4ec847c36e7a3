"""Councils that take turns as host: the turn is kept from the proposal to the letters, and goes on from where it was."""

from __future__ import annotations

import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from councils.actions import CadenceTerms, RulesTerms, add_participant, adopt_rules
from meetings.actions.calling import MeetingTerms, call_meeting
from meetings.actions.changes import change_called_meeting, send_changes
from meetings.models import Meeting, YearPlan
from meetings.year_document import year_document
from politirad.tenancy.models import OutgoingMessage
from tests.meetings.year_plan_scene import YEAR, page, proposed, url
from tests.world import World

NORTH, SOUTH = "Nordvik kommune", "Sørvik kommune"


@pytest.fixture
def rota(world: World) -> World:
    """Both municipalities take part in the north council and receive the others in turn, four times a year."""
    north = world.north
    with world.acting(north.slt):
        adopt_rules(
            council=north.council,
            terms=RulesTerms(rotating_host=True, cadence=(CadenceTerms("per_year", 4),)),
            valid_from=world.today,
            by=north.slt,
        )
    with world.acting(north.administrator):
        add_participant(
            council=north.council,
            organization=world.south.municipality,
            side="municipality",
            valid_from=world.today,
            by=north.administrator,
            today=world.today,
        )
    return world


def approved(world: World) -> list[Meeting]:
    proposed(world)
    world.client(world.north.slt).post(url("approve_plan", world))
    return meetings(world)


def meetings(world: World) -> list[Meeting]:
    with world.acting(world.north.slt):
        rows = Meeting.objects.filter(council=world.north.council).exclude(state=Meeting.State.CANCELLED)
        return list(rows.order_by("date"))


def hosts(world: World) -> list[str]:
    return [one.host for one in meetings(world)]


def form_of(meeting: Meeting, **changes: Any) -> dict[str, Any]:
    return {
        "date": f"{meeting.date:%d.%m.%Y}",
        "start": "09.00",
        "end": "11.00",
        "title": meeting.title,
        "place": "Rådhuset",
        "host": meeting.host,
        **changes,
    }


@pytest.mark.django_db
def test_turn_is_kept_when_the_plan_is_approved(rota: World) -> None:
    proposed(rota)
    assert f"Vertskap: {NORTH}" in page(rota)
    rota.client(rota.north.slt).post(url("approve_plan", rota))
    assert hosts(rota) == [NORTH, SOUTH, NORTH, SOUTH]
    text = page(rota)
    assert f"Vertskap: {NORTH}" in text and f"Vertskap: {SOUTH}" in text
    first = meetings(rota)[0]
    shown = rota.client(rota.north.member).get(reverse("meeting", args=[first.pk])).content.decode()
    assert f"<dt>Vertskap</dt><dd>{NORTH}</dd>" in shown


@pytest.mark.django_db
def test_workbook_and_paper_of_the_year_name_the_host(rota: World) -> None:
    approved(rota)
    answer = rota.client(rota.north.member).get(url("year_workbook", rota))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heads = next(row for row in rows if "Vertskap" in row)
    column = heads.index("Vertskap")
    assert [row[column] for row in rows[rows.index(heads) + 1 :]][:2] == [NORTH, SOUTH]
    with rota.acting(rota.north.member):
        paper = year_document(rota.north.council, YEAR, created=timezone.now())
    lines = [one for month in paper.facts["months"] for one in month["entries"]]
    assert [one["host"] for one in lines] == [NORTH, SOUTH, NORTH, SOUTH]
    assert f"Vertskap: {SOUTH}" in render_to_string(paper.template, paper.facts)


@pytest.mark.django_db
def test_calendar_of_the_year_names_the_host(rota: World) -> None:
    approved(rota)
    text = rota.client(rota.north.member).get(url("year_calendar", rota)).content.decode()
    assert f"DESCRIPTION:Vertskap: {NORTH}" in text


@pytest.mark.django_db
def test_host_is_changed_in_the_plan_and_on_the_meetings_form(rota: World) -> None:
    plan, client = proposed(rota), rota.client(rota.north.slt)
    with rota.acting(rota.north.slt):
        one = plan.meetings.order_by("date").first()
    address = url("planned_meeting", rota, one.pk)
    assert f'<option value="{NORTH}" selected>' in client.get(address).content.decode()
    client.post(address, form_of(one, host=SOUTH))
    client.post(url("approve_plan", rota))
    first = meetings(rota)[0]
    assert first.host == SOUTH
    client.post(reverse("edit_meeting", args=[first.pk]), form_of(first, host=""))
    assert hosts(rota)[0] == ""
    bad = client.post(reverse("edit_meeting", args=[first.pk]), form_of(first, host="Oslo", place="Kaia"))
    assert "ds-error-summary" in bad.content.decode() and 'value="Kaia"' in bad.content.decode()
    assert hosts(rota)[0] == ""


@pytest.mark.django_db
def test_moving_and_changing_without_asking_leave_the_host_alone(rota: World) -> None:
    first = approved(rota)[0]
    client = rota.client(rota.north.slt)
    client.post(reverse("shift_meeting", args=[first.pk]), {"days": "7"})
    assert hosts(rota)[0] == NORTH
    with rota.acting(rota.north.slt):
        adopt_rules(council=rota.north.council, terms=RulesTerms(), valid_from=rota.today, by=rota.north.slt)
        first.refresh_from_db()
    form = client.get(reverse("edit_meeting", args=[first.pk])).content.decode()
    assert f'<option value="{NORTH}" selected>' in form and SOUTH not in form


@pytest.mark.django_db
def test_council_without_a_rota_is_not_asked(world: World) -> None:
    text = world.client(world.north.slt).get(reverse("new_meeting", args=[world.north.council.pk]))
    assert "Vertskap" not in text.content.decode()


@pytest.mark.django_db
def test_opened_again_the_rota_goes_on_after_the_last_meeting(rota: World) -> None:
    decided = approved(rota)
    client = rota.client(rota.north.slt)
    client.post(url("reopen_plan", rota))
    with rota.acting(rota.north.slt):
        Meeting.objects.filter(pk=decided[-1].pk).update(state=Meeting.State.CANCELLED)
    client.post(url("propose_plan", rota))
    client.post(url("approve_plan", rota))
    assert hosts(rota) == [NORTH, SOUTH, NORTH, SOUTH]


@pytest.mark.django_db
def test_next_year_goes_on_from_this_one_also_when_the_last_host_has_left(rota: World) -> None:
    decided = approved(rota)
    with rota.acting(rota.north.slt):
        Meeting.objects.filter(pk=decided[-1].pk).update(host="En kommune som ikke er med")
    address = reverse("propose_plan", args=[rota.north.council.pk, YEAR + 1])
    rota.client(rota.north.slt).post(address)
    with rota.acting(rota.north.slt):
        plan = YearPlan.objects.get(year=YEAR + 1)
        assert [one.host for one in plan.meetings.order_by("date")][:2] == [SOUTH, NORTH]


@pytest.mark.django_db
def test_order_of_the_participants_is_the_order_of_the_rota(rota: World) -> None:
    with rota.acting(rota.north.administrator):
        south = rota.north.council.participants.get(organization=rota.south.municipality)
    address = reverse("order_participants", args=[rota.north.council.pk])
    rota.client(rota.north.administrator).post(address, {"item": str(south.pk), "to": "1"})
    assert [one.host for one in approved(rota)] == [SOUTH, NORTH, SOUTH, NORTH]
    shown = reverse("participants", args=[rota.north.council.pk])
    text = rota.client(rota.north.member).get(shown).content.decode()
    assert "Vertskapet går på omgang mellom kommunene i denne rekkefølgen." in text


@pytest.mark.django_db
def test_notice_names_the_host_and_a_change_of_host_is_told(rota: World) -> None:
    first, slt = approved(rota)[0], rota.north.slt
    at = timezone.now()
    with rota.acting(slt):
        call_meeting(meeting=first, at=at, by=slt)
        letters = OutgoingMessage.objects.filter(kind="meeting_call")
        assert letters and all(f"Vertskap: {NORTH}" in one.text for one in letters)
        first.refresh_from_db()
        terms = MeetingTerms(
            first.title, first.date, first.start, first.end, first.place, first.video_url, SOUTH
        )
        change_called_meeting(meeting=first, terms=terms, at=at, by=slt)
        send_changes(meeting=first, at=at + datetime.timedelta(minutes=2), by=slt)
        told = OutgoingMessage.objects.filter(kind="meeting_update")
        assert told and all(f"Vertskap: {SOUTH} (før: {NORTH})" in one.text for one in told)
        assert all("Tiden er ny" not in one.text for one in told)


@pytest.mark.django_db
def test_form_for_a_called_meeting_offers_the_hosts(rota: World) -> None:
    first, slt = approved(rota)[0], rota.north.slt
    with rota.acting(slt):
        call_meeting(meeting=first, at=timezone.now(), by=slt)
    client = rota.client(slt)
    address = reverse("meeting_change", args=[first.pk])
    assert f'<option value="{NORTH}" selected>' in client.get(address).content.decode()
    client.post(address, form_of(first, host=SOUTH))
    assert hosts(rota)[0] == SOUTH
