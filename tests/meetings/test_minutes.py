"""Attendance, minutes item by item, decisions and approval; who may, and two who write at once."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from councils.refusals import Refusal
from meetings.actions.follow_up import ActionTerms, assign_action, close_action, decide, withdraw_decision
from meetings.actions.minutes import (
    begin_minutes,
    save_item_minutes,
)
from meetings.models import Action, AgendaItem, Decision, Invitee, Meeting
from politirad.tenancy.models import AuditEvent
from tests.meetings.calls import called, held
from tests.meetings.minutes_scene import begun
from tests.meetings.numbers import SYNTHETIC
from tests.queries import MOST, asked
from tests.world import World


def test_attendance_starts_from_the_answers(world: World) -> None:
    meeting = held(world)
    with world.acting(world.north.slt):
        rows = Invitee.objects.filter(meeting=meeting)
        rows.filter(user=world.north.mayor).update(answer="declined", deputy_name="Vera Vara")
        rows.filter(user=world.north.member).update(answer="declined")
        rows.filter(user=world.north.slt).update(answer="accepted")
        begin_minutes(meeting=meeting, at=timezone.now(), by=world.north.slt)
        attendance = dict(rows.values_list("user__email", "attendance"))
    assert attendance["mayor.nordvik@example.test"] == "deputy"
    assert attendance["member.nordvik@example.test"] == "absent"
    assert attendance["slt.nordvik@example.test"] == "present"
    assert attendance["observer.nordvik@example.test"] == "unknown"


def test_minutes_cannot_begin_before_the_day(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="den dagen"):
        begin_minutes(meeting=meeting, at=timezone.now(), by=world.north.slt)


def test_beginning_twice_gives_the_same_minutes(world: World) -> None:
    meeting, minutes, _item = begun(world)
    with world.acting(world.north.slt):
        assert begin_minutes(meeting=meeting, at=timezone.now(), by=world.north.slt) == minutes
        assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.HELD


def test_text_is_cleaned_and_versions_count(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    with world.acting(world.north.slt):
        html = "<p>Enige om <strong>natteravner</strong></p><script>x</script>"
        first = save_item_minutes(item=item, html=html, version=0, by=world.north.slt)
        same = save_item_minutes(item=item, html=first.html, version=1, by=world.north.slt)
        second = save_item_minutes(item=item, html="<p>Ny</p>", version=1, by=world.north.slt)
    assert "script" not in first.html
    assert "<strong>natteravner</strong>" in first.html
    assert (same.version, second.version) == (1, 2)


def test_identity_number_is_refused_in_text_and_decision(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    with world.acting(world.north.slt):
        with pytest.raises(Refusal, match="fødselsnummer"):
            save_item_minutes(item=item, html=f"<p>{SYNTHETIC}</p>", version=0, by=world.north.slt)
        with pytest.raises(Refusal, match="fødselsnummer"):
            decide(item=item, text=f"Gjelder {SYNTHETIC}", by=world.north.slt)


def test_decisions_are_numbered_through_the_year(world: World) -> None:
    meeting, _minutes, item = begun(world)
    year = meeting.date.year
    with world.acting(world.north.slt):
        numbers = [str(decide(item=item, text=f"Vedtak {n}", by=world.north.slt)) for n in range(3)]
        withdraw_decision(decision=Decision.objects.get(number=3), by=world.north.slt)
        again = decide(item=item, text="Nytt", by=world.north.slt)
    assert numbers == [f"1/{year}", f"2/{year}", f"3/{year}"]
    assert str(again) == f"3/{year}"


def test_closing_an_action_twice_is_refused_and_dropping_needs_a_reason(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    north, today = world.north, world.today
    with world.acting(north.slt):
        terms = ActionTerms("Lag en plan", responsible=north.member, due_on=today)
        action = assign_action(council=north.council, item=item, terms=terms, by=north.slt)
        with pytest.raises(Refusal, match="hvorfor"):
            close_action(action=action, state=Action.State.DROPPED, result=" ", on=today, by=north.slt)
        close_action(action=action, state=Action.State.DONE, result="Ferdig", on=today, by=north.slt)
        with pytest.raises(Refusal, match="allerede lukket"):
            close_action(action=action, state=Action.State.DONE, result="", on=today, by=north.slt)


def test_the_responsible_closes_the_own_action_and_no_other(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    north = world.north
    with world.acting(north.slt):
        mine = assign_action(
            council=north.council, item=item, terms=ActionTerms("Min", north.member), by=north.slt
        )
        other = assign_action(
            council=north.council, item=item, terms=ActionTerms("Din", north.mayor), by=north.slt
        )
    client = world.client(north.member)
    assert client.post(f"/oppfolging/{mine.pk}/lukk/", {"state": "done"}).status_code == 302
    assert client.post(f"/oppfolging/{other.pk}/lukk/", {"state": "done"}).status_code == 403
    with world.acting(north.slt):
        assert [Action.objects.get(pk=one.pk).state for one in (mine, other)] == ["done", "open"]


def test_closed_items_minutes_are_shown_to_those_concerned_alone_and_reading_is_logged(world: World) -> None:
    meeting, _minutes, _item = begun(world)
    with world.acting(world.north.slt):
        closed = AgendaItem.objects.create(
            council=world.north.council,
            meeting=meeting,
            part=2,
            title="Lukket overskrift",
            legal_basis="Offentleglova § 13",
            created_by=world.north.slt,
        )
    pages = {
        name: world.client(user).get(f"/moter/{meeting.pk}/referat/").content.decode()
        for name, user in (("slt", world.north.slt), ("mayor", world.north.mayor))
    }
    assert "Lukket overskrift" in pages["slt"]
    assert "Lukket overskrift" not in pages["mayor"]
    with world.acting(world.north.slt):
        reads = AuditEvent.objects.filter(action="read_closed_item", subject_id=closed.pk)
        assert [(read.actor, read.subject_name) for read in reads] == [(world.north.slt, "")]


def fill(world: World, meeting: Meeting, names: list[str]) -> None:
    """One item with minutes, a decision and an action for each name."""
    with world.acting(world.north.slt):
        for place, name in enumerate(names, start=AgendaItem.objects.filter(meeting=meeting).count()):
            one = AgendaItem.objects.create(
                council=world.north.council, meeting=meeting, title=name, order=place
            )
            save_item_minutes(item=one, html="<p>Sagt</p>", version=0, by=world.north.slt)
            decide(item=one, text=f"Vedtak om {name}", by=world.north.slt)
            terms = ActionTerms("Gjør det", world.north.slt)
            assign_action(council=world.north.council, item=one, terms=terms, by=world.north.slt)


@pytest.mark.parametrize("who", ["slt", "mayor"])
def test_minutes_page_asks_the_database_as_often_for_many_items(world: World, who: str) -> None:
    meeting, _minutes, _item = begun(world)
    client, address = world.client(getattr(world.north, who)), f"/moter/{meeting.pk}/referat/"
    fill(world, meeting, ["Første"])
    few = asked(client, address)
    fill(world, meeting, [f"Sak {number}" for number in range(30)])
    assert len(asked(client, address)) == len(few) <= MOST


def test_follow_up_lists_mine_first_and_asks_as_often_for_many(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    north = world.north
    client = world.client(north.member)
    with world.acting(north.slt):
        assign_action(
            council=north.council, item=item, terms=ActionTerms("Første oppgave", north.member), by=north.slt
        )
    page, few = client.get("/oppfolging/"), asked(client, "/oppfolging/")
    with world.acting(north.slt):
        for number in range(30):
            due = world.today + datetime.timedelta(days=number)
            terms = ActionTerms(f"Oppgave {number}", north.member, due_on=due)
            assign_action(council=north.council, item=item, terms=terms, by=north.slt)
        assign_action(
            council=north.council, item=item, terms=ActionTerms("En annens", north.mayor), by=north.slt
        )
    second, many = client.get("/oppfolging/"), asked(client, "/oppfolging/")
    assert "Første oppgave" in page.content.decode()
    assert "En annens" not in second.content.decode()
    assert len(few) == len(many) <= MOST
