"""Minutes on hearing: sent with a deadline, remarked on by members, answered."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from councils.refusals import Refusal
from meetings.actions.follow_up import ActionTerms, assign_action
from meetings.actions.hearing import answer_remark, remark_on_minutes
from meetings.minutes_snapshot import fingerprint
from meetings.models import (
    AgendaItem,
    MeetingJob,
    MinutesVersion,
    Remark,
)
from politirad.tenancy.models import OutgoingMessage
from tests.meetings.minutes_scene import (
    begun,
    closed_item,
    fresh,
    letters,
    remarked,
    sent,
    write,
)
from tests.meetings.numbers import SYNTHETIC
from tests.queries import MOST, asked
from tests.world import World


def test_sending_freezes_prints_and_tells_everybody_until_when(world: World) -> None:
    meeting, minutes, item = begun(world)
    write(world, item, "<p>Sagt.</p>")
    assert sent(world, minutes) == 7
    found = fresh(world, minutes)
    assert (found.state, found.remarks_until) == ("remarks", world.today + datetime.timedelta(days=7))
    with world.acting(world.north.slt):
        version = MinutesVersion.objects.get()
        assert (version.number, version.kind, version.sha256) == (1, "hearing", fingerprint(version.content))
        assert version.content["items"][0]["html"] == "<p>Sagt.</p>"
        assert MeetingJob.objects.filter(meeting=meeting, kind="minutes").count() == 1
    assert "Fristen er" in letters(world, "minutes_sent")[0].text


def test_a_deadline_that_has_passed_is_refused(world: World) -> None:
    _meeting, minutes, _item = begun(world)
    with pytest.raises(Refusal, match="fram i tid"):
        sent(world, minutes, days=-1)


def test_the_page_says_what_may_be_missing_and_proposes_a_working_day(world: World) -> None:
    meeting, _minutes, item = begun(world)
    with world.acting(world.north.slt):
        AgendaItem.objects.filter(pk=item.pk).update(kind="decision")
        assign_action(
            council=world.north.council, item=item, terms=ActionTerms("Uten ansvarlig"), by=world.north.slt
        )
    client = world.client(world.north.slt)
    page = client.get(f"/moter/{meeting.pk}/referat/send/").content.decode()
    for said in (
        "7 personer er ikke ført i oppmøtet.",
        "Ingen er ført som til stede.",
        "Ingenting er skrevet i sak 2",
        "Vedtakssak uten vedtak: sak 1",
        "Oppfølgingspunkt uten ansvarlig i sak 1",
    ):
        assert said in page
    assert "7 personer som var kalt inn" in page
    wrong = client.post(
        f"/moter/{meeting.pk}/referat/send/", {"remarks_until": "1.1.2020", "approval": "chair"}
    )
    assert "Fristen må være i dag eller senere." in wrong.content.decode()
    tomorrow = (world.today + datetime.timedelta(days=1)).strftime("%d.%m.%Y")
    done = client.post(f"/moter/{meeting.pk}/referat/send/", {"remarks_until": tomorrow, "approval": "chair"})
    assert done.status_code == 302


def test_members_remark_and_observers_do_not(world: World) -> None:
    meeting, minutes, item = begun(world)
    north = world.north
    address = f"/moter/{meeting.pk}/referat/merknad/"
    assert "er ikke til merknader" in world.client(north.member).get(address, follow=True).content.decode()
    sent(world, minutes)
    client = world.client(north.member)
    assert client.post(address, {"item": str(item.pk), "text": "Navnet er feil."}).status_code == 302
    assert world.client(north.observer).post(address, {"text": "Jeg også"}).status_code == 403
    empty = client.post(address, {"text": ""})
    assert "feltet" in empty.content.decode()
    refused = client.post(address, {"text": f"Gjelder {SYNTHETIC}"})
    assert "fødselsnummer" in refused.content.decode()
    assert SYNTHETIC in refused.content.decode()
    with world.acting(north.slt):
        assert [(one.text, one.item, one.author, one.late) for one in Remark.objects.all()] == [
            ("Navnet er feil.", item, north.member, False)
        ]
    assert [one.to_email for one in letters(world, "remark_made")] == [north.slt.email]


def test_a_remark_after_the_deadline_is_taken_and_marked(world: World) -> None:
    _meeting, minutes, _item = begun(world)
    sent(world, minutes, days=0)
    with world.acting(world.north.member):
        remark = remark_on_minutes(
            minutes=minutes,
            text="Sent",
            at=timezone.now() + datetime.timedelta(days=2),
            by=world.north.member,
        )
    assert remark.late


def test_a_remark_is_answered_and_its_author_told(world: World) -> None:
    meeting, minutes, _item = begun(world)
    sent(world, minutes)
    remark = remarked(world, minutes, world.north.member)
    client = world.client(world.north.slt)
    address = f"/moter/{meeting.pk}/referat/merknad/{remark.pk}/"
    assert "Noe mangler." in client.get(address).content.decode()
    assert "Skriv hvorfor" in client.post(address, {"taken": "nei", "answer": ""}).content.decode()
    assert client.post(address, {"taken": "nei", "answer": "Det ble ikke sagt."}).status_code == 302
    with world.acting(world.north.slt):
        assert Remark.objects.get().state == "refused"
    [letter] = letters(world, "remark_answered")
    assert letter.to_email == world.north.member.email
    assert "Det ble ikke sagt." in letter.text
    page = world.client(world.north.mayor).get(f"/moter/{meeting.pk}/referat/").content.decode()
    assert "Ikke tatt til følge" in page


def test_the_database_wants_a_reason_for_a_no(world: World) -> None:
    _meeting, minutes, _item = begun(world)
    sent(world, minutes)
    remark = remarked(world, minutes, world.north.member)
    with world.acting(world.north.slt), pytest.raises(IntegrityError, match="remark_refused_why"):
        Remark.objects.filter(pk=remark.pk).update(state="refused", answered_at=timezone.now())


def test_nobody_remarks_in_anothers_name(world: World) -> None:
    _meeting, minutes, _item = begun(world)
    sent(world, minutes)
    with world.acting(world.north.member), pytest.raises(Exception, match="row-level security"):
        Remark.objects.create(
            council=world.north.council,
            minutes=minutes,
            text="Falsk",
            author=world.north.mayor,
            made_at=timezone.now(),
        )


def test_a_remark_on_a_closed_item_is_seen_by_those_who_see_it_and_leaves_no_words_in_letters(
    world: World,
) -> None:
    meeting, minutes, _item = begun(world)
    closed = closed_item(world, meeting, world.north.mayor)
    sent(world, minutes)
    with world.acting(world.north.mayor):
        item = AgendaItem.objects.get(pk=closed.pk)
        remark = remark_on_minutes(
            minutes=minutes, item=item, text="Hemmelig merknad", at=timezone.now(), by=world.north.mayor
        )
    with world.acting(world.north.member):
        assert not Remark.objects.exists()
    with world.acting(world.north.slt):
        answer_remark(
            remark=remark, taken=True, answer="Hemmelig svar", at=timezone.now(), by=world.north.slt
        )
        told = [row.text for row in OutgoingMessage.objects.filter(kind__startswith="remark")]
    assert len(told) == 2
    assert not any("Hemmelig" in text for text in told)


def test_page_with_remarks_and_corrections_asks_as_often_for_many(world: World) -> None:
    meeting, minutes, item = begun(world)
    sent(world, minutes)
    client, address = world.client(world.north.slt), f"/moter/{meeting.pk}/referat/"
    remarked(world, minutes, world.north.member)
    few = len(asked(client, address))
    for number in range(30):
        remarked(world, minutes, world.north.member, f"Merknad {number}", item=item)
    assert len(asked(client, address)) == few <= MOST
