"""Sub-items in what is sent: the notice, addenda, letters, calendars, papers, versions; and on another agenda."""

from __future__ import annotations

import datetime
import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, change_item, remove_item
from meetings.actions.calling import call_meeting
from meetings.actions.relocating import copy_item, relocate_item
from meetings.clock import due_changes
from meetings.making import make_pdf
from meetings.models import AgendaItem, AgendaVersion, Meeting, MeetingJob, Minutes
from politirad.tenancy.models import OutgoingMessage
from tests.meetings.agenda_scene import open_item
from tests.meetings.calls import planned
from tests.meetings.letters import letters
from tests.meetings.relocating_scene import send, with_paper
from tests.meetings.sub_scene import fresh, numbered, sub_item, typed
from tests.world import World

MINUTE = datetime.timedelta(minutes=1)
SENT = [("1", "Nytt fra politiet"), ("2", "Russetid"), ("2.1", "Kjøretøy"), ("2.2", "Busser")]


def sent(world: World) -> tuple[Meeting, AgendaItem, list[AgendaItem]]:
    """A called meeting whose second item has two under it; that item and those."""
    meeting = planned(world)
    with world.acting(world.north.slt):
        above = meeting.items.get(title="Russetid")
    subs = [sub_item(world, above, "Kjøretøy", 10), sub_item(world, above, "Busser", 15)]
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
        meeting = Meeting.objects.select_related("council").get(pk=meeting.pk)
    return meeting, fresh(world, above), [fresh(world, one) for one in subs]


def written(world: World, meeting: Meeting, kind: str) -> list[OutgoingMessage]:
    """The letters about the meeting, as the secretary sees them."""
    with world.acting(world.north.slt):
        return letters(meeting, kind)


def test_notice_and_calendar_show_them_under_their_item(world: World) -> None:
    meeting, _above, _subs = sent(world)
    letter = written(world, meeting, "meeting_call")[0]
    assert (
        "1. Nytt fra politiet (kl. 09.00)\n2. Russetid (kl. 09.20)\n"
        "   2.1. Kjøretøy (kl. 09.20)\n   2.2. Busser (kl. 09.30)\n"
    ) in letter.text
    entry = letter.calendar.replace("\r\n ", "")
    assert r"2. Russetid\n   2.1. Kjøretøy\n   2.2. Busser\n" in entry
    with world.acting(world.north.slt):
        (version,) = AgendaVersion.objects.filter(meeting=meeting)
    assert [(row["number"], row["minutes"]) for row in version.items] == [
        ("1", 20),
        ("2", 25),
        ("2.1", 10),
        ("2.2", 15),
    ]


def test_addenda_under_frozen_and_new_items_renumber_nothing_and_are_told(world: World) -> None:
    meeting, above, _subs = sent(world)
    client = world.client(world.north.slt)
    address = reverse("new_item", args=[meeting.pk])
    assert client.post(address, typed("Penger", parent=str(above.pk))).status_code == 302
    new = open_item(world, meeting, "Nattevandring")
    sub_item(world, new, "Ruter")
    after = [*SENT, ("2.T1", "Penger"), ("T1", "Nattevandring"), ("T1.1", "Ruter")]
    assert numbered(world, meeting) == after
    assert due_changes(timezone.now() + MINUTE) == 7
    text = written(world, meeting, "meeting_update")[0].text
    assert (
        "Nytt på sakslisten:\n2.T1. Penger (undersak av 2 Russetid)\nT1. Nattevandring\n"
        "T1.1. Ruter (undersak av T1 Nattevandring)\n"
    ) in text
    # The item above lasts longer now, or nobody knows how long: that is told too.
    assert "Endret på sakslisten:\n2. Russetid\n" in text
    # Taken off again, the number stays unused.
    with world.acting(world.north.slt):
        gone = AgendaItem.objects.get(title="Penger")
        remove_item(item=gone, by=world.north.slt, at=timezone.now())
    sub_item(world, above, "Samarbeid med skolen")
    assert ("2.T2", "Samarbeid med skolen") in numbered(world, meeting)


def test_versions_say_which_item_it_lies_under(world: World) -> None:
    meeting, above, _subs = sent(world)
    sub_item(world, above, "Penger", 5)
    due_changes(timezone.now() + MINUTE)
    answer = world.client(world.north.member).get(reverse("agenda_versions", args=[meeting.pk]))
    text = re.sub(r"\s+", " ", answer.text)
    assert "2.T1 Penger</h3>" in text
    assert "Undersak av 2 Russetid</p>" in text
    assert "Saker: 1 lagt til, 1 endret." in text


def test_after_the_call_an_item_stays_where_it_is(world: World) -> None:
    meeting, above, (first, _second) = sent(world)
    client = world.client(world.north.slt)
    address = reverse("edit_item", args=[meeting.pk, first.pk])
    assert 'name="parent"' not in client.get(address).text
    # What the form does not ask is not changed by it.
    client.post(address, typed("Kjøretøy og førerkort", version=first.version, parent=""))
    assert numbered(world, meeting)[2] == ("2.1", "Kjøretøy og førerkort")
    with world.acting(world.north.slt):
        for item, parent in ((first, None), (fresh(world, above), first.pk)):
            now = fresh(world, item)
            terms = ItemTerms(now.title, parent_id=parent)
            with pytest.raises(Refusal, match="hvilken sak den ligger under"):
                change_item(item=now, terms=terms, version=now.version, by=world.north.slt, at=timezone.now())
    answer = client.post(reverse("remove_item", args=[meeting.pk, above.pk]), follow=True)
    assert "Saken har undersaker. Ta dem av sakslisten først." in answer.text


def test_page_behind_the_letter_nests_them(world: World) -> None:
    meeting, _above, _subs = sent(world)
    letter = written(world, meeting, "meeting_call")[0]
    found = re.search(r"/svar/\S+", letter.text)
    assert found is not None
    text = world.client().get(found.group()).text
    assert 'aria-label="Undersaker av sak 2"' in text
    assert "Busser" in text


def test_pack_lists_them_under_their_item(world: World) -> None:
    meeting, _above, _subs = sent(world)
    with world.inside(world.north.council):
        job = MeetingJob.objects.get(meeting=meeting, kind="pack")
    make_pdf(world.north.council.pk, job.pk, at=timezone.now())
    with world.inside(world.north.council):
        job.refresh_from_db()
        assert job.pdf is not None
        reader = PdfReader(io.BytesIO(bytes(job.pdf.content)))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "2 Russetid Drøfting 25 min 2.1 Kjøretøy Drøfting 10 min 2.2 Busser Drøfting 15 min" in words
    # Each has its heading, one level below that of the item above, among the file's bookmarks.
    outline = str([one if isinstance(one, list) else one.title for one in reader.outline])
    assert "Kjøretøy" in outline


def test_item_takes_its_sub_items_and_their_papers_to_another_meeting(world: World) -> None:
    source, above, (first, _second) = sent(world)
    target = planned(world, days=40)
    paper = with_paper(world, first)
    answer = send(world, above, target)
    assert "Saken er flyttet til møtet" in answer.text
    assert numbered(world, source) == [("1", "Nytt fra politiet")]
    assert numbered(world, target)[2:] == [("3", "Russetid"), ("3.1", "Kjøretøy"), ("3.2", "Busser")]
    with world.acting(world.north.slt):
        paper.refresh_from_db()
        assert paper.meeting_id == target.pk
    assert due_changes(timezone.now() + MINUTE) == 7
    # Back again, they have their own numbers again.
    send(world, fresh(world, above), source)
    assert numbered(world, source) == SENT


def test_copy_has_sub_items_and_papers_of_its_own(world: World) -> None:
    source, above, (first, _second) = sent(world)
    target = planned(world, days=40)
    with_paper(world, first)
    send(world, above, target, "copy")
    assert numbered(world, source) == SENT
    assert numbered(world, target)[2:] == [("3", "Russetid"), ("3.1", "Kjøretøy"), ("3.2", "Busser")]
    with world.acting(world.north.slt):
        copied = AgendaItem.objects.get(meeting=target, title="Kjøretøy")
        assert copied.files.count() == 1
        assert copied.parent is not None
        assert (copied.parent.title, copied.parent.meeting_id) == ("Russetid", target.pk)


def test_sub_item_that_goes_alone_is_one_of_its_own_there_and_comes_back_under_its_item(world: World) -> None:
    source, _above, (first, _second) = sent(world)
    target = planned(world, days=40)
    assert (
        "På det andre møtet blir den en egen sak."
        in world.client(world.north.slt).get(reverse("item", args=[source.pk, first.pk])).text
    )
    send(world, first, target)
    assert numbered(world, target)[-1] == ("3", "Kjøretøy")
    assert numbered(world, source) == [one for one in SENT if one[0] != "2.1"]
    send(world, fresh(world, first), source)
    assert numbered(world, source) == [*SENT[:2], ("2.2", "Busser"), ("2.1", "Kjøretøy")]
    send(world, fresh(world, first), target, "copy")
    assert numbered(world, target)[-1] == ("3", "Kjøretøy")


def test_item_with_a_sub_item_that_approves_minutes_stays(world: World) -> None:
    source, above, (first, _second) = sent(world)
    target = planned(world, days=40)
    with world.acting(world.north.slt):
        Minutes.objects.create(
            council=world.north.council,
            meeting=planned(world, days=10),
            approval_item=first,
            started_by=world.north.slt,
            started_at=timezone.now(),
        )
        for deed in (relocate_item, copy_item):
            with pytest.raises(Refusal, match="godkjenner et referat"):
                deed(item=above, to=target, by=world.north.slt, at=timezone.now())
    assert numbered(world, source) == SENT
