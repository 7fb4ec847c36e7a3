"""The agenda through its pages: how it begins, how it is changed and ordered, closed items, papers."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from meetings.actions.calling import call_meeting
from meetings.models import AgendaItem, ClosedAccess, MeetingFile
from politirad.tenancy.models import AuditEvent
from tests.meetings.agenda_scene import PDF, a_meeting, closed_item, form, open_item, titles
from tests.world import World


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
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
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
