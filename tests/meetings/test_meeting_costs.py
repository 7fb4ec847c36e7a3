"""How often the pages of one large meeting ask the database; tests/test_queries.py asks it of every page."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from meetings.actions.minutes import begin_minutes
from meetings.models import Invitee, Meeting, MeetingFile
from tests.again import again
from tests.meetings.agenda_scene import PDF
from tests.meetings.calls import called
from tests.queries import asked
from tests.world import World

#: The bar of the product: thirty items with their papers, forty members who are called.
BARS = {"meeting": 12, "agenda": 15, "agenda_review": 15, "minutes": 15, "meeting_delivery": 15}


def test_pages_of_a_meeting_with_thirty_items_and_forty_members_ask_few_questions(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        one = Invitee.objects.get(meeting=meeting, user=world.north.member)
        again(one, email=lambda number: f"mange{number}@example.test")
        again(one, email=lambda number: f"flere{number}@example.test")
        paper = MeetingFile(
            council=meeting.council, meeting=meeting, item=meeting.items.all()[0], name="a.pdf"
        )
        paper.hold(PDF)
        paper.save()
        items = again(paper.item, title=lambda number: f"Sak {number}", order=lambda number: 10 + number)
        again(paper, item_id=lambda number: items[number - 1].pk)
        Meeting.objects.filter(pk=meeting.pk).update(date=world.today)
        begin_minutes(meeting=Meeting.objects.get(pk=meeting.pk), at=timezone.now(), by=world.north.slt)
    client = world.client(world.north.slt)
    found = {
        name: asked(client, reverse(name, args=[meeting.pk])) for name in BARS if name != "agenda_review"
    }
    reviewer = world.client(world.north.police_contact)
    found["agenda_review"] = asked(reviewer, reverse("agenda_review", args=[meeting.pk]))
    assert {name: len(said) for name, said in found.items() if len(said) > BARS[name]} == {}
