"""That somebody has read closed items on a page of other things: lists, tasks, files for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from meetings.models import AgendaItem
from politirad.tenancy.audit import record_each


def note_closed(items: Iterable[AgendaItem], *, by: Any) -> None:
    """Write down each closed item among those that a page shows, once; nothing where there is none. Such a view is marked
    with `logs_reading`."""
    closed = {item.pk: item for item in items if item.is_closed}
    if closed:
        record_each("read_closed_item", closed.values(), by=by)
