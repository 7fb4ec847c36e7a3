"""What can be changed when a year plan is approved: meetings nobody is called to are moved, and the plan opened again."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from agreements.models import Agreement, EvaluationRule
from meetings.actions.agenda import begin_agenda
from meetings.actions.approved import move_meeting, reopen_plan
from meetings.actions.plans import approve_plan
from meetings.models import Meeting, PlannedMeeting, YearPlan
from politirad.tenancy.models import AuditEvent
from tests.meetings.year_plan_scene import YEAR, at, page, proposed, url
from tests.world import World

WEEK = datetime.timedelta(days=7)


def approved(world: World) -> list[Meeting]:
    """The year's four meetings, decided."""
    plan = proposed(world)
    with world.acting(world.north.slt):
        approve_plan(plan=plan, by=world.north.slt, at=at())
        return list(Meeting.objects.filter(council=world.north.council).order_by("date"))


def call(world: World, meeting: Meeting) -> None:
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CALLED, called_at=at())


@pytest.mark.django_db
def test_meeting_nobody_is_called_to_is_moved_from_the_plan(world: World) -> None:
    first, *_rest = approved(world)
    assert reverse("shift_meeting", args=[first.pk]) in page(world)
    client = world.client(world.north.slt)
    answer = client.post(reverse("shift_meeting", args=[first.pk]), {"days": "7"})
    assert answer["Location"] == f"{url('year_plan', world)}#mote-{first.pk}"
    answer = client.post(reverse("shift_meeting", args=[first.pk]), {"date": f"{YEAR}-03-10"})
    assert answer["Location"] == f"{url('year_plan', world)}#aarshjul-merke-{first.pk}"
    with world.acting(world.north.slt):
        first.refresh_from_db()
        assert first.date == datetime.date(YEAR, 3, 10)
        assert AuditEvent.objects.filter(action="change_meeting", subject_id=first.pk).count() == 2


@pytest.mark.django_db
def test_a_bad_day_warns_and_does_not_block(world: World) -> None:
    first, *_rest = approved(world)
    world.client(world.north.slt).post(reverse("shift_meeting", args=[first.pk]), {"date": f"{YEAR}-05-17"})
    assert "17. mai er fridag." in page(world)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"days": "400"}, "Velg hvor langt møtet skal flyttes."),
        ({}, "Velg hvor langt møtet skal flyttes."),
        ({"date": "i morgen"}, "Velg hvor langt møtet skal flyttes."),
        ({"date": f"{YEAR + 1}-01-05"}, f"Datoen må være i {YEAR}."),
    ],
)
@pytest.mark.django_db
def test_nonsense_and_another_year_are_refused_in_words(
    world: World, sent: dict[str, str], sentence: str
) -> None:
    first, *_rest = approved(world)
    answer = world.client(world.north.slt).post(reverse("shift_meeting", args=[first.pk]), sent, follow=True)
    assert sentence in answer.content.decode()
    with world.acting(world.north.slt):
        assert Meeting.objects.get(pk=first.pk).date == first.date


@pytest.mark.django_db
def test_called_meeting_is_not_moved_behind_the_backs_of_those_called(world: World) -> None:
    first, *_rest = approved(world)
    call(world, first)
    assert reverse("shift_meeting", args=[first.pk]) not in page(world)
    answer = world.client(world.north.slt).post(
        reverse("shift_meeting", args=[first.pk]), {"days": "7"}, follow=True
    )
    assert "Møtet er innkalt." in answer.content.decode()
    with world.acting(world.north.slt):
        assert Meeting.objects.get(pk=first.pk).date == first.date


@pytest.mark.django_db
def test_duty_of_the_last_meeting_follows_when_another_becomes_the_last(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = Agreement.objects.create(owner_council=world.north.council, title="Avtalen")
        EvaluationRule.objects.create(agreement=agreement, kind="last_meeting_of_year")
    first, *_between, last = approved(world)
    assert [bool(one.duties) for one in (first, last)] == [False, True]
    with world.acting(world.north.slt):
        move_meeting(meeting=first, date=last.date + WEEK, by=world.north.slt, today=world.today)
        first.refresh_from_db()
        last.refresh_from_db()
    assert [bool(one.duties) for one in (first, last)] == [True, False]


@pytest.mark.django_db
def test_meeting_with_its_agenda_begun_keeps_its_duties(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = Agreement.objects.create(owner_council=world.north.council, title="Avtalen")
        EvaluationRule.objects.create(agreement=agreement, kind="last_meeting_of_year")
    first, *_between, last = approved(world)
    with world.acting(world.north.slt):
        begin_agenda(meeting=last, by=world.north.slt, at=at())
        move_meeting(meeting=first, date=last.date + WEEK, by=world.north.slt, today=world.today)
        last.refresh_from_db()
    assert last.duties


@pytest.mark.django_db
def test_opened_again_a_plan_takes_proposals_around_its_meetings(world: World) -> None:
    meetings = approved(world)
    client = world.client(world.north.slt)
    answer = client.post(url("reopen_plan", world), follow=True)
    assert "Planen er åpen igjen." in answer.content.decode()
    with world.acting(world.north.slt):
        plan = YearPlan.objects.get(council=world.north.council, year=YEAR)
        assert (plan.state, plan.approved_by, plan.approved_at) == ("proposed", None, None)
        assert Meeting.objects.filter(council=world.north.council).count() == 4
        Meeting.objects.filter(pk=meetings[1].pk).update(state=Meeting.State.CANCELLED)
    client.post(url("propose_plan", world))
    with world.acting(world.north.slt):
        (proposal,) = plan.meetings.all()
        assert abs(proposal.date - meetings[1].date) < datetime.timedelta(days=14)
        assert proposal.title == f"Møte 5/{YEAR}"
    client.post(url("approve_plan", world))
    with world.acting(world.north.slt):
        held = Meeting.objects.filter(council=world.north.council).exclude(state=Meeting.State.CANCELLED)
        assert held.count() == 4
        assert set(held.values_list("number", flat=True)) == {1, 3, 4, 5}


@pytest.mark.django_db
def test_opening_twice_changes_nothing_more(world: World) -> None:
    approved(world)
    with world.acting(world.north.slt):
        plan = YearPlan.objects.get(council=world.north.council, year=YEAR)
        reopen_plan(plan=plan, by=world.north.slt)
        PlannedMeeting.objects.create(
            council=world.north.council,
            plan=plan,
            date=datetime.date(YEAR, 6, 1),
            start=datetime.time(9),
            end=datetime.time(10),
            title="Ekstra",
        )
        reopen_plan(plan=plan, by=world.north.slt)
        assert plan.meetings.count() == 1
        assert AuditEvent.objects.filter(action="reopen_plan").count() == 1


@pytest.mark.django_db
def test_reader_sees_no_tools(world: World) -> None:
    approved(world)
    text = world.client(world.north.member).get(url("year_plan", world)).content.decode()
    assert "Uka etter" not in text
    assert "Åpne planen igjen" not in text
    assert "js/wheel" not in text
    assert "Åpne planen igjen" in page(world)
