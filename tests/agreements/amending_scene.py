"""An agreement in force, and addenda to it, made by the room's own actions. Call inside the writer's context."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from agreements.actions import add_change, freeze, open_addendum, save_section, settle
from agreements.models import Agreement, Round, Section
from tests.agreements.drafts import sign_all, signed
from tests.world import World


def addendum(world: World, agreement: Agreement | None = None) -> Agreement:
    """The draft of an addendum to an agreement in force, that changes nothing yet."""
    agreement = agreement or signed(world)
    with world.acting(world.north.slt):
        return open_addendum(agreement=agreement, by=world.north.slt, today=world.today)


def changing(world: World, draft: Agreement, effect: str, target: str, **said: Any) -> Section:
    """A section of the addendum that does something to a chapter; `html` is its text."""
    html = said.pop("html", "")
    with world.acting(world.north.slt):
        made = add_change(
            addendum=draft, effect=effect, target=target, by=world.north.slt, today=world.today, **said
        )
        if html:
            save_section(section=made, version=1, heading=made.heading, html=html, by=world.north.slt)
        return made


def sent(world: World, draft: Agreement) -> Round:
    """The addendum frozen for signing."""
    with world.acting(world.north.slt):
        return freeze(agreement=draft, by=world.north.slt, at=timezone.now(), today=world.today)


def agreed(world: World, draft: Agreement) -> Agreement:
    """The addendum signed by everybody, and settled by the owner's job."""
    signing = sent(world, draft)
    sign_all(world, signing)
    with world.inside(world.north.council):
        row = Agreement.objects.get(pk=draft.pk)
        settle(agreement=row, at=timezone.now(), today=world.today)
        return Agreement.objects.get(pk=draft.pk)


def amending(world: World) -> tuple[Agreement, Agreement]:
    """An addendum that is being written, and the agreement in force that another has changed."""
    agreement = signed(world)
    first = addendum(world, agreement)
    changing(world, first, "replaces", "0.2", html="<p>Rådet møtes seks ganger i året.</p>")
    changing(world, first, "repeals", "0.3")
    agreed(world, first)
    writing = addendum(world, agreement)
    changing(world, writing, "inserts", "0.1", heading="Beredskap")
    changing(world, writing, "", "", heading="Bakgrunn")
    return writing, agreement
