"""The form of the table in ``facts``: one fact, how it is found in a text, and the councils where facts belong.

A fact is found when one of its wordings stands in the text of the place it belongs to, without regard to case,
white space and dashes. `place` is "agreement" (its page and its PDF) or the name of a council in the demo (its page).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

AGREEMENT = "agreement"


@dataclass(frozen=True)
class Fact:
    """One thing that agreement `file` (the demo file's name) says. Any of `wordings` will do."""

    file: str
    place: str
    subject: str
    wordings: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        """Whether the text says it."""
        return any(plain(wording) in plain(text) for wording in self.wordings)


def plain(text: str) -> str:
    """The text without what may differ between two renderings of it: paper breaks and hyphenates lines."""
    return re.sub("[\\s\u00ad\u2010-\u2015\u2212-]", "", text.casefold())


def of(file: str, place: str, subject: str, *texts: str | tuple[str, ...]) -> Iterator[Fact]:
    """One fact for each text; a tuple holds wordings of the same fact."""
    for text in texts:
        yield Fact(file, place, subject, (text,) if isinstance(text, str) else text)


def joined(*groups: Iterable[Fact]) -> tuple[Fact, ...]:
    """All facts of the groups."""
    return tuple(fact for group in groups for fact in group)


S0, S1, S2, S3, S4 = "nedre_romerike", "lillestrom", "lorenskog", "stange", "sarpsborg"

MEETING_S0 = "Samarbeidsmøtet for SLT og politikontakter på Nedre Romerike"
ABOVE_S0 = "Felles politiråd for Nedre Romerike"
COUNCIL_S1, SLT_S1 = "Politirådet i Lillestrøm", "SLT-møtet i Lillestrøm"
OUT_S1 = "Samarbeidsmøtet med OUT, barnevern, politi og SLT i Lillestrøm"
GROUPS_S1 = "Arbeidsgrupper fra SLT-møtet i Lillestrøm"
CALENDAR_S1 = "Arbeidsgruppen for forebyggingskalender i Lillestrøm"
COUNCIL_S2 = "Politirådet i Lørenskog"
COUNCIL_S3, SLT_S3 = "Politirådet i Stange", "SLT-møtet i Stange"
COUNCIL_S4 = "Politirådet i Sarpsborg"
