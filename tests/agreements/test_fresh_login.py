"""Whether a login is fresh and strong enough to sign with."""

import pytest

from agreements.fresh_login import LONGEST_AGE, Missing, Proof, fresh, missing

SHOWN, NOW = 1_000.0, 1_200.0
PASSWORD, CODE = Proof("password", 1_100), Proof("mfa", 1_110, "totp")
KEY, PASSKEY = Proof("mfa", 1_110, "webauthn"), Proof("mfa", 1_110, "webauthn", by_key_alone=True)
OLD_PASSWORD, OLD_CODE = Proof("password", 900), Proof("mfa", 910, "totp")


@pytest.mark.parametrize(
    ("proofs", "has_second", "required", "lack"),
    [
        ([], False, False, Missing.PASSWORD),
        ([OLD_PASSWORD], False, False, Missing.PASSWORD),
        ([OLD_PASSWORD, OLD_CODE], True, True, Missing.PASSWORD),
        ([PASSWORD], False, False, None),
        ([PASSWORD], True, False, Missing.SECOND_FACTOR),
        ([PASSWORD, OLD_CODE], True, False, Missing.SECOND_FACTOR),
        ([PASSWORD, CODE], True, False, None),
        ([PASSWORD, KEY], True, True, None),
        ([CODE], True, False, Missing.PASSWORD),
        ([KEY], True, False, Missing.PASSWORD),
        ([PASSKEY], True, True, None),
        ([PASSWORD], False, True, Missing.ENROLMENT),
        ([], False, True, Missing.ENROLMENT),
        ([Proof("socialaccount", 1_100)], False, False, Missing.PASSWORD),
    ],
)
def test_what_is_missing(proofs: list[Proof], has_second: bool, required: bool, lack: Missing | None) -> None:
    found = missing(proofs, since=SHOWN, now=NOW, has_second=has_second, second_required=required)
    assert found is lack


@pytest.mark.parametrize(
    ("at", "counts"),
    [(999.9, False), (1_000, True), (1_400, True), (1_400.1, False), (5_000, False)],
    ids=["before the text was shown", "as it was shown", "now", "in a moment", "long ahead"],
)
def test_login_counts_after_the_text_was_shown_and_never_from_the_future(at: float, counts: bool) -> None:
    assert bool(fresh([Proof("password", at)], since=SHOWN, now=1_300 if at < 1_400 else 1_400)) is counts


def test_login_grows_old_while_the_page_stands_open() -> None:
    proofs = [PASSWORD]
    assert fresh(proofs, since=SHOWN, now=PASSWORD.at + LONGEST_AGE) == proofs
    assert fresh(proofs, since=SHOWN, now=PASSWORD.at + LONGEST_AGE + 0.1) == []


def test_proof_is_read_from_what_the_session_remembers() -> None:
    record = {"method": "mfa", "at": 1.5, "type": "webauthn", "id": 7, "passwordless": True}
    assert Proof.of(record) == Proof("mfa", 1.5, "webauthn", by_key_alone=True)
    assert Proof.of({"method": "password", "at": 2, "username": "x"}) == Proof("password", 2)
    assert Proof.of({}) == Proof("", 0)
