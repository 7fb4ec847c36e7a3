"""What the pages of an agreement's measures show to one reader on one day. Reads, changes nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value
from django.db.models.functions import Left, Length
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.measures import OPEN, Progress, Standing, belongs_to, changed, is_late
from agreements.models import Measure, MeasureChange
from agreements.models.measures import Progress as Choices
from agreements.standing import partial
from councils.trail import Event

TONES = {
    Progress.PLANNED: "neutral",
    Progress.STARTED: "info",
    Progress.DONE: "success",
    Progress.DROPPED: "neutral",
}


def due_before(day: datetime.date) -> QuerySet[Measure]:
    """Open measures whose time is over before `day`: "2027" from the first day of 2028, "2027-03" from 1 April."""
    said = Left(Value(day.isoformat()), Length("due"))
    open_ones = Measure.objects.filter(progress__in=sorted(OPEN)).exclude(due="")
    return open_ones.filter(due__lt=said)


@dataclass(frozen=True)
class Row:
    """A measure as a list shows it: today, or as it stood at the end of a year that is over."""

    id: UUID
    area: UUID | None
    text: str
    responsible: str
    due: str
    progress: Progress
    result: str
    is_late: bool
    since: int | None  # the earlier year it was begun in

    @property
    def label(self) -> str:
        """Its progress in words."""
        return str(Choices(self.progress.value).label)

    @property
    def tone(self) -> str:
        """The colour of its progress."""
        return TONES[self.progress]


@dataclass(frozen=True)
class Group:
    """A focus area (None: measures without one) with the year's measures under it."""

    id: UUID | None
    label: str
    rows: list[Row]


def groups(
    areas: Iterable[dict[str, Any]],
    measures: Iterable[Measure],
    history: Iterable[MeasureChange],
    *,
    year: int,
    today: datetime.date,
) -> list[Group]:
    """The year's measures under their areas (`FocusArea` rows as dictionaries), those without an area last.

    A year that is over is shown as it stood on its last day, by `history`: the measures' changes, in order.
    """
    over = year < today.year
    then = {change.measure_id: change for change in history if change.told_on.year <= year} if over else {}
    day = datetime.date(year, 12, 31) if over else today
    rows = [
        _row(measure, then.get(measure.pk), day=day)
        for measure in measures
        if belongs_to(year, begun=measure.begun_on, closed=measure.closed_on)
        and (not over or measure.pk in then)
    ]
    found = [
        Group(UUID(area["id"]), area["text"], [row for row in rows if row.area == UUID(area["id"])])
        for area in areas
    ]
    known = {group.id for group in found}
    loose = [row for row in rows if row.area not in known]
    return [*found, Group(None, _("Uten satsingsområde"), loose)] if loose else found


def row(measure: Measure, *, today: datetime.date) -> Row:
    """A measure as it stands today."""
    return _row(measure, None, day=today)


def _row(measure: Measure, then: MeasureChange | None, *, day: datetime.date) -> Row:
    stood = standing_of(then) if then is not None else standing_now(measure)
    return Row(
        id=measure.pk,
        area=measure.focus_area_id,
        text=stood.text,
        responsible=stood.responsible,
        due=stood.due.format(get_language() or "nb") if stood.due else "",
        progress=stood.progress,
        result=stood.result,
        is_late=is_late(stood.due, stood.progress, day),
        since=measure.begun_on.year if measure.begun_on.year < day.year else None,
    )


def standing_now(measure: Measure) -> Standing:
    """A measure fetched with its party and person, as it stands."""
    who = [
        str(measure.party) if measure.party else "",
        measure.responsible.name if measure.responsible else measure.responsible_name,
    ]
    return Standing(
        measure.text,
        ", ".join(filter(None, who)),
        partial(measure.due),
        Progress(measure.progress),
        measure.result,
    )


def standing_of(change: MeasureChange) -> Standing:
    """A measure as it stood after a change."""
    due = partial(change.due)
    return Standing(change.text, change.responsible, due, Progress(change.progress), change.result)


def told(history: Sequence[MeasureChange]) -> list[dict[str, Any]]:
    """The changes (the first one first, with who made them) as templates/agreements/_life.html draws them, latest first."""
    found = []
    before: Standing | None = None
    for change in history:
        after = standing_of(change)
        found.append(
            {
                "event": Event(
                    at=change.at,
                    what=_in_words(before, after),
                    who=change.by.name if change.by else "",
                    icon="check-circle" if after.progress is Progress.DONE else "edit" if before else "add",
                ),
                "reason": after.result if before is None or after.result != before.result else "",
            }
        )
        before = after
    return found[::-1]


def _in_words(before: Standing | None, after: Standing) -> str:
    """What one change did: "Status: I gang. Frist: 2027"."""
    status = _("Status: %(status)s") % {"status": Choices(after.progress.value).label}
    if before is None:
        if after.progress is Progress.PLANNED:
            return _("Tiltaket ble skrevet inn")
        return _("Videreført fra avtalen før. %(status)s") % {"status": status}
    language = get_language() or "nb"
    words = {
        "text": lambda: _("Nye ord: %(text)s") % {"text": after.text},
        "responsible": lambda: _("Ansvarlig: %(who)s") % {"who": after.responsible or "–"},
        "due": lambda: _("Frist: %(due)s") % {"due": after.due.format(language) if after.due else "–"},
        "progress": lambda: status,
        "result": lambda: _("Nytt resultat eller merknad"),
    }
    return ". ".join(words[name]() for name in changed(before, after)) or _(
        "Flyttet til et annet satsingsområde"
    )
