"""A text that a person has written in stands; what has become of the tasks since is said, and fetched by a button."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, change_item
from meetings.actions.calling import call_meeting
from meetings.actions.carrying import fetch_tasks
from meetings.carried import is_ours, merged, since
from meetings.models import AgendaItem, Meeting
from tests.meetings.agenda_scene import a_meeting
from tests.meetings.calls import planned
from tests.meetings.carried_scene import carrying, close, fetch, open_agenda, rewrite, task
from tests.world import World

pytestmark = pytest.mark.django_db


def test_sent_text_stands_and_the_page_says_what_has_become_of_the_tasks(world: World) -> None:
    meeting, done = planned(world), task(world, "Lag plan")
    open_agenda(world, meeting)
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
    close(world, done)
    page = open_agenda(world, meeting)
    assert "1 oppgave er lukket" in page
    item = carrying(world, meeting)
    assert "Lag plan" in item.text
    assert fetch(world, meeting, item)[1] == 302
    assert "Lag plan" not in carrying(world, meeting).text
    with world.acting(world.north.slt):
        assert Meeting.objects.get(pk=meeting.pk).changed_at is not None


def test_persons_text_stands_and_a_button_fetches_what_is_new(world: World) -> None:
    meeting, done = a_meeting(world), task(world, "Lag plan")
    task(world, "Ring skolen")
    open_agenda(world, meeting)
    text = "<p>Vi tar dette <strong>først</strong>.</p><ul><li>Lag plan (SLT)</li><li>Ring skolen (SLT)</li></ul>"
    rewrite(world, meeting, text)
    close(world, done)
    task(world, "Skriv til FAU")
    page = open_agenda(world, meeting)
    assert "1 oppgave er kommet til, 1 oppgave er lukket" in page
    item = carrying(world, meeting)
    assert "Skriv til FAU" not in item.text
    assert fetch(world, meeting, item)[1] == 302
    expected = "<p>Vi tar dette <strong>først</strong>.</p><ul><li>Ring skolen (SLT)</li><li>Skriv til FAU (SLT)</li></ul>"
    item = carrying(world, meeting)
    assert item.text == expected
    assert not is_ours(item)
    assert "Hent oppgavene" not in open_agenda(world, meeting)
    # It is a person's text still: what comes next is said, not written.
    task(world, "Kjøp reflekser")
    assert "1 oppgave er kommet til" in open_agenda(world, meeting)
    assert carrying(world, meeting).text == expected


def test_saving_the_form_without_a_word_changed_leaves_the_text_ours(world: World) -> None:
    meeting = a_meeting(world)
    task(world, "Lag «plan» & ring O'Neill <nå>")
    open_agenda(world, meeting)
    item = rewrite(world, meeting, carrying(world, meeting).text)
    assert is_ours(item)
    task(world, "Ring skolen")
    open_agenda(world, meeting)
    assert "Ring skolen" in carrying(world, meeting).text


def test_closed_task_in_other_words_is_left_to_the_person(world: World) -> None:
    meeting, done = a_meeting(world), task(world, "Lag plan")
    open_agenda(world, meeting)
    item = rewrite(world, meeting, "<p>Planen, som Pia lager.</p>")
    close(world, done)
    client, _status = fetch(world, meeting, item)
    assert (
        "1 lukket oppgave er skrevet om i teksten"
        in client.get(reverse("agenda", args=[meeting.pk])).content.decode()
    )
    assert carrying(world, meeting).text == "<p>Planen, som Pia lager.</p>"


def test_only_those_who_prepare_the_agenda_fetch_tasks(world: World) -> None:
    meeting, north = a_meeting(world), world.north
    task(world, "Lag plan")
    open_agenda(world, meeting)
    item = rewrite(world, meeting, "<p>Vårt.</p>")
    task(world, "Ring skolen")
    for who, status in (
        (north.member, 403),
        (north.mayor, 403),
        (north.police_contact, 403),
        (north.observer, 403),
        (world.stranger, 404),
        (world.south.slt, 404),
        (north.slt, 302),
    ):
        before = carrying(world, meeting).text
        assert fetch(world, meeting, item, who)[1] == status
        assert ("Ring skolen" in carrying(world, meeting).text) == (who == north.slt), before


def test_nothing_is_fetched_into_another_item_or_a_meeting_that_is_over(world: World) -> None:
    meeting = a_meeting(world)
    task(world, "Lag plan")
    open_agenda(world, meeting)
    item = carrying(world, meeting)
    with world.acting(world.north.slt):
        other = AgendaItem.objects.filter(meeting=meeting, carried__isnull=True).select_related("meeting")[0]
        with pytest.raises(Refusal, match="følger ikke opp"):
            fetch_tasks(item=other, at=timezone.now(), by=world.north.slt)
        Meeting.objects.filter(pk=meeting.pk).update(state="held", called_at=timezone.now())
        with pytest.raises(Refusal, match="holdt"):
            fetch_tasks(item=item, at=timezone.now(), by=world.north.slt)
    task(world, "Ring skolen")
    open_agenda(world, meeting)
    assert "Ring skolen" not in carrying(world, meeting).text


def test_change_from_before_the_tasks_came_is_refused_as_any_other(world: World) -> None:
    meeting = a_meeting(world)
    task(world, "Lag plan")
    open_agenda(world, meeting)
    item = carrying(world, meeting)
    task(world, "Ring skolen")
    open_agenda(world, meeting)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="Noen andre"):
        change_item(
            item=item, terms=ItemTerms("X"), version=item.version, by=world.north.slt, at=timezone.now()
        )


@pytest.mark.parametrize(
    ("text", "former", "lines", "expected"),
    [
        ("<p>A</p>", {}, {"1": "En"}, ("<p>A</p><ul><li>En</li></ul>", 0)),
        (
            "<ul><li><p>En</p></li><li>To</li></ul>",
            {"1": "En", "2": "To"},
            {"2": "To"},
            ("<ul><li>To</li></ul>", 0),
        ),
        ("<p>A</p><ul><li>En</li></ul>", {"1": "En"}, {}, ("<p>A</p>", 0)),
        ("<p>En</p>", {"1": "En"}, {}, ("<p>En</p>", 1)),
        ("<ul><li>En</li></ul>", {"1": "En"}, {"1": "Ein"}, ("<ul><li>Ein</li></ul>", 0)),
        (
            "<ul><li>En  &amp; to</li></ul>",
            {"1": "En & to"},
            {"2": "<b>"},
            ("<ul><li>&lt;b&gt;</li></ul>", 0),
        ),
        ("<ul><li>Mine<ul><li>En</li></ul></li></ul>", {"1": "En"}, {}, ("<ul><li>Mine</li></ul>", 0)),
    ],
)
def test_persons_text_is_merged_with_the_tasks(
    text: str, former: dict[str, str], lines: dict[str, str], expected: tuple[str, int]
) -> None:
    assert merged(text, former, lines) == expected


def test_what_is_new_is_counted_by_task() -> None:
    found = since({"lines": {"1": "En", "2": "To", "3": "Tre"}}, {"1": "En", "3": "Tre!", "4": "Fire"})
    assert (found.come, found.closed, found.changed) == (1, 1, 1)
