"""Who reads which agenda: those who build or review it read it as it is now, everybody else as it was sent.

Nothing is sent before the call. After it the newest `AgendaVersion` is what was sent, addenda among it. A closed item is
in no version: those it concerns read it as it is. Once the meeting is held its agenda stands, and everybody reads that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from councils.permissions import Right
from meetings.agenda import Agenda, agenda_of, said_of
from meetings.agenda_versions import Change, ItemChange, compare
from meetings.models import AgendaItem, AgendaVersion, Meeting, MeetingFile
from meetings.numbering import is_original
from meetings.permissions import READ_DRAFTS

#: Papers by the id of their item.
Papers = dict[UUID | None, list[MeetingFile]]
FIXED = (Meeting.State.HELD, Meeting.State.MINUTED)
BECAME = {Change.ADDED: _("ny sak"), Change.REMOVED: _("tatt av")}
FIELDS = {
    "title": _("tittelen"),
    "kind": _("type sak"),
    "minutes": _("tiden"),
    "presenter": _("innlederen"),
    "text": _("saksframlegget"),
    "papers": _("sakspapirene"),
    "parent": _("hvilken sak den ligger under"),
}


@dataclass(frozen=True)
class Reading:
    """What somebody reads of a meeting's agenda.

    `draft`: nothing has been sent. `titles_only`: so the reader sees the titles and no more. `gone`: items that were sent
    and have been taken off since. `unsent`: what those who build it have changed since they sent it.
    """

    agenda: Agenda
    papers: Papers
    draft: bool = False
    titles_only: bool = False
    gone: frozenset[UUID] = frozenset()
    unsent: tuple[ItemChange, ...] = ()

    @property
    def news(self) -> list[tuple[str, str, list[str]]]:
        """Number, title and what is new of each item that has been changed since it was sent."""
        return [(one.number, one.title, _became(one)) for one in self.unsent]


def works_on_it(granted: Collection[str]) -> bool:
    """Whether somebody with these rights reads the agenda while it is being made."""
    return any(right in granted for right in READ_DRAFTS)


def reading_of(
    meeting: Meeting,
    granted: Collection[str],
    *,
    items: Sequence[AgendaItem] | None = None,
    files: Iterable[MeetingFile] | None = None,
) -> Reading:
    """The agenda to somebody with these rights in the council. `items` and `files`: all that the wall shows, where they
    are fetched already; else papers come without their bytes."""
    found = list(meeting.items.all() if items is None else items)
    papers = by_item(meeting.files.defer("content") if files is None else files)
    draft, versions = meeting.called_at is None, versions_of(meeting)
    if works_on_it(granted) or meeting.state in FIXED:
        agenda = agenda_of(meeting, items=found, versions=versions)
        unsent = _unsent(agenda, papers, versions[-1]) if versions and meeting.state not in FIXED else ()
        return Reading(agenda, papers, draft=draft, unsent=unsent)
    if versions:
        return _as_sent(meeting, found, papers, versions)
    agenda = agenda_of(meeting, items=found, versions=versions)
    return Reading(agenda, {} if draft else papers, draft=draft, titles_only=draft)


def shown_to_all(meeting: Meeting, *, items: Sequence[AgendaItem], files: Iterable[MeetingFile]) -> Reading:
    """What a paper for everybody is made of: the agenda as it was sent, before the call the draft as it stands."""
    draft = meeting.called_at is None
    return reading_of(meeting, [Right.PREPARE_AGENDA] if draft else [], items=items, files=files)


def may_read_paper(paper: MeetingFile, granted: Collection[str]) -> bool:
    """Whether somebody with these rights, who sees the paper's item, may have the paper now."""
    item = paper.item
    if item is None or works_on_it(granted) or paper.meeting.state in FIXED:
        return True
    if paper.meeting.called_at is None:
        return False
    if item.is_closed:
        return True
    versions = versions_of(paper.meeting)
    return not versions or _was_sent(paper, _row(versions[-1], item.pk))


def versions_of(meeting: Meeting) -> list[AgendaVersion]:
    """What was sent, the newest last; no question for a meeting that nobody has been called to."""
    if meeting.called_at is None:
        return []
    return list(AgendaVersion.objects.filter(meeting=meeting).order_by("number"))


def by_item(files: Iterable[MeetingFile]) -> Papers:
    """The papers by the id of their item."""
    found: Papers = {}
    for paper in files:
        found.setdefault(paper.item_id, []).append(paper)
    return found


def _as_sent(
    meeting: Meeting, items: Sequence[AgendaItem], papers: Papers, versions: Sequence[AgendaVersion]
) -> Reading:
    """The open part of the newest version, and the closed items as they are.

    What the reader does not find any more was taken off, or has been closed since: its title alone stands until the update.
    """
    live = {item.pk: item for item in items}
    closed = {item.pk: item for item in items if item.is_closed}
    rows = [row for row in versions[-1].items if UUID(row["id"]) not in closed]
    open_part = [_item(row, meeting, live) for row in rows]
    sent: Papers = {pk: papers[pk] for pk in closed if pk in papers}
    for row in rows:
        kept = [paper for paper in papers.get(UUID(row["id"]), []) if _was_sent(paper, row)]
        if kept:
            sent[UUID(row["id"])] = kept
    return Reading(
        agenda=agenda_of(meeting, items=[*open_part, *closed.values()], versions=versions),
        papers=sent,
        gone=frozenset(item.pk for item in open_part if item.pk not in live),
    )


def _item(row: dict[str, Any], meeting: Meeting, live: dict[UUID, AgendaItem]) -> AgendaItem:
    """The item as it was sent; older versions do not have everything. It is never saved."""
    item_id = UUID(row["id"])
    now = live.get(item_id)
    parent = row.get("parent", "")
    return AgendaItem(
        pk=item_id,
        council_id=meeting.council_id,
        meeting=meeting,
        parent_id=UUID(parent) if parent else None,
        title=row["title"],
        text=row.get("text", now.text) if now else "",
        kind=row["kind"],
        minutes=row["minutes"],
        presenter=row["presenter"],
        origin=now.origin if now else AgendaItem.Origin.MANUAL,
        focus_area_id=now.focus_area_id if now else None,
        added_after_call=not is_original(row["number"]),
    )


def _was_sent(paper: MeetingFile, row: dict[str, Any] | None) -> bool:
    """Whether the paper stood in the row of its item. The print of minutes that the machine lays there is no news: those
    called have had the minutes already."""
    if row is None:
        return False
    if paper.uploaded_by_id is None or "papers" not in row:
        return True
    return {"name": paper.name, "sha256": paper.sha256} in row["papers"]


def _row(version: AgendaVersion, item_id: UUID) -> dict[str, Any] | None:
    return next((row for row in version.items if row["id"] == str(item_id)), None)


def _unsent(agenda: Agenda, papers: Papers, newest: AgendaVersion) -> tuple[ItemChange, ...]:
    files = [(item_id, paper.name, paper.sha256) for item_id, some in papers.items() for paper in some]
    found = compare(newest.items, said_of(agenda, files))
    return tuple(one for one in found if one.change is not Change.SAME)


def _became(one: ItemChange) -> list[str]:
    if one.change in BECAME:
        return [str(BECAME[one.change])]
    return [str(FIELDS[field.name]) for field in one.fields]
