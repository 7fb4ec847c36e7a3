"""Agendas: standing items, the files' items, what members have proposed, and closed items for those concerned."""

from __future__ import annotations

import datetime
from uuid import UUID

from agreements.models import FocusArea
from councils.models import StandingItem
from meetings.models import AgendaItem, ClosedAccess, ItemProposal, Meeting
from politirad.demo import life
from politirad.demo.loading.declarations import declare_members
from politirad.demo.loading.stage import Stage
from politirad.demo.prose import to_html
from politirad.tenancy.models import User

PROPOSED_AHEAD = datetime.timedelta(days=30)
ITEM_MINUTES = 5


def put_agenda(
    stage: Stage, source: life.Meeting, meeting: Meeting, *, by: User, held: bool
) -> list[tuple[AgendaItem, life.Item | None]]:
    """The meeting's items with what the file says of each; a standing item has no entry of its own.

    What is still a proposal in the file has been taken in when the meeting lies behind.
    """
    items: list[tuple[AgendaItem, life.Item | None]] = []
    standing = StandingItem.objects.filter(council=meeting.council, rules__valid_to__isnull=True)
    for title in standing.order_by("order").values_list("title", flat=True) if source.standing else ():
        items.append((_item(meeting, by, len(items), title=title, origin="standing"), None))
    for entry in source.items:
        if entry.state == "accepted" or (held and entry.state == "proposed"):
            items.append((_own(stage, entry, meeting, by, len(items)), entry))
        else:
            _propose(stage, entry, meeting, by, item=None)
    return items


def _item(meeting: Meeting, by: User, order: int, *, title: str, origin: str) -> AgendaItem:
    return AgendaItem.objects.create(
        council=meeting.council,
        meeting=meeting,
        order=order,
        title=title,
        kind=AgendaItem.Kind.INFORMATION,
        origin=origin,
        minutes=ITEM_MINUTES,
        created_by=by,
        review=AgendaItem.Review.READY,
    )


def _own(stage: Stage, entry: life.Item, meeting: Meeting, by: User, order: int) -> AgendaItem:
    """An item of the file, on the agenda."""
    presenter = stage.users[entry.presenter].name if entry.presenter else ""
    consent = entry.consent
    if entry.part == 2:
        concerned = [stage.users[key] for key in consent.concerned] if consent else []
        declare_members(stage, meeting.council, also=(by, *concerned))
    item = AgendaItem.objects.create(
        council=meeting.council,
        meeting=meeting,
        part=entry.part,
        order=order,
        title=entry.title,
        text=to_html(entry.text),
        kind=entry.kind,
        origin="proposal" if entry.proposed_by else "manual",
        minutes=entry.minutes,
        presenter=presenter,
        focus_area_id=_focus_area(meeting, entry),
        created_by=by,
        review=_review(meeting),
        legal_basis=entry.basis or "",
        consent_reference=consent.reference if consent else "",
        consent_until=stage.day(consent.until) if consent else None,
    )
    for key in consent.concerned if consent else ():
        if stage.users[key] != by:
            ClosedAccess.objects.create(
                council=meeting.council, item=item, user=stage.users[key], given_by=by
            )
    if entry.proposed_by:
        _propose(stage, entry, meeting, by, item=item)
    return item


def _review(meeting: Meeting) -> str:
    """Items of a meeting whose agenda the police are asked about have not been looked at yet."""
    pending = meeting.review_state == "asked"
    return AgendaItem.Review.PENDING if pending else AgendaItem.Review.READY


def _focus_area(meeting: Meeting, entry: life.Item) -> UUID | None:
    """The id of the item's first area in an agreement that regulates the council."""
    if not entry.areas:
        return None
    areas = FocusArea.objects.filter(agreement__regulations__council=meeting.council, text=entry.areas[0])
    return areas.values_list("pk", flat=True).first()


def _propose(stage: Stage, entry: life.Item, meeting: Meeting, by: User, *, item: AgendaItem | None) -> None:
    """The proposal behind an item: taken in, sent back with a reason, or waiting."""
    assert entry.proposed_by is not None
    state = ItemProposal.State.ACCEPTED if item else ItemProposal.State.SUBMITTED
    if entry.state == "declined":
        state = ItemProposal.State.RETURNED
    proposed = stage.moment(meeting.date - PROPOSED_AHEAD, 11)
    decided = state != ItemProposal.State.SUBMITTED
    proposal = ItemProposal.objects.create(
        council=meeting.council,
        title=entry.title,
        text=entry.text.strip(),
        kind=entry.kind,
        minutes=entry.minutes,
        preferred_meeting=meeting,
        proposed_by=stage.users[entry.proposed_by],
        state=state,
        reason=entry.reason or "",
        item=item,
        decided_by=by if decided else None,
        decided_at=stage.moment(proposed.date() + datetime.timedelta(days=3), 9) if decided else None,
    )
    ItemProposal.objects.filter(pk=proposal.pk).update(proposed_at=proposed)
