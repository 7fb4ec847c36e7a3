"""What the page of the minutes shows of each item, to those who read it and those who write it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from meetings.attendance import Attendance, item_note
from meetings.forms.minutes import ItemMinutesForm
from meetings.forms.outcomes import ActionForm, DecisionForm
from meetings.minutes_reading import Entry, entries_of
from meetings.models import AgendaItem, Correction, Meeting, Minutes, Remark
from politirad.tenancy.models import User


def shown(entry: Entry, people: Attendance, *, editing: bool, members: Sequence[User]) -> dict[str, Any]:
    """One item: what was said and who came and went, and with `editing` the fields to write in."""
    said = entry.said
    initial = {"html": said.html if said else "", "version": said.version if said else 0}
    form = ItemMinutesForm(initial=initial, auto_id=f"referat-{entry.item.pk}-%s") if editing else None
    return {
        "entry": entry,
        "note": item_note(entry, people.present),
        "form": form,
        **_outcomes(entry, editing=editing, members=members),
    }


def outcomes_of(
    meeting: Meeting,
    item: AgendaItem,
    *,
    members: Sequence[User],
    decision_form: forms.Form | None = None,
    action_form: forms.Form | None = None,
) -> dict[str, Any]:
    """The decisions and tasks of one item as the page has them, with forms that were filled in wrongly."""
    entry = next(one for one in entries_of(meeting) if one.item.pk == item.pk)
    facts = _outcomes(entry, editing=True, members=members)
    return {
        **facts,
        "meeting": meeting,
        "decision_form": decision_form or facts["decision_form"],
        "action_form": action_form or facts["action_form"],
    }


def said_afterwards(
    minutes: Minutes | None,
) -> tuple[dict[UUID | None, list[Remark]], dict[UUID | None, list[Correction]]]:
    """Remarks and corrections by item, those on the whole under None."""
    remarks: dict[UUID | None, list[Remark]] = {}
    corrections: dict[UUID | None, list[Correction]] = {}
    if minutes is not None and minutes.sent_at is not None:
        for remark in minutes.remarks.select_related("author", "answered_by"):
            remarks.setdefault(remark.item_id, []).append(remark)
        for correction in minutes.corrections.select_related("made_by"):
            corrections.setdefault(correction.item_id, []).append(correction)
    return remarks, corrections


def mark_of(entry: Entry) -> str:
    """A short mark that changes whenever the item's outcomes do."""
    text = repr((entry.decisions, entry.tasks, entry.guests, entry.absences))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _outcomes(entry: Entry, *, editing: bool, members: Sequence[User]) -> dict[str, Any]:
    pk = entry.item.pk
    return {
        "entry": entry,
        "mark": mark_of(entry),
        "editing": editing,
        "decision_form": DecisionForm(auto_id=f"vedtak-{pk}-%s") if editing else None,
        "action_form": ActionForm(auto_id=f"oppgave-{pk}-%s", members=members) if editing else None,
    }
