"""Pastes from office programs: the structure that the writer saw, every word that was meant, and nothing else."""

from __future__ import annotations

import pytest

from politirad.forms import RichTextField
from politirad.richtext import clean
from tests.office_pastes import PASTES


@pytest.mark.parametrize("name", PASTES)
def test_paste_is_kept_as_it_was_seen(name: str) -> None:
    paste = PASTES[name]
    assert RichTextField(required=False).clean(paste.html) == paste.kept, paste.why
    assert clean(paste.kept) == paste.kept


def test_words_about_office_programs_are_left_alone() -> None:
    written = '<p>Skriv  &lt;o:p&gt; og class="MsoNormal"</p><p><a href="https://politirad.example/mso-list:" rel="noopener noreferrer">x</a></p>'
    assert clean(written) == written


def test_office_markup_that_never_ends_is_still_cleaned() -> None:
    deep = "<span class=MsoNormal>" * 5000 + "ord"
    assert "ord" in clean(deep)
