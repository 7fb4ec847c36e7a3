"""The pack: our agenda, the PDF papers as they came, the others listed; and who reads it by the link in the letter."""

from __future__ import annotations

import datetime
import io
from uuid import UUID

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.calling import call_meeting, remove_invitee
from meetings.actions.changes import cancel_meeting
from meetings.actions.papers import add_paper
from meetings.calling import answer_secret
from meetings.clock import due_changes
from meetings.making import make_pdf
from meetings.models import AgendaItem, Meeting, MeetingFile, MeetingJob, MeetingPdf
from meetings.papers import PDF
from tests.meetings.agenda_scene import closed_item
from tests.meetings.calls import planned
from tests.meetings.letters import letters
from tests.meetings.reply_scene import line_of
from tests.test_binding import sheet
from tests.world import World

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def keep(world: World, item: AgendaItem, name: str, content: bytes, kind: str = PDF) -> MeetingFile:
    """A paper of an item, past the check of its bytes."""
    with world.acting(world.north.slt):
        paper = MeetingFile(
            council=world.north.council, meeting_id=item.meeting_id, item=item, name=name, content_type=kind
        )
        paper.hold(content)
        paper.save(force_insert=True)
    return paper


def scene(world: World) -> tuple[Meeting, list[MeetingFile], MeetingFile]:
    """A called meeting with papers of every kind; the papers of the open part, and the closed one."""
    meeting = planned(world)
    with world.acting(world.north.slt):
        first, second = meeting.items.order_by("order")
        terms = ItemTerms(title="Ungdom", text="<p>Om <strong>ungdom</strong></p>")
        add_item(meeting=meeting, terms=terms, by=world.north.slt, at=timezone.now())
    papers = [
        keep(world, second, "russetid.pdf", sheet(3)),
        keep(world, first, "tall.pdf", sheet(2)),
        keep(world, first, "notat.docx", b"PK", DOCX),
        keep(world, first, "laast.pdf", sheet(1, password="x")),
    ]
    hidden = closed_item(world, meeting, world.north.slt, title="Hemmelig sak")
    closed = keep(world, hidden, "hemmelig.pdf", sheet(1))
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
    return meeting, papers, closed


def made(world: World, meeting: Meeting) -> MeetingPdf:
    """The pack, once the job is done."""
    with world.inside(world.north.council):
        job = MeetingJob.objects.filter(meeting=meeting, kind="pack", state="waiting").get()
    make_pdf(world.north.council.pk, job.pk, at=timezone.now())
    with world.inside(world.north.council):
        job.refresh_from_db()
        assert (job.state, job.error) == ("done", "")
        assert job.pdf is not None
        return job.pdf


def test_pack_is_the_agenda_and_the_pdf_papers_in_the_agendas_order(world: World) -> None:
    meeting, papers, _closed = scene(world)
    content = bytes(made(world, meeting).content)
    pages = PdfReader(io.BytesIO(content)).pages
    with pikepdf.open(io.BytesIO(content)) as file:
        labels = [str(page.label) for page in file.pages]
        with file.open_outline() as outline:
            bookmarks = [str(one.title) for one in outline.root][-2:]
        links = [str(note.A.URI) for page in file.pages for note in page.get("/Annots", []) if "/A" in note]
    assert [address.split("/papir/")[1] for address in links] == [f"{papers[place].pk}/" for place in (2, 3)]
    front = len(pages) - 5
    assert labels[front:] == ["V1-1", "V1-2", "V2-1", "V2-2", "V2-3"]
    assert bookmarks == ["Vedlegg 1 til sak 1: tall.pdf", "Vedlegg 2 til sak 2: russetid.pdf"]
    assert "Vedlegg 2 til sak 2 · 3/3" in pages[-1].extract_text()
    text = " ".join(page.extract_text() for page in pages[:front])
    assert "Om ungdom" in " ".join(text.split())
    assert "<strong>" not in text
    assert "notat.docx" in text and "ikke PDF" in text
    assert "laast.pdf" in text and "låst eller skadet" in text


def test_nothing_of_a_closed_item_is_in_the_pack(world: World) -> None:
    meeting, _papers, _closed = scene(world)
    content = bytes(made(world, meeting).content)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "Hemmelig" not in text
    assert "hemmelig" not in text
    assert b"hemmelig" not in content


def link(world: World, meeting: Meeting) -> str:
    return f"/svar/{answer_secret(line_of(world, meeting, world.north.member))}/"


def test_those_called_read_pack_and_papers_by_the_link_without_login(world: World) -> None:
    meeting, papers, closed = scene(world)
    base = link(world, meeting)
    assert Client().get(f"{base}mappe/").status_code == 404
    pack = made(world, meeting)
    page = Client().get(base).content.decode()
    assert f"{base}mappe/" in page
    assert all(paper.name in page for paper in papers)
    assert closed.name not in page
    assert Client().get(f"{base}mappe/").content == bytes(pack.content)
    answer = Client().get(f"{base}papir/{papers[2].pk}/")
    assert (answer.content, answer["Content-Disposition"]) == (b"PK", 'attachment; filename="notat.docx"')
    with world.acting(world.north.slt):
        (letter,) = letters(meeting, "meeting_call")[-1:]
    assert "Svar og les sakspapirene her" in letter.text


def test_letter_says_where_the_pack_is_with_papers_and_without_and_nothing_is_attached(world: World) -> None:
    bare = planned(world, days=25)
    with world.acting(world.north.slt):
        call_meeting(meeting=bare, at=timezone.now(), by=world.north.slt)
        without = letters(bare, "meeting_call")
    meeting, _papers, _closed = scene(world)
    with world.acting(world.north.slt):
        with_papers = letters(meeting, "meeting_call")
    assert {"med hele sakslisten som PDF, ligger på samme side" in one.text for one in without} == {True}
    assert {"med sakslisten og alle PDF-papirene i én fil" in one.text for one in with_papers} == {True}
    for one in (*without, *with_papers):
        assert "/svar/" in one.text
        assert "%PDF" not in one.html + one.text
    # Behind the link it is, once it is made; until then the page says so.
    line = line_of(world, bare, world.north.member)
    base = f"/svar/{answer_secret(line)}/"
    assert "Møtemappen blir laget nå" in Client().get(base).content.decode()
    made(world, bare)
    page = Client().get(base).content.decode()
    assert f'href="{base}mappe/"' in page
    assert "Møtemappen blir laget nå" not in page


def test_update_says_that_the_pack_is_made_anew_when_the_agenda_is(world: World) -> None:
    meeting, _papers, _closed = scene(world)
    with world.acting(world.north.slt):
        terms = ItemTerms(title="Ny sak")
        add_item(meeting=meeting, terms=terms, by=world.north.slt, at=timezone.now())
    due_changes(timezone.now() + datetime.timedelta(minutes=1))
    with world.acting(world.north.slt):
        text = letters(meeting, "meeting_update")[-1].text
    assert "Møtemappen blir laget på nytt, og ligger på samme side." in text


def test_link_opens_no_closed_paper_and_none_of_another_meeting(world: World) -> None:
    meeting, _papers, closed = scene(world)
    base = link(world, meeting)
    other = planned(world, days=30)
    with world.acting(world.north.slt):
        item = other.items.all()[0]
    foreign = keep(world, item, "annet.pdf", sheet(1))
    wrong = [closed.pk, foreign.pk, UUID(int=0)]
    assert [Client().get(f"{base}papir/{one}/").status_code for one in wrong] == [404] * 3
    assert Client().get(f"/svar/{'0' * 64}/mappe/").status_code == 404
    assert Client().post(f"{base}mappe/").status_code == 405


@pytest.mark.parametrize("ended", ["removed", "cancelled", "long ago"])
def test_link_closes_when_it_has_done_its_work(world: World, ended: str) -> None:
    meeting, papers, _closed = scene(world)
    made(world, meeting)
    base = link(world, meeting)
    with world.acting(world.north.slt):
        if ended == "removed":
            line = line_of(world, meeting, world.north.member)
            remove_invitee(meeting=meeting, invitee_id=line.pk, at=timezone.now(), by=world.north.slt)
        elif ended == "cancelled":
            cancel_meeting(meeting=meeting, reason="Sykdom", at=timezone.now(), by=world.north.slt)
        else:
            Meeting.objects.filter(pk=meeting.pk).update(date=world.today - datetime.timedelta(days=40))
    answers = [Client().get(f"{base}{path}").status_code for path in ("mappe/", f"papir/{papers[0].pk}/")]
    assert answers == [404, 404]
    assert papers[0].name not in Client().get(base).content.decode()


def test_new_paper_after_the_call_is_told_and_makes_a_new_pack(world: World) -> None:
    meeting, _papers, closed = scene(world)
    made(world, meeting)
    with world.acting(world.north.slt):
        item = meeting.items.get(title="Ungdom")
        add_paper(item=item, name="ny.pdf", content=sheet(1), by=world.north.slt, at=timezone.now())
        add_paper(
            item=closed.item or item,
            name="skjult.pdf",
            content=sheet(1),
            by=world.north.slt,
            at=timezone.now(),
        )
    assert due_changes(timezone.now() + datetime.timedelta(minutes=1)) == 7
    with world.acting(world.north.slt):
        text = letters(meeting, "meeting_update")[0].text
    assert "Endret på sakslisten:\n3. Ungdom" in text
    assert "skjult" not in text
    assert len(PdfReader(io.BytesIO(bytes(made(world, meeting).content))).pages) >= 6


def test_members_order_the_pack_on_the_meetings_page(world: World) -> None:
    meeting, _papers, _closed = scene(world)
    client = world.client(world.north.member)
    page = client.get(f"/moter/{meeting.pk}/").content.decode()
    assert f"/moter/{meeting.pk}/pdf/pack/lag/" in page
    assert client.post(f"/moter/{meeting.pk}/pdf/pack/lag/").status_code == 302
    made(world, meeting)
    assert "Møtemappe" in client.get(f"/moter/{meeting.pk}/").content.decode()
