"""What the pages of an agreement show to one reader on one day. Reads, changes nothing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agreements import canonical
from agreements.composition import group_in_words
from agreements.lifecycle import AWAITING_SIGNATURES, WRITABLE, State
from agreements.lines import Line, PartyLines, parties_of
from agreements.models import (
    Agreement,
    FocusArea,
    RevisionRule,
    Treatment,
)
from agreements.standing import (
    NextRevision,
    contradictions,
    elections,
    next_revision,
    partial,
    period_of,
    rule_of,
)
from agreements.terms_text import evaluation_in_words, revision_in_words, termination_in_words
from agreements.turns import is_ordered
from politirad.tenancy.models import ElectionDay, User

#: State -> tone of its tag, and whether it needs somebody.
TONES = {
    "draft": "neutral",
    "hearing": "info",
    "political_treatment": "info",
    "frozen": "accent",
    "partly_signed": "accent",
    "in_force": "success",
    "to_renew": "warning",
    "notice_given": "warning",
    "expired": "danger",
    "replaced": "neutral",
    "terminated": "neutral",
    "declined": "danger",
}


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
    replaces: str
    next: NextRevision
    warnings: list[str]
    tone: str
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
        return [group_in_words(entry) for entry in self.agreement.target_groups]

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

    @property
    def hearing(self) -> dict[str, Any] | None:
        """The open hearing: its deadline, and each party with its answer ("" for none)."""
        newest = next((row for row in self.agreement.hearing_rows if row["closed_at"] is None), None)
        if newest is None:
            return None
        answers = {row["party"]: row["opinion"] for row in self.agreement.answer_rows}
        return {
            "deadline": datetime.date.fromisoformat(newest["deadline"]),
            "answers": [
                {"party": party.name, "opinion": answers.get(str(party.id), "")} for party in self.parties
            ],
        }

    @property
    def treatments(self) -> list[dict[str, Any]]:
        """The elected bodies that treat the agreement or have done so, with what they decided."""
        names = {str(party.id): party.name for party in self.parties}
        return [
            {
                **row,
                "party": names.get(row["party"], ""),
                "said": str(Treatment.Outcome(row["outcome"]).label) if row["outcome"] else "",
                "decided_on": datetime.date.fromisoformat(row["decided_on"]) if row["decided_on"] else None,
            }
            for row in self.agreement.treatment_rows
        ]

    @property
    def decline(self) -> dict[str, Any] | None:
        """Who said no to the version that was out last, and why; None when nobody did, or it was taken up again."""
        newest: dict[str, Any] | None = next(iter(self.agreement.decline_rows), None)
        latest = next(iter(self.agreement.round_rows), None)
        if newest is None or latest is None or newest["version"] != latest["version"] or self.writable:
            return None
        return {**newest, "recorded_at": datetime.datetime.fromisoformat(newest["recorded_at"])}


def sheet_of(agreement: Any, *, user: User, today: datetime.date) -> Sheet:
    """The overview of an agreement fetched with `sheets()`. Asks the database once more, for the elections."""
    rules = [rule_of(row["kind"], row["years"], row["grace_months"]) for row in agreement.revision_rows]
    known = elections(ElectionDay.objects.all())
    over = {"withdrawn", "declined"}
    signing = next((row for row in agreement.round_rows if row["outcome"] not in over), None)
    return Sheet(
        agreement=agreement,
        parties=parties_of(agreement, signing, user),
        signing=signing,
        focus=_focus(agreement.focus_rows),
        revision=[
            revision_in_words(rule)
            + (
                f" ({RevisionRule._meta.get_field('political_treatment').verbose_name})"
                if row["political"]
                else ""
            )
            for rule, row in zip(rules, agreement.revision_rows, strict=True)
        ],
        evaluation=[
            evaluation_in_words(
                canonical.Evaluation(kind=row["kind"], written=row["written"], by=tuple(row["by"]))
            )
            + (f" ({row['note']})" if row["note"] else "")
            for row in agreement.evaluation_rows
        ],
        termination=termination_in_words(
            canonical.Termination(agreement.termination_by, agreement.notice_days)
            if agreement.termination_by
            else None
        ),
        valid=period_of(agreement).format(agreement.language),
        signed=_words(agreement.signed_on, agreement.language),
        replaces=_words(agreement.predecessor_date, agreement.language),
        next=next_revision(agreement, rules, known, today=today),
        warnings=[
            *(row["message"] for row in agreement.finding_rows),
            *contradictions(agreement, rules, known),
        ],
        tone=TONES[agreement.state],
        steps=steps_of(agreement.state),
    )


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


def steps_of(state: str) -> list[dict[str, str]]:
    """The status line of templates/_parts/steps.html: draft, signing, in force, and how it ended if it has."""
    places = {"draft": 0, "hearing": 0, "political_treatment": 0, "frozen": 1, "partly_signed": 1}
    place = places.get(state, 2)
    labels = [
        Agreement.State(state).label if place == 0 else Agreement.State.DRAFT.label,
        Agreement.State.PARTLY_SIGNED.label if state == "partly_signed" else _("Signering"),
        Agreement.State(state).label
        if state in {"to_renew", "notice_given"}
        else Agreement.State.IN_FORCE.label,
    ]
    if state == "declined":
        return [_step(labels[0], "done"), _step(Agreement.State.DECLINED.label, "stopped")]
    if state in {"expired", "replaced", "terminated"}:
        return [*(_step(label, "done") for label in labels), _step(Agreement.State(state).label, "stopped")]
    marks = ["done" if number < place else "current" if number == place else "todo" for number in range(3)]
    return [_step(label, mark) for label, mark in zip(labels, marks, strict=True)]


def _step(label: Any, mark: str) -> dict[str, str]:
    return {"label": str(label), "state": mark}
