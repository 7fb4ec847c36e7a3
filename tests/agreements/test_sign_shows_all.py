"""The page of signing shows every word of the text whose fingerprint is signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from agreements import canonical
from agreements.actions import change_head, freeze, open_revision
from agreements.models import Agreement, Attachment, Round
from agreements.revision import RevisionRule
from agreements.validity import PartialDate
from tests.agreements.amending_scene import addendum, changing, sent
from tests.agreements.test_carrying import whole
from tests.world import World

#: Parts that are codes of ours, or numbers; the page says them in words.
CODES = {"kind", "language", "number", "level", "effect", "target"}


def leaves(value: Any) -> Iterator[str]:
    """Every text and date of the signed text, dates in words."""
    if isinstance(value, str):
        yield from filter(None, (" ".join(unescape(strip_tags(value.replace("<", " <"))).split()),))
    elif isinstance(value, PartialDate):
        yield value.format("nb")
    elif isinstance(value, tuple):
        for one in value:
            yield from leaves(one)
    elif is_dataclass(value) and not isinstance(value, RevisionRule):
        for part in fields(value):
            if part.name not in CODES and (type(value), part.name) != (canonical.Termination, "by"):
                yield from leaves(getattr(value, part.name))


def unshown(world: World, signing: Round) -> list[str]:
    """What of the signed text the mayor's page does not show."""
    client = world.client(world.north.mayor)
    page = client.get(reverse("agreement_sign", args=[signing.agreement_id])).content.decode()
    assert 'id="signer"' in page
    main = page.split("<main", 1)[1]
    shown = " ".join(unescape(strip_tags(main.replace("<", " <"))).split())
    text = canonical.read(signing.version.canonical.encode())
    return [said for said in leaves(text) if said.casefold() not in shown.casefold()]


@pytest.fixture
def successor(world: World) -> Round:
    """One that replaces another, has one of everything and waits for signatures."""
    former = whole(world)
    with world.acting(world.north.slt):
        draft = open_revision(agreement=former, by=world.north.slt, today=world.today)
        change_head(
            agreement=draft, by=world.north.slt, delegation="Rådet kan selv velge rekkefølgen på tiltakene."
        )
        Attachment.objects.filter(agreement=draft, title="Plan").update(living=False)
        return freeze(
            agreement=Agreement.objects.get(pk=draft.pk),
            by=world.north.slt,
            at=timezone.now(),
            today=world.today,
        )


def test_every_word_of_an_agreement_is_on_the_page_of_signing(world: World, successor: Round) -> None:
    text = canonical.read(successor.version.canonical.encode())
    assert text.predecessor and text.predecessor.date and text.evaluation[-1].note == "i mars"
    assert {area.word for area in text.focus_areas} >= {"innsatsområde"}
    assert any(one.validity for one in text.attachments)
    assert any(one.read_on == PartialDate.of(world.today) for one in text.references)
    assert "Rådet kan selv velge rekkefølgen på tiltakene." in set(leaves(text))
    assert unshown(world, successor) == []


def test_every_word_of_an_addendum_is_on_the_page_of_signing(world: World) -> None:
    draft = addendum(world)
    changing(world, draft, "replaces", "0.2", html="<p>Rådet møtes seks ganger i året.</p>")
    later = date(world.today.year + 7, 3, 31)
    with world.acting(world.north.slt):
        change_head(agreement=draft, by=world.north.slt, extends_to=later.isoformat())
    signing = sent(world, draft)
    text = canonical.read(signing.version.canonical.encode())
    assert text.amends and text.amends.extended_to == PartialDate.of(later)
    assert unshown(world, signing) == []


def test_what_the_areas_are_called_and_an_attachment_s_period_are_signed(
    world: World, successor: Round
) -> None:
    """Nothing that the paper shows of a signed text lies beside its fingerprint."""
    text = canonical.read(successor.version.canonical.encode())
    assert "focus_words" not in successor.version.beside
    (plan,) = (one for one in text.attachments if one.title == "Plan")
    assert plan.validity and plan.validity.ends == PartialDate(2026, 6)
