"""Agendas: standing items, the files' items, what members have proposed, and closed items for those concerned."""

from __future__ import annotations

import datetime
from uuid import UUID

from agreements.models import FocusArea
from councils.models import StandingItem
from councils.permissions import Right, holders_of
from meetings.actions.proposals import ProposalTerms, defer_proposal, propose_item, return_proposal
from meetings.actions.review import ask_review, finish_review, review_item
from meetings.models import AgendaItem, ClosedAccess, ItemProposal, Meeting
from politirad.demo import life
from politirad.demo.loading.declarations import declare_members
from politirad.demo.loading.stage import Stage
from politirad.demo.prose import to_html
from politirad.tenancy.models import User

PROPOSED_AHEAD = datetime.timedelta(days=30)
DECIDED_AFTER = datetime.timedelta(days=3)
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
            item = _own(stage, entry, meeting, by, len(items), held=held)
            above = [one for one, said in items if said and said.title == entry.under]
            if entry.under:
                item.parent = above[0]
                item.save(update_fields=["parent"])
            items.append((item, entry))
        else:
            _propose(stage, entry, meeting, by)
    return items


def review_agenda(
    stage: Stage,
    source: life.Meeting,
    meeting: Meeting,
    items: list[tuple[AgendaItem, life.Item | None]],
    *,
    by: User,
) -> None:
    """Ask the police contact to look at the agenda ten days before the call, and let the answers come."""
    at = stage.moment(meeting.date - PROPOSED_AHEAD, 13)
    ask_review(meeting=meeting, by=by, at=at)
    contacts = {stage.users[one.key].pk for one in stage.demo.people.people if one.role == "politikontakt"}
    reviewers = holders_of(meeting.council, Right.REVIEW_AGENDA).exclude(pk=by.pk)
    police = next((one for one in reviewers if one.pk in contacts), reviewers.first())
    assert police is not None
    with stage.acting(police):
        for item, entry in items:
            said = entry.police_comment if entry else ""
            if said or source.review == "done":
                review_item(item=item, comment=said, by=police, version=item.version)
        if source.review == "done":
            finish_review(meeting=meeting, by=police, at=at + DECIDED_AFTER)


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


def _own(stage: Stage, entry: life.Item, meeting: Meeting, by: User, order: int, *, held: bool) -> AgendaItem:
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
        review=AgendaItem.Review.READY if held else AgendaItem.Review.PENDING,
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
        _accepted(stage, entry, meeting, by, item)
    return item


def _focus_area(meeting: Meeting, entry: life.Item) -> UUID | None:
    """The id of the item's first area in an agreement that regulates the council."""
    if not entry.areas:
        return None
    areas = FocusArea.objects.filter(agreement__regulations__council=meeting.council, text=entry.areas[0])
    return areas.values_list("pk", flat=True).first()


def _accepted(stage: Stage, entry: life.Item, meeting: Meeting, by: User, item: AgendaItem) -> None:
    """The proposal behind an item that was taken in."""
    assert entry.proposed_by is not None
    proposed = stage.moment(meeting.date - PROPOSED_AHEAD, 11)
    proposal = ItemProposal.objects.create(
        council=meeting.council,
        title=entry.title,
        text=entry.text.strip(),
        kind=entry.kind,
        minutes=entry.minutes,
        preferred_meeting=meeting,
        proposed_by=stage.users[entry.proposed_by],
        state=ItemProposal.State.ACCEPTED,
        item=item,
        decided_by=by,
        decided_at=stage.moment(proposed.date() + DECIDED_AFTER, 9),
    )
    ItemProposal.objects.filter(pk=proposal.pk).update(proposed_at=proposed)


def _propose(stage: Stage, entry: life.Item, meeting: Meeting, by: User) -> None:
    """A proposal that is put off, sent back with a reason, or waiting."""
    assert entry.proposed_by is not None
    person = stage.users[entry.proposed_by]
    proposed = stage.moment(meeting.date - PROPOSED_AHEAD, 11)
    terms = ProposalTerms(
        title=entry.title, text=entry.text.strip(), kind=entry.kind, minutes=entry.minutes, meeting=meeting
    )
    with stage.acting(person):
        proposal = propose_item(council=meeting.council, terms=terms, by=person)
    ItemProposal.objects.filter(pk=proposal.pk).update(proposed_at=proposed)
    answer = {"deferred": defer_proposal, "declined": return_proposal}.get(entry.state)
    if answer is not None:
        at = stage.moment(proposed.date() + DECIDED_AFTER, 9)
        answer(proposal=proposal, reason=entry.reason or "", by=by, at=at)
