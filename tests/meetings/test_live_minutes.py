"""Two who write the same minutes: nothing is lost, and what cannot be joined is asked about; earlier texts are kept."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from councils.refusals import Refusal
from meetings.actions.minutes import (
    Conflict,
    restore_version,
    save_item_minutes,
)
from meetings.merging import Clash, Keep
from meetings.models import AgendaItem, ItemMinutes, ItemMinutesVersion, Meeting
from meetings.thinning import Saved, superfluous
from politirad.tenancy.models import User
from tests.meetings.minutes_scene import approved, begun, closed_item, items_of, second_writer
from tests.queries import MOST, asked
from tests.world import World

AUTOSAVE: dict[str, Any] = {"headers": {"X-Autosave": "1"}}


def write(world: World, item: AgendaItem, html: str, version: int, **how: Any) -> ItemMinutes:
    by: User = how.pop("by", world.north.slt)
    with world.acting(by):
        return save_item_minutes(item=item, html=html, version=version, by=by, **how)


def test_two_beginnings_are_joined(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    other = second_writer(world)
    write(world, item, "<p>Hun sa.</p>", 0, by=other)
    assert write(world, item, "<p>Han sa.</p>", 0).html == "<p>Hun sa.</p><p>Han sa.</p>"


def test_a_writer_with_an_older_text_loses_nothing_of_the_newer(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    other = second_writer(world)
    write(world, item, "<p>En.</p><p>To.</p>", 0)
    write(world, item, "<p>En.</p><p>To.</p><p>Tre.</p>", 1, by=other)
    joined = write(world, item, "<p>Én.</p><p>To.</p>", 1)
    assert (joined.html, joined.version) == ("<p>Én.</p><p>To.</p><p>Tre.</p>", 3)


def test_the_same_words_are_asked_about_and_each_answer_is_kept(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    other = second_writer(world)
    write(world, item, "<p>Fristen er mai.</p>", 0)
    write(world, item, "<p>Fristen er april.</p>", 1, by=other)
    with pytest.raises(Conflict, match=other.name) as asked_about:
        write(world, item, "<p>Fristen er juni.</p>", 1)
    assert asked_about.value.clashes == (Clash("<p>Fristen er juni.</p>", "<p>Fristen er april.</p>"),)
    with world.acting(world.north.slt):
        assert ItemMinutes.objects.get(item=item).html == "<p>Fristen er april.</p>"
    assert (
        write(world, item, "<p>Fristen er juni.</p>", 1, keep=Keep.THEIRS).html == "<p>Fristen er april.</p>"
    )
    both = write(world, item, "<p>Fristen er juni.</p>", 1, keep=Keep.BOTH)
    assert both.html == "<p>Fristen er april.</p><p>Fristen er juni.</p>"


def test_own_words_in_two_windows_are_said_to_be_ones_own(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    write(world, item, "<p>mai</p>", 0)
    write(world, item, "<p>april</p>", 1)
    with pytest.raises(Conflict, match="annet vindu"):
        write(world, item, "<p>juni</p>", 1)


def test_base_of_the_screen_counts_before_the_version(world: World) -> None:
    """The screen has the newest version's number, but not yet the words that were joined into it."""
    _meeting, _minutes, item = begun(world)
    write(world, item, "<p>Hun sa.</p><p>Han</p>", 0)
    saved = write(world, item, "<p>Han sa det.</p>", 1, base="<p>Han</p>")
    assert saved.html == "<p>Hun sa.</p><p>Han sa det.</p>"


def test_what_was_sent_and_stored_without_an_answer_is_not_stored_twice(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    write(world, item, "<p>Jeg skri</p>", 0)
    saved = write(world, item, "<p>Jeg skriver</p>", 0, base="", lost="<p>Jeg skri</p>")
    assert saved.html == "<p>Jeg skriver</p>"


def test_a_version_that_is_thinned_out_makes_the_whole_text_a_question(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    write(world, item, "<p>En.</p>", 0)
    write(world, item, "<p>To.</p>", 1)
    with world.acting(world.north.slt):
        ItemMinutesVersion.objects.filter(item=item, number=1).delete()
    with pytest.raises(Conflict):
        write(world, item, "<p>En og en halv.</p>", 1)


def test_every_save_is_a_version_and_the_same_text_is_none(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    write(world, item, "<p>En.</p>", 0)
    write(world, item, "<p>En.</p>", 1)
    write(world, item, "<p>To.</p>", 1)
    with world.acting(world.north.slt):
        versions = list(ItemMinutesVersion.objects.filter(item=item).values_list("number", "html"))
    assert versions == [(2, "<p>To.</p>"), (1, "<p>En.</p>")]


def test_an_earlier_text_is_fetched_as_the_newest(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    write(world, item, "<p>En.</p>", 0)
    write(world, item, "<p>To.</p>", 1)
    with world.acting(world.north.slt):
        restored = restore_version(item=item, number=1, by=world.north.slt)
        assert (restored.html, restored.version) == ("<p>En.</p>", 3)
        for gone in (0, 9):
            with pytest.raises(Refusal, match="finnes ikke"):
                restore_version(item=item, number=gone, by=world.north.slt)


NOW = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)


def minutes_ago(number: int, minutes: int, by: str = "a") -> Saved:
    return Saved(number, by, NOW - datetime.timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("versions", "gone"),
    [
        ([], []),
        ([minutes_ago(1, 500)], []),
        # Everything of the last hour stays.
        ([minutes_ago(1, 59), minutes_ago(2, 58)], []),
        # Older: the last of each stretch of writing stays.
        ([minutes_ago(1, 120), minutes_ago(2, 119), minutes_ago(3, 118)], [1, 2]),
        # A pause begins a new stretch.
        ([minutes_ago(1, 120), minutes_ago(2, 119), minutes_ago(3, 90)], [1]),
        # So does another writer.
        ([minutes_ago(1, 120), minutes_ago(2, 119, "b"), minutes_ago(3, 118)], []),
        # The order they are given in does not matter.
        ([minutes_ago(2, 119), minutes_ago(1, 120)], [1]),
    ],
)
def test_thinning(versions: list[Saved], gone: list[int]) -> None:
    assert superfluous(versions, NOW) == gone


def test_autosave_answers_with_the_joined_text_or_with_both(world: World) -> None:
    meeting, _minutes, item = begun(world)
    other = second_writer(world)
    address = f"/moter/{meeting.pk}/saker/{item.pk}/referat/"
    mine, theirs = world.client(world.north.slt), world.client(other)
    first = mine.post(address, {"html": "<p>En.</p>", "version": "0", "base": ""}, **AUTOSAVE)
    assert (first.status_code, first.json()["version"], "html" in first.json()) == (200, 1, False)
    theirs.post(address, {"html": "<p>En.</p><p>To.</p>", "version": "1"}, **AUTOSAVE)
    joined = mine.post(address, {"html": "<p>Null.</p><p>En.</p>", "version": "1"}, **AUTOSAVE)
    assert joined.json()["html"] == "<p>Null.</p><p>En.</p><p>To.</p>"
    sent = {"html": "<p>Null.</p><p>Ett.</p><p>To.</p>", "version": "3"}
    theirs.post(address, sent, **AUTOSAVE)
    sent = {"html": "<p>Null.</p><p>Éin.</p><p>To.</p>", "version": "3"}
    asked_about = mine.post(address, sent, **AUTOSAVE)
    assert asked_about.status_code == 409
    assert other.name in asked_about.json()["sentence"]
    assert all(word in asked_about.json()["panel"] for word in ("Éin.", "Ett.", 'value="theirs"'))
    kept = mine.post(address, sent | {"keep": "mine"}, **AUTOSAVE)
    assert kept.json()["version"] == 5
    with world.acting(other):
        assert ItemMinutes.objects.get(item=item).html == "<p>Null.</p><p>Éin.</p><p>To.</p>"


def test_without_script_a_page_shows_both_and_the_choice_is_stored(world: World) -> None:
    meeting, _minutes, item = begun(world)
    other = second_writer(world)
    address = f"/moter/{meeting.pk}/saker/{item.pk}/referat/"
    write(world, item, "<p>mai</p>", 0)
    write(world, item, "<p>april</p>", 1, by=other)
    client = world.client(world.north.slt)
    page = client.post(address, {"html": "<p>juni</p>", "version": "1"})
    assert page.status_code == 409
    text = page.content.decode()
    assert 'value="&lt;p&gt;juni&lt;/p&gt;"' in text
    assert "april" in text
    done = client.post(address, {"html": "<p>juni</p>", "version": "1", "keep": "both"})
    assert done.headers["Location"].endswith(f"#sak-{item.pk}")
    with world.acting(other):
        assert ItemMinutes.objects.get(item=item).html == "<p>april</p><p>juni</p>"


def test_eleven_digits_that_are_no_identity_number_are_warned_about(world: World) -> None:
    meeting, _minutes, item = begun(world)
    address = f"/moter/{meeting.pk}/saker/{item.pk}/referat/"
    sent = {"html": "<p>Konto 86011117948</p>", "version": "0"}
    answer = world.client(world.north.slt).post(address, sent, **AUTOSAVE)
    assert "elleve sifre" in answer.json()["warning"]


def test_the_pulse_tells_of_what_the_reader_sees_and_changes_with_it(world: World) -> None:
    meeting, _minutes, item = begun(world)
    closed = closed_item(world, meeting)
    address = f"/moter/{meeting.pk}/referat/nytt/"
    before = world.client(world.north.member).get(address).json()["items"]
    assert set(before) == {str(one.pk) for one in items_of(world, meeting) if one.part == 1}
    assert str(closed.pk) in world.client(world.north.slt).get(address).json()["items"]
    write(world, item, "<p>Nytt.</p>", 0)
    after = world.client(world.north.member).get(address).json()["items"]
    assert (before[str(item.pk)]["version"], after[str(item.pk)]["version"]) == (0, 1)


def test_one_item_as_it_is_now(world: World) -> None:
    meeting, _minutes, item = begun(world)
    write(world, item, "<p>Nytt.</p>", 0)
    answer = world.client(world.north.slt).get(f"/moter/{meeting.pk}/saker/{item.pk}/referat/na/").json()
    assert (answer["version"], answer["html"]) == (1, "<p>Nytt.</p>")
    assert f"Endret av {world.north.slt.name}" == answer["said"]
    assert f'id="utfall-{item.pk}"' in answer["outcomes"]


def test_the_page_of_earlier_texts_fetches_one(world: World) -> None:
    meeting, _minutes, item = begun(world)
    write(world, item, "<p>En.</p>", 0)
    write(world, item, "<p>To.</p>", 1)
    client, address = world.client(world.north.slt), f"/moter/{meeting.pk}/saker/{item.pk}/referat/versjoner/"
    assert "<p>En.</p>" in client.get(address).content.decode()
    assert client.post(address, {"number": "tull"}).status_code == 404
    assert client.post(address, {"number": "1"}).status_code == 302
    with world.acting(world.north.slt):
        assert ItemMinutes.objects.get(item=item).html == "<p>En.</p>"


def test_earlier_texts_of_approved_minutes_stay_where_they_are(world: World) -> None:
    _meeting, minutes, item = begun(world)
    write(world, item, "<p>En.</p>", 0)
    write(world, item, "<p>To.</p>", 1)
    approved(world, minutes)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="godkjent"):
        restore_version(item=item, number=1, by=world.north.slt)


def test_the_screen_shows_one_open_item_and_never_a_closed_one(world: World) -> None:
    meeting, _minutes, item = begun(world)
    closed_item(world, meeting, title="Hemmelig")
    write(world, item, "<p>Sagt i rommet.</p>", 0)
    client = world.client(world.north.slt)
    first = client.get(f"/moter/{meeting.pk}/skjerm/").content.decode()
    last = client.get(f"/moter/{meeting.pk}/skjerm/?sak=99").content.decode()
    assert "Sagt i rommet." in first
    assert "1 av 2" in first
    assert "2 av 2" in last
    assert "Hemmelig" not in first + last
    assert client.get(f"/moter/{meeting.pk}/skjerm/?sak=tull").status_code == 200
    part = client.get(f"/moter/{meeting.pk}/skjerm/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div class="screen__item"')


def test_the_screen_of_a_meeting_without_items_says_so(world: World) -> None:
    meeting, _minutes, _item = begun(world)
    with world.acting(world.north.slt):
        AgendaItem.objects.filter(meeting=meeting).delete()
    assert (
        "Møtet har ingen saker."
        in world.client(world.north.slt).get(f"/moter/{meeting.pk}/skjerm/").content.decode()
    )


def more(world: World, meeting: Meeting, count: int) -> None:
    with world.acting(world.north.slt):
        for number in range(count):
            AgendaItem.objects.create(
                council=world.north.council, meeting=meeting, title=f"Sak {number}", order=number + 5
            )


@pytest.mark.parametrize("address", ["skjerm/", "referat/nytt/"])
def test_live_pages_ask_the_database_as_often_for_many_items(world: World, address: str) -> None:
    meeting, _minutes, _item = begun(world)
    client, full = world.client(world.north.slt), f"/moter/{meeting.pk}/{address}"
    few = len(asked(client, full))
    more(world, meeting, 30)
    assert len(asked(client, full)) == few <= MOST
