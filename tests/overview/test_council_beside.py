"""What a council's page says of its agreements: how to begin the first one, to those who may."""

from __future__ import annotations

import re

from django.urls import reverse

from tests.world import World


def test_council_without_an_agreement_says_how_to_begin_to_those_who_may(world: World) -> None:
    north = world.north
    council, begin = reverse("council", args=[north.council.pk]), reverse("new_agreement")
    address = f"{begin}?rad={north.council.pk}"
    for user, may in ((north.slt, True), (north.member, False)):
        page = world.client(user).get(council).content.decode()
        assert "Ingen avtale er knyttet til rådet." in page
        assert (address in page) is may
    form = world.client(north.slt).get(address).content.decode()
    assert re.search(rf'value="{north.council.pk}"[^>]*\bselected\b', form)
