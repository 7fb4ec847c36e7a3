"""Minutes on hearing, approved by the chair or by the next meeting, corrected by additions, and kept in versions."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from councils.refusals import Refusal
from meetings import clock
from meetings.actions.agenda import begin_agenda
from meetings.actions.approval import approve_at_meeting, approve_minutes, correct_minutes
from meetings.actions.follow_up import ActionTerms, assign_action, decide
from meetings.actions.hearing import answer_remark, remark_on_minutes
from meetings.actions.minutes import begin_minutes, save_item_minutes
from meetings.documents import document_of
from meetings.making import make_pdf
from meetings.minutes_snapshot import fingerprint
from meetings.models import (
    AgendaItem,
    Correction,
    Decision,
    ItemMinutes,
    Meeting,
    MeetingFile,
    MeetingJob,
    MeetingPdf,
    Minutes,
    MinutesVersion,
    Remark,
)
from politirad.tenancy.models import AuditEvent, OutgoingMessage, User
from tests.meetings.calls import called
from tests.meetings.minutes_scene import approved, begun, closed_item, everybody_came, items_of, sent
from tests.meetings.numbers import SYNTHETIC
from tests.queries import MOST, asked
from tests.world import World


def fresh(world: World, minutes: Minutes) -> Minutes:
    with world.acting(world.north.slt):
        return Minutes.objects.select_related("meeting__council", "approval_item").get(pk=minutes.pk)


def write(world: World, item: AgendaItem, html: str, version: int = 0) -> None:
    with world.acting(world.north.slt):
        save_item_minutes(item=item, html=html, version=version, by=world.north.slt)


def remarked(world: World, minutes: Minutes, user: User, text: str = "Noe mangler.", **how: Any) -> Remark:
    with world.acting(user):
        return remark_on_minutes(minutes=minutes, text=text, at=timezone.now(), by=user, **how)


def letters(world: World, kind: str) -> list[OutgoingMessage]:
    with world.acting(world.north.slt):
        return list(OutgoingMessage.objects.filter(kind=kind).order_by("to_email"))


def next_one(world: World, *, begun_at: bool = False, days: int = 30, state: str = "planned") -> Meeting:
    """The council's next meeting."""
    with world.acting(world.north.slt):
        meeting = Meeting.objects.create(
            council=world.north.council,
            title="Møte 2",
            date=world.today + datetime.timedelta(days=days),
            start=datetime.time(9),
            end=datetime.time(11),
        )
        if begun_at:
            begin_agenda(meeting=meeting, by=world.north.slt, at=timezone.now())
        return Meeting.objects.select_related("council").get(pk=meeting.pk)


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


def test_approved_minutes_are_locked_in_the_application(world: World) -> None:
    meeting, minutes, item = begun(world)
    write(world, item, "<p>Tekst</p>")
    approved(world, minutes)
    with world.acting(world.north.slt):
        assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.MINUTED
        with pytest.raises(Refusal, match="godkjent"):
            save_item_minutes(item=item, html="<p>Ny</p>", version=1, by=world.north.slt)
        with pytest.raises(Refusal, match="godkjent"):
            decide(item=item, text="Nytt vedtak", by=world.north.slt)
    with pytest.raises(Refusal, match="godkjent"):
        sent(world, minutes)
    assert len(letters(world, "minutes_approved")) == 7
    with world.acting(world.north.slt):
        assert AuditEvent.objects.filter(action="approve_minutes", actor=world.north.mayor).count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meetings_itemminutes SET html = 'x'",
        "DELETE FROM meetings_itemminutes",
        "UPDATE meetings_decision SET text = 'x'",
        "DELETE FROM meetings_decision",
        "UPDATE meetings_minutes SET introduction = 'x'",
        "UPDATE meetings_minutes SET state = 'draft'",
        "DELETE FROM meetings_minutes",
    ],
)
def test_approved_minutes_are_locked_in_the_database(world: World, statement: str) -> None:
    _meeting, minutes, item = begun(world)
    write(world, item, "<p>Tekst</p>")
    with world.acting(world.north.slt):
        decide(item=item, text="Vedtatt", by=world.north.slt)
    approved(world, minutes)
    with world.acting(world.north.slt), connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 0


@pytest.mark.parametrize("table", ["meetings_minutesversion", "meetings_correction"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET council_id = council_id", "DELETE FROM {}"])
def test_versions_and_corrections_are_only_added(world: World, table: str, deed: str) -> None:
    _meeting, minutes, _item = begun(world)
    approved(world, minutes)
    with (
        world.acting(world.north.slt),
        pytest.raises(Exception, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed.format(table))


def test_nothing_is_added_to_approved_minutes_past_the_application(world: World) -> None:
    _meeting, minutes, item = begun(world)
    approved(world, minutes)
    with world.acting(world.north.slt), pytest.raises(Exception, match="row-level security"):
        ItemMinutes.objects.create(council=world.north.council, item=item, html="<p>Smuglet</p>")


def test_a_correction_is_added_told_and_printed_and_the_text_stays(world: World) -> None:
    meeting, minutes, item = begun(world)
    write(world, item, "<p>Feil navn.</p>")
    client, address = world.client(world.north.slt), f"/moter/{meeting.pk}/referat/rett/"
    with world.acting(world.north.slt), pytest.raises(Refusal, match="Endre selve teksten"):
        correct_minutes(minutes=minutes, text="X", at=timezone.now(), by=world.north.slt)
    approved(world, minutes)
    assert "fødselsnummer" in client.post(address, {"text": SYNTHETIC}).content.decode()
    assert client.post(address, {"item": str(item.pk), "text": "Rett navn er Vik."}).status_code == 302
    page = world.client(world.north.member).get(f"/moter/{meeting.pk}/referat/").content.decode()
    assert "Feil navn." in page
    assert "Rett navn er Vik." in page
    assert len(letters(world, "minutes_corrected")) == 7
    with world.inside(world.north.council):
        meeting = Meeting.objects.select_related("council").get(pk=meeting.pk)
        facts = document_of(meeting, MeetingPdf.Kind.MINUTES, created=timezone.now()).facts
    assert [(one["title"], one["text"]) for one in facts["corrections"]] == [
        (item.title, "Rett navn er Vik.")
    ]
    assert facts["version"]["number"] == 2


def test_a_correction_of_a_closed_item_stays_among_those_concerned(world: World) -> None:
    meeting, minutes, _item = begun(world)
    closed = closed_item(world, meeting)
    approved(world, minutes)
    with world.acting(world.north.slt):
        correct_minutes(
            minutes=minutes, item=closed, text="Hemmelig rettelse", at=timezone.now(), by=world.north.slt
        )
    assert letters(world, "minutes_corrected") == []
    with world.acting(world.north.mayor):
        assert not Correction.objects.exists()
    assert (
        "Hemmelig"
        not in world.client(world.north.mayor).get(f"/moter/{meeting.pk}/referat/").content.decode()
    )


def test_the_paper_says_what_was_approved_whatever_happens_since(world: World) -> None:
    meeting, minutes, item = begun(world)
    everybody_came(world, meeting)
    write(world, item, "<p>Godkjent tekst.</p>")
    approved(world, minutes)
    with world.acting(world.north.slt):
        AgendaItem.objects.filter(pk=item.pk).update(title="Nytt navn på saken")
    with world.inside(world.north.council):
        meeting = Meeting.objects.select_related("council").get(pk=meeting.pk)
        facts = document_of(meeting, MeetingPdf.Kind.MINUTES, created=timezone.now()).facts
    assert facts["items"][0]["title"] == "Nytt fra politiet"
    assert facts["draft"] is False


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


def test_versions_are_listed_shown_and_compared(world: World) -> None:
    meeting, minutes, item = begun(world)
    write(world, item, "<p>Gammel tekst.</p>")
    sent(world, minutes)
    write(world, item, "<p>Ny tekst.</p>", 1)
    approved(world, minutes)
    client = world.client(world.north.member)
    listed = client.get(f"/moter/{meeting.pk}/referat/versjoner/").content.decode()
    assert "Versjon 3" in listed
    first = client.get(f"/moter/{meeting.pk}/referat/versjoner/1/").content.decode()
    second = client.get(f"/moter/{meeting.pk}/referat/versjoner/2/").content.decode()
    assert "Gammel tekst." in first
    assert "Ny tekst." not in first
    assert "<ins>" in second
    assert client.get(f"/moter/{meeting.pk}/referat/versjoner/9/").status_code == 404


def test_a_version_holds_nothing_of_a_closed_item_but_its_basis(world: World) -> None:
    meeting, minutes, _item = begun(world)
    closed = closed_item(world, meeting, title="Hemmelig")
    write(world, closed, "<p>Hemmelig tekst</p>")
    sent(world, minutes)
    with world.acting(world.north.slt):
        content = MinutesVersion.objects.get().content
    assert "Hemmelig" not in str(content)
    assert content["closed"] == [{"number": "3", "basis": "Offentleglova § 13"}]


def test_page_with_remarks_and_corrections_asks_as_often_for_many(world: World) -> None:
    meeting, minutes, item = begun(world)
    sent(world, minutes)
    client, address = world.client(world.north.slt), f"/moter/{meeting.pk}/referat/"
    remarked(world, minutes, world.north.member)
    few = len(asked(client, address))
    for number in range(30):
        remarked(world, minutes, world.north.member, f"Merknad {number}", item=item)
    assert len(asked(client, address)) == few <= MOST
