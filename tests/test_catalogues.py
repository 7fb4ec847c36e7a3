"""Translations: what is found in sources, and what the check says of a catalogue that is not in order."""

from pathlib import Path

import polib
import pytest

from politirad import catalogues
from politirad.catalogues import Text


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small project with one Python file and one template."""
    (tmp_path / "meetings").mkdir()
    (tmp_path / "meetings" / "views.py").write_text(
        """
from django.utils.translation import gettext as _, ngettext, pgettext

def say(count):
    no = "Ikke merket"
    return (
        _("Innkallingen er sendt."),
        ngettext("%(count)d sak", "%(count)d saker", count) % {"count": count},
        pgettext("måned", "mai"),
        _("Fast tekst "
          "over to linjer"),
    )
""",
        encoding="utf-8",
    )
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "meeting.html").write_text(
        """{% load i18n %}
  <p title="{% translate "Møtet er flyttet" %}">it's {% blocktranslate trimmed with name=member.name %}
      Hei, {{ name }}!
    {% endblocktranslate %}</p>
{% blocktranslate count n=items|length %}{{ n }} vedtak{% plural %}{{ n }} vedtak til sammen{% endblocktranslate %}
""",
        encoding="utf-8",
    )
    return tmp_path


def test_extract_finds_what_is_marked_and_nothing_else(tree: Path) -> None:
    texts = catalogues.extract(tree)
    assert {key: text.plural for key, text in texts.items()} == {
        ("", "Innkallingen er sendt."): "",
        ("", "%(count)d sak"): "%(count)d saker",
        ("måned", "mai"): "",
        ("", "Fast tekst over to linjer"): "",
        ("", "Møtet er flyttet"): "",
        ("", "Hei, %(name)s!"): "",
        ("", "%(n)s vedtak"): "%(n)s vedtak til sammen",
    }
    assert texts[("", "Møtet er flyttet")].places == [("templates/meeting.html", "2")]


def _save(root: Path, language: str, *entries: polib.POEntry) -> None:
    file = catalogues.catalogue(language, root)
    file.extend(entries)
    path = root / "locale" / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    file.save(str(path))


def test_update_keeps_translations_adds_new_texts_and_drops_old_ones(tree: Path) -> None:
    _save(
        tree,
        "en",
        polib.POEntry(msgid="Møtet er flyttet", msgstr="The meeting is moved"),
        polib.POEntry(msgid="Borte", msgstr="Gone"),
    )
    made = catalogues.update("en", catalogues.extract(tree), tree)
    assert made.find("Møtet er flyttet").msgstr == "The meeting is moved"
    assert made.find("Borte") is None
    assert made.find("Innkallingen er sendt.").msgstr == ""
    assert len(made) == 7


def test_update_asks_anew_when_the_plural_has_changed(tree: Path) -> None:
    old = polib.POEntry(msgid="%(count)d sak", msgid_plural="%(count)d ting")
    old.msgstr_plural = {0: "%(count)d item", 1: "%(count)d things"}
    _save(tree, "en", old)
    made = catalogues.update("en", catalogues.extract(tree), tree)
    assert made.find("%(count)d sak").msgstr_plural == {0: "", 1: ""}


TEXTS = {("", "Hei, %(name)s!"): Text("", [("meetings/views.py", "3")])}


def test_faults_are_none_when_the_catalogue_is_complete(tmp_path: Path) -> None:
    _save(tmp_path, "en", polib.POEntry(msgid="Hei, %(name)s!", msgstr="Hello, %(name)s!"))
    assert catalogues.faults("en", TEXTS, tmp_path) == []


@pytest.mark.parametrize(
    ("translation", "flags", "complaint"),
    [
        ("", [], "not translated"),
        ("Hello, %(name)s!", ["fuzzy"], "fuzzy"),
        ("Hello, %(nome)s!", [], "other placeholders in 'Hello, %(nome)s!'"),
        ("Hello!", [], "other placeholders in 'Hello!'"),
        ("Hello, %(name)s! ", [], "other space or line break at an end of 'Hello, %(name)s! '"),
    ],
)
def test_faults_name_what_is_wrong_with_a_translation(
    tmp_path: Path, translation: str, flags: list[str], complaint: str
) -> None:
    _save(tmp_path, "en", polib.POEntry(msgid="Hei, %(name)s!", msgstr=translation, flags=flags))
    assert catalogues.faults("en", TEXTS, tmp_path) == [f"en: {complaint}: 'Hei, %(name)s!'"]


def test_faults_name_what_is_missing_and_what_is_left_over(tmp_path: Path) -> None:
    _save(tmp_path, "nn", polib.POEntry(msgid="Borte", msgstr="Borte"))
    assert catalogues.faults("nn", TEXTS, tmp_path) == [
        "nn: not in the catalogue (meetings/views.py): 'Hei, %(name)s!'",
        "nn: no source has it any longer: 'Borte'",
    ]


def test_a_text_spelt_like_one_of_django_stays_as_we_wrote_it() -> None:
    """ "English" is Django's name for the language, which it would turn into "engelsk" in the list of languages."""
    ours = {("", "English"), ("", "Innkallingen er sendt.")}
    assert catalogues.spelt_like_theirs(ours) == {("", "English")}


def test_allauth_is_translated_to_nynorsk_by_us() -> None:
    texts = catalogues.borrowed()
    assert ("", "Incorrect password.") in texts
    assert not any(key[1].startswith("The social account") for key in texts)
