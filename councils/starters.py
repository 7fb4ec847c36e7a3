"""What a new municipality can begin with: councils with seats, rules and standing items, from data files.

The files lie in templates_data/, one per choice, in bokmål and nynorsk, readable by someone who knows the
field. A file that cannot be meant stops the reading with its name and place.
"""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from councils.actions.rules import CadenceTerms, RulesTerms

FOLDER = Path(__file__).parent / "templates_data"


class Part(BaseModel):
    """A piece of a file; a key that nobody knows is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    """The same text in both written forms of Norwegian."""

    nb: str = Field(min_length=1)
    nn: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        """Nynorsk for "nn", else bokmål."""
        return self.nn if language == "nn" else self.nb


class Lists(Part):
    """The same list in both written forms, equally long."""

    nb: tuple[str, ...]
    nn: tuple[str, ...]

    @model_validator(mode="after")
    def same_length(self) -> Lists:
        """A line that lacks its translation would be lost for half the country."""
        if len(self.nb) != len(self.nn):
            raise ValueError("nb and nn must have as many lines")
        return self

    def in_language(self, language: str) -> tuple[str, ...]:
        """Nynorsk for "nn", else bokmål."""
        return self.nn if language == "nn" else self.nb


class StarterCadence(Part):
    """How often; see councils.cadence."""

    kind: str
    count: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    months: tuple[int, ...] = ()
    strength: str = ""


class StarterRules(Part):
    """Rules of procedure; see councils.actions.RulesTerms."""

    cadence: tuple[StarterCadence, ...]
    chair: Words
    secretary: Words
    caller: Words
    agenda_by: Words
    minutes_by: Words
    agenda_deadline_days: int
    item_deadline_days: int | None = None
    minutes_public: bool
    minutes_archived: bool
    two_part: bool = False
    preferred_weekdays: tuple[int, ...] = ()
    start_time: datetime.time
    duration_minutes: int
    confidentiality: Words | None = None
    decisions: Words | None = None
    standing_items: Lists

    def terms(self, language: str) -> RulesTerms:
        """The rules in one language, as the action takes them."""
        named = {
            name: getattr(self, name).in_language(language)
            for name in ("chair", "secretary", "caller", "agenda_by", "minutes_by")
        }
        return RulesTerms(
            **named,
            agenda_deadline_days=self.agenda_deadline_days,
            item_deadline_days=self.item_deadline_days,
            minutes_public=self.minutes_public,
            minutes_archived=self.minutes_archived,
            two_part=self.two_part,
            preferred_weekdays=self.preferred_weekdays,
            start_time=self.start_time,
            duration_minutes=self.duration_minutes,
            confidentiality=self.confidentiality.in_language(language) if self.confidentiality else "",
            decisions=self.decisions.in_language(language) if self.decisions else "",
            cadence=tuple(CadenceTerms(**one.model_dump()) for one in self.cadence),
            standing_items=self.standing_items.in_language(language),
        )


class StarterSeat(Part):
    """A seat: bound to an office of `role`, or, without one, a line for a `side`."""

    title: Words
    role: str = ""
    side: Literal["", "municipality", "police"] = ""
    kind: Literal["permanent", "deputy", "invited"] = "permanent"
    deputy_for: str = ""
    is_chair: bool = False
    is_secretary: bool = False
    optional: bool = False


class StarterCouncil(Part):
    """One council or forum."""

    key: str
    parent: str = ""
    kind: str
    level: str
    name: Words
    purpose: Words
    seats: tuple[StarterSeat, ...]
    rules: StarterRules


class Starter(Part):
    """One choice: its name, what it is for, and the councils it makes, parents first."""

    code: str
    name: Words
    about: Words
    councils: tuple[StarterCouncil, ...] = Field(min_length=1)


class StarterError(ValueError):
    """A data file that cannot be meant: which file, where, and why."""


@cache
def starters() -> dict[str, Starter]:
    """Every choice by its code, in the files' order. Raises StarterError."""
    found = [read(path) for path in sorted(FOLDER.glob("*.yaml"))]
    return {starter.code: starter for starter in found}


def read(path: Path) -> Starter:
    """One file. Raises StarterError with the file's name, the place in it and the reason."""
    try:
        return Starter.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise StarterError(f"{path.name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise StarterError(f"{path.name}: {place}: {first['msg']}") from error
