"""A meeting is taken out for the archive: what is in the package, for whom, and when not yet."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from meetings.actions.approval import correct_minutes
from meetings.actions.follow_up import decide
from meetings.arkivmelding import NAMESPACE, XML_FILE
from meetings.models import AgendaItem, Meeting, MeetingFile, MeetingPdf
from politirad.tenancy.models import AuditEvent
from tests.meetings.arkivmelding_schema import wrong_in
from tests.meetings.minutes_scene import approved, begun, closed_item, second_writer
from tests.queries import asked
from tests.world import World

pytestmark = pytest.mark.django_db
N = {"n": NAMESPACE}
HIDDEN = "Kvitveisgruppa"


def address(meeting: Meeting) -> str:
    return reverse("meeting_archive", args=[meeting.pk])


def printed(world: World, meeting: Meeting) -> None:
    """The minutes' PDF, as the worker leaves it."""
    with world.inside(world.north.council):
        pdf = MeetingPdf(
            council=world.north.council,
            meeting=meeting,
            kind=MeetingPdf.Kind.MINUTES,
            name="referat.pdf",
            content_type="application/pdf",
        )
        pdf.hold(b"%PDF-1.7 referat")
        pdf.save(force_insert=True)


def ready(world: World) -> Meeting:
    """Approved and printed minutes, with a decision, a paper, and a closed item of the secretary's."""
    meeting, minutes, item = begun(world)
    hidden = closed_item(world, meeting, title=HIDDEN)
    with world.acting(world.north.slt):
        decide(item=item, text="Rådet ber om en plan.", by=world.north.slt)
        decide(item=AgendaItem.objects.get(pk=hidden.pk), text=f"{HIDDEN} følges opp.", by=world.north.slt)
        for one, name in ((item, "plan.docx"), (hidden, "hemmelig.pdf")):
            paper = MeetingFile(
                council=world.north.council, meeting=meeting, item=one, name=name, uploaded_by=world.north.slt
            )
            paper.hold(name.encode())
            paper.save(force_insert=True)
    approved(world, minutes)
    printed(world, meeting)
    with world.acting(world.north.slt):
        correct_minutes(minutes=minutes, text="Rett navn er Kari.", at=timezone.now(), by=world.north.slt)
    return meeting


def opened(answer: HttpResponse) -> tuple[ElementTree.Element, dict[str, bytes]]:
    """The XML of a package, and the other files by name."""
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return ElementTree.fromstring(files.pop(XML_FILE)), files


def titles(root: ElementTree.Element) -> list[str]:
    return [one.findtext("n:tittel", "", N) for one in root.findall("n:mappe/n:registrering", N)]


def test_secretary_takes_the_whole_meeting_out(world: World) -> None:
    meeting = ready(world)
    client = world.client(world.north.slt)
    page = client.get(address(meeting)).content.decode()
    assert "1 lukket sak er med" in page
    assert HIDDEN in page
    root, files = opened(client.post(address(meeting)))
    assert wrong_in(root) == []
    assert world.north.council.name in root.findtext("n:mappe/n:tittel", "", N)
    assert titles(root)[-4:] == ["Referat", "Nytt fra politiet", "Russetid", HIDDEN]
    first = root.findall("n:mappe/n:registrering", N)[-3]
    assert "Rådet ber om en plan." in first.findtext("n:beskrivelse", "", N)
    assert b"%PDF-1.7 referat" in files.values()
    assert b"plan.docx" in files.values()
    assert "Rett navn er Kari." in [one.text for one in root.iter(f"{{{NAMESPACE}}}merknadstekst")]
    closed = root.findall("n:mappe/n:registrering", N)[-1]
    assert closed.findtext("n:skjerming/n:skjermingshjemmel", "", N) == "Offentleglova § 13"
    assert closed.findtext("n:offentligTittel", "", N) == "Lukket sak"
    assert any(f"{HIDDEN} følges opp." in content.decode(errors="ignore") for content in files.values())
    with world.acting(world.north.slt):
        assert AuditEvent.objects.filter(action="export_for_archive", subject_id=meeting.pk).count() == 1
        assert AuditEvent.objects.filter(action="read_closed_item").exists()


def test_writer_who_does_not_see_a_closed_item_exports_without_it(world: World) -> None:
    meeting = ready(world)
    client = world.client(second_writer(world))
    page = client.get(address(meeting)).content.decode()
    assert "1 lukket sak er ikke med" in page
    assert HIDDEN not in page
    answer = client.post(address(meeting))
    root, files = opened(answer)
    assert HIDDEN not in ElementTree.tostring(root, encoding="unicode")
    assert not any(HIDDEN.encode() in content or content == b"hemmelig.pdf" for content in files.values())
    assert not any("hemmelig" in name for name in files)
    (note,) = [one.text for one in root.findall("n:mappe/n:merknad/n:merknadstekst", N)]
    assert note == "1 lukket sak er ikke med, fordi den som eksporterte, ikke ser den."
    assert root.findtext("n:antallFiler", "", N) == str(len(files))


def test_minutes_must_be_approved_and_printed(world: World) -> None:
    meeting, minutes, _item = begun(world)
    client = world.client(world.north.slt)
    answer = client.post(address(meeting))
    assert answer.status_code == 422
    assert "Referatet må være godkjent" in answer.content.decode()
    printed(world, meeting)  # a draft's PDF is not the approved minutes'
    approved(world, minutes)
    answer = client.post(address(meeting))
    assert answer.status_code == 422
    assert "er ikke laget ennå" in answer.content.decode()
    assert "er ikke laget ennå" in client.get(address(meeting)).content.decode()


def test_only_those_who_write_the_minutes(world: World) -> None:
    meeting = ready(world)
    for user in (world.north.mayor, world.north.member, world.north.observer, world.north.police_contact):
        assert world.client(user).get(address(meeting)).status_code == 403
        assert world.client(user).post(address(meeting)).status_code == 403
    for user in (world.south.slt, world.stranger):
        assert world.client(user).post(address(meeting)).status_code == 404


def test_page_asks_the_same_for_many_items(world: World) -> None:
    meeting = ready(world)
    client = world.client(world.north.slt)
    few = len(asked(client, address(meeting)))
    with world.acting(world.north.slt):
        for number in range(30):
            AgendaItem.objects.create(
                council=world.north.council,
                meeting=meeting,
                title=f"Sak {number}",
                order=10 + number,
                created_by=world.north.slt,
            )
    assert len(asked(client, address(meeting))) == few
