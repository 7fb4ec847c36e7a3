"""Every page of the demo, for every role, at every width, light and dark: nothing is found wrong anywhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from politirad.demo.loading import load
from politirad.demo.reading import read_all
from tests.browser.addresses import demo_person, enough, found_by
from tests.browser.examined import Look
from tests.browser.rendered import rendering

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]
VIEWS = tuple(product((1280, 768, 390, 320), ("light", "dark")))
#: Role -> who has it in the demo.
ROLES = {
    "SLT-koordinator": "slt.lillestrom",
    "ordfører": "ordforer.lillestrom",
    "varaordfører": "varaordforer.lorenskog",
    "kommunedirektør": "kommunedirektor.lorenskog",
    "medlem": "oppvekst.lorenskog",
    "observatør": "folkehelse.lorenskog",
    "politistasjonssjef": "stasjonssjef.lillestrom",
    "seksjonsleder": "seksjonsleder.lillestrom",
    "politikontakt": "politikontakt.lorenskog",
    "administrator": "administrator.lorenskog",
    "systemadministrator": "admin",
}
OF_EACH_KIND = 2


def test_matrix_of_pages_roles_widths_and_schemes(
    new_page: Callable[..., Page], sign_in: Callable[[Page, Any], None]
) -> None:
    load(read_all(), at=timezone.localtime(), password=settings.DEMO_PASSWORD)
    wrong: dict[str, list[str]] = {}
    pages, began = 0, time.monotonic()
    print(f"\n{'role':<22}{'pages':>6}{'combinations':>14}{'findings':>10}{'seconds':>9}")
    for role, key in ROLES.items():
        at = time.monotonic()
        with rendering() as rendered:
            look, page = Look(rendered, *VIEWS), new_page()
            sign_in(page, demo_person(key))
            for address in enough(found_by(key, rendered, of_each_kind=OF_EACH_KIND)):
                look.at(page, address.path)
        wrong |= {f"{role} {address}": found for address, found in look.wrong.items()}
        pages += look.pages
        _line(role, look.pages, sum(map(len, look.wrong.values())), time.monotonic() - at)
        page.context.close()
    _line("all", pages, sum(map(len, wrong.values())), time.monotonic() - began)
    assert not wrong, "\n".join(line for page, found in wrong.items() for line in (page, *found))


def _line(what: str, pages: int, findings: int, seconds: float) -> None:
    print(f"{what:<22}{pages:>6}{pages * len(VIEWS):>14}{findings:>10}{seconds:>9.0f}", flush=True)
