"""One search box over what the asker may see: councils, meetings, items, decisions, actions, agreements.

Words match from their beginning and by their Norwegian stem, so that "politiråd" finds
"politirådsmøtet" and "avtale" finds "avtalen". The wall decides what there is to find.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.models import Section
from councils.models import Council
from meetings.models import Action, AgendaItem, Decision, Meeting
from politirad.overview.agreement_needs import agreements_of
from politirad.tenancy.models import User

MOST = 8  # hits of each kind
LONGEST = 100  # letters of a question


@dataclass(frozen=True)
class Hit:
    """One thing found: its title, where it is, and what it belongs to."""

    title: str
    url: str
    detail: str


@dataclass(frozen=True)
class Group:
    """The hits of one kind."""

    heading: str
    icon: str
    hits: list[Hit]


def query_of(question: str) -> SearchQuery | None:
    """All words of the question, each from its beginning; None when there is no word to look for."""
    words = re.findall(r"\w+", question[:LONGEST].lower())
    if not words:
        return None
    return SearchQuery(" & ".join(f"{word}:*" for word in words), config="norwegian", search_type="raw")


def search(user: User, question: str) -> list[Group]:
    """Hits by kind, the kinds without hits left out."""
    query = query_of(question)
    if query is None:
        return []
    groups = [
        Group(heading(), icon, [hit(row) for row in matching(source(user), query, fields, plain, question)])
        for heading, icon, source, fields, plain, hit in KINDS
    ]
    return [group for group in groups if group.hits]


def matching(
    rows: QuerySet[Any], query: SearchQuery, fields: tuple[str, ...], plain: str, question: str
) -> QuerySet[Any]:
    """The rows whose words match, or whose title holds the question as typed."""
    vector = SearchVector(*fields, config="norwegian")
    found: QuerySet[Any] = rows.annotate(words=vector).filter(
        Q(words=query) | Q(**{f"{plain}__icontains": question})
    )[:MOST]
    return found


def _council(row: Council) -> Hit:
    return Hit(row.name, reverse("council", args=[row.pk]), row.get_kind_display())


def _meeting(row: Meeting) -> Hit:
    return Hit(row.title, reverse("meeting", args=[row.pk]), f"{row.council.name}, {row.date:%d.%m.%Y}")


def _item(row: AgendaItem) -> Hit:
    return Hit(
        row.title,
        reverse("meeting", args=[row.meeting_id]),
        f"{row.meeting.title}, {row.meeting.date:%d.%m.%Y}",
    )


def _decision(row: Decision) -> Hit:
    title = _("Vedtak %(number)s: %(text)s") % {"number": row, "text": row.text[:120]}
    return Hit(title, reverse("meeting", args=[row.item.meeting_id]), row.council.name)


def _action(row: Action) -> Hit:
    return Hit(row.text, reverse("follow_up"), row.council.name)


def _agreement(row: Any) -> Hit:
    return Hit(row.title, reverse("agreement", args=[row.pk]), row.get_state_display())


def _section(row: Section) -> Hit:
    return Hit(row.heading, reverse("agreement", args=[row.agreement_id]), row.agreement.title)


Kind = tuple[Callable[[], str], str, Callable[[User], Any], tuple[str, ...], str, Callable[[Any], Hit]]
KINDS: tuple[Kind, ...] = (
    (lambda: _("Møter"), "meeting", lambda user: Meeting.objects.select_related("council").order_by("-date"),
     ("title", "theme", "place"), "title", _meeting),
    (lambda: _("Saker"), "agenda", lambda user: AgendaItem.objects.select_related("meeting").order_by("-meeting__date"),
     ("title", "text"), "title", _item),
    (lambda: _("Vedtak"), "decision", lambda user: Decision.objects.select_related("council", "item"),
     ("text",), "text", _decision),
    (lambda: _("Oppfølging"), "task", lambda user: Action.objects.select_related("council"),
     ("text", "result"), "text", _action),
    (lambda: _("Avtaler"), "agreement", agreements_of, ("title",), "title", _agreement),
    (lambda: _("Avtaletekst"), "document",
     lambda user: Section.objects.filter(agreement__in=agreements_of(user).values("pk")).select_related("agreement"),
     ("heading", "html"), "heading", _section),
    (lambda: _("Råd og fora"), "council", lambda user: Council.objects.order_by("name"),
     ("name", "purpose"), "name", _council),
)  # fmt: skip
