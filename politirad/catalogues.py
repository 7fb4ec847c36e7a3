"""Translations without the gettext program: `python -m politirad.catalogues extract | check | compile`.

The sources are bokmål, so the catalogue of bokmål holds only what must differ from that rule: plainer words for texts
of Django and allauth, and our own texts that happen to be spelt like one of their English ones. Nynorsk and English
hold every text of ours; nynorsk also holds those of allauth, which has none (English is allauth's own language), and
whatever the bokmål catalogue says more plainly.

`extract` writes new texts into the catalogues, untranslated, and drops those that no source has any longer.
`check` is quiet when nothing is missing, fuzzy, superfluous or broken, and else prints a line for each and exits 1.
`compile` writes what Django reads.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("politirad", "councils", "agreements", "meetings")
TEMPLATE_ENDINGS = (".html", ".txt", ".svg")
LANGUAGES = ("nb", "nn", "en")
SOURCE = "nb"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "MIME-Version": "1.0",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
# Parts of allauth that no page of ours reaches: the places a text stands in, as allauth's own catalogue names them.
UNREACHED = re.compile(
    r"socialaccount|headless|idp/|/admin\.py|/apps\.py|/models\.py|fields\.py"
    r"|signup|login_code|phone|verified_email_required|confirm_email_verification|password_set|trust\.html"
    r"|templates/(account|mfa)/email/|/messages/|layouts/base|verification_sent"
)
PLACEHOLDER = re.compile(r"%\([a-z0-9_]+\)[sd]|%[sd]|\{[a-z_]+\}")

Key = tuple[str, str]  # context, text


@dataclass
class Text:
    """A text of the sources: its plural, if any, and where it stands."""

    plural: str = ""
    places: list[tuple[str, str]] = field(default_factory=list)


def extract(root: Path = ROOT) -> dict[Key, Text]:
    """Every text that the sources below `root` mark for translation."""
    texts: dict[Key, Text] = {}
    for path in _sources(root):
        for line, key, plural in _marked(path):
            text = texts.setdefault(key, Text())
            text.plural = text.plural or plural
            text.places.append((path.relative_to(root).as_posix(), str(line)))
    return texts


def _sources(root: Path) -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted(path for path in (root / room).rglob("*.py") if "migrations" not in path.parts)
    templates = (root / "templates").rglob("*")
    yield from sorted(path for path in templates if path.suffix in TEMPLATE_ENDINGS)


def _marked(path: Path) -> Iterator[tuple[int, Key, str]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What is left beside the marked texts is no Python; without its indentation it can be read as if it were.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
    for line, function, message, _ in extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {}):
        # A text, or what stands between the brackets, with None for what is no text.
        found = cast(str | list[str | None] | None, message)
        parts = [found] if isinstance(found, str) else [part for part in found or [] if part]
        context = parts.pop(0) if "pgettext" in function and len(parts) > 1 else ""
        if parts:
            plural = (
                parts[1] if str(function).startswith(("ngettext", "npgettext")) and len(parts) > 1 else ""
            )
            yield line, (context, parts[0]), plural


def borrowed() -> dict[Key, Text]:
    """Allauth's texts that our pages and letters can show, from the catalogue that it carries."""
    spec = find_spec("allauth")
    if spec is None or not spec.submodule_search_locations:
        return {}
    place = Path(spec.submodule_search_locations[0])
    ours = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*.*")}
    texts: dict[Key, Text] = {}
    for entry in polib.pofile(str(place / "locale" / "nb" / "LC_MESSAGES" / "django.po")):
        reached = [file for file, _ in entry.occurrences if not UNREACHED.search(file) and file not in ours]
        if reached and not entry.obsolete:
            texts[(entry.msgctxt or "", entry.msgid)] = Text(
                entry.msgid_plural, [(f"allauth/{reached[0]}", "")]
            )
    return texts


def spelt_like_theirs(texts: Iterable[Key]) -> set[Key]:
    """Texts of ours that Django or allauth would turn into something else, because theirs are spelt alike."""
    theirs: dict[Key, str] = {}
    for package, place in (("django", "conf/locale"), ("allauth", "locale")):
        spec = find_spec(package)
        for home in spec.submodule_search_locations or () if spec else ():
            for entry in polib.pofile(str(Path(home) / place / SOURCE / "LC_MESSAGES" / "django.po")):
                theirs[(entry.msgctxt or "", entry.msgid)] = entry.msgstr
    return {key for key in texts if theirs.get(key, key[1]) != key[1]}


def wanted(language: str, own: dict[Key, Text]) -> dict[Key, Text]:
    """The texts that a language's catalogue must have."""
    if language == SOURCE:
        return {key: own[key] for key in spelt_like_theirs(own)}
    return own if language == "en" else plainer() | borrowed() | own


def plainer(root: Path = ROOT) -> dict[Key, Text]:
    """Texts of Django and allauth that our bokmål says more plainly: nynorsk has to do so too."""
    return {
        (entry.msgctxt or "", entry.msgid): Text(entry.msgid_plural, [(f"locale/{SOURCE}", "")])
        for entry in catalogue(SOURCE, root)
        if not entry.obsolete
    }


def catalogue(language: str, root: Path = ROOT) -> polib.POFile:
    """The language's catalogue as it lies on the disk, or an empty one."""
    path = _path(language, root)
    if path.is_file():
        return polib.pofile(str(path), wrapwidth=100)
    empty = polib.POFile(wrapwidth=100)
    empty.metadata = {**HEADER, "Language": language}
    return empty


def _path(language: str, root: Path) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def update(language: str, texts: dict[Key, Text], root: Path = ROOT) -> polib.POFile:
    """The catalogue with exactly these texts, keeping the translations it has; sorted, so that two runs agree.

    In bokmål every further entry stays: it replaces a text of Django or allauth by a plainer one.
    """
    old = {
        (entry.msgctxt or "", entry.msgid): entry for entry in catalogue(language, root) if not entry.obsolete
    }
    new = polib.POFile(wrapwidth=100)
    new.metadata = {**HEADER, "Language": language}
    extra = set(old) - set(texts) if language == SOURCE else set()
    for key in sorted(set(texts) | extra, key=lambda key: (key[1].casefold(), key)):
        context, text = key
        known = old.get(key)
        meant = texts.get(key, Text(known.msgid_plural if known else ""))
        entry = polib.POEntry(msgid=text, msgctxt=context or None)
        # Names of files without line numbers: a moved line is no change to a translation.
        entry.occurrences = [(file, "") for file in sorted({file for file, _ in meant.places})]
        entry.flags = ["python-format"] if "%(" in text else []
        same = known is not None and known.msgid_plural == meant.plural
        if meant.plural:
            entry.msgid_plural = meant.plural
            entry.msgstr_plural = dict(known.msgstr_plural) if known and same else {0: "", 1: ""}
        elif language == SOURCE and key in texts:
            entry.msgstr = text
        else:
            entry.msgstr = known.msgstr if known and same else ""
        new.append(entry)
    return new


def faults(language: str, texts: dict[Key, Text], root: Path = ROOT) -> list[str]:
    """What is wrong with a language's catalogue, a line each; empty when it is complete."""
    found: list[str] = []
    present = {
        (entry.msgctxt or "", entry.msgid): entry for entry in catalogue(language, root) if not entry.obsolete
    }
    for key in sorted(set(texts) - set(present)):
        places = texts[key].places
        found.append(f"{language}: not in the catalogue ({places[0][0] if places else '?'}): {key[1]!r}")
    if language != SOURCE:
        found += [
            f"{language}: no source has it any longer: {key[1]!r}"
            for key in sorted(set(present) - set(texts))
        ]
    for (_, text), entry in sorted(present.items()):
        found += [f"{language}: {problem}: {text!r}" for problem in _problems(entry)]
    return found


def _problems(entry: polib.POEntry) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy"
    pairs = [(entry.msgid, entry.msgstr)]
    if entry.msgid_plural:
        forms = entry.msgstr_plural
        # The singular may leave the number out, the plural may not.
        pairs = [(entry.msgid, forms.get(0, "")), (entry.msgid_plural, forms.get(1, ""))]
    for text, translation in pairs:
        if not translation.strip():
            yield "not translated"
        elif sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(translation)):
            yield f"other placeholders in {translation!r}"
        elif _edges(text) != _edges(translation):
            yield f"other space or line break at an end of {translation!r}"


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the three; 0 when all is well."""
    parser = argparse.ArgumentParser(description="Extract, check or compile the translations.")
    parser.add_argument("action", choices=["extract", "check", "compile"])
    action = parser.parse_args(arguments).action
    own = extract() if action != "compile" else {}
    problems: list[str] = []
    for language in LANGUAGES:
        path = _path(language, ROOT)
        if action == "extract":
            path.parent.mkdir(parents=True, exist_ok=True)
            made = update(language, wanted(language, own))
            made.save(str(path))
            print(f"{language}: {len(made)} texts, {len(made.untranslated_entries())} not translated")
        elif action == "check":
            problems += faults(language, wanted(language, own))
        else:
            catalogue(language).save_as_mofile(str(path.with_suffix(".mo")))
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
