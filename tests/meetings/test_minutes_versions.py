"""What was sent and approved is kept, locked, and corrected by additions only."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.utils import timezone

from councils.refusals import Refusal
from meetings.actions.approval import correct_minutes
from meetings.actions.follow_up import decide
from meetings.actions.minutes import save_item_minutes
from meetings.documents import document_of
from meetings.minutes_reading import entries_of
from meetings.minutes_snapshot import snapshot_of
from meetings.models import (
    AgendaItem,
    Correction,
    ItemMinutes,
    Meeting,
    MeetingPdf,
    MinutesVersion,
)
from politirad.tenancy.models import AuditEvent
from tests.meetings.minutes_scene import (
    approved,
    begun,
    closed_item,
    everybody_came,
    letters,
    sent,
    write,
)
from tests.meetings.numbers import SYNTHETIC
from tests.world import World


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


def test_places_of_closed_items_follow_the_numbers_of_addenda(world: World) -> None:
    meeting, minutes, _first = begun(world)
    closed_item(world, meeting)
    late_one, late_two = closed_item(world, meeting), closed_item(world, meeting, world.north.mayor)
    with world.acting(world.north.slt):
        late_one.added_after_call = late_two.added_after_call = True
        late_one.order, late_two.order = 1, 2
        AgendaItem.objects.bulk_update([late_one, late_two], ["added_after_call", "order"])
        AgendaItem.objects.create(
            council=meeting.council, meeting=meeting, title="Tilleggssak", order=9, added_after_call=True
        )
        decide(
            item=AgendaItem.objects.select_related("meeting").get(pk=late_two.pk),
            text="Ja",
            by=world.north.slt,
        )
    with world.acting(world.north.mayor):
        content = snapshot_of(meeting, minutes)
    assert [item["number"] for item in content["items"]] == ["1", "2", "T1"]
    assert [item["number"] for item in content["closed"]] == ["3", "2-T1", "2-T2"]
    with world.acting(world.north.mayor):
        (number,) = [one.number for entry in entries_of(meeting) for one in entry.decisions]
    assert number == f"L1/{meeting.date.year}"
