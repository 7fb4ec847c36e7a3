"""The seals on the pages: what a party may take with it, and what the system administrators are told."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from agreements.models import Agreement
from agreements.seal_clock import due_renewals
from tests.agreements.seal_scene import (  # noqa: F401  (fixtures)
    agreement,
    authority,
    do,
    give_up,
    keys,
    renewals,
    sealed_bytes,
)
from tests.browser.examined import EVERY_RUN, findings
from tests.world import World


def test_seals_that_run_out_are_told_without_an_authority(
    world: World, agreement: Agreement, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    sign_in(page, world.system_administrator)
    page.goto("/")
    card = page.get_by_role("region", name="Segl")
    expect(card).to_contain_text("1 forseglet fil må fornyes innen")
    expect(card).to_contain_text("Ingen tidsstempeltjeneste er satt opp")
    assert findings(page, *EVERY_RUN) == []


def test_seal_that_could_not_be_renewed_is_told_with_the_reason(
    world: World,
    agreement: Agreement,
    authority: Callable[[str], None],
    page: Page,
    sign_in: Callable[[Page, Any], None],
) -> None:
    due_renewals(timezone.now())
    authority("refuses")
    give_up(world, *renewals(world))
    sign_in(page, world.system_administrator)
    page.goto("/")
    card = page.get_by_role("region", name="Segl")
    expect(card).to_contain_text("kunne ikke fornyes. Vi prøver igjen hver dag.")
    expect(card).to_contain_text("Siste feil:")
    assert findings(page, *EVERY_RUN) == []
    authority("works")
    due_renewals(timezone.now())
    assert do(world, renewals(world)[1]) == "done"
    page.reload()
    expect(card).to_contain_text("Ingen forseglede filer utløper de neste 90 dagene.")


def test_party_takes_the_package_with_it(
    world: World, agreement: Agreement, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    sign_in(page, world.station_chief)
    page.goto(reverse("agreement", args=[agreement.pk]))
    assert findings(page, *EVERY_RUN) == []
    for link, end in (("Avtalen som data (JSON)", ".json"), ("Alt samlet (zip)", ".zip")):
        with page.expect_download() as download:
            page.get_by_role("link", name=link).click()
        assert download.value.suggested_filename.endswith(end)
