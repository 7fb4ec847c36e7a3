"""The address that one invitee answers to."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.reply_addresses import is_pattern, reply_address, token_in

PATTERN = "svar+*@politirad.example.no"
ONE = UUID("0192f5e0-0000-7000-8000-000000000001")


@given(st.uuids(), st.text(min_size=1, max_size=70))
def test_address_leads_back_to_its_invitee_and_to_no_other(invitee: UUID, secret: str) -> None:
    address = reply_address(PATTERN, invitee, secret)
    assert len(address.partition("@")[0]) <= 64
    token = token_in(PATTERN, ["annen@example.test", address.upper()])
    assert token is not None
    assert token.invitee_id == invitee
    assert token.belongs_to(secret)
    assert not token.belongs_to(secret + "x")


def test_mark_of_one_does_not_open_another() -> None:
    mine, yours = reply_address(PATTERN, ONE, "a"), reply_address(PATTERN, uuid4(), "b")
    mixed = mine[: len("svar+") + 26] + yours[len("svar+") + 26 :]
    token = token_in(PATTERN, [mixed])
    assert token is None or not token.belongs_to("a")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "svar+@politirad.example.no",
        "svar@politirad.example.no",
        "svar+abc@politirad.example.no",
        f"svar+{'a' * 42}@annet.example.no",
        f"svar+{'1' * 42}@politirad.example.no",
        f"svar+{'å' * 42}@politirad.example.no",
        f"x{reply_address(PATTERN, ONE, 'a')}",
    ],
)
def test_other_addresses_carry_no_token(address: str) -> None:
    assert token_in(PATTERN, [address]) is None


def test_without_a_star_there_is_one_address_for_all() -> None:
    assert reply_address("svar@politirad.example.no", ONE, "a") == "svar@politirad.example.no"
    assert token_in("svar@politirad.example.no", ["svar@politirad.example.no"]) is None


@pytest.mark.parametrize(
    ("pattern", "right"),
    [
        (PATTERN, True),
        ("*@svar.politirad.example.no", True),
        ("svar@politirad.example.no", True),
        ("svar+*@localhost", False),
        ("svar", False),
        ("svar+**@politirad.example.no", False),
        ("svar@*.example.no", False),
        (f"{'x' * 30}+*@politirad.example.no", False),
        ("Svar <svar@politirad.example.no>", False),
    ],
)
def test_pattern_is_checked_before_it_is_used(pattern: str, right: bool) -> None:
    assert is_pattern(pattern) is right
