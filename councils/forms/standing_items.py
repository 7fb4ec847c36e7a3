"""Standing items as people write them: one on each line, with how long it takes at the end: "Nytt fra politiet (15 min)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _

from councils.actions import StandingTerms
from councils.models import StandingItem

MOST_ITEMS, LONGEST_ITEM, LONGEST_MINUTES = 40, 250, 480
MINUTES = r"min(?:\.|utt(?:er|ar)?|utes?)?"
HOURS = r"time(?:r|ar|n)?|hours?"
#: A number with its unit, in brackets or after a sign or a space; a number alone only after a semicolon.
ENDING = re.compile(
    rf"(?P<title>.*[^\s;,:(–-])[\s;,:(–-]+(?P<number>\d+)\s*(?:(?P<minutes>{MINUTES})|(?P<hours>{HOURS}))\s*\)?\.?"
    r"|(?P<bare>.*[^\s;])\s*;\s*(?P<alone>\d+)",
    re.IGNORECASE,
)


def read(text: str) -> tuple[StandingTerms, ...]:
    """The items in order; empty lines are left out. Raises ValidationError for what no agenda could hold."""
    items = tuple(_item(line) for line in (" ".join(line.split()) for line in text.splitlines()) if line)
    if len(items) > MOST_ITEMS:
        raise forms.ValidationError(_("Det kan være høyst %d faste saker.") % MOST_ITEMS)
    if any(len(item.title) > LONGEST_ITEM for item in items):
        raise forms.ValidationError(_("En sak kan ha høyst %d tegn.") % LONGEST_ITEM)
    if len({item.title for item in items}) != len(items):
        raise forms.ValidationError(_("Den samme saken står to ganger."))
    return items


def written(items: Iterable[StandingItem]) -> str:
    """The same back as text."""
    return "\n".join(f"{one.title} ({one.minutes} min)" if one.minutes else one.title for one in items)


def _item(line: str) -> StandingTerms:
    found = ENDING.fullmatch(line)
    if found is None:
        return StandingTerms(line)
    title = found["title"] or found["bare"]
    minutes = int(found["number"] or found["alone"]) * (60 if found["hours"] else 1)
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise forms.ValidationError(
            _("«%(line)s»: en sak kan vare fra 1 til %(most)d minutter."),
            params={"line": line[:80], "most": LONGEST_MINUTES},
        )
    return StandingTerms(title, minutes)
