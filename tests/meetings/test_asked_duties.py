"""What an agreement orders after a meeting's agenda is begun is proposed on it, and answered there once."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement
from meetings.actions.asked_duties import take_duty
from meetings.actions.calling import call_meeting
from meetings.actions.meetings import MeetingTerms, create_meeting
from meetings.actions.plans import approve_plan
from meetings.asked_duties import AskedDuty
from meetings.duty_clock import due_duties
from meetings.models import AgendaItem, Meeting
from politirad.tenancy.models import AuditEvent
from tests.meetings.agenda_scene import a_meeting, open_item, titles
from tests.meetings.asked_scene import BOX, EXPIRY, answer, ask, begun, left, page
from tests.meetings.calls import planned
from tests.meetings.year_plan_scene import at, proposed
from tests.meetings.year_plan_scene import page as year_page
from tests.queries import MOST, asked
from tests.world import World

pytestmark = pytest.mark.django_db
TITLE = "Avtalen løper ut"
DAY = datetime.timedelta(days=1)
BUTTONS = ["take_duty", "decline_duty"]


def trail(world: World, action: str) -> list[dict[str, Any]]:
    with world.inside(world.north.council):
        return [event.facts for event in AuditEvent.objects.filter(action=action)]


def kinds(world: World, meeting: Meeting) -> list[str]:
    with world.acting(world.north.slt):
        return [one["kind"] for one in Meeting.objects.get(pk=meeting.pk).duties]


def test_what_an_agreement_orders_meanwhile_is_proposed_on_the_begun_agenda_and_shown_in_the_wheel(
    world: World,
) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        approve_plan(plan=plan, by=world.north.slt, at=at())
        meeting = Meeting.objects.filter(council=world.north.council).order_by("date")[1]
    assert BOX not in page(world, meeting)
    before = titles(world, meeting)
    with world.acting(world.north.slt):
        ends = meeting.date + DAY
        Agreement.objects.create(
            owner_council=world.north.council, title="Avtalen", valid_to=ends.isoformat()
        )
    assert due_duties(timezone.now()) == 1
    assert titles(world, meeting) == before
    assert BOX in (shown := page(world, meeting)) and TITLE in shown
    assert TITLE in year_page(world)
    assert answer(world, meeting, "take_duty")[0] == 302
    assert titles(world, meeting) == [*before, TITLE]
    assert due_duties(timezone.now()) == 0
    assert BOX not in page(world, meeting)
    assert TITLE in year_page(world)


def test_duty_that_no_agreement_orders_any_more_is_no_longer_proposed(world: World) -> None:
    meeting = begun(world)
    with world.acting(world.north.slt):
        agreement = Agreement.objects.create(
            owner_council=world.north.council, title="Avtalen", valid_to=meeting.date.isoformat()
        )
    due_duties(timezone.now())
    assert left(world, meeting) == [EXPIRY]
    with world.inside(world.north.council):
        Agreement.objects.filter(pk=agreement.pk).update(valid_to="", open_ended=True)
    due_duties(timezone.now())
    assert left(world, meeting) == []
    status, shown = answer(world, meeting, "take_duty")
    assert (status, TITLE in titles(world, meeting)) == (302, False)
    assert "Avtalen ber ikke om dette på møtet lenger." in shown


def test_what_has_been_put_on_a_begun_agenda_stays_there_until_no_agreement_orders_it(world: World) -> None:
    first = begun(world)
    with world.acting(world.north.slt):
        agreement = Agreement.objects.create(
            owner_council=world.north.council, title="Avtalen", valid_to=(first.date + 3 * DAY).isoformat()
        )
    due_duties(timezone.now())
    answer(world, first, "take_duty")
    terms = MeetingTerms(first.date + DAY, datetime.time(9), datetime.time(11))
    with world.acting(world.north.slt):
        second = create_meeting(
            council=world.north.council, terms=terms, by=world.north.slt, today=world.today
        )
    assert [kinds(world, one) for one in (first, second)] == [["expiry"], ["expiry"]]
    with world.inside(world.north.council):
        Agreement.objects.filter(pk=agreement.pk).update(valid_to="", open_ended=True)
    due_duties(timezone.now())
    assert [kinds(world, one) for one in (first, second)] == [[], []]
    assert TITLE in titles(world, first)


def test_item_is_like_one_that_came_when_the_agenda_was_begun(world: World) -> None:
    duty = AskedDuty("evaluation", "Skriftlig evaluering\n\nav hele året")
    early, late = a_meeting(world, duties=[duty.stored]), begun(world)
    page(world, early)
    ask(world, late, duty)
    assert left(world, late) == [duty]
    _status, shown = answer(world, late, "take_duty", duty)
    assert "Saken står på sakslisten." in shown
    same = ("title", "text", "kind", "origin", "part", "minutes", "focus_area_id", "added_after_call")
    with world.acting(world.north.slt):
        first, second = (
            AgendaItem.objects.filter(meeting=one, origin="duty").values(*same).get() for one in (early, late)
        )
    assert first == second
    assert first["text"] == "<p>Skriftlig evaluering</p><p>av hele året</p>"
    assert left(world, early) == left(world, late) == []
    (said,) = trail(world, "take_duty")
    assert (said["duty"], said["text"]) == (duty.kind, duty.text)


def test_duty_that_is_turned_down_does_not_come_back_and_is_told_in_the_trail(world: World) -> None:
    meeting = begun(world)
    ask(world, meeting, EXPIRY, AskedDuty("revision"))
    _status, shown = answer(world, meeting, "decline_duty")
    assert "Det tas ikke med på dette møtet, og foreslås ikke her igjen." in shown
    assert left(world, meeting) == [AskedDuty("revision")]
    ask(world, meeting)
    ask(world, meeting, EXPIRY)
    assert left(world, meeting) == []
    assert TITLE not in titles(world, meeting)
    told = world.client(world.north.slt).get(reverse("council_trail", args=[world.north.council.pk]))
    assert "«Avtalen løper ut» fra avtalen tas ikke med på Møte 1" in told.content.decode()


@pytest.mark.parametrize("button", BUTTONS)
def test_answer_that_is_given_twice_changes_nothing_more(world: World, button: str) -> None:
    meeting = begun(world)
    ask(world, meeting, EXPIRY)
    answer(world, meeting, button)
    before = titles(world, meeting)
    for again in BUTTONS:
        assert "Dette er besvart fra før." in answer(world, meeting, again)[1]
    assert titles(world, meeting) == before
    assert len(trail(world, "take_duty")) + len(trail(world, "decline_duty")) == 1


def test_item_that_was_taken_off_again_does_not_come_back(world: World) -> None:
    meeting = begun(world)
    ask(world, meeting, EXPIRY)
    answer(world, meeting, "take_duty")
    with world.acting(world.north.slt):
        item = meeting.items.get(title=TITLE)
    world.client(world.north.slt).post(reverse("remove_item", args=[meeting.pk, item.pk]))
    assert TITLE not in titles(world, meeting)
    assert BOX not in page(world, meeting)


def test_item_that_somebody_wrote_already_is_taken_for_it_unless_it_says_something_else(world: World) -> None:
    meeting = begun(world)
    open_item(world, meeting, TITLE)
    ask(world, meeting, EXPIRY, AskedDuty("attachment", "1. Tiltaksplan"), AskedDuty("attachment", "2. Kart"))
    for duty in left(world, meeting):
        answer(world, meeting, "take_duty", duty)
    named = "Et vedlegg til avtalen går ut"
    found = titles(world, meeting)
    assert (found.count(TITLE), found.count(named)) == (1, 2)


@pytest.mark.parametrize("button", BUTTONS)
def test_those_who_may_not_prepare_the_agenda_answer_nothing(world: World, button: str) -> None:
    meeting = begun(world)
    ask(world, meeting, EXPIRY)
    for who, status in (
        (world.north.mayor, 403),
        (world.north.member, 403),
        (world.south.slt, 404),
    ):
        assert answer(world, meeting, button, who=who)[0] == status
    assert left(world, meeting) == [EXPIRY]
    assert answer(world, meeting, button)[0] == 302
    assert left(world, meeting) == []


@pytest.mark.parametrize("button", BUTTONS)
def test_meeting_that_is_called_keeps_its_agenda_and_says_why(world: World, button: str) -> None:
    meeting = planned(world)
    page(world, meeting)
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
    ask(world, meeting, EXPIRY)
    before = titles(world, meeting)
    status, shown = answer(world, meeting, button)
    assert (status, BOX in shown) == (302, False)
    assert "Møtet er innkalt eller avlyst, så det avtalen ber om, hentes ikke lenger." in shown
    with world.acting(world.north.slt):
        assert Meeting.objects.get(pk=meeting.pk).duties_answered == []
    assert titles(world, meeting) == before


@pytest.mark.parametrize("button", BUTTONS)
def test_meeting_that_has_been_asks_for_nothing_more(world: World, button: str) -> None:
    meeting = begun(world)
    ask(world, meeting, EXPIRY)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(date=world.today - DAY)
    assert BOX not in page(world, meeting)
    assert "Møtet har vært" in answer(world, meeting, button)[1]
    assert left(world, meeting) == [EXPIRY]


def test_thirty_duties_are_asked_for_like_one(world: World) -> None:
    meeting = begun(world)
    ask(world, meeting, EXPIRY)
    client, address = world.client(world.north.slt), reverse("agenda", args=[meeting.pk])
    few = len(asked(client, address))
    ask(world, meeting, *(AskedDuty("attachment", f"{number}. Plan") for number in range(30)))
    assert len(asked(client, address)) == few <= MOST


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_make_one_item(world: World) -> None:
    slt = world.north.slt
    meeting = begun(world)
    ask(world, meeting, EXPIRY)
    gate = threading.Barrier(2, timeout=30)
    found: list[bool] = []

    def press() -> None:
        try:
            with world.acting(slt):
                gate.wait()
                made = take_duty(meeting=meeting, key=EXPIRY.key, by=slt, at=timezone.now())
            found.append(made is not None)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [False, True]
    assert titles(world, meeting).count(TITLE) == 1
