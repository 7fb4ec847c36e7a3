"""What a council learns by an evaluation: write it down for the next year's plan, and propose it as an item."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.proposals import ProposalTerms, propose_item
from meetings.actions.writing import checked
from meetings.models import Evaluation, ItemProposal, LearningPoint
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def add_learning_point(
    *, evaluation: Evaluation, text: str, at: datetime.datetime, by: User
) -> LearningPoint:
    """Write down a point for the plan of the year after the evaluated one.

    Raises Refusal while the evaluation is open, for an empty text, and on an identity number.
    """
    if Evaluation.objects.get(pk=evaluation.pk).is_open:
        raise Refusal(_("Lukk evalueringen før dere skriver læringspunkter."))
    point = LearningPoint.objects.create(
        council=evaluation.council,
        evaluation=evaluation,
        year=evaluation.year + 1,
        text=checked(text),
        written_by=by,
        written_at=at,
    )
    record("add_learning_point", point, by=by, year=point.year)
    return point


@transaction.atomic
def remove_learning_point(*, point: LearningPoint, by: User) -> None:
    """Take a point away again. An item that was proposed of it stays."""
    record("remove_learning_point", point, by=by)
    point.delete()


@transaction.atomic
def propose_learning_point(*, point: LearningPoint, by: User) -> ItemProposal:
    """Propose an item of it, for the agenda of a meeting to come.

    Raises Refusal when that has been done.
    """
    row = (
        LearningPoint.objects.select_for_update(of=("self",))
        .select_related("council", "evaluation")
        .get(pk=point.pk)
    )
    if row.proposal_id is not None:
        raise Refusal(_("Læringspunktet er meldt som sak allerede."))
    title = row.text if len(row.text) <= 250 else f"{row.text[:247]}…"
    terms = ProposalTerms(
        title, _("Læringspunkt fra evalueringen av %s.") % row.evaluation + f"\n\n{row.text}"
    )
    proposal = propose_item(council=row.council, terms=terms, by=by)
    row.proposal = proposal
    row.save(update_fields=["proposal"])
    record("propose_learning_point", row, by=by)
    return proposal
