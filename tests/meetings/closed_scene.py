"""A council with closed items in a meeting ahead and in one that has been, and everything that can hang on them.

`WORD` stands in every text of theirs and in nothing else; `OPEN` stands beside it in what everybody sees.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone

from agreements.models import FocusArea
from councils.models import Council, Declaration
from meetings.actions.agenda import ItemTerms, add_item, change_item
from meetings.actions.approval import approve_minutes, correct_minutes
from meetings.actions.calling import call_meeting
from meetings.actions.closed_items import ClosedTerms
from meetings.actions.feeds import make_feed
from meetings.actions.follow_up import ActionTerms, assign_action, close_action, decide
from meetings.actions.hearing import answer_remark, remark_on_minutes, send_minutes
from meetings.actions.minutes import begin_minutes, save_item_minutes
from meetings.actions.papers import add_paper
from meetings.actions.proposal_files import Attachment
from meetings.actions.proposals import ProposalTerms, accept_proposal, propose_item
from meetings.actions.publishing import open_minutes_to_all, publish_minutes
from meetings.actions.review import ask_review
from meetings.calling import answer_secret
from meetings.making import make_pdf
from meetings.models import (
    Action,
    AgendaItem,
    Invitee,
    Meeting,
    MeetingJob,
    MeetingPdf,
    YearKind,
    YearPdf,
)
from meetings.views.feeds import _address
from meetings.year_making import ask_for_year_pdf, make_year_pdf
from politirad.tenancy.models import OutgoingMessage, User
from tests.agreements.drafts import draft
from tests.meetings.agenda_scene import PDF
from tests.meetings.calls import planned
from tests.world import World

WORD = "Kvitveisgruppa"
OPEN = "Russetid"
BASIS = "politiregisterloven § 27"
PAPER = "kvitveisgruppa-notat.pdf"

#: kind of reader -> who it is in tests/world.py. The closed items concern `CONCERNED`, and `undeclared` too,
#: who has given no declaration of confidentiality.
READERS = {
    "secretary": "slt",
    "member concerned": "police_contact",
    "concerned, undeclared": "chief_executive",
    "chair": "mayor",
    "member": "member",
    "deputy": "deputy_mayor",
    "police chief": "station_chief",
    "observer": "observer",
    "tenant administrator": "administrator",
    "system administrator": "system_administrator",
    "police of another council": "other_police_contact",
    "anonymous": "anonymous",
}
CONCERNED = ("secretary", "member concerned")
INSIDE = frozenset(list(READERS)[:9])


@dataclass(frozen=True)
class Scene:
    """The world, the two meetings, and what hangs on the closed items, by name."""

    world: World
    ahead: Meeting
    past: Meeting
    ids: dict[str, UUID]
    feeds: dict[str, dict[str, str]]
    secrets: dict[str, str]
    looks: dict[tuple[str, str], str] = field(default_factory=dict)

    def user(self, reader: str) -> User | None:
        """Who it is."""
        return self.world.everybody()[READERS[reader]]

    def client(self, reader: str) -> Client:
        """A browser of theirs."""
        return self.world.client(self.user(reader))

    def mail(self, reader: str) -> str:
        """Every letter to the person: subject, text, HTML and calendar entry."""
        user = self.user(reader)
        if user is None:
            return ""
        with self.world.inside(self.world.north.council):
            rows = OutgoingMessage.objects.filter(to_email__iexact=user.email)
            return "\n".join(f"{row.subject}\n{row.text}\n{row.html}\n{row.calendar}" for row in rows)


def build(world: World) -> Scene:
    """Live through it all, by the deeds that people do."""
    slt = world.north.slt
    with world.acting(slt):
        Declaration.objects.filter(user=world.north.chief_executive).update(withdrawn_at=timezone.now())
    with world.acting(slt):
        area = FocusArea.objects.filter(agreement=draft(world))[0]
    ahead, ids = _ahead(world, area)
    past, more = _past(world, area)
    ids |= more | _of_the_year(world, ahead, past) | {"area": area.pk}
    feeds = {
        reader: _feeds(world, world.everybody()[name]) for reader, name in READERS.items() if reader in INSIDE
    }
    with world.acting(slt):
        secrets = {
            invitee.user.email: answer_secret(invitee)
            for invitee in Invitee.objects.filter(meeting=ahead).select_related("user")
            if invitee.user
        }
    return Scene(world, ahead, past, ids, feeds, secrets)


def _concerned(world: World) -> tuple[UUID, ...]:
    return world.north.police_contact.pk, world.north.chief_executive.pk


def _of_the_year(world: World, ahead: Meeting, past: Meeting) -> dict[str, UUID]:
    """The year of the meeting ahead on paper, and the minutes of the year of the one that was."""
    council, found = world.north.council, {}
    for name, kind, meeting in (("year_pdf", YearKind.PLAN, ahead), ("volume", YearKind.MINUTES, past)):
        with world.acting(world.north.slt):
            year = meeting.date.year
            job = ask_for_year_pdf(council=council, year=year, by=world.north.slt, kind=kind)
        make_year_pdf(council.pk, job.pk, at=timezone.now())
        with world.inside(council):
            found[name] = YearPdf.objects.get(kind=kind).pk
    return found


def _closed(world: World, meeting: Meeting, title: str, area: FocusArea) -> AgendaItem:
    """A closed item of the secretary's."""
    terms = ItemTerms(
        title=f"{WORD} {title}",
        text=f"<p>{WORD} i saksframlegget</p>",
        presenter=f"{WORD} innleder",
        minutes=15,
        focus_area_id=area.pk,
        closed=ClosedTerms(
            legal_basis=BASIS,
            consent_reference=f"{WORD} 12/2026",
            consent_until=world.today,
            concerned=_concerned(world),
        ),
    )
    return add_item(meeting=meeting, terms=terms, by=world.north.slt, at=timezone.now())


def _under(world: World, above: AgendaItem, title: str) -> AgendaItem:
    """A closed sub-item, seen by those who see the item above."""
    terms = ItemTerms(
        title=f"{WORD} {title}",
        text=f"<p>{WORD} i saksframlegget</p>",
        presenter=f"{WORD} innleder",
        parent_id=above.pk,
        closed=ClosedTerms(legal_basis=BASIS),
    )
    return add_item(meeting=above.meeting, terms=terms, by=world.north.slt, at=timezone.now())


def _ahead(world: World, area: FocusArea) -> tuple[Meeting, dict[str, UUID]]:
    """A meeting that is called: a closed item with a paper, one from a proposal, one added after the call."""
    slt, police, at = world.north.slt, world.north.police_contact, timezone.now()
    meeting = planned(world)
    with world.acting(police):
        council = Council.objects.select_related("owner").get(pk=world.north.council.pk)
        terms = ProposalTerms(title=f"{WORD} meldt", files=(Attachment(PAPER, PDF),))
        proposal = propose_item(council=council, terms=terms, by=police)
        sent = proposal.files.get()
    with world.acting(slt):
        meeting = Meeting.objects.select_related("council").get(pk=meeting.pk)
        item = _closed(world, meeting, "før innkallingen", area)
        paper = add_paper(item=item, name=PAPER, content=PDF, by=slt, at=at)
        item.refresh_from_db()
        under = _under(world, item, "under før innkallingen")
        taken = accept_proposal(proposal=proposal, meeting=meeting, by=slt, at=at)
        closing = ItemTerms(title=f"{WORD} meldt", closed=ClosedTerms(BASIS, concerned=_concerned(world)))
        change_item(item=taken, terms=closing, version=taken.version, by=slt, at=at)
        ask_review(meeting=meeting, by=slt, at=at)
        call_meeting(meeting=meeting, at=at, by=slt)
        _under(world, _closed(world, meeting, "etter innkallingen", area), "under etter innkallingen")
        _under(world, item, "under den som er sendt")
        meeting = Meeting.objects.select_related("council").get(pk=meeting.pk)
    pdf = _made(world, meeting, MeetingPdf.Kind.PACK)
    found = {"item": item.pk, "sub": under.pk, "paper": paper.pk, "pack": pdf}
    found |= {"proposal": proposal.pk, "sent": sent.pk, "taken": taken.pk}
    return meeting, found


def _past(world: World, area: FocusArea) -> tuple[Meeting, dict[str, UUID]]:
    """A meeting whose minutes are approved: written, decided on, remarked on, followed up and corrected."""
    slt, police, at = world.north.slt, world.north.police_contact, timezone.now()
    meeting = planned(world, days=21)
    with world.acting(slt):
        meeting = Meeting.objects.select_related("council").get(pk=meeting.pk)
        item = _closed(world, meeting, "som ble behandlet", area)
        sub = _under(world, item, "under den som ble behandlet")
        AgendaItem.objects.filter(meeting=meeting, title=OPEN).update(focus_area_id=area.pk)
        call_meeting(meeting=meeting, at=at, by=slt)
        day = world.today - datetime.timedelta(days=10)
        Meeting.objects.filter(pk=meeting.pk).update(date=day, title="Møte før")
        meeting = Meeting.objects.select_related("council").get(pk=meeting.pk)
        minutes = begin_minutes(meeting=meeting, at=at, by=slt)
        item = AgendaItem.objects.select_related("council", "meeting").get(pk=item.pk)
        save_item_minutes(item=item, html=f"<p>{WORD} ble drøftet.</p>", version=0, by=slt)
        save_item_minutes(item=item, html=f"<p>{WORD} ble drøftet lenge.</p>", version=1, by=slt)
        save_item_minutes(item=sub, html=f"<p>{WORD} ble også drøftet.</p>", version=0, by=slt)
        decision = decide(item=item, text=f"{WORD} følges opp.", by=slt)
        action = _action(item, f"{WORD} oppgave", police, slt)
        done = _action(item, f"{WORD} ferdig", police, slt)
        close_action(action=done, state=Action.State.DONE, result=f"{WORD} svar", on=world.today, by=slt)
        send_minutes(minutes=minutes, at=at, by=slt, remarks_until=world.today)
    with world.acting(police):
        remark = remark_on_minutes(minutes=minutes, text=f"{WORD} merknad", at=at, by=police, item=item)
    with world.acting(slt):
        answer_remark(remark=remark, taken=True, answer=f"{WORD} rettet", at=at, by=slt)
    with world.acting(world.north.mayor):
        approve_minutes(minutes=minutes, at=at, by=world.north.mayor)
    with world.acting(slt):
        correct_minutes(minutes=minutes, item=item, text=f"{WORD} rettelse", at=at, by=slt)
    pdf = _made(world, meeting, MeetingPdf.Kind.MINUTES)
    with world.acting(slt):
        publishing = open_minutes_to_all(council=meeting.council, at=at, by=slt)
        published = publish_minutes(minutes=minutes, at=at, by=slt)
    _made(world, meeting, MeetingPdf.Kind.PUBLIC)
    return meeting, {
        "publishing": publishing.pk,
        "published": published.pk,
        "past_item": item.pk,
        "past_sub": sub.pk,
        "decision": decision.pk,
        "action": action.pk,
        "remark": remark.pk,
        "minutes_pdf": pdf,
    }


def _action(item: AgendaItem, text: str, who: User, by: User) -> Action:
    terms = ActionTerms(text, responsible=who, due_on=item.meeting.date)
    return assign_action(council=item.council, item=item, terms=terms, by=by)


def _made(world: World, meeting: Meeting, kind: MeetingPdf.Kind) -> UUID:
    """The paper as the job makes it."""
    with world.inside(world.north.council):
        job = MeetingJob.objects.get(meeting=meeting, kind=kind)
    make_pdf(world.north.council.pk, job.pk, at=timezone.now())
    with world.inside(world.north.council):
        return MeetingPdf.objects.get(meeting=meeting, kind=kind).pk


def _feeds(world: World, user: Any) -> dict[str, str]:
    """The person's own calendar and the council's, by their secret addresses."""
    with world.acting(user):
        own = make_feed(council=None, by=user, at=timezone.now())
        council = make_feed(council=world.north.council, by=user, at=timezone.now())
        return {"own": _address(own), "council": _address(council)}
