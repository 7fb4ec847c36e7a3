"""Minutes approved by the chair, or by the next meeting through an item of its own."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from councils.refusals import Refusal
from meetings import clock
from meetings.actions.agenda import begin_agenda
from meetings.actions.approval import approve_at_meeting, approve_minutes
from meetings.actions.hearing import answer_remark
from meetings.actions.minutes import begin_minutes
from meetings.making import make_pdf
from meetings.models import (
    AgendaItem,
    Decision,
    Meeting,
    MeetingFile,
    MeetingJob,
    MeetingPdf,
)
from tests.meetings.calls import called
from tests.meetings.minutes_scene import (
    begun,
    fresh,
    items_of,
    letters,
    next_one,
    remarked,
    sent,
)
from tests.world import World


def test_approval_waits_for_the_answers(world: World) -> None:
    _meeting, minutes, _item = begun(world)
    sent(world, minutes)
    remark = remarked(world, minutes, world.north.member)
    with world.acting(world.north.mayor), pytest.raises(Refusal, match="ikke er besvart"):
        approve_minutes(minutes=minutes, at=timezone.now(), by=world.north.mayor)
    with world.acting(world.north.slt):
        answer_remark(remark=remark, taken=True, answer="", at=timezone.now(), by=world.north.slt)
    with world.acting(world.north.mayor):
        approve_minutes(minutes=minutes, at=timezone.now(), by=world.north.mayor)
    assert fresh(world, minutes).state == "approved"


def test_minutes_must_be_sent_before_they_are_approved(world: World) -> None:
    _meeting, minutes, _item = begun(world)
    with world.acting(world.north.mayor), pytest.raises(Refusal, match="til merknader"):
        approve_minutes(minutes=minutes, at=timezone.now(), by=world.north.mayor)


def test_the_item_is_first_on_the_next_agenda_that_is_begun(world: World) -> None:
    _meeting, minutes, _item = begun(world)
    following = next_one(world)
    with world.acting(world.north.slt):
        AgendaItem.objects.create(
            council=world.north.council, meeting=following, title="Først", created_by=world.north.slt
        )
        Meeting.objects.filter(pk=following.pk).update(agenda_begun_at=timezone.now())
    sent(world, minutes, approval="next_meeting")
    titles = [one.title for one in items_of(world, following)]
    assert titles[0].startswith("Godkjenning av referatet fra Møte 1, ")
    assert titles[1] == "Først"
    sent(world, minutes, approval="next_meeting")
    assert len(items_of(world, following)) == 2


def test_a_standing_item_about_the_minutes_becomes_the_item(world: World) -> None:
    _meeting, minutes, _item = begun(world)
    following = next_one(world, begun_at=True)
    before = len(items_of(world, following))
    sent(world, minutes, approval="next_meeting")
    item = fresh(world, minutes).approval_item
    assert item is not None
    assert item.title == "Referat fra forrige møte"
    assert len(items_of(world, following)) == before


@pytest.mark.parametrize("standing", [True, False])
def test_an_agenda_begun_later_fetches_the_minutes_that_wait(world: World, standing: bool) -> None:
    _meeting, minutes, _item = begun(world)
    following = next_one(world)
    sent(world, minutes, approval="next_meeting")
    assert fresh(world, minutes).approval_item is None
    with world.acting(world.north.slt):
        if not standing:
            world.north.council.rules.get().standing_items.all().delete()
        begin_agenda(meeting=following, by=world.north.slt, at=timezone.now())
    item = fresh(world, minutes).approval_item
    assert item is not None
    assert (item.meeting_id, item.kind, item.order) == (following.pk, "decision", 0)
    assert item.title.startswith("Referat fra forrige" if standing else "Godkjenning av referatet")


def test_after_the_call_the_item_is_an_addendum_that_is_told_of(world: World) -> None:
    _meeting, minutes, _item = begun(world)
    following = called(world, days=25)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=following.pk).update(agenda_begun_at=timezone.now())
    sent(world, minutes, approval="next_meeting")
    item = fresh(world, minutes).approval_item
    assert item is not None
    assert item.added_after_call
    with world.acting(world.north.slt):
        assert Meeting.objects.get(pk=following.pk).changed_at is not None


def test_no_next_meeting_is_no_hindrance(world: World) -> None:
    _meeting, minutes, _item = begun(world)
    sent(world, minutes, approval="next_meeting")
    assert fresh(world, minutes).approval_item is None


def test_choosing_the_chair_after_all_takes_the_item_away(world: World) -> None:
    _meeting, minutes, _item = begun(world)
    following = next_one(world)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=following.pk).update(agenda_begun_at=timezone.now())
    sent(world, minutes, approval="next_meeting")
    assert len(items_of(world, following)) == 1
    sent(world, minutes, approval="chair")
    assert items_of(world, following) == []
    assert fresh(world, minutes).approval_item is None


def test_the_next_meeting_approves_with_a_decision_and_is_named(world: World) -> None:
    meeting, minutes, _item = begun(world)
    following = called(world, days=25)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=following.pk).update(agenda_begun_at=timezone.now())
    sent(world, minutes, approval="next_meeting")
    item = fresh(world, minutes).approval_item
    assert item is not None
    with world.acting(world.north.slt), pytest.raises(Refusal, match="Begynn på referatet"):
        approve_at_meeting(item=item, at=timezone.now(), by=world.north.slt)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=following.pk).update(date=world.today)
        begin_minutes(meeting=Meeting.objects.get(pk=following.pk), at=timezone.now(), by=world.north.slt)
    client = world.client(world.north.slt)
    page = client.get(f"/moter/{following.pk}/referat/").content.decode()
    assert "Møtet godkjente referatet" in page
    assert client.post(f"/moter/{following.pk}/saker/{item.pk}/godkjenn-forrige/").status_code == 302
    done = fresh(world, minutes)
    assert (done.state, done.approved_in_id) == ("approved", following.pk)
    with world.acting(world.north.slt):
        decision = Decision.objects.get(item=item)
        assert decision.text.startswith("Referatet fra Møte 1 ")
    assert "Godkjent på Møte 1" in client.get(f"/moter/{meeting.pk}/referat/").content.decode()
    again = client.post(f"/moter/{following.pk}/saker/{item.pk}/godkjenn-forrige/", follow=True)
    assert "godkjent og kan ikke endres" in again.content.decode()


def test_an_item_about_nothing_approves_nothing(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="gjelder ikke noe referat"):
        approve_at_meeting(item=item, at=timezone.now(), by=world.north.slt)


def test_the_print_lies_with_the_item_and_is_replaced_by_the_next(world: World) -> None:
    meeting, minutes, _item = begun(world)
    next_one(world, begun_at=True)
    sent(world, minutes, approval="next_meeting")
    for _time in range(2):
        with world.acting(world.north.slt):
            job = MeetingJob.objects.filter(meeting=meeting, state="waiting").first()
            assert job is not None
        make_pdf(world.north.council.pk, job.pk, at=timezone.now())
        sent(world, minutes, approval="next_meeting")
    item = fresh(world, minutes).approval_item
    with world.acting(world.north.slt):
        papers = list(MeetingFile.objects.filter(item=item))
        newest = MeetingPdf.objects.filter(meeting=meeting).order_by("-stored_at")[0]
    assert [(paper.name, paper.sha256) for paper in papers] == [(newest.name, newest.sha256)]


def test_those_who_approve_are_told_when_the_time_is_over(world: World) -> None:
    _meeting, minutes, _item = begun(world)
    sent(world, minutes, days=0)
    now = timezone.now()
    for day in (0, 1, 2):
        clock.due_reminders(now + datetime.timedelta(days=day))
        expected = [] if day == 0 else ["Etter"]
        assert bool(letters(world, "minutes_to_approve")) == bool(expected)
    told = {one.to_email for one in letters(world, "minutes_to_approve")}
    assert told == {world.north.mayor.email, world.north.chief_executive.email, world.station_chief.email}
