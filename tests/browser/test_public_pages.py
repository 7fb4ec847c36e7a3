"""The pages for everybody in a browser: a stranger without a login, and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from agreements import fingerprints, making
from agreements.models import AgreementJob, AgreementPdf, Version
from tests.agreements.drafts import signed
from tests.browser.face_scene import assert_accessible
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
VIEWS = [(1280, "light"), (320, "dark")]


@pytest.fixture(autouse=True)
def _own_seal(settings: Any, tmp_path_factory: Any) -> None:
    settings.SEAL_FOLDER = str(tmp_path_factory.getbasetemp() / "seal")
    cache.clear()


def sealed_file(world: World, folder: Path) -> Path:
    """The sealed PDF of a signed agreement, as somebody has it on disk."""
    agreement = signed(world)
    with world.inside(world.north.council):
        job = AgreementJob.objects.get(kind="sealed_pdf")
    making.make_pdf(world.north.council.pk, job.pk)
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
    assert_accessible(page)
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
