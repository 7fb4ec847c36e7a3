"""What a template left for people to fill in, and nobody has. Pure rules: shown before signing, never a hindrance."""

from __future__ import annotations

import re
from collections.abc import Collection

#: Square brackets around words; a number alone is a reference or a year.
_BRACKETS = re.compile(r"\[(?![\d\s.,–-]*\])[^\[\]\n]{1,200}\]")


def unfilled(text: str, guides: Collection[str]) -> list[str]:
    """What stands unfilled in `text` (its words, a line a paragraph), each once, in order.

    That is whatever lies in square brackets, and each line that is one of the outline's `guides` word for word.
    """
    found: dict[str, None] = {}
    for line in text.splitlines():
        if line in guides:
            found[line] = None
        else:
            found.update(dict.fromkeys(_BRACKETS.findall(line)))
    return list(found)
