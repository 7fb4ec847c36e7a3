"""What every deed on an agreement begins with: the row locked, and the state asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from agreements.lifecycle import VALID, State, can_edit
from agreements.models import Agreement
from agreements.sentences import require
from councils.refusals import Refusal
from politirad.tenancy import context
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


def locked(agreement: Agreement) -> Agreement:
    """The row as it is now, held until the transaction ends, so that deeds on one agreement come in turn.

    The key is left free (NO KEY): a signature refers to the agreement while it holds the round, and would else wait
    for a withdrawal that waits for it.

    Raises Refusal outside the owning council's context, where the wall lets nobody change it.
    """
    row = Agreement.objects.select_for_update(no_key=True).filter(pk=agreement.pk).first()
    if row is None:
        raise Refusal(_("Bare rådet som eier avtalen, kan endre den."))
    return row


def locked_draft(agreement: Agreement) -> Agreement:
    """The same, refused with a sentence unless the text may be written."""
    row = locked(agreement)
    require(can_edit(State(row.state)))
    return row


def locked_text(agreement: Agreement, attachment_id: UUID | None) -> Agreement:
    """The row, refused unless the text of that part may be written: a draft, or a living attachment while the agreement
    holds, which the signatures bind by number and title alone."""
    row = locked(agreement)
    if State(row.state) not in VALID or not _is_living(row, attachment_id):
        require(can_edit(State(row.state)))
    return row


def _is_living(agreement: Agreement, attachment_id: UUID | None) -> bool:
    """Whether it is an attachment that may change without a new signing."""
    return attachment_id is not None and agreement.attachments.filter(pk=attachment_id, living=True).exists()


def record_here(action: str, agreement: Agreement, *, by: User, **facts: Any) -> None:
    """Leave the audit row where the one who acts may write: with the owning council, else with a party.

    A signatory of another organisation has no seat in the owning council. Who is neither in the council nor
    works for a party leaves a row that only the operator of the system can read.
    """
    now = context.current()
    if agreement.owner_council_id in now.councils:
        record(action, agreement, by=by, **facts)
        return
    own = agreement.parties.filter(organization__in=now.organizations).first()
    record(action, agreement, by=by, organization_id=own.organization_id if own else None, **facts)
