"""Each of our papers once before veraPDF, and what becomes of hostile pastes when they are saved."""

import pytest
from django.core.exceptions import ValidationError

from politirad import richtext, seal
from politirad.forms import RichTextField
from politirad.typeface import unprintable
from tests import papers
from tests.archive_format import Judge, everything_well, made
from tests.archive_format import judge as judge
from tests.hostile_pastes import PASTED, RAW, REFUSED

#: What the typesetter alone would make a faulty file of.
MENDED = (
    "cells over many",
    "rows of different length",
    "list without items",
    "items loose",
    "list from Word",
)
DRAFT = {"demo": False, "draft": True, "version": None}


def saved(name: str) -> str:
    """A hostile paste as it is stored."""
    return RichTextField(required=False).clean(PASTED[name])


def test_each_paper_is_for_the_archive_and_for_everyone(judge: Judge) -> None:
    """All in one Java process; in other languages, sealed with timestamps and full of pastes: `make soak`."""
    open_slots = [{**slot, "signed": None} for slot in papers.agreement()["slots"]]
    files = {name: made(name) for name in papers.PAPERS}
    files |= {
        "agreement draft": made("agreement", slots=open_slots, **DRAFT),
        "agreement frozen": made("agreement", slots=open_slots, draft=True),
        "agreement sealed": seal.seal(
            files["agreement"], reason="Prøve", location="Granli", at=papers.CREATED
        ),
        "minutes draft": made("minutes", **DRAFT),
        "pasted": made("year_plan", notes_html="".join(saved(name) for name in MENDED)),
    }
    assert judge(files) == everything_well(files)


def test_the_corpus_is_large() -> None:
    assert len(PASTED) >= 60
    assert set(PASTED) >= REFUSED
    assert len({*PASTED.values(), *RAW.values()}) == len(PASTED) + len(RAW)


@pytest.mark.parametrize("name", sorted(set(PASTED) - REFUSED))
def test_hostile_paste_is_stored_clean(name: str) -> None:
    field = RichTextField(required=False)
    stored = field.clean(PASTED[name])
    assert unprintable(stored) == []
    assert field.clean(stored) == stored == richtext.clean(stored)
    assert not any(
        mark in stored.lower() for mark in ("<script", "style=", "onclick", "javascript:", "<img", "mso")
    )


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_letters_that_cannot_be_printed_are_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        RichTextField(required=False).clean(PASTED[name])
    (sentence,) = refusal.value.messages
    assert "ikke kan trykkes i PDF-en" in sentence
    letter = next(one for one in PASTED[name] if one in unprintable(PASTED[name]))
    assert f"{letter} (U+{ord(letter):04X})" in sentence
