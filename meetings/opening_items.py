"""What a meeting's agenda begins with: standing items, the meeting's duties and theme, and open actions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from agreements.models import FocusArea
from councils.models import Council
from councils.procedure import rules_on
from meetings.carried import Lines, mark, open_tasks, text_of
from meetings.explanations import say_duty
from meetings.in_charge import agreements_in_charge
from meetings.models import AgendaItem, Meeting, Minutes
from politirad.dates import long_date
from politirad.richtext import from_plain

THEME = re.compile(r"\btema", re.IGNORECASE)  # «Tema», «Årets tema», and not «Systematisk forebygging»


@dataclass(frozen=True)
class OpeningItem:
    """An item to be put on the agenda. `text` is HTML; `approves` are the minutes that the meeting is to approve, and
    `carried` what the item keeps of the open tasks (`meetings.carried`)."""

    title: str
    origin: str
    kind: str = AgendaItem.Kind.DISCUSSION
    text: str = ""
    minutes: int | None = None
    focus_area_id: UUID | None = None
    approves: UUID | None = None
    carried: dict[str, Any] | None = None


def opening_items(meeting: Meeting) -> list[OpeningItem]:
    """The items in order, in the council's own language.

    A standing item that speaks of the theme takes the meeting's theme into its title; otherwise each theme is an
    item of its own.
    """
    with translation.override(meeting.council.language):
        themes = [theme.strip() for theme in meeting.theme.split(";") if theme.strip()]
        standing = _with_approval(meeting, _standing(meeting, themes))
        taken = any(one.focus_area_id or ":" in one.title for one in standing if _speaks_of_theme(one.title))
        found = [*standing, *_follow_up(meeting), *_duties(meeting)]
        if not taken:
            found += _themes(meeting, themes)
    return found


def _speaks_of_theme(title: str) -> bool:
    return THEME.search(title) is not None


def approval_title(meeting: Meeting) -> str:
    """What an item is called that approves the minutes of `meeting`, in the council's language."""
    with translation.override(meeting.council.language):
        return _("Godkjenning av referatet fra %(title)s, %(date)s") % {
            "title": meeting.title,
            "date": long_date(meeting.date, meeting.council.language),
        }


def speaks_of_minutes(title: str) -> bool:
    """Whether a standing item is about the minutes already, so that no second item is needed."""
    return "referat" in title.casefold()


def _with_approval(meeting: Meeting, standing: list[OpeningItem]) -> list[OpeningItem]:
    """The standing items with those minutes that wait for a meeting to approve them, first in line."""
    waiting = Minutes.objects.filter(
        council=meeting.council,
        meeting__date__lt=meeting.date,
        state=Minutes.State.REMARKS,
        approval=Minutes.Approval.NEXT_MEETING,
        approval_item__isnull=True,
    ).select_related("meeting__council")
    found = list(standing)
    own: list[OpeningItem] = []
    for minutes in waiting.order_by("meeting__date"):
        title = approval_title(minutes.meeting)
        place = next(
            (
                number
                for number, one in enumerate(found)
                if speaks_of_minutes(one.title) and one.approves is None
            ),
            None,
        )
        if place is None:
            own.append(
                OpeningItem(title, AgendaItem.Origin.FOLLOW_UP, AgendaItem.Kind.DECISION, approves=minutes.pk)
            )
        else:
            found[place] = replace(
                found[place], kind=AgendaItem.Kind.DECISION, text=from_plain(title), approves=minutes.pk
            )
    return [*own, *found]


def _standing(meeting: Meeting, themes: list[str]) -> list[OpeningItem]:
    rules = rules_on(meeting.council, meeting.date)
    found = []
    for row in rules.standing_items.all() if rules else ():
        title, area = row.title, None
        if themes and _speaks_of_theme(title):
            title = f"{title.rstrip('.')}: {', '.join(themes)}"
            area = _area_ids(meeting, themes).get(themes[0])
        found.append(
            OpeningItem(title, AgendaItem.Origin.STANDING, AgendaItem.Kind.INFORMATION, "", row.minutes, area)
        )
    return found


def follow_up_item(council: Council, lines: Lines) -> OpeningItem:
    """The item with the open tasks of the open part, in the council's language."""
    text = text_of(lines, council.language)
    with translation.override(council.language):
        title = _("Oppfølging fra tidligere møter")
    return OpeningItem(title, AgendaItem.Origin.FOLLOW_UP, text=text, carried=mark(lines, text))


def _follow_up(meeting: Meeting) -> list[OpeningItem]:
    """One item with every open task, where there is one."""
    lines = open_tasks(meeting.council).lines
    return [follow_up_item(meeting.council, lines)] if lines else []


def _duties(meeting: Meeting) -> list[OpeningItem]:
    """One item for each kind of duty; the agreement's own words stand in the text."""
    words: dict[str, list[str]] = {}
    for duty in meeting.duties:
        texts = words.setdefault(str(duty["kind"]), [])
        if duty.get("text"):
            texts.append(str(duty["text"]))
    return [duty_item(meeting, kind, texts) for kind, texts in words.items()]


def duty_item(meeting: Meeting, kind: str, texts: Iterable[str]) -> OpeningItem:
    """The item about duties of one kind, with the agreement's own words, in the council's language."""
    title = say_duty(kind, "", meeting.council.language)
    return OpeningItem(title, AgendaItem.Origin.DUTY, text=from_plain("\n\n".join(texts)))


def _themes(meeting: Meeting, themes: list[str]) -> list[OpeningItem]:
    areas = _area_ids(meeting, themes)
    return [
        OpeningItem(_("Tema: %s") % theme, AgendaItem.Origin.DUTY, focus_area_id=areas.get(theme))
        for theme in themes
    ]


def _area_ids(meeting: Meeting, texts: Iterable[str]) -> dict[str, UUID]:
    """Focus areas of the council's agreement by their text."""
    areas = FocusArea.objects.filter(
        agreement__in=agreements_in_charge(meeting.council, (meeting.date, meeting.date)),
        text__in=list(texts),
    )
    return dict(areas.values_list("text", "pk"))
