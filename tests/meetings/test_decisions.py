"""Decisions by year, and what came of each focus area; as pages and as files."""

from __future__ import annotations

import csv
import io
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from agreements.models import FocusArea
from meetings.actions.follow_up import ActionTerms, assign_action, decide
from meetings.models import AgendaItem, Decision, Meeting
from tests.agreements.drafts import draft
from tests.meetings.minutes_scene import begun, closed_item, items_of
from tests.world import World

pytestmark = pytest.mark.django_db


def lines(answer: HttpResponse) -> list[list[str]]:
    """The cells of a file, line by line."""
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def decided(world: World) -> tuple[Meeting, UUID]:
    """A meeting with two open items, one about a focus area, and a closed one; each with a decision."""
    meeting, _minutes, first = begun(world)
    second = items_of(world, meeting)[1]
    hidden = closed_item(world, meeting, world.north.police_contact)
    with world.acting(world.north.slt):
        area = FocusArea.objects.filter(agreement=draft(world)).exclude(kind="purpose")[0]
        AgendaItem.objects.filter(pk=first.pk).update(focus_area_id=area.pk)
        for item, text in ((first, "=Uteteam"), (second, "Plan"), (hidden, "Lukket vedtak")):
            decide(item=AgendaItem.objects.get(pk=item.pk), text=text, by=world.north.slt)
        terms = ActionTerms("Lag vaktplan", responsible=world.north.member)
        assign_action(council=world.north.council, item=first, terms=terms, by=world.north.slt)
    return meeting, area.pk


def test_decisions_of_a_year_are_listed_and_filtered_by_focus_area(world: World) -> None:
    meeting, area = decided(world)
    year = meeting.date.year
    client = world.client(world.north.member)
    url = reverse("decisions", args=[world.north.council.pk, year])
    newest = client.get(reverse("newest_decisions", args=[world.north.council.pk]))
    assert newest["Location"] == url
    text = client.get(url).content.decode()
    assert text.index(f"1/{year}") < text.index(f"2/{year}")
    assert "Plan" in text
    assert "Lukket vedtak" not in text
    filtered = client.get(url, {"omrade": str(area)}).content.decode()
    assert "=Uteteam" in filtered
    assert f"2/{year}" not in filtered
    # What is no area of the council's is no filter, and another year is empty.
    assert f"2/{year}" in client.get(url, {"omrade": "noe"}).content.decode()
    empty = client.get(reverse("decisions", args=[world.north.council.pk, 2001])).content.decode()
    assert "Ingen vedtak her" in empty


def test_closed_decision_is_shown_to_those_it_concerns(world: World) -> None:
    meeting, _area = decided(world)
    url = reverse("decisions", args=[world.north.council.pk, meeting.date.year])
    assert f"L1/{meeting.date.year}" in world.client(world.north.police_contact).get(url).content.decode()
    for reader in (world.north.mayor, world.north.observer, world.north.administrator):
        for name in ("decisions", "decisions_file"):
            where = reverse(name, args=[world.north.council.pk, meeting.date.year])
            assert "Lukket" not in world.client(reader).get(where).content.decode()


def test_file_has_the_same_rows_and_no_formula(world: World) -> None:
    meeting, area = decided(world)
    url = reverse("decisions_file", args=[world.north.council.pk, meeting.date.year])
    client = world.client(world.north.member)
    answer = client.get(url)
    assert answer["Content-Disposition"].startswith('attachment; filename="vedtak-politiradet-i-nordvik-')
    heads, *rows = lines(answer)
    assert heads == ["Vedtak", "Dato", "Tekst", "Sak", "Møte", "Satsingsområde"]
    assert [row[2] for row in rows] == ["'=Uteteam", "Plan"]
    assert rows[0][5] != "" == rows[1][5]
    assert len(lines(client.get(url, {"omrade": str(area)}))) == 2


def test_focus_area_is_followed_from_the_agreement_to_what_was_done(world: World) -> None:
    meeting, area = decided(world)
    client = world.client(world.north.member)
    page = client.get(reverse("focus_area", args=[world.north.council.pk, area])).content.decode()
    for said in ("=Uteteam", "Lag vaktplan", world.north.member.name, meeting.title):
        assert said in page
    assert "Plan" not in page.replace("Lag vaktplan", "")
    overview = client.get(reverse("focus_areas", args=[world.north.council.pk])).content.decode()
    assert '<td class="number" data-label="Åpne oppgaver">1</td>' in overview
    heads, item, decision, task = lines(
        client.get(reverse("focus_area_file", args=[world.north.council.pk, area]))
    )
    assert heads[3] == "Hva"
    assert (item[3], decision[3], task[3]) == ("Sak", "Vedtak", "Oppgave")
    assert (decision[4], task[6], task[7]) == ("'=Uteteam", world.north.member.name, "Åpen")


def test_purpose_is_no_focus_area_and_an_unknown_one_is_not_found(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
        purpose = FocusArea.objects.create(agreement=agreement, kind="purpose", text="Trygghet for alle")
    client = world.client(world.north.slt)
    for area in (purpose.pk, UUID(int=0)):
        for name in ("focus_area", "focus_area_file"):
            assert client.get(reverse(name, args=[world.north.council.pk, area])).status_code == 404


def test_same_words_in_an_older_agreement_are_the_same_area(world: World) -> None:
    _meeting, area = decided(world)
    with world.acting(world.north.slt):
        newer = FocusArea.objects.get(pk=area)
        other = draft(world)
        twin = FocusArea.objects.create(agreement=other, kind="focus", text=f" {newer.text.upper()} ")
        found = [
            one for one in FocusArea.objects.all() if one.text.strip().casefold() == newer.text.casefold()
        ]
    assert {twin.pk, area} <= {one.pk for one in found}
    client = world.client(world.north.slt)
    for pk in (twin.pk, area):
        page = client.get(reverse("focus_area", args=[world.north.council.pk, pk])).content.decode()
        assert "=Uteteam" in page


def test_other_tenant_finds_nothing(world: World) -> None:
    meeting, area = decided(world)
    client = world.client(world.south.slt)
    for name, args in (
        ("newest_decisions", []),
        ("decisions", [meeting.date.year]),
        ("decisions_file", [meeting.date.year]),
        ("focus_areas", []),
        ("focus_area", [area]),
        ("focus_area_file", [area]),
    ):
        assert client.get(reverse(name, args=[world.north.council.pk, *args])).status_code == 404
    # Nor does another council's area show in one's own.
    assert client.get(reverse("focus_area", args=[world.south.council.pk, area])).status_code == 404
    with world.acting(world.south.slt):
        assert not Decision.objects.exists()
