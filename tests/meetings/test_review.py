"""The police look at the agenda: asked, answered item by item, and begun anew when an item changes."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.closed_items import ClosedTerms
from meetings.models import AgendaItem, Meeting, MeetingFile
from politirad.tenancy.models import AuditEvent, OutgoingMessage
from tests.world import World


def a_meeting(world: World, *titles: str) -> tuple[Meeting, list[AgendaItem]]:
    with world.acting(world.north.slt):
        meeting = Meeting.objects.create(
            council=world.north.council,
            title="Møte",
            date=world.today + datetime.timedelta(days=30),
            start=datetime.time(9),
            end=datetime.time(11),
            agenda_begun_at=timezone.now(),
        )
        items = [
            add_item(meeting=meeting, terms=ItemTerms(title=title), by=world.north.slt, at=timezone.now())
            for title in titles
        ]
    return meeting, items


def ask(world: World, meeting: Meeting) -> str:
    client = world.client(world.north.slt)
    return client.post(reverse("ask_review", args=[meeting.pk]), follow=True).content.decode()


def answer(world: World, item: AgendaItem, comment: str = "", version: int = 1) -> Any:
    return world.client(world.north.police_contact).post(
        reverse("review_item", args=[item.meeting_id, item.pk]),
        {
            f"{item.pk}-answer": "comment" if comment else "ready",
            f"{item.pk}-comment": comment,
            f"{item.pk}-version": version,
        },
    )


def states(world: World, meeting: Meeting) -> list[str]:
    with world.acting(world.north.slt):
        return list(meeting.items.order_by("order").values_list("review", flat=True))


def fresh(world: World, item: AgendaItem) -> AgendaItem:
    with world.acting(world.north.slt):
        return AgendaItem.objects.get(pk=item.pk)


def letters(world: World, kind: str) -> list[OutgoingMessage]:
    with world.acting(world.north.slt):
        return list(OutgoingMessage.objects.filter(kind=kind).order_by("to_email"))


@pytest.mark.django_db
def test_remark_that_is_typed_is_not_thrown_away_by_ready(world: World) -> None:
    meeting, (item,) = a_meeting(world, "Russetid")
    ask(world, meeting)
    client, address = (
        world.client(world.north.police_contact),
        reverse("review_item", args=[meeting.pk, item.pk]),
    )
    typed = {f"{item.pk}-answer": "ready", f"{item.pk}-comment": "Ta med OUT.", f"{item.pk}-version": 1}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "Velg «Send merknad»" in refused.content.decode()
    assert "Ta med OUT." in refused.content.decode()
    answer(world, item, "Ta med OUT.")
    assert states(world, meeting) == ["commented"]
    assert client.post(address, typed).status_code == 302
    assert states(world, meeting) == ["ready"]


@pytest.mark.django_db
def test_police_are_asked_once_and_answer_each_item(world: World) -> None:
    meeting, (first, second) = a_meeting(world, "Russetid", "Uteliv")
    assert "2 personer er bedt om å se over." in ask(world, meeting)
    assert "allerede bedt" in ask(world, meeting)
    asked = letters(world, "review_asked")
    assert {one.recipient for one in asked} == {world.north.police_contact, world.station_chief}
    assert "1. Russetid" in asked[0].text
    assert reverse("agenda_review", args=[meeting.pk]) in asked[0].text
    assert answer(world, first).status_code == 302
    client = world.client(world.north.police_contact)
    finish = reverse("finish_review", args=[meeting.pk])
    assert "Noen saker er ikke gjennomgått ennå." in client.post(finish, follow=True).content.decode()
    answer(world, second, "Ta med tall fra skjenkekontrollen.")
    assert states(world, meeting) == ["ready", "commented"]
    page = client.get(reverse("agenda_review", args=[meeting.pk])).content.decode()
    assert page.count(f'action="{finish}"') == page.count('id="ferdig"') == 1
    assert page.rindex('type="submit" form="ferdig"') > page.rindex('class="card"')
    client.post(finish)
    client.post(finish)
    with world.acting(world.north.slt):
        meeting.refresh_from_db()
        assert meeting.review_state == "done"
        assert AuditEvent.objects.filter(action="finish_review").count() == 1
    (done,) = letters(world, "review_done")
    assert done.recipient == world.north.slt
    assert "Ta med tall fra skjenkekontrollen." in done.text
    assert "1 sak er klar." in done.text
    page = world.client(world.north.slt).get(reverse("agenda", args=[meeting.pk])).content.decode()
    assert "Ta med tall fra skjenkekontrollen." in page


@pytest.mark.django_db
def test_changed_item_and_new_paper_begin_the_review_anew(world: World) -> None:
    meeting, (first, second, third) = a_meeting(world, "A", "B", "C")
    ask(world, meeting)
    for item in (first, second, third):
        answer(world, item)
    world.client(world.north.police_contact).post(reverse("finish_review", args=[meeting.pk]))
    client = world.client(world.north.slt)
    client.post(
        reverse("edit_item", args=[meeting.pk, first.pk]),
        {"title": "A2", "kind": "discussion", "part": "1", "version": 1},
    )
    paper = SimpleUploadedFile("a.pdf", b"%PDF-1.7 %%EOF")
    client.post(reverse("add_paper", args=[meeting.pk, second.pk]), {"paper": paper})
    assert states(world, meeting) == ["pending", "pending", "ready"]
    version = fresh(world, second).version
    answer(world, second, version=version)
    assert states(world, meeting) == ["pending", "ready", "ready"]
    with world.acting(world.north.slt):
        paper_id = MeetingFile.objects.get(item=second).pk
    client.post(reverse("remove_paper", args=[meeting.pk, paper_id]))
    assert states(world, meeting) == ["pending", "pending", "ready"]
    assert (fresh(world, second).version, fresh(world, second).reviewed_by_id) == (version + 1, None)
    page = client.get(reverse("agenda", args=[meeting.pk])).content.decode()
    assert "Sakslisten er endret etter at politiet gikk gjennom den." in page
    ask(world, meeting)
    assert len(letters(world, "review_asked")) == 4
    # An answer to what was read before the change is not taken for an answer to what stands there now.
    answer(world, first, version=1)
    assert states(world, meeting)[0] == "pending"
    answer(world, first, version=2)
    assert states(world, meeting)[0] == "ready"


@pytest.mark.parametrize(
    ("comment", "sentence"),
    [("   ", "Skriv merknaden"), ("Gjelder 01010750160", "Teksten inneholder et fødselsnummer.")],
)
@pytest.mark.django_db
def test_bad_comment_is_refused_in_words(world: World, comment: str, sentence: str) -> None:
    meeting, (item,) = a_meeting(world, "A")
    found = answer(world, item, comment)
    assert found.status_code == 422
    assert sentence in found.content.decode()
    assert states(world, meeting) == ["pending"]


@pytest.mark.django_db
def test_empty_agenda_and_council_without_police_say_so(world: World) -> None:
    meeting, _items = a_meeting(world)
    assert "Sakslisten har ingen saker ennå." in ask(world, meeting)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(state="cancelled")
    assert "Møtet er holdt eller avlyst" in ask(world, meeting)
    assert letters(world, "review_asked") == []


@pytest.mark.django_db
def test_closed_items_are_reviewed_only_by_those_they_concern_and_named_in_no_letter(world: World) -> None:
    meeting, (item,) = a_meeting(world, "Åpen sak")
    with world.acting(world.north.slt):
        terms = ItemTerms(
            title="Skjult tittel",
            closed=ClosedTerms(legal_basis="§ 27", concerned=(world.north.police_contact.pk,)),
        )
        closed = add_item(meeting=meeting, terms=terms, by=world.north.slt, at=timezone.now())
    ask(world, meeting)
    url = reverse("agenda_review", args=[meeting.pk])
    assert "Skjult tittel" in world.client(world.north.police_contact).get(url).content.decode()
    assert "Skjult tittel" not in world.client(world.station_chief).get(url).content.decode()
    chief = world.client(world.station_chief)
    hidden = reverse("review_item", args=[meeting.pk, closed.pk])
    assert chief.post(hidden).status_code == 404
    answer(world, item)
    answer(world, closed, "Skjult merknad")
    world.client(world.north.police_contact).post(reverse("finish_review", args=[meeting.pk]))
    for letter in (*letters(world, "review_asked"), *letters(world, "review_done")):
        assert "Skjult" not in letter.text + letter.subject
    with world.acting(world.north.slt):
        assert AuditEvent.objects.filter(action="read_closed_item", subject_id=closed.pk).exists()
        assert not AuditEvent.objects.filter(subject_name__contains="Skjult").exists()


@pytest.mark.django_db
def test_doors_of_the_review(world: World) -> None:
    meeting, (item,) = a_meeting(world, "A")
    page = reverse("agenda_review", args=[meeting.pk])
    for user, status in (
        (world.north.police_contact, 200),
        (world.north.slt, 403),
        (world.north.member, 403),
        (world.south.police_contact, 404),
        (world.stranger, 404),
    ):
        assert world.client(user).get(page).status_code == status
    for name, args in (("review_item", [meeting.pk, item.pk]), ("finish_review", [meeting.pk])):
        assert world.client(world.north.member).post(reverse(name, args=args)).status_code == 403
        assert world.client(world.south.police_contact).post(reverse(name, args=args)).status_code == 404


@pytest.mark.django_db
def test_page_asks_the_same_number_of_questions_for_many_items(world: World) -> None:
    meeting, _items = a_meeting(world, "A")
    client = world.client(world.north.police_contact)
    url = reverse("agenda_review", args=[meeting.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        assert client.get(url).status_code == 200
    with world.acting(world.north.slt):
        for number in range(30):
            add_item(
                meeting=meeting, terms=ItemTerms(title=f"Sak {number}"), by=world.north.slt, at=timezone.now()
            )
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
