"""How far an agreement has come: its state as steps and tones, hearing, treatment, a no, a notice. Reads rows only."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agreements.lines import PartyLines
from agreements.models import Agreement, Treatment
from agreements.standing import SIGNED_STATES
from politirad import dates

#: State -> tone of its tag.
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


def tag_of(
    state: str, begins: datetime.date | None, *, today: datetime.date, language: str
) -> tuple[str, str]:
    """The state in words, and its tone; of a signed agreement that is still to come into force, the day it does."""
    if state in SIGNED_STATES and begins is not None and begins > today:
        return _("Gjelder fra %(day)s") % {"day": dates.long_date(begins, language)}, "info"
    return str(Agreement.State(state).label), TONES[state]


@dataclass(frozen=True)
class Course:
    """What has happened on the way, as the pages show it; empty where nothing has.

    `hearing` is the open one: its deadline, and each party with its answer ("" for none). `treatments` are the bodies
    that treat the agreement, with what they decided. `decline` tells who said no to the version that was out last,
    unless it was taken up again. `notice` is the one that counts: not taken back, and ending the agreement first.
    """

    hearing: dict[str, Any] | None
    treatments: list[dict[str, Any]]
    decline: dict[str, Any] | None
    notice: dict[str, Any] | None


def course_of(agreement: Any, parties: list[PartyLines], *, writable: bool) -> Course:
    """The course of an agreement fetched with `sheets()`."""
    names = {str(party.id): party.name for party in parties}
    return Course(
        hearing=_hearing(agreement, parties),
        treatments=[
            {
                **row,
                "party": names.get(row["party"], ""),
                "said": str(Treatment.Outcome(row["outcome"]).label) if row["outcome"] else "",
                "decided_on": datetime.date.fromisoformat(row["decided_on"]) if row["decided_on"] else None,
            }
            for row in agreement.treatment_rows
        ],
        decline=None if writable else _decline(agreement),
        notice=_notice(agreement, names),
    )


def _hearing(agreement: Any, parties: list[PartyLines]) -> dict[str, Any] | None:
    newest = next((row for row in agreement.hearing_rows if row["closed_at"] is None), None)
    if newest is None:
        return None
    answers = {row["party"]: row["opinion"] for row in agreement.answer_rows}
    return {
        "deadline": datetime.date.fromisoformat(newest["deadline"]),
        "answers": [{"party": party.name, "opinion": answers.get(str(party.id), "")} for party in parties],
    }


def _decline(agreement: Any) -> dict[str, Any] | None:
    newest = next(iter(agreement.decline_rows), None)
    latest = next(iter(agreement.round_rows), None)
    if newest is None or latest is None or newest["version"] != latest["version"]:
        return None
    return {**newest, "recorded_at": datetime.datetime.fromisoformat(newest["recorded_at"])}


def _notice(agreement: Any, names: dict[str, str]) -> dict[str, Any] | None:
    back = {row["takes_back"] for row in agreement.notice_rows}
    standing = [row for row in agreement.notice_rows if row["takes_back"] is None and row["id"] not in back]
    if not standing:
        return None
    first = min(standing, key=lambda row: row["last_day"])
    days = {key: datetime.date.fromisoformat(first[key]) for key in ("given_on", "last_day")}
    return {**first, **days, "party_name": names.get(first["party"], "")}


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
