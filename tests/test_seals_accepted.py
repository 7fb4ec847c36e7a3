"""pyHanko's own validator, not ours, accepts every seal that we set: plain, with timestamps, renewed."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from collections.abc import Callable
from pathlib import Path

import pytest

from politirad import pdf, seal
from tests import papers
from tests.pdf_readers import accepted
from tests.seal_scene import (  # noqa: F401  (fixtures)
    AT,
    Settings,
    _own_seal,
    authority,
    changed,
    key_folder,
    paper,
    replace_content,
    rotate,
    sealed,
    swap_pages,
)


@pytest.mark.parametrize("name", sorted(papers.PAPERS))
def test_seal_on_every_paper_is_accepted(name: str) -> None:
    plain = pdf.render(
        f"pdf/{name}.html",
        papers.PAPERS[name](),
        title="Prøve",
        language="nb",
        created=papers.CREATED,
        identifier=name,
    )
    assert accepted(sealed(plain)) == [True]


def test_timestamps_and_renewals_are_accepted(
    paper: bytes, authority: Callable[[str], None], tmp_path: Path
) -> None:
    once = sealed(paper)
    renewed = seal.renew(seal.renew(once))
    roots = (tmp_path / "trust.pem",)
    assert accepted(once, roots=roots) == [True, True]
    assert accepted(renewed, roots=roots) == [True, True, True, True]


def test_first_timestamp_on_an_older_seal_is_accepted(
    paper: bytes, authority: Callable[[str], None], settings: Settings, tmp_path: Path
) -> None:
    address, settings.TIMESTAMP_URL = settings.TIMESTAMP_URL, ""  # type: ignore[attr-defined]
    before = sealed(paper)
    settings.TIMESTAMP_URL = address  # type: ignore[attr-defined]
    assert accepted(seal.renew(before), roots=(tmp_path / "trust.pem",)) == [True, True]


def test_the_validator_can_say_no(paper: bytes) -> None:
    good = sealed(paper)
    flipped = bytearray(good)
    flipped[len(paper) // 2] ^= 1
    bad = [bytes(flipped), *(changed(good, change) for change in (rotate, swap_pages, replace_content))]
    assert [accepted(data) for data in bad] == [[False]] * 4
    assert accepted(paper) == []
