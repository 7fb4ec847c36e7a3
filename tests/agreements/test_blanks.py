"""What a template left to be filled in is named before the text is locked, and hinders nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.blanks import unfilled
from agreements.models import Section
from agreements.outline import guides, outline
from politirad import richtext
from tests.agreements.drafts import draft
from tests.world import World

GUIDE = "Skriv kort hva som er bakgrunnen for avtalen, og hvilke erfaringer dere bygger på."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Nordvik kommune og politiet samarbeider.", []),
        ("[Kommunen] og [politiet] inngår avtalen.", ["[Kommunen]", "[politiet]"]),
        ("[dato] til [dato]", ["[dato]"]),
        ("Se rapporten [1] og planen [2024–2027], [ 3, 4 ].", []),
        ("Første linje [a\nb] går over to linjer.", []),
        ("Tom klamme [] og en som ikke lukkes [her", []),
        (f"{GUIDE}\n[mål 1]", [GUIDE, "[mål 1]"]),
        (f"{GUIDE} Vi bygger på 2023.", []),
    ],
)
def test_brackets_and_guiding_paragraphs_are_what_is_left(text: str, left: list[str]) -> None:
    assert unfilled(text, guides()) == left


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_guide_of_the_outline_is_found_in_what_the_editor_stores(language: str) -> None:
    stored = [richtext.plain(richtext.clean(part.html)) for part in outline("cooperation", language)]
    found = [left for text in stored for left in unfilled(text, guides())]
    assert sum(left.startswith("Skriv ") for left in found) == 3
    assert sum(left.startswith("[") for left in found) >= 6


@pytest.mark.django_db
def test_page_before_signing_names_what_is_left_until_it_is_written(client: Client, world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
        section = Section.objects.filter(agreement=agreement, html__contains="[Kommunen]").get()
    client.force_login(world.north.slt)
    page = client.get(reverse("agreement_freeze", args=[agreement.pk])).content.decode()
    assert "Noe er ikke fylt ut" in page
    assert "[Kommunen], [politiet]" in page
    assert reverse("section_edit", args=[agreement.pk, section.pk]) in page
    with world.acting(world.north.slt):
        Section.objects.filter(agreement=agreement).update(html="<p>Skrevet av partene.</p>")
    page = client.get(reverse("agreement_freeze", args=[agreement.pk])).content.decode()
    assert "Noe er ikke fylt ut" not in page
