"""The words on the pages: bokmål and nynorsk as the dictionaries have them, and nothing left in the wrong language."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
import pytest

from agreements.outline import outline
from councils.cadence_text import PHRASES, WHY_NOTHING
from meetings import explanations, wheel_words
from meetings.explanations import LANGUAGES
from meetings.sentences import SENTENCES
from politirad import catalogues

DICTIONARIES = {"nb": "nb_NO", "nn": "nn_NO"}
# What stands in a text and is no word of the language.
NOT_WORDS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>|https?://\S+|\S*@\S+|dd\.mm\.åååå")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Forms that are correct, but not the ones this product has chosen (the right column).
NOT_OUR_FORMS = {
    "blei": "vart",
    "vert": "blir",
    "verte": "bli",
    "vorte": "blitt",
    "viss": "dersom",
    "allereie": "alt",
    "oppgje": "skriv",
    "varamedlem": "stadfortredar",
    "varamedlemer": "stadfortredarar",
}


def texts(language: str) -> list[str]:
    """All that the product says in a language: the catalogue's, the rules' own, in bokmål also the sources'."""
    said = [text for entry in catalogues.catalogue(language) for text in _translations(entry)]
    said += _of_the_rules(language)
    if language == catalogues.SOURCE:
        for (_, text), found in catalogues.extract().items():
            said += [text, found.plural]
    return said


def _of_the_rules(language: str) -> Iterator[str]:
    """What modules without Django say in three languages by themselves, and the outline of a new agreement."""
    for sentences in SENTENCES.values():
        yield sentences[LANGUAGES.index(language)]
    for table in (PHRASES, WHY_NOTHING, explanations.WORDS, wheel_words.WORDS):
        yield from table[language].values()
    for part in outline("police_council", language):
        yield from (part.heading, part.html)


def _translations(entry: polib.POEntry) -> Iterator[str]:
    yield from entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]


def words(said: Iterable[str]) -> dict[str, str]:
    """Each word of some texts, with a text it stands in."""
    return {word: text for text in said for word in WORD.findall(NOT_WORDS.sub(" ", text))}


def trade_words(language: str) -> set[str]:
    """The words that the dictionary lacks: locale/*/fagord.txt. A capital there is a capital in the text."""
    lines = (catalogues.ROOT / "locale" / language / "fagord.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def unknown(language: str, found: Iterable[str]) -> list[str]:
    """The words that neither the dictionary nor the trade's list has; a compound with hyphens goes by its parts."""
    if shutil.which("hunspell") is None:
        pytest.fail(
            "The program hunspell is not here. `make test` installs it (Debian: hunspell, hunspell-no)."
        )
    listed = trade_words(language)
    parts = {
        part
        for word in found
        if not _listed(word, listed)
        for part in word.split("-")
        if len(part) > 1 and not _listed(part, listed)
    }
    done = subprocess.run(
        ["hunspell", "-i", "utf-8", "-d", DICTIONARIES[language], "-l"],
        input="\n".join(sorted(parts)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (
        f"hunspell has no {DICTIONARIES[language]} (Debian: hunspell-no): {done.stderr}"
    )
    return sorted(set(done.stdout.split()))


def _listed(word: str, listed: set[str]) -> bool:
    return word in listed or word[0].lower() + word[1:] in listed


@pytest.mark.parametrize("language", DICTIONARIES)
def test_every_word_is_in_the_dictionary_or_the_list_of_the_trade(language: str) -> None:
    found = words(texts(language))
    assert len(found) > 1000
    wrong = [f"{word}: {found.get(word, '')}" for word in unknown(language, found)]
    assert wrong == [], f"Correct these, or add the words that are right to locale/{language}/fagord.txt."


@pytest.mark.parametrize(
    ("language", "sentence", "wrong"),
    [
        ("nn", "Møtet er ikke innkalla", ["ikke"]),
        ("nn", "Ein SLT-koordinator skriv %(navn)s i årshjulet", []),
        ("nb", "Innkallingen sendes av SLT-koordinatoren", []),
        ("nb", "Referatet blir <strong>gotkjent</strong>", ["gotkjent"]),
        ("nb", "Du må signere PDF-en og møte-referratet", ["referratet"]),
    ],
)
def test_the_dictionary_finds_what_is_wrong(language: str, sentence: str, wrong: list[str]) -> None:
    assert unknown(language, words([sentence])) == wrong


def test_the_list_of_the_trade_holds_nothing_that_the_dictionary_has(tmp_path: Path) -> None:
    for language, dictionary in DICTIONARIES.items():
        listed = trade_words(language)
        lines = "\n".join(sorted(listed))
        done = subprocess.run(
            ["hunspell", "-i", "utf-8", "-d", dictionary, "-G"],
            input=lines,
            capture_output=True,
            text=True,
            check=True,
        )
        known = {word for word in done.stdout.split("\n") if word in listed}
        assert sorted(known) == [], language


def test_nynorsk_keeps_to_the_forms_we_have_chosen() -> None:
    found = [
        f"{form} → {ours}: {text}"
        for text in texts("nn")
        for form, ours in NOT_OUR_FORMS.items()
        if re.search(rf"\b{form}\b", text, re.IGNORECASE)
    ]
    assert found == []


def test_nynorsk_has_infinitives_in_e() -> None:
    """ "å sende", not "å senda": both are right, but one product writes one of them."""
    short = {"dra", "gå", "ha", "la", "stå", "ta"}
    ending = re.compile(r"\bå (\w+a)\b")
    found = [text for text in texts("nn") for verb in ending.findall(text) if verb not in short]
    assert found == []
