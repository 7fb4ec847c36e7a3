"""The pages for comparing, commenting and earlier versions: accessible rules, small screens, no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from agreements.actions import add_section, answer_comment, comment, freeze, save_section, withdraw
from agreements.models import Section
from tests.agreements.drafts import draft
from tests.browser.face_scene import assert_accessible
from tests.world import World


@pytest.mark.parametrize("width", [1280, 320])
def test_text_pages_are_accessible(
    world: World, new_page: Callable[..., Page], sign_in: Callable[[Page, Any], None], width: int
) -> None:
    slt = world.north.slt
    with world.acting(slt):
        agreement = draft(world)
        freeze(agreement=agreement, by=slt, at=timezone.now(), today=world.today)
        withdraw(agreement=agreement, reason="Feil", by=slt, at=timezone.now())
        section = Section.objects.filter(agreement=agreement).select_related("agreement").order_by("order")[1]
        html = section.html.replace("sammen", "sammen og hver for seg") + "<p>Et mål</p>"
        save_section(section=section, version=1, heading="Våre mål", html=html, by=slt)
        table = "<table><tbody><tr><th>Øvelse</th><td>Mai</td></tr></tbody></table>"
        add_section(agreement=agreement, heading="Beredskap", html=table, by=slt)
        thread = comment(agreement=agreement, section=section, text="Hvorfor?", by=slt, at=timezone.now())
        answer_comment(thread=thread, agreement=agreement, text="Derfor.", by=slt, at=timezone.now())
    page = new_page(viewport={"width": width, "height": 900})
    sign_in(page, slt)
    for name, keys in (
        ("agreement_compare", [agreement.pk]),
        ("section_versions", [agreement.pk, section.pk]),
        ("agreement_comments", [agreement.pk]),
        ("agreement_text", [agreement.pk]),
        ("section_edit", [agreement.pk, section.pk]),
    ):
        page.goto(reverse(name, args=keys))
        assert_accessible(page)
