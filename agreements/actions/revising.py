"""Open a revision: a successor draft that carries everything over."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models, transaction

from agreements.actions.guards import locked
from agreements.actions.measures import carry_measures
from agreements.actions.moving import begin
from agreements.lifecycle import State, can_succeed
from agreements.models import Agreement, AgreementFile, Attachment, SectionVersion
from agreements.permissions import assign_rights
from agreements.sentences import require
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

#: What belongs to one time and is not carried over.
OF_ITS_TIME = {
    "id",
    "state",
    "signed_on",
    "signed_place",
    "valid_from",
    "valid_to",
    "in_force_from",
    "out_of_force_on",
    "notice_given_on",
    "notice_ends_on",
    "chain",
    "created_at",
    "updated_at",
}
#: Rows that are copied as they are, in their order.
CARRIED = (
    "regulations",
    "focus_areas",
    "target_groups",
    "role_tasks",
    "expectations",
    "revision_rules",
    "evaluation_rules",
    "references",
    "supports",
)
OF_A_PREDECESSOR = {"predecessor", "predecessor_date", "predecessor_note", "predecessor_scan"}


@transaction.atomic
def open_revision(
    *,
    agreement: Agreement,
    by: User | None,
    today: datetime.date,
    begun_at: datetime.datetime | None = None,
) -> Agreement:
    """Make a draft that succeeds the agreement: text, parties, lines to sign, rules, areas and attachments.

    The dates are left for the parties to fill in; `begun_at` is for a draft that was begun elsewhere, before now. Raises Refusal when the agreement has never been in
    force, or has a successor already.
    """
    former = locked(agreement)
    successors = Agreement.objects.filter(predecessor=former).exclude(state__in=["declined", "terminated"])
    require(can_succeed(State(former.state), has_successor=successors.exists()))
    successor = Agreement(
        **{
            field.name: getattr(former, field.name)
            for field in Agreement._meta.concrete_fields
            if field.name not in OF_ITS_TIME | OF_A_PREDECESSOR | {"owner_council"}
        },
        owner_council_id=former.owner_council_id,
        predecessor=former,
        predecessor_date=former.signed_on,
    )
    successor.save(force_insert=True)
    parties = {}
    for party in former.parties.order_by("order"):
        parties[party.pk] = _copy(party, agreement=successor)
    for slot in former.slots.order_by("order"):
        _copy(slot, agreement=successor, party=parties[slot.party_id])
    for related in CARRIED:
        for row in getattr(former, related).order_by("order"):
            _copy(row, agreement=successor)
    _copy_text(former, successor, by=by)
    carry_measures(former=former, successor=successor, by=by, at=successor.created_at, today=today)
    begin(successor, by=by, at=begun_at or successor.created_at)
    record("open_revision", successor, by=by, predecessor=former.pk)
    assign_rights(successor, today=today)
    return successor


def _copy_text(former: Agreement, successor: Agreement, *, by: User | None) -> None:
    """Sections and attachments with their files; each section begins at its first version."""
    attachments: dict[Any, Attachment] = {}
    for attachment in former.attachments.select_related("file").order_by("number"):
        file = attachment.file
        if file is not None:
            kept = AgreementFile(agreement=successor, name=file.name, content_type=file.content_type)
            kept.hold(bytes(file.content))
            kept.save(force_insert=True)
            file = kept
        attachments[attachment.pk] = _copy(attachment, agreement=successor, file=file)
    for section in former.sections.order_by("order"):
        copied = _copy(
            section,
            agreement=successor,
            attachment=attachments[section.attachment_id] if section.attachment_id else None,
            version=1,
            updated_by=by,
        )
        SectionVersion.objects.create(
            agreement=successor,
            section=copied,
            number=1,
            heading=copied.heading,
            html=copied.html,
            saved_by=by,
        )


def _copy(row: Any, **changed: Any) -> Any:
    """A new row like `row`, with some values changed."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name != "id" and field.name not in changed
    }
    made: models.Model = type(row)(**values, **changed)
    made.save(force_insert=True)
    return made
