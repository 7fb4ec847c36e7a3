"""Items that members propose: take one onto an agenda, put it off, or send it back with a reason."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from councils.models import Council
from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.proposal_files import Attachment, keep_files, make_papers
from meetings.actions.writing import require_no_identity
from meetings.models import AgendaItem, ItemProposal, Meeting
from meetings.notifications import proposals as letters
from politirad.richtext import from_plain
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

WAITING = (ItemProposal.State.SUBMITTED, ItemProposal.State.DEFERRED)


@dataclass(frozen=True)
class ProposalTerms:
    """What a member proposes. `text` is plain; `meeting` is the one preferred, None for the next that suits."""

    title: str
    text: str = ""
    kind: str = AgendaItem.Kind.DISCUSSION
    minutes: int | None = None
    meeting: Meeting | None = None
    files: tuple[Attachment, ...] = ()


@transaction.atomic
def propose_item(*, council: Council, terms: ProposalTerms, by: User) -> ItemProposal:
    """Propose an item; those who build the agenda get a letter.

    Raises Refusal on an identity number, on a meeting of another council or one that is over, and on a file that is
    not taken.
    """
    require_no_identity([terms.title, terms.text])
    if terms.meeting is not None:
        _require_open(terms.meeting, council)
    proposal = ItemProposal(
        council=council,
        title=terms.title,
        text=terms.text,
        kind=terms.kind,
        minutes=terms.minutes,
        preferred_meeting=terms.meeting,
        proposed_by=by,
    )
    proposal.save(force_insert=True)
    keep_files(proposal, terms.files, by=by)
    record(
        "propose_item",
        proposal,
        by=by,
        meeting=terms.meeting.pk if terms.meeting else None,
        files=len(terms.files),
    )
    letters.submitted(proposal)
    return proposal


@transaction.atomic
def accept_proposal(
    *,
    proposal: ItemProposal,
    meeting: Meeting,
    by: User,
    at: datetime.datetime,
    parent_id: UUID | None = None,
) -> AgendaItem:
    """Put the proposed item on a meeting's agenda, with the member as presenter and what was attached as papers.

    It comes last, or last under the item `parent_id`. Raises Refusal when the proposal has been answered already, and
    as `add_item`.
    """
    proposal = _lock(proposal)
    _require_open(meeting, proposal.council)
    terms = ItemTerms(
        title=proposal.title,
        text=from_plain(proposal.text),
        kind=proposal.kind,
        minutes=proposal.minutes,
        presenter=proposal.source,
        parent_id=parent_id,
    )
    item = add_item(meeting=meeting, terms=terms, by=by, at=at, origin=AgendaItem.Origin.PROPOSAL)
    make_papers(proposal, item, by=by)
    proposal.item = item
    proposal.preferred_meeting = meeting
    _answer(proposal, ItemProposal.State.ACCEPTED, "", by=by, at=at)
    return item


@transaction.atomic
def defer_proposal(*, proposal: ItemProposal, reason: str, by: User, at: datetime.datetime) -> None:
    """Put the item off to a later meeting. Raises Refusal without a (lawful) reason, or when answered for good."""
    _answer(_lock(proposal), ItemProposal.State.DEFERRED, reason, by=by, at=at)


@transaction.atomic
def return_proposal(*, proposal: ItemProposal, reason: str, by: User, at: datetime.datetime) -> None:
    """Send the item back. Raises Refusal without a (lawful) reason, or when answered for good."""
    _answer(_lock(proposal), ItemProposal.State.RETURNED, reason, by=by, at=at)


def _lock(proposal: ItemProposal) -> ItemProposal:
    """The proposal as it is now, held until the transaction ends, if it still waits for an answer."""
    rows = ItemProposal.objects.select_for_update(of=("self",)).select_related("council", "proposed_by")
    # When somebody else accepts it meanwhile, the first question does not see the item that it hangs on now.
    locked = rows.filter(pk=proposal.pk).first() or rows.filter(pk=proposal.pk).first()
    if locked is None:
        raise Refusal(_("Saken er besvart allerede."))
    if locked.state not in WAITING:
        raise Refusal(_("Saken er besvart allerede: %s.") % locked.get_state_display().lower())
    return locked


def _answer(proposal: ItemProposal, state: str, reason: str, *, by: User, at: datetime.datetime) -> None:
    reason = reason.strip()
    require_no_identity([reason])
    if state != ItemProposal.State.ACCEPTED and not reason:
        raise Refusal(_("Skriv en begrunnelse, så den som meldte saken, vet hvorfor."))
    proposal.state, proposal.reason = state, reason
    proposal.decided_by, proposal.decided_at = by, at
    proposal.save(update_fields=["state", "reason", "decided_by", "decided_at", "item", "preferred_meeting"])
    record(f"{state}_proposal", proposal, by=by)
    letters.answered(proposal, at=at)


def _require_open(meeting: Meeting, council: Council) -> None:
    if meeting.council_id != council.pk:
        raise Refusal(_("Møtet hører til et annet råd."))
    if meeting.state not in (Meeting.State.PLANNED, Meeting.State.CALLED):
        raise Refusal(_("Møtet tar ikke imot flere saker. Velg et møte som kommer."))
