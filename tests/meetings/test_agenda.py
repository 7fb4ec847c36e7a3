"""The agenda through its pages: how it begins, how it is changed and ordered, closed items, papers."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.actions.agenda import ItemTerms, add_item, begin_agenda
from meetings.actions.closed_items import ClosedTerms
from meetings.agenda import agenda_of, snapshot
from meetings.models import Action, AgendaItem, AgendaVersion, ClosedAccess, Meeting, MeetingFile
from politirad.tenancy.models import AuditEvent, User
from tests.world import STANDING_ITEMS, World

BIRTH_NUMBER = "01010750160"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def a_meeting(world: World, **facts: Any) -> Meeting:
    """A planned meeting of the north council, in a month."""
    with world.acting(world.north.slt):
        return Meeting.objects.create(
            council=world.north.council,
            title="Møte 1",
            date=world.today + datetime.timedelta(days=30),
            start=datetime.time(9),
            end=datetime.time(11),
            **facts,
        )


def closed_item(world: World, meeting: Meeting, *concerned: User, title: str = "Lukket sak") -> AgendaItem:
    with world.acting(world.north.slt):
        terms = ItemTerms(
            title=title,
            text="<p>Skjult tekst</p>",
            closed=ClosedTerms(
                legal_basis="politiregisterloven § 27", concerned=tuple(one.pk for one in concerned)
            ),
        )
        return add_item(meeting=meeting, terms=terms, by=world.north.slt)


def open_item(world: World, meeting: Meeting, title: str, minutes: int | None = None) -> AgendaItem:
    with world.acting(world.north.slt):
        return add_item(meeting=meeting, terms=ItemTerms(title=title, minutes=minutes), by=world.north.slt)


def titles(world: World, meeting: Meeting, user: User | None = None) -> list[str]:
    with world.acting(user or world.north.slt):
        return list(meeting.items.order_by("part", "order").values_list("title", flat=True))


def form(title: str = "Ungdomsmiljøet", **facts: Any) -> dict[str, Any]:
    return {"title": title, "kind": "discussion", "part": "1", **facts}


@pytest.mark.django_db
def test_opening_the_agenda_fetches_standing_items_duties_and_open_actions_once(world: World) -> None:
    meeting = a_meeting(
        world, theme="Rus; Nettmobbing", duties=[{"kind": "evaluation", "text": "Tiltakene evalueres."}]
    )
    with world.acting(world.north.slt):
        Action.objects.create(council=world.north.council, text="Lage plan", responsible_text="SLT")
        earlier = a_meeting(world)
        hidden = closed_item(world, earlier, title="Skjult")
        Action.objects.create(council=world.north.council, item=hidden, text="Skjult oppgave")
    client = world.client(world.north.slt)
    text = client.get(reverse("agenda", args=[meeting.pk])).content.decode()
    assert "Faste saker" in text
    expected = [
        *STANDING_ITEMS,
        "Oppfølging fra tidligere møter",
        "Evaluering",
        "Tema: Rus",
        "Tema: Nettmobbing",
    ]
    assert titles(world, meeting) == expected
    with world.acting(world.north.slt):
        follow_up = meeting.items.get(origin="follow_up")
        assert "Lage plan (SLT)" in follow_up.text
        assert "Skjult oppgave" not in follow_up.text
        meeting.items.get(title="Evaluering").delete()
    client.get(reverse("agenda", args=[meeting.pk]))
    assert titles(world, meeting) == [title for title in expected if title != "Evaluering"]


@pytest.mark.django_db
def test_items_that_are_there_come_after_the_standing_ones_and_are_not_doubled(world: World) -> None:
    meeting = a_meeting(world)
    open_item(world, meeting, "Meldt sak")
    open_item(world, meeting, STANDING_ITEMS[1])
    world.client(world.north.slt).get(reverse("agenda", args=[meeting.pk]))
    assert titles(world, meeting) == [STANDING_ITEMS[0], STANDING_ITEMS[2], "Meldt sak", STANDING_ITEMS[1]]


@pytest.mark.django_db
def test_agenda_of_a_called_meeting_is_not_begun_by_looking_at_it(world: World) -> None:
    meeting = a_meeting(world, state="called", called_at=timezone.now())
    world.client(world.north.slt).get(reverse("agenda", args=[meeting.pk]))
    assert titles(world, meeting) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_open_the_agenda_at_once_fetch_one_set(world: World) -> None:
    meeting = a_meeting(world)
    barrier = threading.Barrier(2)
    begun: list[bool] = []

    def begin() -> None:
        try:
            with world.acting(world.north.slt):
                barrier.wait(timeout=10)
                begun.append(begin_agenda(meeting=meeting, by=world.north.slt, at=timezone.now()))
        finally:
            connection.close()

    threads = [threading.Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(begun) == [False, True]
    assert titles(world, meeting) == list(STANDING_ITEMS)


@pytest.mark.django_db
def test_item_is_added_changed_and_removed(world: World) -> None:
    meeting = a_meeting(world)
    client = world.client(world.north.slt)
    data = form(minutes="20", presenter="Pia", text="<p>Om <script>alert(1)</script>miljøet</p>")
    assert client.post(reverse("new_item", args=[meeting.pk]), data).status_code == 302
    with world.acting(world.north.slt):
        item = meeting.items.get()
    assert (item.title, item.minutes, item.presenter, item.part) == ("Ungdomsmiljøet", 20, "Pia", 1)
    assert item.text == "<p>Om miljøet</p>"
    url = reverse("edit_item", args=[meeting.pk, item.pk])
    assert 'name="version" value="1"' in client.get(url).content.decode()
    client.post(url, form("Nytt navn", version=1))
    with world.acting(world.north.slt):
        item.refresh_from_db()
    assert (item.title, item.version, item.minutes) == ("Nytt navn", 2, None)
    client.post(reverse("remove_item", args=[meeting.pk, item.pk]))
    assert titles(world, meeting) == []


@pytest.mark.django_db
def test_second_writer_is_told_and_loses_nothing(world: World) -> None:
    meeting = a_meeting(world)
    item = open_item(world, meeting, "Sak")
    url = reverse("edit_item", args=[meeting.pk, item.pk])
    client = world.client(world.north.slt)
    assert client.post(url, form("Først", version=1)).status_code == 302
    answer = client.post(url, form("Sist", version=1))
    assert answer.status_code == 200
    assert "Noen andre har endret saken mens du skrev." in answer.content.decode()
    assert 'value="Sist"' in answer.content.decode()
    assert titles(world, meeting) == ["Først"]


@pytest.mark.parametrize("field", ["title", "text", "presenter"])
@pytest.mark.django_db
def test_birth_number_is_refused_everywhere(world: World, field: str) -> None:
    meeting = a_meeting(world)
    data = form() | {field: f"Gjelder {BIRTH_NUMBER[:6]} {BIRTH_NUMBER[6:]}"}
    answer = world.client(world.north.slt).post(reverse("new_item", args=[meeting.pk]), data)
    assert "Teksten inneholder et fødselsnummer." in answer.content.decode()
    assert titles(world, meeting) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (form(title=""), '#id_title">Sak:'),
        (form(minutes="mange"), "Minutter"),
        (form(minutes="0"), "Minutter"),
        (form(kind="quarrel"), "Type sak"),
        (form(part="2"), "Skriv hjemmelen eller samtykket"),
        (form(part="2", consent_reference="Sak 12 i fagsystemet"), "Skriv hvor lenge samtykket gjelder."),
        (form(part="2", legal_basis="§ 27", concerned="noen"), "Hvem i rådet gjelder saken?"),
    ],
)
@pytest.mark.django_db
def test_bad_input_stores_nothing_and_says_why(world: World, data: dict[str, Any], sentence: str) -> None:
    meeting = a_meeting(world)
    answer = world.client(world.north.slt).post(reverse("new_item", args=[meeting.pk]), data)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "ds-error-summary" in text
    assert sentence in text
    assert titles(world, meeting) == []


@pytest.mark.django_db
def test_moving_keeps_numbers_without_holes(world: World) -> None:
    meeting = a_meeting(world)
    items = [open_item(world, meeting, title, 10) for title in "ABCD"]
    url = reverse("move_item", args=[meeting.pk])
    client = world.client(world.north.slt)
    answer = client.post(url, {"item": str(items[3].pk), "to": "1"}, headers={"X-Reorder": "1"})
    assert answer.status_code == 204
    assert titles(world, meeting) == ["D", "A", "B", "C"]
    assert client.post(url, {"item": str(items[3].pk), "to": "99"}).status_code == 302
    with world.acting(world.north.slt):
        items[0].delete()
        lines = agenda_of(meeting).part_one
    assert [(line.number, line.item.title) for line in lines] == [("1", "B"), ("2", "C"), ("3", "D")]
    assert [line.starts_at for line in lines] == [
        datetime.time(9),
        datetime.time(9, 10),
        datetime.time(9, 20),
    ]
    for wrong in ({"item": "tull", "to": "1"}, {"item": str(items[1].pk), "to": "tull"}, {}):
        assert client.post(url, wrong).status_code == 404


@pytest.mark.django_db
def test_after_the_call_new_items_are_addenda_and_numbers_stand(world: World) -> None:
    meeting = a_meeting(world)
    first = open_item(world, meeting, "A")
    open_item(world, meeting, "B")
    with world.acting(world.north.slt):
        AgendaVersion.objects.create(
            council=meeting.council,
            meeting=meeting,
            number=1,
            items=snapshot(meeting),
            frozen_at=timezone.now(),
        )
        Meeting.objects.filter(pk=meeting.pk).update(state="called", called_at=timezone.now())
        meeting.refresh_from_db()
    added = open_item(world, meeting, "C")
    client = world.client(world.north.slt)
    moved = client.post(
        reverse("move_item", args=[meeting.pk]),
        {"item": str(added.pk), "to": "1"},
        headers={"X-Reorder": "1"},
    )
    assert moved.status_code == 409
    client.post(reverse("remove_item", args=[meeting.pk, first.pk]))
    with world.acting(world.north.slt):
        numbers = {line.item.title: line.number for line in agenda_of(meeting).lines}
    assert numbers == {"B": "2", "C": "T1"}


@pytest.mark.parametrize("state", ["held", "cancelled"])
@pytest.mark.django_db
def test_agenda_of_a_meeting_that_is_over_stands(world: World, state: str) -> None:
    meeting = a_meeting(world)
    item = open_item(world, meeting, "Sak")
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(state=state, called_at=timezone.now())
    client = world.client(world.north.slt)
    answer = client.post(reverse("new_item", args=[meeting.pk]), form())
    assert "sakslisten kan ikke endres" in answer.content.decode()
    client.post(reverse("remove_item", args=[meeting.pk, item.pk]))
    assert titles(world, meeting) == ["Sak"]


@pytest.mark.django_db
def test_closed_item_is_made_in_the_form_for_those_concerned(world: World) -> None:
    meeting = a_meeting(world)
    concerned = world.north.police_contact
    data = form(
        "Bekymring i et ungdomsmiljø",
        part="2",
        consent_reference="Sak 2027/12",
        consent_until="31.12.2027",
        concerned=[str(concerned.pk)],
    )
    client = world.client(world.north.slt)
    assert client.post(reverse("new_item", args=[meeting.pk]), data).status_code == 302
    assert titles(world, meeting) == ["Bekymring i et ungdomsmiljø"]
    assert titles(world, meeting, concerned) == ["Bekymring i et ungdomsmiljø"]
    assert titles(world, meeting, world.north.mayor) == []
    # Whom it concerns can be changed; who is taken off no longer sees it.
    with world.acting(world.north.slt):
        item = meeting.items.get()
    url = reverse("edit_item", args=[meeting.pk, item.pk])
    client.post(url, data | {"concerned": [str(world.north.mayor.pk)], "version": 1})
    assert titles(world, meeting, concerned) == []
    assert titles(world, meeting, world.north.mayor) == ["Bekymring i et ungdomsmiljø"]
    # It is never opened again.
    answer = client.post(url, form("Åpen", version=2))
    assert "En lukket sak kan ikke åpnes." in answer.content.decode()


@pytest.mark.django_db
def test_open_item_can_be_closed_by_another_than_its_author(world: World) -> None:
    meeting = a_meeting(world)
    with world.acting(world.north.slt):
        item = AgendaItem.objects.create(
            council=meeting.council, meeting=meeting, title="Sak", created_by=world.north.mayor
        )
    answer = world.client(world.north.slt).post(
        reverse("edit_item", args=[meeting.pk, item.pk]), form("Sak", part="2", legal_basis="§ 27", version=1)
    )
    assert answer.status_code == 302
    assert titles(world, meeting) == ["Sak"]
    assert titles(world, meeting, world.north.member) == []


@pytest.mark.django_db
def test_strangers_to_the_council_cannot_be_given_access(world: World) -> None:
    meeting = a_meeting(world)
    data = form("Sak", part="2", legal_basis="§ 27", concerned=[str(world.south.mayor.pk)])
    answer = world.client(world.north.slt).post(reverse("new_item", args=[meeting.pk]), data)
    assert answer.status_code == 200
    with world.acting(world.north.slt):
        assert not ClosedAccess.objects.exists()


@pytest.mark.django_db
def test_closed_item_is_nowhere_for_those_it_does_not_concern(world: World) -> None:
    meeting = a_meeting(world)
    open_item(world, meeting, "Åpen sak")
    item = closed_item(world, meeting, world.north.police_contact, title="Skjult tittel")
    with world.acting(world.north.slt):
        paper = MeetingFile(
            council=meeting.council,
            meeting=meeting,
            item=item,
            name="skjult.pdf",
            content_type="application/pdf",
        )
        paper.hold(PDF)
        paper.save()
    outsider = world.client(world.north.mayor)
    text = outsider.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "Åpen sak" in text
    for secret in ("Skjult tittel", "skjult.pdf", "Lukket"):
        assert secret not in text
    assert outsider.get(reverse("item", args=[meeting.pk, item.pk])).status_code == 404
    assert outsider.get(reverse("paper", args=[meeting.pk, paper.pk])).status_code == 404
    insider = world.client(world.north.police_contact)
    text = insider.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "Skjult tittel" in text
    assert "skjult.pdf" in text
    assert b"Skjult tekst" in insider.get(reverse("item", args=[meeting.pk, item.pk])).content
    assert insider.get(reverse("paper", args=[meeting.pk, paper.pk])).content == PDF


@pytest.mark.django_db
def test_reading_a_closed_item_is_written_down_without_its_title(world: World) -> None:
    meeting = a_meeting(world)
    item = closed_item(world, meeting, world.north.police_contact, title="Skjult tittel")
    reader = world.north.police_contact
    client = world.client(reader)
    client.get(reverse("item", args=[meeting.pk, item.pk]))
    with world.acting(world.north.slt):
        (event,) = AuditEvent.objects.filter(action="read_closed_item")
        assert (event.actor, event.subject_id, event.subject_name) == (reader, item.pk, "")
        assert not AuditEvent.objects.filter(subject_name__contains="Skjult").exists()
    world.client(world.north.mayor).get(reverse("item", args=[meeting.pk, item.pk]))
    with world.acting(world.north.slt):
        assert AuditEvent.objects.filter(action="read_closed_item").count() == 1


@pytest.mark.django_db
def test_paper_is_kept_sniffed_and_served_as_a_download(world: World) -> None:
    meeting = a_meeting(world)
    item = open_item(world, meeting, "Sak")
    client = world.client(world.north.slt)
    upload = SimpleUploadedFile("../../Notat æøå.pdf", PDF, content_type="text/html")
    client.post(reverse("add_paper", args=[meeting.pk, item.pk]), {"paper": upload})
    with world.acting(world.north.slt):
        paper = MeetingFile.objects.get(item=item)
    assert (paper.name, paper.content_type, paper.size) == ("Notat æøå.pdf", "application/pdf", len(PDF))
    answer = world.client(world.north.member).get(reverse("paper", args=[meeting.pk, paper.pk]))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert world.client(world.south.slt).get(reverse("paper", args=[meeting.pk, paper.pk])).status_code == 404
    client.post(reverse("remove_paper", args=[meeting.pk, paper.pk]))
    with world.acting(world.north.slt):
        assert not MeetingFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("notat.pdf", b"<html><script>alert(1)</script>", "Vi tar imot PDF, Word"),
        ("bilde.png", PDF, "Filnavnet sier noe annet enn innholdet."),
        ("notat.exe", b"MZ\x90", "Vi tar imot PDF, Word"),
        ("tom.pdf", b"", "Filen er tom."),
        ("arkiv.docx", b"PK\x03\x04 ikke et arkiv", "Vi tar imot PDF, Word"),
    ],
)
@pytest.mark.django_db
def test_wrong_papers_are_refused_in_words(world: World, name: str, content: bytes, sentence: str) -> None:
    meeting = a_meeting(world)
    item = open_item(world, meeting, "Sak")
    answer = world.client(world.north.slt).post(
        reverse("add_paper", args=[meeting.pk, item.pk]),
        {"paper": SimpleUploadedFile(name, content)},
        follow=True,
    )
    assert sentence in answer.content.decode()
    with world.acting(world.north.slt):
        assert not MeetingFile.objects.exists()


@pytest.mark.django_db
def test_only_those_who_prepare_change_the_agenda(world: World) -> None:
    meeting = a_meeting(world)
    item = open_item(world, meeting, "Sak")
    doors = [
        ("get", "agenda", ()),
        ("post", "new_item", ()),
        ("get", "edit_item", (item.pk,)),
        ("post", "add_paper", (item.pk,)),
        ("post", "ask_review", ()),
        ("post", "remove_item", (item.pk,)),
    ]
    for user, status in ((world.north.member, 403), (world.south.slt, 404), (world.stranger, 404)):
        client = world.client(user)
        for method, name, more in doors:
            answer = getattr(client, method)(reverse(name, args=[meeting.pk, *more]))
            assert answer.status_code == status, name
    client = world.client(world.north.slt)
    for method, name, more in doors:
        answer = getattr(client, method)(reverse(name, args=[meeting.pk, *more]))
        assert answer.status_code in (200, 302), name


@pytest.mark.django_db
def test_item_of_another_meeting_is_not_found_under_this_one(world: World) -> None:
    meeting, other = a_meeting(world), a_meeting(world)
    item = open_item(world, other, "Sak")
    client = world.client(world.north.slt)
    assert client.get(reverse("item", args=[meeting.pk, item.pk])).status_code == 404
    assert client.get(reverse("item", args=[other.pk, item.pk])).status_code == 200


@pytest.mark.parametrize("name", ["agenda", "meeting"])
@pytest.mark.django_db
def test_pages_ask_the_same_number_of_questions_for_many_items(world: World, name: str) -> None:
    meeting = a_meeting(world, agenda_begun_at=timezone.now())
    item = open_item(world, meeting, "Sak", 5)
    client = world.client(world.north.slt)
    url = reverse(name, args=[meeting.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        assert client.get(url).status_code == 200
    for number in range(30):
        item = open_item(world, meeting, f"Sak {number}", 5)
        with world.acting(world.north.slt):
            paper = MeetingFile(council=meeting.council, meeting=meeting, item=item, name="a.pdf")
            paper.hold(PDF)
            paper.save()
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
    asked = [query["sql"] for query in many if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 19, "\n".join(asked)
