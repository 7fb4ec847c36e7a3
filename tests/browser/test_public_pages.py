"""The pages for everybody in a browser: a stranger without a login, and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from agreements import fingerprints
from agreements.models import AgreementPdf, Publication, Version
from tests.agreements.drafts import signed
from tests.agreements.register_scene import _own_seal, copies, published, sealed  # noqa: F401  (fixture)
from tests.browser.face_scene import assert_accessible
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
VIEWS = [(1280, "light"), (320, "dark")]


def sealed_file(world: World, folder: Path) -> Path:
    """The sealed PDF of a signed agreement, as somebody has it on disk."""
    agreement = sealed(world)
    with world.inside(world.north.council):
        content = bytes(AgreementPdf.objects.get(agreement=agreement, sealed=True).content)
    file = folder / "avtale.pdf"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_stranger_verifies_a_file_and_a_changed_one(
    world: World, new_page: Callable[..., Page], tmp_path: Path, width: int, scheme: str
) -> None:
    file = sealed_file(world, tmp_path)
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True)
    page.goto("/kontroller/")
    page.get_by_label("PDF-filen").set_input_files(file)
    page.get_by_role("button", name="Kontroller filen").click()
    expect(page.get_by_role("heading", name="Ekte og uendret")).to_be_visible()
    assert_accessible(page)
    file.write_bytes(file.read_bytes() + b"\nhei")
    page.get_by_label("PDF-filen").set_input_files(file)
    page.get_by_role("button", name="Kontroller filen").click()
    expect(page.get_by_role("heading", name="Forseglet her, men endret siden")).to_be_visible()
    assert_accessible(page)


def test_stranger_looks_up_a_code_without_scripts(world: World, new_page: Callable[..., Page]) -> None:
    signed(world)
    with world.inside(world.north.council):
        code = fingerprints.code_of(Version.objects.get().sha256)
    page = new_page(java_script_enabled=False)
    page.goto("/nn/kontroller/")
    page.get_by_label("Kontrollkode eller fingeravtrykk").fill(code.upper())
    page.get_by_role("button", name="Slå opp koden").click()
    expect(page.get_by_role("heading", name="Ekte", exact=True)).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Genuine", exact=True)).to_be_visible()
    assert page.url.endswith(f"/en/kontroller/{code}/")


def test_stranger_reads_the_register(world: World, page: Page) -> None:
    entry = published(world)
    (later,) = copies(world, entry, 1)
    with world.inside(world.north.council):
        Publication.objects.filter(pk=later).update(predecessor_id=entry.agreement_id)
    page.goto("/avtaleregister/")
    page.get_by_label("Søk etter").fill("trygg by")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Avtale 00").click()
    expect(page.get_by_role("heading", name="Avtale 00")).to_be_visible()
    page.get_by_role("link", name="Se hva som er endret").click()
    expect(page.get_by_text("De to tekstene er like.")).to_be_visible()
    page.go_back()
    with page.expect_download() as download:
        page.get_by_role("link", name="Forseglet PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_administrator_opens_the_register_and_editor_publishes(
    world: World, new_page: Callable[..., Page], sign_in: Callable[[Page, Any], None]
) -> None:
    agreement = sealed(world)
    opening, writing = new_page(), new_page()
    sign_in(opening, world.north.administrator)
    opening.goto(f"/administrasjon/{world.north.municipality.pk}/avtaleregister/")
    opening.get_by_role("button", name="Delta i avtaleregisteret").click()
    expect(opening.get_by_role("heading", name="Nordvik kommune deltar", exact=True)).to_be_visible()
    sign_in(writing, world.north.slt)
    writing.goto(f"/avtaler/{agreement.pk}/publiser/")
    writing.get_by_role("button", name="Vis for alle").click()
    expect(writing.get_by_text("Alle partene har fått beskjed.")).to_be_visible()
    writing.get_by_role("button", name="Ta ut av registeret").click()
    writing.get_by_role("button", name="Ta ut", exact=True).click()
    expect(writing.get_by_text("er tatt ut av avtaleregisteret")).to_be_visible()
