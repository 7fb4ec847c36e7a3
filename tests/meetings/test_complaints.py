"""What users of other systems ask for or complain of, by the numbers of the field study, and that ours need not.

Numbers 1 to 15 have a test each, here and in test_complaints_letters.py; the last test counts them.
"""

from __future__ import annotations

import datetime
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from councils.actions import add_seat, appoint, end_holding, open_office
from councils.models import OfficeHolding, Role, Seat
from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, begin_agenda, change_item, remove_item
from meetings.actions.approval import approve_minutes, correct_minutes
from meetings.actions.calling import call_meeting
from meetings.actions.feeds import SALT, make_feed
from meetings.actions.follow_up import ActionTerms, assign_action, change_decision, decide
from meetings.actions.minutes import save_item_minutes
from meetings.agenda import agenda_of
from meetings.clock import due_reminders
from meetings.making import ask_for_pdf, make_pdf
from meetings.models import AgendaItem, Invitee, Meeting, MeetingJob, MeetingPdf
from meetings.secret_links import secret_of
from tests.meetings.agenda_scene import open_item
from tests.meetings.calls import planned
from tests.meetings.minutes_scene import approved, begun, fresh, items_of, letters, next_one, sent, write
from tests.world import World, person

pytestmark = pytest.mark.django_db


def page(world: World, name: str, *arguments: object, who: Any = None, **asked: str) -> str:
    """A page as the member sees it, or somebody else."""
    client = world.client(who or world.north.member)
    return str(client.get(reverse(name, args=arguments), asked).content.decode())


def newcomer(world: World) -> str:
    """Somebody takes a seat in the council today, after a meeting was held."""
    north, today = world.north, world.today
    with world.acting(north.slt):
        role = Role.objects.get(code="member")
        council = north.council
        office = open_office(
            organization=north.municipality, role=role, title="Rektor", council=council, by=north.slt
        )
        add_seat(
            council=council, title="Rektor", side="municipality", office=office, by=north.slt, today=today
        )
        user = person("rektor", "Rita Rektor")
        appoint(office=office, user=user, valid_from=today, by=north.slt, today=today)
    return user.name


def test_1_roll_of_a_meeting_has_those_of_its_day_not_those_of_today(world: World) -> None:
    meeting, minutes, _item = begun(world)
    name = newcomer(world)
    assert name in page(world, "council", world.north.council.pk)
    assert name not in page(world, "minutes", meeting.pk)
    with world.acting(world.north.slt):
        assert not Invitee.objects.filter(meeting=meeting, name=name).exists()
        assert Invitee.objects.filter(meeting=meeting, user=world.north.mayor).exists()


def test_2_who_sat_in_the_council_is_read_of_any_day_afterwards(world: World) -> None:
    name, council = newcomer(world), world.north.council.pk
    yesterday = (world.today - datetime.timedelta(days=1)).isoformat()
    assert name not in page(world, "council", council, dato=yesterday)
    with world.acting(world.north.slt):
        holding = OfficeHolding.objects.get(user__name=name)
        end_holding(holding=holding, on=world.today, by=world.north.slt, today=world.today)
    assert name in page(world, "council", council, dato=world.today.isoformat())


def test_3_agenda_under_construction_is_seen_by_nobody_as_an_agenda_and_a_sent_one_shows_no_work_on_it(
    world: World,
) -> None:
    north, meeting = world.north, planned(world)
    with world.acting(north.slt):
        item = AgendaItem.objects.select_related("meeting", "council").get(meeting=meeting, title="Russetid")
        AgendaItem.objects.filter(pk=item.pk).update(text="<p>Halvferdig</p>")
        feed = make_feed(council=north.council, by=north.slt, at=timezone.now())
    calendar = reverse("feed", args=[secret_of(SALT, feed.pk)])
    assert "Utkast, ikke sendt" in page(world, "meeting", meeting.pk)
    assert "Halvferdig" not in page(world, "item", meeting.pk, item.pk)
    assert "Russetid" not in world.client().get(calendar).content.decode()
    assert world.client(north.member).get(reverse("agenda", args=[meeting.pk])).status_code == 403
    with world.acting(north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=north.slt)
        item.refresh_from_db()
        AgendaItem.objects.filter(pk=item.pk).update(review="commented", review_comment="Må sees på")
        Meeting.objects.filter(pk=meeting.pk).update(review_state="asked")
        terms = ItemTerms("Russetiden, ny tittel", text="<p>Halvferdig</p>")
        change_item(item=item, terms=terms, version=item.version, by=north.slt, at=timezone.now())
    for shown in (page(world, "meeting", meeting.pk), page(world, "item", meeting.pk, item.pk)):
        assert "Russetid" in shown
        assert "ny tittel" not in shown
        assert "Må sees på" not in shown
    assert "ny tittel" not in world.client().get(calendar).content.decode()


def test_4_numbers_have_no_holes_and_follow_the_order_by_themselves(world: World) -> None:
    meeting, slt = planned(world), world.north.slt
    added = [open_item(world, meeting, title) for title in ("Skolevei", "Trafikk")]

    def numbers() -> list[tuple[str, str]]:
        with world.acting(slt):
            lines = agenda_of(Meeting.objects.get(pk=meeting.pk)).lines
            return [(line.number, line.item.title) for line in lines]

    assert numbers()[2:] == [("3", "Skolevei"), ("4", "Trafikk")]
    with world.acting(slt):
        remove_item(item=items_of(world, meeting)[1], by=slt, at=timezone.now())
    assert numbers() == [("1", "Nytt fra politiet"), ("2", "Skolevei"), ("3", "Trafikk")]
    moved = world.client(slt).post(
        reverse("move_item", args=[meeting.pk]),
        {"item": added[1].pk, "to": "1"},
        headers={"X-Reorder": "1"},
    )
    assert moved.status_code == 200
    assert numbers() == [("1", "Trafikk"), ("2", "Nytt fra politiet"), ("3", "Skolevei")]
    # What has been sent is renumbered no more, and no number is given twice.
    with world.acting(slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=slt)
        remove_item(item=items_of(world, meeting)[0], by=slt, at=timezone.now())
    open_item(world, meeting, "Ny sak")
    assert numbers() == [("2", "Nytt fra politiet"), ("3", "Skolevei"), ("T1", "Ny sak")]


def test_5_minutes_come_to_the_next_agenda_with_their_print_in_one_step(world: World) -> None:
    meeting, minutes, _item = begun(world)
    following = next_one(world, begun_at=True)
    sent(world, minutes, approval="next_meeting")
    made(world, meeting)
    with world.acting(world.north.slt):
        (item,) = AgendaItem.objects.filter(meeting=following, approves=minutes)
        (paper,) = item.files.all()
    assert "referat" in item.title.casefold()
    assert paper.name.startswith("referat-")
    assert reverse("item", args=[following.pk, item.pk]) in page(
        world, "agenda", following.pk, who=world.north.slt
    )


def test_6_what_was_decided_and_approved_is_locked_and_is_printed_again_with_what_was_corrected(
    world: World,
) -> None:
    meeting, minutes, item = begun(world)
    slt = world.north.slt
    write(world, item, "<p>Rådet drøftet saken.</p>")
    with world.acting(slt):
        decision = decide(item=item, text="Rådet ber om en plan.", by=slt)
    approved(world, minutes)
    with world.acting(slt):
        with pytest.raises(Refusal, match="godkjent"):
            change_decision(decision=decision, text="Noe annet", by=slt)
        with pytest.raises(Refusal, match="godkjent"):
            save_item_minutes(item=item, html="<p>Annet</p>", version=1, by=slt)
        with pytest.raises(Refusal):
            item.refresh_from_db()
            change_item(item=item, terms=ItemTerms("Annet"), version=item.version, by=slt, at=timezone.now())
    before = made(world, meeting)
    assert "Rådet ber om en plan." in before
    with world.acting(slt):
        correct_minutes(minutes=fresh(world, minutes), text="Planen gjelder 2027.", at=timezone.now(), by=slt)
        ask_for_pdf(meeting=meeting, kind=MeetingPdf.Kind.MINUTES, by=slt)
    after = made(world, meeting)
    assert "Rådet ber om en plan." in after
    assert "Planen gjelder 2027." in after


def test_7_decision_has_the_year_of_its_meeting_whenever_it_is_written(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=item.meeting_id).update(date=datetime.date(world.today.year - 1, 12, 18))
        late = AgendaItem.objects.select_related("meeting", "council").get(pk=item.pk)
        decision = decide(item=late, text="Rådet ber om en plan.", by=world.north.slt)
    assert str(decision) == f"1/{world.today.year - 1}"


def test_11_minutes_are_found_from_the_series_and_its_decisions_are_read_together(world: World) -> None:
    council, years = world.north.council.pk, set()
    for _number in range(2):
        meeting, _minutes, item = begun(world)
        years.add(meeting.date.year)
        with world.acting(world.north.slt):
            decide(item=item, text=f"Vedtak i møtet {meeting.pk}", by=world.north.slt)
        assert reverse("meeting", args=[meeting.pk]) in page(world, "meetings", vis="tidligere")
    found = "".join(page(world, "decisions", council, year) for year in years)
    with world.acting(world.north.slt):
        for meeting in Meeting.objects.filter(council=council):
            assert f"Vedtak i møtet {meeting.pk}" in found
            assert reverse("minutes", args=[meeting.pk]) in found
            series = page(world, "year_minutes", council, meeting.date.year)
            assert reverse("minutes", args=[meeting.pk]) in series
    # Compiling them into one PDF, and the way from one to the next: test_series.py.


def test_12_access_comes_from_the_seat_alone_and_ends_with_it(world: World) -> None:
    """Nobody is given a right by himself, so nothing deviates; answering needs no account (test_answers)."""
    north = world.north
    client, address = world.client(north.member), reverse("council", args=[north.council.pk])
    assert client.get(address).status_code == 200
    with world.acting(north.slt):
        seats = Seat.objects.filter(council=north.council, office__holdings__user=north.member)
        (holding,) = OfficeHolding.objects.filter(user=north.member, office__seats__in=seats)
        yesterday = world.today - datetime.timedelta(days=1)
        end_holding(holding=holding, on=yesterday, by=north.slt, today=world.today)
    assert client.get(address).status_code == 404
    assert not north.member.groups.filter(name__startswith=f"council:{north.council.pk}:").exists()


def test_15_nothing_agreed_is_lost_and_everybody_may_object_before_it_stands(world: World) -> None:
    north = world.north
    meeting, minutes, item = begun(world)
    write(world, item, "<p>Rådet ble enig om en vaktplan.</p>")
    terms = ActionTerms("Lag vaktplan", responsible=north.member, due_on=world.today)
    with world.acting(north.slt):
        action = assign_action(council=north.council, item=item, terms=terms, by=north.slt)
    # The minutes say who took it on, and members are asked before they are approved.
    minuted = page(world, "minutes", meeting.pk)
    assert "Lag vaktplan" in minuted
    assert north.member.name in minuted
    with world.acting(north.mayor), pytest.raises(Refusal, match="til merknader"):
        approve_minutes(minutes=minutes, at=timezone.now(), by=north.mayor)
    # Its letter leads to where it is answered, and the next meeting's agenda has it, pinned by nobody.
    due_reminders(timezone.now())
    (letter,) = letters(world, "action_due")
    assert reverse("follow_up") in letter.text
    approved(world, minutes)
    assert fresh(world, minutes).state == "approved"
    following = next_one(world)
    with world.acting(north.slt):
        begin_agenda(meeting=following, by=north.slt, at=timezone.now())
    assert any(action.text in one.text for one in items_of(world, following))


def made(world: World, meeting: Meeting) -> str:
    """What the newest print of the minutes says, once the waiting job is done."""
    with world.inside(world.north.council):
        job = MeetingJob.objects.get(meeting=meeting, kind="minutes", state="waiting")
    make_pdf(world.north.council.pk, job.pk, at=timezone.now())
    with world.inside(world.north.council):
        content = bytes(meeting.pdfs.filter(kind="minutes").latest("stored_at").content)
    return " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(content)).pages).split())


def test_every_request_of_the_study_has_a_test_of_its_own() -> None:
    here = Path(__file__).parent
    names = "".join(
        (here / f"{name}.py").read_text() for name in ("test_complaints", "test_complaints_letters")
    )
    numbers = [int(number) for number in re.findall(r"^def test_(\d+)_", names, re.MULTILINE)]
    assert sorted(set(numbers)) == list(range(1, 16))
