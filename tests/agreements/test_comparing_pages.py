"""Two texts side by side on the page: drafts, frozen versions, the agreement before; and a section's versions."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.actions import add_section, freeze, open_revision, remove_section, save_section, withdraw
from agreements.editions import chapters_of, editions_of, usual_pair, written_by
from agreements.models import Agreement, Section, SectionVersion
from tests.agreements.drafts import draft, signed
from tests.agreements.writing_scene import now, post, section, written  # noqa: F401  (fixtures)
from tests.queries import MOST, asked
from tests.world import World


def save(world: World, section: Section, html: str, heading: str = "") -> None:
    with world.acting(world.north.slt):
        current = Section.objects.select_related("agreement").get(pk=section.pk)
        save_section(
            section=current,
            version=current.version,
            heading=heading or current.heading,
            html=html,
            by=world.north.slt,
        )


def compared(world: World, user: Any, agreement: Agreement, **chosen: str) -> str:
    response = world.client(user).get(reverse("agreement_compare", args=[agreement.pk]), chosen)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def frozen_twice(world: World) -> tuple[Agreement, Section]:
    slt = world.north.slt
    with world.acting(slt):
        agreement = draft(world)
        freeze(agreement=agreement, by=slt, at=timezone.now(), today=world.today)
        withdraw(agreement=agreement, reason="Feil tall", by=slt, at=timezone.now())
        section = Section.objects.filter(agreement=agreement).order_by("order")[1]
    save(world, section, "<p>I avtaleperioden vil partene sammen møtes ute</p>")
    with world.acting(slt):
        freeze(agreement=agreement, by=slt, at=timezone.now(), today=world.today)
    return agreement, section


def test_frozen_versions_stand_side_by_side_for_every_party(world: World) -> None:
    agreement, _section = frozen_twice(world)
    for user in (world.north.slt, world.station_chief, world.north.observer):
        page = compared(world, user, agreement, fra="v1", til="v2")
        assert "Avsnitt: 1 endret." in page
        assert "Lagt til: </span> møtes ute<span" in page
        assert "Fjernet: </span>" in page
    assert "De to tekstene er like." in compared(world, world.north.slt, agreement, fra="v2", til="v2")


def test_draft_stands_beside_the_version_that_was_taken_back(world: World) -> None:
    slt = world.north.slt
    with world.acting(slt):
        agreement = draft(world)
        freeze(agreement=agreement, by=slt, at=timezone.now(), today=world.today)
        withdraw(agreement=agreement, reason="Feil", by=slt, at=timezone.now())
        add_section(agreement=agreement, heading="Beredskap", html="<p>Sammen</p>", by=slt)
    page = compared(world, slt, agreement)
    assert "Avsnitt: 1 lagt til." in page
    assert "Beredskap" in page


def test_successor_stands_beside_its_predecessor(world: World) -> None:
    former = signed(world)
    with world.acting(world.north.slt):
        successor = open_revision(agreement=former, by=world.north.slt, today=world.today)
        section = Section.objects.filter(agreement=successor).order_by("order")[0]
    assert "1 endret" in compared(
        world, world.north.slt, successor
    )  # the period, which the parties are to fill in
    save(world, section, "<p>Et nytt grunnlag</p>", heading="Bakgrunn")
    page = compared(world, world.north.slt, successor, fra="forrige", til="na")
    assert "Bakgrunn" in page
    assert "Et nytt grunnlag" in page


def test_draft_of_an_earlier_day_is_its_sections(world: World, written: Agreement, section: Section) -> None:
    tomorrow = world.today + datetime.timedelta(days=1)
    save(world, section, "<p>Skrevet om</p>")
    with world.acting(world.north.slt):
        found = editions_of(written, former=None, today=tomorrow)
        assert [one.key for one in found] == ["na", f"d{world.today.isoformat()}"]
        assert usual_pair(found) == (found[1].key, "na")
        then, now = (
            chapters_of(written, one, former=None, today=tomorrow, written_only=True)
            for one in reversed(found)
        )
        assert then == now
        assert [one.html for one in then if one.key == str(section.pk)] == ["<p>Skrevet om</p>"]
        assert list(written_by(written, world.today - datetime.timedelta(days=1))) == []


def test_a_draft_alone_has_nothing_to_be_compared_with(world: World, written: Agreement) -> None:
    assert "bare én tekst av avtalen" in compared(world, world.north.slt, written)


@pytest.mark.parametrize("key", ["v9", "d2001-01-01", "forrige", "x", "v"])
def test_a_text_that_is_not_there_is_not_found(world: World, written: Agreement, key: str) -> None:
    address = reverse("agreement_compare", args=[written.pk])
    assert world.client(world.north.slt).get(address, {"fra": key}).status_code == 404


def test_compare_asks_the_same_number_of_times_for_many_sections(world: World) -> None:
    slt = world.north.slt
    with world.acting(slt):
        written = draft(world)
        freeze(agreement=written, by=slt, at=timezone.now(), today=world.today)
        withdraw(agreement=written, reason="Feil", by=slt, at=timezone.now())
    client, address = world.client(slt), reverse("agreement_compare", args=[written.pk])
    few = len(asked(client, address))
    with world.acting(world.north.slt):
        for number in range(30):
            add_section(
                agreement=written, heading=f"Avsnitt {number}", html="<p>Tekst</p>", by=world.north.slt
            )
    assert len(asked(client, address)) == few
    assert few <= 2 * MOST  # the whole agreement is composed, with the rules of its councils


def test_frozen_versions_are_compared_within_the_bound_of_questions(world: World) -> None:
    agreement, _section = frozen_twice(world)
    address = reverse("agreement_compare", args=[agreement.pk]) + "?fra=v1&til=v2"
    assert len(asked(world.client(world.north.slt), address)) <= MOST


def test_section_versions_tell_who_wrote_what(world: World, section: Section) -> None:
    save(world, section, "<p>Først dette</p>")
    save(world, section, "<p>Så dette</p>")
    page = world.client(world.north.observer).get(
        reverse("section_versions", args=[section.agreement_id, section.pk]), {"fra": "2", "til": "3"}
    )
    text = page.content.decode()
    assert "<del>" in text
    assert "Først" in text
    assert world.north.slt.name in text
    assert "Hent fram" not in text
    assert page.context["sittings"][0].saves == 2


@pytest.mark.parametrize("number", ["9", "0", "x", "-1"])
def test_section_version_that_is_not_there_is_not_found(world: World, section: Section, number: str) -> None:
    address = reverse("section_versions", args=[section.agreement_id, section.pk])
    assert world.client(world.north.slt).get(address, {"fra": number}).status_code == 404
    response = post(
        world, world.north.slt, "section_restore", section.agreement_id, section.pk, number=number
    )
    assert response.status_code == 404


def test_an_earlier_version_can_be_brought_back(world: World, section: Section) -> None:
    former = section.html
    save(world, section, "<p>Noe annet</p>")
    response = post(world, world.north.slt, "section_restore", section.agreement_id, section.pk, number="1")
    assert response.status_code == 302
    assert (now(world, section).html, now(world, section).version) == (former, 3)


def test_a_removed_section_is_found_in_the_history_and_brought_back(world: World, section: Section) -> None:
    slt, agreement_id, key = world.north.slt, section.agreement_id, section.pk
    with world.acting(slt):
        remove_section(section=section, by=slt)
    page = world.client(slt).get(reverse("agreement_history", args=[agreement_id]))
    address = reverse("section_versions", args=[agreement_id, key])
    assert address in page.content.decode()
    assert "tatt ut av utkastet" in world.client(slt).get(address).content.decode()
    post(world, slt, "section_restore", agreement_id, key, number="1")
    with world.acting(slt):
        assert Section.objects.get(agreement=agreement_id, heading=section.heading).html == section.html


def test_a_frozen_text_brings_nothing_back(world: World, section: Section) -> None:
    slt = world.north.slt
    save(world, section, "<p>Noe annet</p>")
    with world.acting(slt):
        freeze(agreement=section.agreement, by=slt, at=timezone.now(), today=world.today)
    response = world.client(slt).post(
        reverse("section_restore", args=[section.agreement_id, section.pk]), {"number": "1"}, follow=True
    )
    assert "låst for signering" in response.content.decode()
    with world.acting(slt):
        assert SectionVersion.objects.filter(section=section).count() == 2
