"""A meeting that lives through a sequence of deeds, and the calendars of everybody whom the mails reached.

The mails go over SMTP to the post office and are read from there. What the calendars should show is kept beside, from
the deeds alone.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.answers import AnswerTerms, answer_notice
from meetings.actions.calling import Guest, MeetingTerms, call_guest, call_meeting, remove_invitee
from meetings.actions.changes import cancel_meeting, change_called_meeting, send_changes
from meetings.models import Invitee, Meeting
from politirad import delivery
from politirad.tenancy.models import OutgoingMessage
from tests.meetings.calendar_client import CalendarClient
from tests.meetings.calls import planned
from tests.post_office import PostOffice
from tests.world import World

DAYS = datetime.timedelta(days=1)
GUEST = "gjest@example.test"


@dataclass
class Scene:
    """The meeting, the truth about it, and the calendars by address, one pair (remembering, forgetful) each.

    `refuses`: how often of 10 the post office says "later"; letters are tried in random order.
    """

    world: World
    post_office: PostOffice
    chance: random.Random
    refuses: int = 0
    meeting: Meeting = field(init=False)
    terms: MeetingTerms = field(init=False)
    invited: set[str] = field(default_factory=set)
    cancelled: bool = False
    at: datetime.datetime = field(init=False)
    read: int = 0
    letters: int = 0
    clients: dict[str, tuple[CalendarClient, CalendarClient]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.meeting = planned(self.world)
        meeting = self.meeting
        self.terms = MeetingTerms(meeting.title, meeting.date, meeting.start, meeting.end, meeting.place)
        self.at = timezone.now()
        if self.refuses:
            self.post_office.answer_recipient = self._moody

    def _moody(self, address: str) -> str | None:
        return "450 Kom igjen senere" if self.chance.randrange(10) < self.refuses else None

    def do(self, deed: str) -> None:
        """One deed of the secretary, or the passing of time; then what is due leaves."""
        self.at += datetime.timedelta(seconds=2)
        getattr(self, f"_{deed}")()
        self.deliver()

    def _call(self) -> None:
        with self.world.acting(self.world.north.slt):
            call_meeting(meeting=self.meeting, at=self.at, by=self.world.north.slt)
            self.invited = set(Invitee.objects.filter(meeting=self.meeting).values_list("email", flat=True))

    def _change(self, **terms: Any) -> None:
        self.terms = replace(self.terms, **terms)
        with self.world.acting(self.world.north.slt):
            change_called_meeting(meeting=self.meeting, terms=self.terms, at=self.at, by=self.world.north.slt)

    def _later(self) -> None:
        self._change(start=datetime.time(12, 30), end=datetime.time(14))

    def _earlier(self) -> None:
        self._change(start=datetime.time(9), end=datetime.time(11))

    def _shorter(self) -> None:
        self._change(end=datetime.time(9, 45), start=datetime.time(9))

    def _forward(self) -> None:
        self._change(date=self.terms.date + 5 * DAYS)

    def _winter(self) -> None:
        """Over a change of the clock and more than half a year ahead."""
        self._change(date=self.terms.date + 200 * DAYS)

    def _sooner(self) -> None:
        self._change(date=self.terms.date - 3 * DAYS)

    def _place(self) -> None:
        self._change(place="Politihuset; 2. etasje, møterom «Ås»")

    def _back(self) -> None:
        """Time and place as they were."""
        meeting = self.meeting
        self.terms = MeetingTerms(meeting.title, meeting.date, meeting.start, meeting.end, meeting.place)
        self._change()

    def _title(self) -> None:
        self._change(title="Møte 1: rus, ungdom og russetid")

    def _video(self) -> None:
        self._change(place="", video_url="https://video.example/mote?a=1&b=2")

    def _item(self) -> None:
        """An addendum."""
        with self.world.acting(self.world.north.slt):
            terms = ItemTerms(title="Brann i skolen")
            add_item(meeting=self.meeting, terms=terms, by=self.world.north.slt, at=self.at)

    def _answer(self) -> None:
        with self.world.inside(self.world.north.council):
            invitee = Invitee.objects.get(meeting=self.meeting, user=self.world.north.member)
            answer_notice(invitee=invitee, terms=AnswerTerms(Invitee.Answer.DECLINED), at=self.at, by=None)

    def _invite(self, address: str) -> None:
        with self.world.acting(self.world.north.slt):
            call_guest(meeting=self.meeting, guest=Guest("Gro", address), at=self.at, by=self.world.north.slt)
        self.invited.add(address)

    def _dismiss(self, address: str) -> None:
        with self.world.acting(self.world.north.slt):
            invitee = Invitee.objects.get(meeting=self.meeting, email=address)
            remove_invitee(meeting=self.meeting, invitee_id=invitee.pk, at=self.at, by=self.world.north.slt)
        self.invited.discard(address)

    def _guest(self) -> None:
        self._invite(GUEST)

    def _unguest(self) -> None:
        self._dismiss(GUEST)

    def _drop(self) -> None:
        self._dismiss(self.world.north.member.email)

    def _again(self) -> None:
        self._invite(self.world.north.member.email)

    def _cancel(self) -> None:
        with self.world.acting(self.world.north.slt):
            cancel_meeting(meeting=self.meeting, reason="Sykdom", at=self.at, by=self.world.north.slt)
        self.cancelled = True

    def _tick(self) -> None:
        """The minute is over."""
        self.at += datetime.timedelta(minutes=1)
        with self.world.inside(self.world.north.council):
            send_changes(meeting=self.meeting, at=self.at, by=None)

    def deliver(self) -> None:
        """Let the workers try what is due, once each, in any order; then everybody reads their mail."""
        due = delivery.due(timezone.now())
        self.chance.shuffle(due)
        for message, council, organization in due:
            delivery.deliver(str(message), str(council), str(organization or ""))
        for letter in self.post_office.letters[self.read :]:
            for address in letter.recipients:
                for client in self.calendars(address):
                    client.receive(letter.message)
        self.letters += len(self.post_office.letters) - self.read
        self.read = len(self.post_office.letters)

    def finish(self) -> None:
        """The minute passes, the post office behaves, and every letter arrives."""
        if not self.cancelled:
            self._tick()
        self.post_office.answer_recipient = lambda address: None
        for _round in range(12):
            with self.world.inside(self.world.north.council):
                OutgoingMessage.objects.update(due_at=timezone.now())
            self.deliver()
            if not delivery.due(timezone.now() + DAYS):
                return
        raise AssertionError("some letters never left")

    def calendars(self, address: str) -> tuple[CalendarClient, CalendarClient]:
        """The two programs that an address is read with."""
        return self.clients.setdefault(
            address, (CalendarClient(address), CalendarClient(address, remembers=False))
        )

    def shown(self) -> dict[str, tuple[Any, ...]]:
        """What stands in each calendar: when, how long, what, where. Both programs of an address must agree."""
        found = {}
        for address, clients in self.clients.items():
            first, second = (
                [
                    (one.starts, one.ends, one.summary, one.location)
                    for uid, one in client.entries.items()
                    if uid == self.meeting.uid
                ]
                for client in clients
            )
            assert first == second, address
            if first:
                (found[address],) = first
        return found

    def truth(self) -> dict[str, tuple[Any, ...]]:
        """What should stand there."""
        if self.cancelled:
            return {}
        terms = self.terms
        at = [
            datetime.datetime.combine(terms.date, hour, tzinfo=self.meeting.starts_at.tzinfo).astimezone(
                datetime.UTC
            )
            for hour in (terms.start, terms.end)
        ]
        title = f"{self.world.north.council.name}: {terms.title}"
        return dict.fromkeys(self.invited, (*at, title, terms.place or terms.video_url))
