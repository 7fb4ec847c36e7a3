"""A council's rules for its agreements: who may set them, what the form takes, and that they are kept."""

import pytest
from django.urls import reverse

from agreements.models import AgreementPolicy
from tests.agreements.drafts import draft
from tests.world import World


def stored(world: World) -> tuple[bool, list[int]] | None:
    with world.inside(world.north.council):
        row = AgreementPolicy.objects.first()
        return (row.second_factor, row.reminder_months) if row else None


def test_rules_are_stored_and_shown_again(world: World) -> None:
    client = world.client(world.north.slt)
    address = reverse("agreement_policy", args=[world.north.council.pk])
    assert 'value="12, 6, 3, 1"' in client.get(address).content.decode()
    assert client.post(address, {"second_factor": "on", "reminder_months": "1, 9 ,9,3"}).status_code == 302
    assert stored(world) == (True, [9, 3, 1])
    assert 'value="9, 3, 1"' in client.get(address).content.decode()
    assert client.post(address, {"reminder_months": "2"}).status_code == 302
    assert stored(world) == (False, [2])


@pytest.mark.parametrize("months", ["", "tolv", "0, 3", "25", "1.5", "-3", "٣"])
def test_wrong_months_are_refused_and_stay_in_the_form(world: World, months: str) -> None:
    client = world.client(world.north.slt)
    page = client.post(
        reverse("agreement_policy", args=[world.north.council.pk]), {"reminder_months": months}
    )
    assert page.status_code == 200
    assert page.context["form"].errors and f'value="{months}"' in page.content.decode() or not months
    assert stored(world) is None


def test_list_leads_to_the_rules_for_those_who_may_set_them(world: World) -> None:
    address = reverse("agreement_policy", args=[world.north.council.pk])
    with world.acting(world.north.slt):
        draft(world)
    shown = {
        who: address in world.client(user).get(reverse("agreements")).content.decode()
        for who, user in world.everybody().items()
        if who in {"slt", "administrator", "mayor", "member", "other_slt"}
    }
    assert shown == {"slt": True, "administrator": True, "mayor": False, "member": False, "other_slt": False}
