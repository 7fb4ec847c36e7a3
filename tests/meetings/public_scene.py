"""Minutes that a council shows to everybody, for the tests of the public edition."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from councils.models import Council
from meetings.actions.publishing import open_minutes_to_all, publish_minutes
from meetings.making import make_pdf
from meetings.models import Meeting, MeetingJob, MeetingPdf, Minutes, PublishedMinutes, PublishingCouncil
from tests.meetings.minutes_scene import approved, begun, closed_item, everybody_came, invitee_of, write
from tests.world import World

SECRET = "Kvitveisgruppa"
WHY = "Syk mor"


def opened(world: World) -> PublishingCouncil:
    """The secretary opens the council's minutes to all."""
    with world.acting(world.north.slt):
        council = Council.objects.select_related("owner").get(pk=world.north.council.pk)
        return open_minutes_to_all(council=council, at=timezone.now(), by=world.north.slt)


def ready(world: World) -> tuple[Meeting, Minutes]:
    """Approved minutes with a closed item, an open one, and somebody who stayed away for a reason."""
    meeting, minutes, first = begun(world)
    everybody_came(world, meeting)
    with world.acting(world.north.slt):
        row = invitee_of(world, meeting, world.north.member)
        row.attendance, row.absence_reason = "absent", WHY
        row.save()
    write(world, first, "<p>Politiet orienterte om russetida.</p>")
    closed = closed_item(world, meeting, title=SECRET)
    write(world, closed, f"<p>{SECRET}</p>")
    approved(world, minutes)
    return meeting, minutes


def ordered(world: World, minutes: Minutes) -> PublishedMinutes:
    with world.acting(world.north.slt):
        return publish_minutes(minutes=minutes, at=timezone.now(), by=world.north.slt)


def made(world: World, meeting: Meeting) -> None:
    """The job does its work."""
    with world.inside(world.north.council):
        job = MeetingJob.objects.get(meeting=meeting, kind=MeetingPdf.Kind.PUBLIC, state="waiting")
    make_pdf(world.north.council.pk, job.pk, at=timezone.now())


def published(world: World) -> tuple[Meeting, Minutes, PublishedMinutes]:
    """All of it."""
    opened(world)
    meeting, minutes = ready(world)
    row = ordered(world, minutes)
    made(world, meeting)
    with world.acting(world.north.slt):
        row.refresh_from_db()
    return meeting, minutes, row


def address(
    world: World, row: PublishedMinutes, name: str = "public_minutes_of", language: str = "nb"
) -> str:
    with world.acting(world.north.slt):
        council = PublishingCouncil.objects.get(council=world.north.council)
    place = {"language": language, "publishing_id": council.pk}
    return reverse(name, kwargs=place if name == "public_council" else {**place, "published_id": row.pk})
