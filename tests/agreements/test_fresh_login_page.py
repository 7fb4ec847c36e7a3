"""The fresh login that a signature asks for: both factors, the token of the page, the evidence."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import datetime
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from django.utils import timezone

from agreements.actions import change_head, freeze, set_policy, withdraw
from agreements.models import Round
from agreements.views import login_check
from politirad.tenancy.models import OutgoingMessage
from tests.agreements.drafts import frozen
from tests.agreements.sign_scene import (  # noqa: F401  (signing is a fixture)
    logged_in,
    shown,
    sign_through_page,
    signed,
    signing,
    slots,
)
from tests.world import PASSWORD, World


def test_signing_asks_for_the_password_again_and_keeps_the_evidence(world: World, signing: Round) -> None:
    client = logged_in(world, world.north.mayor)
    slot = slots(world, signing)[0]
    answer = sign_through_page(client, signing, slot)
    assert answer.status_code == 302
    (one,) = signed(world)
    assert (one.user, one.slot_id, one.sha256) == (world.north.mayor, slot.pk, signing.version.sha256)
    assert [step["method"] for step in one.evidence["steps"]] == ["password"]
    assert one.evidence["steps"][0]["at"] >= one.evidence["shown_at"]
    assert one.bound == one.binding
    page = client.get(reverse("agreement", args=[signing.agreement_id])).content.decode()
    assert "1 av 2 har signert" in page


def test_wrong_password_signs_nothing(world: World, signing: Round) -> None:
    client = logged_in(world, world.north.mayor)
    address = reverse("agreement_sign_line", args=[signing.agreement_id, slots(world, signing)[0].pk])
    answer = client.post(address, {**shown(client, address), "read": "on"})
    assert client.post(answer.url, {"password": "feil"}).status_code == 200  # type: ignore[attr-defined]
    assert signed(world) == []


def test_signing_without_having_read_is_refused_before_any_password(world: World, signing: Round) -> None:
    client = logged_in(world, world.north.mayor)
    address = reverse("agreement_sign_line", args=[signing.agreement_id, slots(world, signing)[0].pk])
    page = client.post(address, shown(client, address))
    assert "Bekreft at du har lest teksten" in page.content.decode()
    assert signed(world) == []


@pytest.mark.parametrize("which", ["none", "false", "another line's", "another person's", "too old"])
def test_signing_needs_the_token_of_a_page_that_showed_this_text_for_this_line(
    world: World, signing: Round, which: str
) -> None:
    client = logged_in(world, world.north.mayor)
    own, other = slots(world, signing)
    address = reverse("agreement_sign_line", args=[signing.agreement_id, own.pk])
    said = shown(client, address)
    sha256, now = signing.version.sha256, timezone.now()
    long_ago = now - datetime.timedelta(hours=5)
    said["shown"] = {
        "none": "",
        "false": said["shown"][:-3] + "abc",
        "another line's": login_check.token(world.north.mayor, other.pk, sha256, at=now),
        "another person's": login_check.token(world.station_chief, own.pk, sha256, at=now),
        "too old": login_check.token(world.north.mayor, own.pk, sha256, at=long_ago),
    }[which]
    page = client.post(address, {**said, "read": "on"})
    assert "Siden har stått åpen for lenge" in page.content.decode()
    assert page.context["shown"] != said["shown"]
    assert signed(world) == []


def test_page_left_open_across_a_new_version_signs_nothing(world: World, signing: Round) -> None:
    client = logged_in(world, world.north.mayor)
    address = reverse("agreement_sign_line", args=[signing.agreement_id, slots(world, signing)[0].pk])
    said = shown(client, address)
    with world.acting(world.north.slt):
        agreement = signing.agreement
        withdraw(agreement=agreement, reason="Feil år", by=world.north.slt, at=timezone.now())
        change_head(agreement=agreement, by=world.north.slt, title="En annen tittel")
        freeze(agreement=agreement, by=world.north.slt, at=timezone.now(), today=world.today)
    answer = client.post(address, {**said, "read": "on"})
    page = client.post(answer.url, {"password": PASSWORD})  # type: ignore[attr-defined]
    assert "Teksten er endret siden du åpnet den" in page.content.decode()
    assert signed(world) == []


def with_code_app(user: Any) -> str:
    """Give somebody a code app; its secret."""
    secret: str = totp.generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code(secret: str) -> str:
    return str(
        totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    )


def test_whoever_has_a_second_factor_signs_with_both(world: World, signing: Round) -> None:
    secret = with_code_app(world.north.mayor)
    client = world.client(world.north.mayor)
    slot = slots(world, signing)[0]
    assert (
        "den andre faktoren"
        in client.get(reverse("agreement_sign_line", args=[signing.agreement_id, slot.pk])).content.decode()
    )
    answer = sign_through_page(client, signing, slot)
    assert signed(world) == []
    assert answer.url.startswith(reverse("mfa_reauthenticate"))
    assert client.post(answer.url, {"code": code(secret)}).status_code == 302
    (one,) = signed(world)
    assert [(step["method"], step["kind"]) for step in one.evidence["steps"]] == [
        ("password", ""),
        ("mfa", "totp"),
    ]


@pytest.mark.parametrize("chosen", [None, True])
def test_everybody_signs_with_a_second_factor_unless_the_council_has_chosen_otherwise(
    world: World, chosen: bool | None
) -> None:
    with world.acting(world.north.slt):
        if chosen is not None:
            rules = {"second_factor": chosen, "reminder_months": [6]}
            set_policy(council=world.north.council, by=world.north.slt, **rules)
        signing = frozen(world)
        letter = OutgoingMessage.objects.filter(kind="agreement_to_sign").first()
        assert letter and "viser siden hvordan" in letter.text
    client = logged_in(world, world.north.mayor)
    address = reverse("agreement_sign_line", args=[signing.agreement_id, slots(world, signing)[0].pk])
    assert "du har bare passord" in client.get(address).content.decode()
    page = client.post(address, {**shown(client, address), "read": "on"}).content.decode()
    assert "Slå på totrinnsinnlogging først" in page
    assert signed(world) == []
    assert "Gå tilbake til teksten" not in client.get(reverse("mfa_index")).content.decode()
    with_code_app(world.north.mayor)
    back = client.get(reverse("mfa_index")).content.decode()
    assert "Gå tilbake til teksten" in back and f'href="{address}"' in back
    assert client.post(address, {**shown(client, address), "read": "on"}).status_code == 302
    assert "Gå tilbake til teksten" not in client.get(reverse("mfa_index")).content.decode()
