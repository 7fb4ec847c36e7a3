"""The year plan through its pages: propose, explain, move, copy, approve; and who may not."""

from __future__ import annotations

import datetime
import io
import json
import threading

import icalendar
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from meetings.actions.activities import ActivityTerms, add_activity
from meetings.actions.planned import PlannedTerms, add_planned_meeting
from meetings.actions.plans import approve_plan
from meetings.models import Activity, Meeting, PlannedMeeting, YearPlan
from politirad.tenancy.models import AuditEvent
from tests.meetings.year_plan_scene import POSTS, YEAR, at, page, proposed, url
from tests.queries import MOST, asked
from tests.world import World


@pytest.mark.django_db
def test_copying_takes_last_years_weeks_and_activities(world: World) -> None:
    with world.acting(world.north.slt):
        council, by = world.north.council, world.north.slt
        before = YearPlan.objects.create(council=council, year=YEAR - 1, made_by=by)
        terms = PlannedTerms(
            datetime.date(YEAR - 1, 2, 10), datetime.time(13), datetime.time(15), theme="Rus"
        )
        add_planned_meeting(plan=before, terms=terms, by=by)
        add_activity(plan=before, terms=ActivityTerms(5, "Russetid"), by=by)
    world.client(world.north.slt).post(url("copy_plan", world))
    with world.acting(world.north.slt):
        plan = YearPlan.objects.get(council=council, year=YEAR)
        (copied,) = plan.meetings.all()
        assert abs((copied.date - datetime.date(YEAR, 2, 10)).days) <= 13
        assert (copied.start, copied.theme) == (datetime.time(13), "Rus")
        assert [one.title for one in plan.activities.all()] == ["Russetid"]


@pytest.mark.django_db
def test_copying_nothing_says_so(world: World) -> None:
    answer = world.client(world.north.slt).post(url("copy_plan", world), follow=True)
    assert f"Det er ingen møter i {YEAR - 1} å kopiere." in answer.content.decode()
    with world.acting(world.north.slt):
        assert not YearPlan.objects.filter(council=world.north.council).exists()


@pytest.mark.django_db
def test_approving_makes_the_meetings_once(world: World) -> None:
    plan = proposed(world)
    client = world.client(world.north.slt)
    client.post(url("approve_plan", world))
    client.post(url("approve_plan", world))
    with world.acting(world.north.slt):
        meetings = list(Meeting.objects.filter(council=world.north.council))
        assert [one.number for one in meetings] == [1, 2, 3, 4]
        assert {one.planned_id for one in meetings} == {one.pk for one in plan.meetings.all()}
        plan.refresh_from_db()
        assert (plan.state, plan.approved_by) == ("approved", world.north.slt)
        assert AuditEvent.objects.filter(action="approve_plan").count() == 1
    text = page(world)
    assert reverse("meeting", args=[meetings[0].pk]) in text
    assert url("propose_plan", world) not in text


@pytest.mark.django_db
def test_approved_plan_cannot_be_changed(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        one = plan.meetings.first()
        approve_plan(plan=plan, by=world.north.slt, at=at())
    client = world.client(world.north.slt)
    answer = client.post(url("shift_planned_meeting", world, one.pk), {"days": "7"}, follow=True)
    assert "Årshjulet er godkjent. Endre hvert møte på møtets egen side." in answer.content.decode()
    client.post(url("propose_plan", world))
    client.post(url("remove_planned_meeting", world, one.pk))
    with world.acting(world.north.slt):
        assert plan.meetings.count() == 4
        assert PlannedMeeting.objects.get(pk=one.pk).date == one.date


@pytest.mark.django_db
def test_approving_takes_over_a_meeting_that_is_there_already(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        one = plan.meetings.first()
        there = Meeting.objects.create(
            council=world.north.council,
            title="Seminar",
            date=one.date,
            start=datetime.time(12),
            end=datetime.time(14),
        )
    answer = world.client(world.north.slt).post(url("approve_plan", world), follow=True).content.decode()
    assert "3 møter er opprettet. 1 møte var der fra før og følger nå planen." in answer
    with world.acting(world.north.slt):
        there.refresh_from_db()
        assert there.planned == one
        assert Meeting.objects.filter(council=world.north.council).count() == 4
    again = world.client(world.north.slt).post(url("approve_plan", world), follow=True).content.decode()
    assert "Årshjulet er godkjent. Det var godkjent fra før." in again


@pytest.mark.django_db
def test_one_meeting_is_said_in_the_singular(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        _first, *rest = plan.meetings.all()
        PlannedMeeting.objects.filter(pk__in=[one.pk for one in rest]).delete()
    answer = world.client(world.north.slt).post(url("approve_plan", world), follow=True).content.decode()
    assert "Årshjulet er godkjent. 1 møte er opprettet." in answer


@pytest.mark.parametrize(
    ("facts", "keeps"),
    [
        ({"state": "called", "called_at": at()}, True),
        ({"agenda_begun_at": at()}, True),
        ({}, False),
    ],
)
@pytest.mark.django_db
def test_meeting_people_are_called_to_keeps_what_it_is_to_treat(
    world: World, facts: dict[str, object], keeps: bool
) -> None:
    plan = proposed(world)
    own, planned = [{"kind": "revision", "text": "Vår egen"}], [{"kind": "evaluation", "text": ""}]
    with world.acting(world.north.slt):
        one = plan.meetings.first()
        PlannedMeeting.objects.filter(pk=one.pk).update(duties=planned, theme="Rus")
        there = Meeting.objects.create(
            council=world.north.council,
            title="Seminar",
            date=one.date,
            start=datetime.time(12),
            end=datetime.time(14),
            duties=own,
            **facts,
        )
    world.client(world.north.slt).post(url("approve_plan", world))
    with world.acting(world.north.slt):
        there.refresh_from_db()
    assert (there.duties, there.theme) == ((own, "") if keeps else (planned, "Rus"))
    assert there.planned_id == one.pk


@pytest.mark.django_db
def test_empty_plan_cannot_be_approved(world: World) -> None:
    with world.acting(world.north.slt):
        YearPlan.objects.create(council=world.north.council, year=YEAR)
    answer = world.client(world.north.slt).post(url("approve_plan", world), follow=True)
    assert "Planen har ingen møter." in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_once_make_one_set_of_meetings(world: World) -> None:
    plan = proposed(world)
    barrier = threading.Barrier(2)
    answers: list[int] = []

    def approve() -> None:
        try:
            barrier.wait(timeout=10)
            answers.append(world.client(world.north.slt).post(url("approve_plan", world)).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=approve) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert answers == [302, 302]
    with world.acting(world.north.slt):
        assert Meeting.objects.filter(planned__plan=plan).count() == 4


@pytest.mark.parametrize("name", POSTS)
@pytest.mark.django_db
def test_members_may_see_the_plan_and_not_change_it(world: World, name: str) -> None:
    proposed(world)
    client = world.client(world.north.member)
    assert client.get(url("year_plan", world)).status_code == 200
    assert client.post(url(name, world)).status_code == 403
    assert world.client(world.north.slt).post(url(name, world)).status_code in (200, 302)


@pytest.mark.parametrize("name", [*POSTS, "year_plan", "year_calendar", "check_planned_day"])
@pytest.mark.django_db
def test_other_councils_plan_is_not_there(world: World, name: str) -> None:
    proposed(world)
    client = world.client(world.south.slt)
    method = client.post if name in POSTS else client.get
    assert method(url(name, world)).status_code == 404
    anonymous = Client()
    assert anonymous.get(url("year_plan", world)).status_code == 302


@pytest.mark.django_db
def test_planned_meeting_of_another_council_is_not_there(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        one = plan.meetings.first()
    for user, status in ((world.south.slt, 404), (world.north.member, 403), (world.north.slt, 200)):
        assert world.client(user).get(url("planned_meeting", world, one.pk)).status_code == status
    # Under another council's address the meeting is not found either.
    wrong = reverse("planned_meeting", args=[world.south.council.pk, YEAR, one.pk])
    assert world.client(world.station_chief).get(wrong).status_code == 404


@pytest.mark.django_db
def test_calendar_file_has_every_meeting_and_marks_proposals(world: World) -> None:
    plan = proposed(world)
    answer = world.client(world.north.member).get(url("year_calendar", world))
    assert answer["Content-Type"].startswith("text/calendar")
    events = list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
    with world.acting(world.north.slt):
        days = [one.date for one in plan.meetings.all()]
    assert [event["DTSTART"].dt.date() for event in events] == days
    assert {str(event["STATUS"]) for event in events} == {"TENTATIVE"}


@pytest.mark.django_db
def test_page_asks_the_same_number_of_questions_for_many_meetings(world: World) -> None:
    plan = proposed(world)
    client = world.client(world.north.slt)
    few = asked(client, url("year_plan", world))
    with world.acting(world.north.slt):
        taken = {one.date for one in plan.meetings.all()}
        for number in range(30):
            day = datetime.date(YEAR, 1, 4) + datetime.timedelta(days=11 * number)
            if day not in taken:
                terms = PlannedTerms(day, datetime.time(9), datetime.time(10))
                PlannedMeeting.objects.create(
                    council=plan.council, plan=plan, date=terms.date, start=terms.start, end=terms.end
                )
                Activity.objects.create(council=plan.council, plan=plan, month=day.month, title=f"A{number}")
    assert len(asked(client, url("year_plan", world))) == len(few) <= MOST


@pytest.mark.django_db
def test_index_lists_my_councils_and_their_years(world: World) -> None:
    proposed(world)
    text = world.client(world.north.member).get(reverse("year_plans")).content.decode()
    assert world.north.council.name in text
    assert world.south.council.name not in text
    assert "4 møter" in text
    assert "Ikke begynt" in text
    stranger = world.client(world.stranger).get(reverse("year_plans")).content.decode()
    assert "Du er ikke med i noe råd" in stranger


@pytest.mark.django_db
def test_command_prints_the_proposal_and_stores_nothing(world: World) -> None:
    out = io.StringIO()
    call_command("plan_year", "i nordvik", str(YEAR), "--format", "json", stdout=out)
    rows = json.loads(out.getvalue())
    assert len(rows) == 4
    assert set(rows[0]) == {"date", "start", "end", "title", "duties", "reasons"}
    assert (rows[0]["start"], rows[0]["end"], rows[0]["title"]) == ("09:00", "11:00", f"Møte 1/{YEAR}")
    assert all(row["reasons"] for row in rows)
    with world.acting(world.north.slt):
        assert not YearPlan.objects.exists()
    by_id = io.StringIO()
    call_command("plan_year", str(world.north.council.pk), str(YEAR), "--format", "json", stdout=by_id)
    assert by_id.getvalue() == out.getvalue()


@pytest.mark.parametrize(
    ("council", "year", "sentence"),
    [
        ("Politirådet", YEAR, "passer på flere råd"),
        ("Atlantis", YEAR, "Ingen råd heter noe med «Atlantis»."),
        ("i nordvik", 1066, "Året må være mellom 2000 og 2100."),
    ],
)
@pytest.mark.django_db
def test_command_says_what_is_wrong(world: World, council: str, year: int, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("plan_year", council, str(year))
