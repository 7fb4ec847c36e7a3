"""What the pages of an agreement show to one reader on one day. Reads, changes nothing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from agreements import canonical
from agreements.commitments import Role, expectation_in_words, group_in_words, roles_of
from agreements.course import Course, course_of, steps_of, tag_of
from agreements.doubts import doubts_of
from agreements.lifecycle import AWAITING_SIGNATURES, WRITABLE, State, latest_notice_day
from agreements.lines import Line, PartyLines, parties_of
from agreements.models import (
    FocusArea,
)
from agreements.relations import Relations, relations_of
from agreements.standing import (
    NextRevision,
    elections,
    next_revision,
    partial,
    period_of,
    rule_of,
)
from agreements.terms_text import evaluation_in_words, revision_in_words, termination_in_words
from agreements.turns import is_ordered
from politirad.tenancy.models import ElectionDay, User


@dataclass
class Sheet:
    """An agreement's overview: the annotated row, and what follows from it for one reader on one day."""

    agreement: Any
    parties: list[PartyLines]
    signing: dict[str, Any] | None
    focus: list[dict[str, Any]]
    revision: list[str]
    evaluation: list[str]
    termination: str
    valid: str
    signed: str
    extends: str
    replaces: str
    next: NextRevision
    warnings: list[str]
    course: Course
    relations: Relations
    tone: str
    state_in_words: str
    latest_notice: datetime.date | None
    steps: list[dict[str, str]]

    @property
    def lines(self) -> list[Line]:
        """Every line to sign, in order."""
        return [line for party in self.parties for line in party.lines]

    @property
    def signed_count(self) -> int:
        """How many lines are signed."""
        return sum(line.signed is not None for line in self.lines)

    @property
    def all_signed(self) -> bool:
        """Whether the last one has signed, and a worker has yet to put the agreement in force."""
        return self.awaits_signatures and self.signed_count == len(self.lines)

    @property
    def writable(self) -> bool:
        """Whether the text may still be written."""
        return State(self.agreement.state) in WRITABLE

    @property
    def awaits_signatures(self) -> bool:
        """Whether a frozen version waits for signatures. A no has ended the round before the state tells of it."""
        ended = self.signing is None or self.signing["outcome"] != "open"
        return State(self.agreement.state) in AWAITING_SIGNATURES and not ended

    @property
    def targets(self) -> list[str]:
        """Whom the work is for, in words."""
        return [group_in_words(entry) for entry in self.agreement.target_rows]

    @property
    def roles(self) -> list[Role]:
        """What the agreement asks of each role."""
        return roles_of(self.agreement.task_rows)

    @property
    def expectations(self) -> list[str]:
        """What the parties expect of one another, in words."""
        return [
            expectation_in_words(entry, get_language() or "nb") for entry in self.agreement.expectation_rows
        ]

    @property
    def deadline(self) -> datetime.date | None:
        """Until when the open round can be signed."""
        found = self.signing and self.signing["deadline"]
        return datetime.date.fromisoformat(found) if found else None

    @property
    def frozen_at(self) -> datetime.datetime | None:
        """When the text that counts now was frozen."""
        return datetime.datetime.fromisoformat(self.signing["frozen_at"]) if self.signing else None

    @property
    def sealed_pdf(self) -> dict[str, Any] | None:
        """The newest sealed PDF of the version that counts now."""
        newest: dict[str, Any] | None = next(iter(self.agreement.pdf_rows), None)
        return newest if newest and newest["sealed"] else None

    @property
    def data(self) -> dict[str, Any] | None:
        """Size and SHA-256 of the JSON beside the sealed PDF."""
        return next(iter(self.agreement.data_rows), None)

    @property
    def entry(self) -> dict[str, Any] | None:
        """The agreement's entry in the public register, unless it was taken out."""
        found = next(iter(self.agreement.publication_rows), None)
        return found if found and not found["withdrawn_at"] else None

    @property
    def job(self) -> dict[str, Any] | None:
        """The newest PDF job."""
        return next(iter(self.agreement.job_rows), None)

    @property
    def my_lines(self) -> list[Line]:
        """The reader's own lines that wait for a signature, and whose turn it is."""
        waiting = self.awaits_signatures
        return [
            line for line in self.lines if waiting and line.is_mine and line.signed is None and line.is_turn
        ]

    @property
    def is_ordered(self) -> bool:
        """Whether people sign in an order, and not all side by side."""
        return is_ordered(line.turn for line in self.lines)

    @property
    def turns(self) -> list[list[tuple[PartyLines, Line]]]:
        """The lines by turn, each with its party, the first turn first."""
        found: dict[int, list[tuple[PartyLines, Line]]] = {}
        for party in self.parties:
            for line in party.lines:
                found.setdefault(line.turn, []).append((party, line))
        return [found[turn] for turn in sorted(found)]

    def before(self, line: Line) -> list[Line]:
        """The lines that must be signed before this one, and are not."""
        return [one for one in self.lines if one.turn < line.turn and one.signed is None]

    @property
    def second_factor(self) -> bool:
        """Whether the open round asks everybody to sign with two factors."""
        return bool(self.signing and self.signing["second_factor"])


def sheet_of(agreement: Any, *, user: User, today: datetime.date) -> Sheet:
    """The overview of an agreement fetched with `sheets()`. Asks the database once more, for the elections."""
    rules = [
        rule_of(row["kind"], row["years"], row["grace_months"], row["political"])
        for row in agreement.revision_rows
    ]
    known = elections(ElectionDay.objects.all())
    over = {"withdrawn", "declined"}
    signing = next((row for row in agreement.round_rows if row["outcome"] not in over), None)
    parties = parties_of(agreement, signing, user)
    language = get_language() or "nb"
    state, tone = tag_of(agreement.state, agreement.in_force_from, today=today, language=language)
    return Sheet(
        agreement=agreement,
        parties=parties,
        course=course_of(agreement, parties, writable=State(agreement.state) in WRITABLE),
        signing=signing,
        focus=_focus(agreement.focus_rows),
        revision=[revision_in_words(rule) for rule in rules],
        evaluation=[
            evaluation_in_words(
                canonical.Evaluation(row["kind"], row["written"], tuple(row["by"]), row["note"] or None)
            )
            for row in agreement.evaluation_rows
        ],
        termination=termination_in_words(
            canonical.Termination(agreement.termination_by, agreement.notice_days, agreement.notice_months)
            if agreement.termination_by
            else None
        ),
        valid=period_of(agreement).format(language),
        signed=_words(agreement.signed_on, language),
        extends=_words(agreement.extends_to, language),
        replaces=_words(agreement.predecessor_date, language),
        next=next_revision(agreement, rules, known, today=today),
        warnings=doubts_of(agreement, rules, known),
        relations=relations_of(agreement, today=today),
        tone=tone,
        state_in_words=state,
        latest_notice=_latest_notice(agreement, today),
        steps=steps_of(agreement.state),
    )


def _latest_notice(agreement: Any, today: datetime.date) -> datetime.date | None:
    """The last day to give notice so that it has any effect; None when that is unsaid or has passed."""
    day = latest_notice_day(period_of(agreement).last_day, agreement.notice_days, agreement.notice_months)
    return day if day is not None and day >= today else None


def _words(date: str, language: str) -> str:
    """A stored date of any precision in words; "" for none."""
    found = partial(date)
    return found.format(language) if found else ""


def _focus(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Focus areas under the agreement's own word for them, else under their kind."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        word = row["word"]
        label = word[:1].upper() + word[1:] if word else str(FocusArea.Kind(row["kind"]).label)
        groups.setdefault(label, []).append(row["text"])
    return [{"label": label, "texts": texts} for label, texts in groups.items()]
