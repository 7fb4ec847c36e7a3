"""A seal is renewed before what vouches for it runs out: a newer timestamp, the same seal, never a weaker one."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from politirad import seal
from tests.seal_scene import (  # noqa: F401  (fixtures)
    AT,
    Settings,
    _own_seal,
    an_authority,
    authority,
    changed,
    key_folder,
    paper,
    rotate,
    sealed,
)


def stamps(data: bytes) -> int:
    return len(PdfFileReader(io.BytesIO(data)).embedded_timestamp_signatures)


def last_day(days: int) -> date:
    return (AT + timedelta(days=days)).date()


def test_renewed_file_is_the_old_one_with_a_newer_timestamp(
    paper: bytes, authority: Callable[[str], None]
) -> None:
    before = sealed(paper)
    once = seal.renew(before)
    twice = seal.renew(once)
    assert (once.startswith(before), twice.startswith(once)) == (True, True)
    assert [stamps(data) for data in (before, once, twice)] == [1, 2, 3]
    assert seal.verify(before) == seal.verify(once) == seal.verify(twice)
    assert (seal.verify(twice).intact, seal.verify(twice).changed_since) == (True, False)


def test_renewal_lengthens_the_time(paper: bytes, settings: Settings, tmp_path: Path) -> None:
    with an_authority(tmp_path, settings, name="Gammel", days=60):
        before = sealed(paper)
    assert seal.good_until(before) == last_day(60)
    with an_authority(tmp_path, settings, name="Ny", days=3000):
        assert seal.good_until(seal.renew(before)) == last_day(3000)


def test_seal_without_a_timestamp_holds_as_long_as_its_certificate(paper: bytes) -> None:
    assert seal.good_until(sealed(paper)) == date(2056, 1, 1)


def test_seal_from_before_there_was_an_authority_gets_its_first_timestamp(
    paper: bytes, settings: Settings, tmp_path: Path
) -> None:
    before = sealed(paper)
    with an_authority(tmp_path, settings):
        after = seal.renew(before)
    assert (stamps(before), stamps(after)) == (0, 1)
    assert "/DSS" in PdfFileReader(io.BytesIO(after)).root
    verdict = seal.verify(after)
    assert verdict == seal.verify(before)
    assert (verdict.intact, verdict.changed_since) == (True, False)


@pytest.mark.parametrize("answer", ["refuses", "talks", "babbles"])
def test_authority_that_fails_gives_no_weaker_seal(
    paper: bytes, authority: Callable[[str], None], answer: str
) -> None:
    before = sealed(paper)
    authority(answer)
    with pytest.raises(seal.TimestampUnavailable):
        seal.renew(before)
    authority("works")
    assert seal.verify(seal.renew(before)).intact


def test_authority_that_is_down_is_tried_again_later(
    paper: bytes, authority: Callable[[str], None], settings: Settings
) -> None:
    before = sealed(paper)
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/nobody-listens"  # type: ignore[attr-defined]
    with pytest.raises(seal.TimestampUnavailable):
        seal.renew(before)


def test_nothing_is_renewed_without_an_authority(paper: bytes) -> None:
    with pytest.raises(seal.SealingFailed, match="TIMESTAMP_URL") as failure:
        seal.renew(sealed(paper))
    assert not isinstance(failure.value, seal.TimestampUnavailable)


def test_changed_file_is_not_renewed(paper: bytes, authority: Callable[[str], None]) -> None:
    for data in (paper, changed(sealed(paper), rotate), sealed(paper) + b"\nhei"):
        with pytest.raises(seal.SealingFailed, match="not as it was sealed"):
            seal.renew(data)


def test_timestamp_that_cannot_be_verified_any_more_is_not_covered_up(
    paper: bytes, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    with an_authority(tmp_path, settings, name="Gammel"):
        before = sealed(paper)
    with an_authority(tmp_path / "new", settings, name="Ny"), pytest.raises(seal.SealingFailed) as failure:
        seal.renew(before)
    assert not isinstance(failure.value, seal.TimestampUnavailable)


def test_change_behind_a_renewal_is_seen(paper: bytes, authority: Callable[[str], None]) -> None:
    renewed = seal.renew(sealed(paper))
    for data in (changed(renewed, rotate), renewed + b"\nhei"):
        verdict = seal.verify(data)
        assert (verdict.sealed_here, verdict.intact, verdict.changed_since) == (True, True, True)
    flipped = bytearray(renewed)
    flipped[len(paper) // 2] ^= 1
    verdict = seal.verify(bytes(flipped))
    assert (verdict.sealed_here, verdict.intact, verdict.changed_since) == (True, False, True)
