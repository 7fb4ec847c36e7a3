"""What the tests of the agenda as it was sent share: a draft, and the same once it is sent, both with a paper."""

from __future__ import annotations

import io
from typing import Any

from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from meetings.actions.agenda import ItemTerms, change_item
from meetings.actions.calling import call_meeting
from meetings.actions.papers import add_paper
from meetings.making import make_pdf
from meetings.models import AgendaItem, Meeting, MeetingFile, MeetingJob, MeetingPdf
from politirad.tenancy.models import User
from tests.meetings.agenda_scene import PDF
from tests.meetings.calls import planned
from tests.world import World

TEXT, NEW = "<p>Framlegget</p>", "<p>Det nye framlegget</p>"


def drafted(world: World) -> tuple[Meeting, AgendaItem, MeetingFile]:
    """A planned meeting; its second item has a text, a presenter and a paper."""
    meeting = planned(world)
    with world.acting(world.north.slt):
        item = AgendaItem.objects.select_related("meeting", "council").get(meeting=meeting, title="Russetid")
        AgendaItem.objects.filter(pk=item.pk).update(text=TEXT, presenter="Pia P.")
        paper = add_paper(item=item, name="notat.pdf", content=PDF, by=world.north.slt, at=timezone.now())
        item.refresh_from_db()
    return meeting, item, paper


def sent(world: World) -> tuple[Meeting, AgendaItem, MeetingFile]:
    meeting, item, paper = drafted(world)
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
        meeting = Meeting.objects.select_related("council").get(pk=meeting.pk)
        item = AgendaItem.objects.select_related("meeting", "council").get(pk=item.pk)
    return meeting, item, paper


def change(world: World, item: AgendaItem, **facts: Any) -> AgendaItem:
    with world.acting(world.north.slt):
        fresh = AgendaItem.objects.select_related("meeting", "council").get(pk=item.pk)
        said = {
            "title": fresh.title,
            "text": fresh.text,
            "minutes": fresh.minutes,
            "presenter": fresh.presenter,
        }
        terms = ItemTerms(**{**said, **facts})
        return change_item(
            item=fresh, terms=terms, version=fresh.version, by=world.north.slt, at=timezone.now()
        )


def read(world: World, who: User, name: str, *args: object) -> str:
    answer = world.client(who).get(reverse(name, args=args))
    return str(answer.content.decode()) if answer.status_code == 200 else str(answer.status_code)


def outsiders(world: World) -> list[User]:
    """Members without the right to build or review it."""
    return [world.north.member, world.north.mayor, world.north.observer, world.north.deputy_mayor]


def insiders(world: World) -> list[User]:
    return [world.north.slt, world.north.police_contact, world.station_chief]


def made(world: World, meeting: Meeting, kind: str = "pack") -> MeetingPdf:
    """The newest paper, once the waiting job is done."""
    with world.inside(world.north.council):
        job = MeetingJob.objects.get(meeting=meeting, kind=kind, state="waiting")
    make_pdf(world.north.council.pk, job.pk, at=timezone.now())
    with world.inside(world.north.council):
        job.refresh_from_db()
        assert job.pdf is not None
        return job.pdf


def text_of(pdf: MeetingPdf) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(bytes(pdf.content))).pages)
