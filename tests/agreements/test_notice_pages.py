"""The pages of notice: after the password, by letter, and for whom."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement, Notice
from tests.agreements.notice_scene import (  # noqa: F401  (held is a fixture)
    REASON,
    at,
    held,
    party,
    say,
    settle_now,
    take_back,
    told,
)
from tests.agreements.sign_scene import logged_in
from tests.queries import MOST, asked
from tests.world import PASSWORD, World


def through_login(client: Client, address: str, said: dict[str, Any]) -> Any:
    shown = client.get(address).context["shown"]
    answer = client.post(address, {**said, "shown": shown})
    assert answer.status_code == 302, answer.context["form"].errors
    return client.post(answer.url, {"password": PASSWORD})  # type: ignore[attr-defined]


def test_pages_give_notice_and_take_it_back_after_the_password(world: World, held: Agreement) -> None:
    client = logged_in(world, world.station_chief)
    address = reverse("agreement_notice", args=[held.pk])
    one = party(world, held, world.police_unit)
    page = client.get(address).content.decode()
    assert "Hver av partene kan si opp avtalen med 3 måneders varsel" in page
    empty = client.post(address, {"party": one.pk, "reason": "", "capacity": "politistasjonssjef"})
    assert 'value="politistasjonssjef"' in empty.content.decode()
    assert through_login(client, address, {"party": one.pk, "reason": REASON}).status_code == 302
    settle_now(world, held)
    with world.inside(world.north.council):
        notice = Notice.objects.get()
    assert notice.evidence["steps"][0]["method"] == "password"
    overview = world.client(world.north.slt).get(reverse("agreement", args=[held.pk])).content.decode()
    assert REASON in overview and "Siste dag avtalen gjelder er" in overview
    assert "allerede sagt opp" in client.get(address).content.decode()
    back = reverse("agreement_notice_back", args=[held.pk, notice.pk])
    assert len(asked(client, address)) <= MOST and len(asked(client, back)) <= MOST
    mayors = world.client(world.north.mayor).get(back).content.decode()
    assert "Bare en leder hos parten som sa opp" in mayors
    assert through_login(client, back, {"reason": "Vi ble enige."}).status_code == 302
    assert settle_now(world, held).state == "in_force"


def test_letter_is_recorded_by_the_writer(world: World, held: Agreement) -> None:
    client = world.client(world.north.slt)
    address = reverse("agreement_notice_letter", args=[held.pk])
    one = party(world, held, world.police_unit)
    given = world.today - datetime.timedelta(days=2)
    said = {
        "party": one.pk,
        "name": "Stine Sjef",
        "given_on": f"{given:%d.%m.%Y}",
        "reason": REASON,
        "letter": SimpleUploadedFile("brev.pdf", b"%PDF-1.4 brev"),
    }
    missing = client.post(address, {key: value for key, value in said.items() if key != "letter"})
    assert missing.status_code == 200 and 'value="Stine Sjef"' in missing.content.decode()
    ahead = world.today + datetime.timedelta(days=2)
    late = client.post(
        address,
        {**said, "given_on": f"{ahead:%d.%m.%Y}", "letter": SimpleUploadedFile("b.pdf", b"%PDF-1.4 b")},
    )
    assert "ikke har vært" in late.content.decode()
    assert client.post(address, said).status_code == 302
    row = settle_now(world, held)
    assert (row.state, row.notice_given_on) == ("notice_given", given)
    with world.inside(world.north.council):
        notice = Notice.objects.get()
        assert (notice.method, notice.user, notice.name) == ("paper", world.north.slt, "Stine Sjef")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302),
        ("slt", 403),
        ("police_contact", 403),
        ("mayor", 200),
        ("station_chief", 200),
        ("other_mayor", 404),
        ("stranger", 404),
    ],
)
def test_notice_pages_are_for_leaders(world: World, held: Agreement, who: str, status: int) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    client = world.client(world.everybody()[who])
    assert client.get(reverse("agreement_notice", args=[held.pk])).status_code == status
    assert client.get(reverse("agreement_notice_back", args=[held.pk, notice.pk])).status_code == status
