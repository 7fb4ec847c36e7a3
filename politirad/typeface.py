"""What our paper fonts can print, and text made ready for them.

An archive PDF carries its own fonts and may show no character that they lack. Source Sans 3 has the letters of
Norwegian and all Sámi languages, Greek and Cyrillic; DejaVu Sans behind it has symbols, arrows and more alphabets.
"""

import functools
import unicodedata
from pathlib import Path

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

PAPER = "Paper"
SYMBOLS = "Paper Symbols"
FILES = {
    PAPER: (
        "vendor/paper-light.ttf",
        "vendor/paper-regular.ttf",
        "vendor/paper-italic.ttf",
        "vendor/paper-semibold.ttf",
        "vendor/paper-semibold-italic.ttf",
    ),
    SYMBOLS: ("vendor/paper-symbols.ttf",),
}

# Separators that HTML does not know as white space, though people paste them as such.
_SPACES = dict.fromkeys((0x000B, 0x000C, 0x0085, 0x2028, 0x2029), " ")
# Unseen on paper, or able to show words in another order than they are stored and signed in.
_UNSEEN = dict.fromkeys(
    [
        0x00AD,  # soft hyphen: we do not hyphenate
        0x034F,
        0x061C,
        0x180E,
        0x200B,
        *range(0x200E, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0080),
    ],
    None,
)
# Shown as colour pictures wherever a machine has them; the typesetter asks the machine, never our fonts.
# The blocks above the Basic Multilingual Plane, and below them those with Emoji_Presentation in Unicode 16.
_EMOJI = frozenset(range(0x1F000, 0x1FB00)) | frozenset(
    map(
        ord,
        "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕",
    )
)
# Laid out by the typesetter, drawn by no font. The two joiners shape letters of some alphabets.
_NEEDS_NO_GLYPH = frozenset("\t\n\r\u200c\u200d")


class FontsMissing(RuntimeError):
    """The font files are not in the static folder; the text says how to get them."""


def font_file(name: str) -> Path:
    """Where a font of `FILES` lies. Raises `FontsMissing`."""
    path = finders.find(name)
    if not isinstance(path, str):
        raise FontsMissing(f"{name} is missing: run `python -m politirad.assets`.")
    return Path(path)


@functools.cache
def coverage() -> frozenset[int]:
    """The code points that every style of our text font has, or our symbol font has. Raises `FontsMissing`."""
    maps = {name: _code_points(font_file(name)) for names in FILES.values() for name in names}
    texts = [maps[name] for name in FILES[PAPER]]
    return frozenset.intersection(*texts).union(*(maps[name] for name in FILES[SYMBOLS])) - _EMOJI


def _code_points(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def printable(text: str) -> str:
    """The text in composed form, with foreign separators as spaces and without characters that nobody can see."""
    return unicodedata.normalize("NFC", text.translate(_SPACES).translate(_UNSEEN))


def unprintable(text: str) -> list[str]:
    """The characters of `text` that our fonts cannot print, each once, in order of appearance.

    Forms may ask it before they save. Raises `FontsMissing`.
    """
    covered = coverage()
    found = (
        letter for letter in printable(text) if ord(letter) not in covered and letter not in _NEEDS_NO_GLYPH
    )
    return list(dict.fromkeys(found))
