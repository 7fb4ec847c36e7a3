"""Sub-items in the minutes: written, shown on the screen, frozen, printed, compared, published and archived."""

from __future__ import annotations

import datetime
import io
import re

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions.approval_item import withdraw_approval_item
from meetings.actions.calling import call_meeting
from meetings.actions.minutes import begin_minutes
from meetings.minutes_snapshot import closed_items
from meetings.models import AgendaItem, Meeting, Minutes
from tests.meetings.agenda_scene import closed_item
from tests.meetings.calls import planned
from tests.meetings.minutes_scene import approved, everybody_came, next_one, write
from tests.meetings.public_scene import address, made, opened, ordered
from tests.meetings.sub_scene import fresh, numbered, sub_item
from tests.world import World

SECRET = "Kvitveisgruppa"


def treated(world: World) -> tuple[Meeting, Minutes, AgendaItem, AgendaItem]:
    """A meeting that was held with an open and a closed item, each with one under it; the open ones, in order."""
    meeting = planned(world)
    with world.acting(world.north.slt):
        above = meeting.items.get(title="Russetid")
    sub = sub_item(world, above, "Busser", 10)
    hidden = closed_item(world, meeting, title=SECRET)
    under = sub_item(world, hidden, f"{SECRET} under")
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
        day = world.today - datetime.timedelta(days=10)
        Meeting.objects.filter(pk=meeting.pk).update(date=day)
        meeting = Meeting.objects.select_related("council").get(pk=meeting.pk)
        minutes = begin_minutes(meeting=meeting, at=timezone.now(), by=world.north.slt)
    everybody_came(world, meeting)
    write(world, fresh(world, above), "<p>Politiet orienterte.</p>")
    write(world, fresh(world, sub), "<p>Bussene skal kontrolleres.</p>")
    write(world, fresh(world, under), f"<p>{SECRET}</p>")
    return meeting, minutes, above, sub


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.django_db
def test_it_is_written_and_read_under_its_item(world: World) -> None:
    meeting, _minutes, above, sub = treated(world)
    for user in (world.north.slt, world.north.member):
        text = plain(world.client(user).get(reverse("minutes", args=[meeting.pk])).text)
        assert (
            f'<h2 id="sak-tittel-{above.pk}" tabindex="-1"><span class="numbers">2</span> Russetid</h2>'
            in text
        )
        assert (
            f'<h3 id="sak-tittel-{sub.pk}" tabindex="-1"><span class="numbers">2.1</span> Busser</h3>' in text
        )
        assert "Bussene skal kontrolleres." in text
        assert (SECRET in text) is (user == world.north.slt)
    screen = plain(world.client(world.north.slt).get(reverse("screen", args=[meeting.pk]) + "?sak=3").text)
    assert '<p class="screen__above">Undersak av 2 Russetid</p>' in screen
    assert '<span class="numbers">2.1</span> Busser</h1>' in screen
    assert "3 av 3" in screen
    gaps = world.client(world.north.slt).get(reverse("minutes_send", args=[meeting.pk])).text
    # Nothing is written in the first item; the third has none either, but what lies under it has.
    assert re.search(r"Ingenting er skrevet i sak\s*1\b(?!\s*(?:,|og))", re.sub(r"<[^>]+>", "", gaps))


@pytest.mark.django_db
def test_public_edition_and_its_paper_have_them_in_order_and_nothing_of_the_closed(world: World) -> None:
    opened(world)
    meeting, minutes, _above, _sub = treated(world)
    approved(world, minutes)
    row = ordered(world, minutes)
    made(world, meeting)
    with world.acting(world.north.slt):
        row.refresh_from_db()
    stranger = world.client()
    text = plain(stranger.get(address(world, row)).text)
    assert re.search(r"<h2 id=\"sak-2\"><span class=\"numbers\">2</span> Russetid</h2>", text)
    assert re.search(r"<h3 id=\"sak-3\"><span class=\"numbers\">2.1</span> Busser</h3>", text)
    assert re.search(r"<h2 [^>]*><span class=\"numbers\">3</span> Lukket sak</h2>", text)
    assert re.search(r"<h3 [^>]*><span class=\"numbers\">3.1</span> Lukket sak</h3>", text)
    pdf = stranger.get(address(world, row, "public_minutes_pdf")).content
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    words = plain(" ".join(page.extract_text() for page in reader.pages))
    assert re.search(r"2 Russetid .* 2.1 Busser .* 3 Lukket sak .* 3.1 Lukket sak", words)
    assert SECRET not in text + words
    version = world.client(world.north.member).get(reverse("minutes_version", args=[meeting.pk, 1])).text
    assert '<span class="numbers">2.1</span> Busser</h3>' in version


@pytest.mark.django_db
def test_places_of_closed_sub_items_are_numbered_alike_for_all(world: World) -> None:
    meeting, _minutes, _above, _sub = treated(world)
    told = []
    for user in (world.north.slt, world.north.member):
        with world.acting(user):
            items = list(meeting.items.filter(part=1))
            told.append([one["number"] for one in closed_items(meeting, items)])
    assert told == [["3", "3.1"], ["3", "3.1"]]
    assert numbered(world, meeting)[-2:] == [("3", SECRET), ("3.1", f"{SECRET} under")]


@pytest.mark.django_db
def test_approval_item_that_has_got_sub_items_stays_when_the_minutes_are_withdrawn(world: World) -> None:
    _meeting, minutes, _above, _sub = treated(world)
    later = next_one(world, begun_at=True)
    with world.acting(world.north.slt):
        item = AgendaItem.objects.create(
            council=world.north.council,
            meeting=later,
            title="Referatet",
            order=20,
            created_by=world.north.slt,
        )
        minutes.approval_item = item
        minutes.save()
    sub_item(world, item, "Merknader")
    with world.acting(world.north.slt):
        row = Minutes.objects.select_related("approval_item__meeting").get(pk=minutes.pk)
        withdraw_approval_item(minutes=row, by=world.north.slt)
        assert AgendaItem.objects.filter(pk=item.pk).exists()
