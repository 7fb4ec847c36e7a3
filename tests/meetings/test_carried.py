"""The open tasks of earlier meetings follow on to the next agenda until they are closed."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from meetings.actions.agenda import begin_agenda
from meetings.actions.calling import call_meeting
from meetings.actions.carrying import refresh_follow_up
from meetings.actions.follow_up import ActionTerms, change_action
from meetings.actions.relocating import copy_item, relocate_item
from meetings.models import AgendaItem, AgendaVersion, Meeting
from tests.meetings.agenda_scene import a_meeting, closed_item, form, titles
from tests.meetings.calls import planned
from tests.meetings.carried_scene import TITLE, carrying, close, open_agenda, rewrite, task
from tests.queries import MOST, asked
from tests.world import World

pytestmark = pytest.mark.django_db


def test_tasks_of_a_meeting_held_after_the_agenda_was_opened_arrive(world: World) -> None:
    meeting = a_meeting(world)
    open_agenda(world, meeting)
    assert TITLE not in titles(world, meeting)
    first = task(world, "Lag vaktplan")
    assert "hentet på nytt" in open_agenda(world, meeting)
    task(world, "Ring skolen")
    open_agenda(world, meeting)
    assert carrying(world, meeting).text == "<ul><li>Lag vaktplan (SLT)</li><li>Ring skolen (SLT)</li></ul>"
    close(world, first)
    open_agenda(world, meeting)
    assert carrying(world, meeting).text == "<ul><li>Ring skolen (SLT)</li></ul>"
    assert "hentet på nytt" not in open_agenda(world, meeting)


def test_changed_task_is_said_anew_and_all_closed_is_said_in_words(world: World) -> None:
    meeting, one = a_meeting(world), task(world, "Lag plan")
    open_agenda(world, meeting)
    with world.acting(world.north.slt):
        change_action(action=one, terms=ActionTerms("Lag en god plan"), by=world.north.slt)
    open_agenda(world, meeting)
    assert carrying(world, meeting).text == "<ul><li>Lag en god plan</li></ul>"
    close(world, one)
    open_agenda(world, meeting)
    assert "Ingen oppgaver fra tidligere møter er åpne nå" in carrying(world, meeting).text


def test_text_that_follows_is_reviewed_anew(world: World) -> None:
    meeting = a_meeting(world)
    task(world, "Lag plan")
    open_agenda(world, meeting)
    with world.acting(world.north.slt):
        AgendaItem.objects.filter(meeting=meeting).update(review=AgendaItem.Review.READY)
    before = carrying(world, meeting).version
    task(world, "Ring skolen")
    open_agenda(world, meeting)
    item = carrying(world, meeting)
    assert (item.review, item.version) == (AgendaItem.Review.PENDING, before + 1)


def test_calling_sends_the_tasks_that_are_open_then(world: World) -> None:
    meeting, done = planned(world), task(world, "Lag plan")
    open_agenda(world, meeting)
    close(world, done)
    task(world, "Ring skolen")
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
        (version,) = AgendaVersion.objects.filter(meeting=meeting)
    (sent,) = (one["text"] for one in version.items if one["title"] == TITLE)
    assert sent == "<ul><li>Ring skolen (SLT)</li></ul>"


def test_page_that_shows_the_notice_shows_the_tasks_that_will_be_in_it(world: World) -> None:
    meeting = planned(world)
    open_agenda(world, meeting)
    task(world, "Lag plan")
    shown = world.client(world.north.slt).get(reverse("meeting_call", args=[meeting.pk])).content.decode()
    assert TITLE in shown
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
    assert titles(world, meeting).count(TITLE) == 1


def test_item_that_somebody_removed_is_not_put_back(world: World) -> None:
    meeting = a_meeting(world)
    task(world, "Lag plan")
    open_agenda(world, meeting)
    item = carrying(world, meeting)
    world.client(world.north.slt).post(reverse("remove_item", args=[meeting.pk, item.pk]))
    task(world, "Ring skolen")
    open_agenda(world, meeting)
    assert TITLE not in titles(world, meeting)
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
    assert TITLE not in titles(world, meeting)


def test_item_of_that_name_that_somebody_wrote_is_left_alone(world: World) -> None:
    meeting = a_meeting(world)
    open_agenda(world, meeting)
    world.client(world.north.slt).post(
        reverse("new_item", args=[meeting.pk]), form(TITLE, text="<p>Mitt.</p>")
    )
    task(world, "Lag plan")
    open_agenda(world, meeting)
    assert titles(world, meeting).count(TITLE) == 1


def test_opening_by_those_who_may_not_prepare_it_fetches_nothing(world: World) -> None:
    meeting = a_meeting(world)
    open_agenda(world, meeting)
    task(world, "Lag plan")
    for who in (world.north.mayor, world.north.member):
        assert world.client(who).get(reverse("agenda", args=[meeting.pk])).status_code == 403
        assert world.client(who).get(reverse("meeting", args=[meeting.pk])).status_code == 200
    assert TITLE not in titles(world, meeting)


def test_item_moved_or_copied_to_another_meeting_is_an_item_like_any_other(world: World) -> None:
    meeting = a_meeting(world)
    task(world, "Lag plan")
    open_agenda(world, meeting)
    item = carrying(world, meeting)
    with world.acting(world.north.slt):
        other = Meeting.objects.create(
            council=world.north.council,
            title="Møte 2",
            date=meeting.date.replace(year=meeting.date.year + 1),
            start=meeting.start,
            end=meeting.end,
        )
        copied = copy_item(item=item, to=other, by=world.north.slt, at=timezone.now())
        assert copied.carried is None
        moved = relocate_item(item=item, to=other, by=world.north.slt, at=timezone.now())
        assert moved.carried is None
    task(world, "Ring skolen")
    open_agenda(world, meeting)
    assert TITLE not in titles(world, meeting)


def test_item_that_is_closed_stops_following(world: World) -> None:
    meeting = a_meeting(world)
    task(world, "Lag plan")
    open_agenda(world, meeting)
    item = carrying(world, meeting)
    data = form(
        item.title, text=item.text, part="2", legal_basis="politiloven § 1", version=str(item.version)
    )
    assert (
        world.client(world.north.slt).post(reverse("edit_item", args=[meeting.pk, item.pk]), data).status_code
        == 302
    )
    with world.acting(world.north.slt):
        assert AgendaItem.objects.get(pk=item.pk).carried is None
    task(world, "Ring skolen")
    open_agenda(world, meeting)
    with world.acting(world.north.slt):
        assert "Ring skolen" not in AgendaItem.objects.get(pk=item.pk).text


def test_database_keeps_one_such_item_for_each_meeting_and_none_closed(world: World) -> None:
    meeting = a_meeting(world)
    with world.acting(world.north.slt):
        facts = {"council": world.north.council, "meeting": meeting, "created_by": world.north.slt}
        AgendaItem.objects.create(title="A", carried={"lines": {}, "words": ""}, **facts)
        with pytest.raises(IntegrityError, match="tasks_carried_once"), transaction.atomic():
            AgendaItem.objects.create(title="B", carried={"lines": {}, "words": ""}, **facts)
        with pytest.raises(IntegrityError, match="carried_tasks_are_open"), transaction.atomic():
            closed = {"part": 2, "legal_basis": "x"}
            AgendaItem.objects.create(title="C", carried={"lines": {}, "words": ""}, **closed, **facts)


def test_minutes_to_approve_are_another_kind_of_item(world: World) -> None:
    """Both come from earlier meetings, and only one of them follows the tasks."""
    meeting = a_meeting(world)
    task(world, "Lag plan")
    with world.acting(world.north.slt):
        begin_agenda(meeting=meeting, by=world.north.slt, at=timezone.now())
        AgendaItem.objects.create(
            council=world.north.council,
            meeting=meeting,
            title="Godkjenning",
            origin="follow_up",
            text="<p>Referatet.</p>",
            created_by=world.north.slt,
        )
    task(world, "Ring skolen")
    open_agenda(world, meeting)
    with world.acting(world.north.slt):
        assert AgendaItem.objects.get(meeting=meeting, title="Godkjenning").text == "<p>Referatet.</p>"


@pytest.mark.django_db(transaction=True)
def test_two_who_open_the_agenda_at_once_put_one_item(world: World) -> None:
    meeting = a_meeting(world)
    open_agenda(world, meeting)
    task(world, "Lag plan")
    barrier = threading.Barrier(2)
    changed: list[bool] = []

    def refresh() -> None:
        try:
            with world.acting(world.north.slt):
                barrier.wait(timeout=10)
                changed.append(refresh_follow_up(meeting=meeting, at=timezone.now(), by=world.north.slt))
        finally:
            connection.close()

    threads = [threading.Thread(target=refresh) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(changed) == [False, True]
    assert titles(world, meeting).count(TITLE) == 1


def test_thirty_tasks_cost_no_more_questions_than_one(world: World) -> None:
    meeting = a_meeting(world)
    hidden = closed_item(world, a_meeting(world), title="Skjult")
    task(world, "Lag plan")
    task(world, "Skjult plan", hidden)
    open_agenda(world, meeting)
    rewrite(world, meeting, "<p>Vårt.</p>")
    task(world, "En til")
    address = reverse("agenda", args=[meeting.pk])
    few = len(asked(world.client(world.north.slt), address))
    for number in range(30):
        task(world, f"Oppgave {number}")
        task(world, f"Skjult {number}", hidden)
    many = len(asked(world.client(world.north.slt), address))
    assert many <= few <= MOST
