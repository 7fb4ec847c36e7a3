"""Freeze the open agenda as a notice says it. Part of calling and of changing; never a deed of its own."""

from __future__ import annotations

import datetime

from meetings.agenda import snapshot
from meetings.agenda_versions import differs
from meetings.models import AgendaVersion, Meeting


def freeze_agenda(*, meeting: Meeting, at: datetime.datetime) -> AgendaVersion:
    """The agenda's newest version: a new one when the agenda has changed since the last, else the last."""
    items = snapshot(meeting)
    last = AgendaVersion.objects.filter(meeting=meeting).order_by("-number").first()
    if last is not None and not differs(last.items, items):
        return last
    return AgendaVersion.objects.create(
        council=meeting.council,
        meeting=meeting,
        number=last.number + 1 if last else 1,
        items=items,
        frozen_at=at,
    )
