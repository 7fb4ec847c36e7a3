"""Files that go along with a proposed item: keep them, make papers of them, take one away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.refusals import Refusal
from meetings.actions.papers import require_paper
from meetings.models import AgendaItem, ItemProposal, MeetingFile, ProposalFile
from meetings.papers import clean_name
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

MOST = 5
TOO_MANY = gettext_lazy("Du kan legge ved høyst fem filer.")


@dataclass(frozen=True)
class Attachment:
    """A file as it came: the name that the person's machine gave it, and the bytes."""

    name: str
    content: bytes


def keep_files(proposal: ItemProposal, files: Iterable[Attachment], *, by: User) -> None:
    """Keep the files with the proposal. Raises Refusal for too many, and for one that is not taken."""
    files = tuple(files)
    if len(files) > MOST:
        raise Refusal(str(TOO_MANY))
    for one in files:
        kind = require_paper(one.name, one.content)
        kept = ProposalFile(
            council=proposal.council,
            proposal=proposal,
            name=clean_name(one.name),
            content_type=kind,
            uploaded_by=by,
        )
        kept.hold(one.content)
        kept.save(force_insert=True)


def make_papers(proposal: ItemProposal, item: AgendaItem, *, by: User) -> None:
    """Give the item a paper like each of the proposal's files; the proposal keeps its own as they were sent."""
    for one in ProposalFile.objects.filter(proposal=proposal).order_by("stored_at").iterator(chunk_size=1):
        paper = MeetingFile(
            council=item.council,
            meeting=item.meeting,
            item=item,
            name=one.name,
            content_type=one.content_type,
            uploaded_by_id=one.uploaded_by_id,
        )
        paper.hold(bytes(one.content))
        paper.save(force_insert=True)
        record("add_paper", item, by=by, paper=paper.pk, size=paper.size, sha256=paper.sha256)


@transaction.atomic
def remove_proposal_file(*, file: ProposalFile, by: User) -> None:
    """Take a file away from a proposal; a paper that has been made of it is taken away on the item's own page.

    Raises Refusal when somebody else has taken it away meanwhile.
    """
    held = ProposalFile.objects.select_for_update(of=("self",)).filter(pk=file.pk).defer("content").first()
    if held is None:
        raise Refusal(_("Vedlegget er slettet allerede."))
    record("remove_proposal_file", file.proposal, by=by, file=held.pk, sha256=held.sha256)
    held.delete()
