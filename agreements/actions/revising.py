"""Open a revision, a successor draft that carries everything over; or tell that a revision changed nothing."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agreements import notifications
from agreements.actions.guards import locked
from agreements.actions.measures import carry_measures
from agreements.actions.moving import begin, move
from agreements.actions.settling import revision_due
from agreements.addenda import consolidated_on
from agreements.consolidation import OF_THE_AGREEMENT, key_of
from agreements.copying import carry_parties, copied
from agreements.lifecycle import State, can_stand_unchanged, can_succeed
from agreements.models import (
    Agreement,
    AgreementFile,
    Attachment,
    Section,
    SectionVersion,
    UnchangedRevision,
)
from agreements.permissions import assign_rights
from agreements.sentences import require
from agreements.standing import partial, state_on
from councils.refusals import Refusal
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
    "revised_on",
    "notice_given_on",
    "notice_ends_on",
    "chain",
    "amends",
    "addendum_number",
    "extends_to",
    "extended_to",
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
def revise_unchanged(
    *,
    agreement: Agreement,
    done_on: datetime.date,
    basis: str,
    by: User | None,
    at: datetime.datetime,
    today: datetime.date,
) -> UnchangedRevision:
    """Record that the parties went through the agreement on a day and let it stand; the next revision counts from there.

    `basis` says where it was decided. Raises Refusal when the agreement is not in force, for an addendum, and for a
    day that has not been, lies before the signing, or is not after the latest revision.
    """
    row = locked(agreement)
    if row.amends_id is not None:
        raise Refusal(_not_by_itself())
    require(can_stand_unchanged(State(row.state)))
    signed = partial(row.signed_on)
    if done_on > today:
        raise Refusal(_("Revisjonen kan ikke ha en dato som ikke har vært ennå."))
    if signed is not None and done_on < signed.first_day:
        raise Refusal(_("Revisjonen kan ikke være eldre enn signaturene."))
    if row.revised_on is not None and done_on <= row.revised_on:
        raise Refusal(_("Det er registrert en revisjon den dagen eller senere."))
    said = " ".join(basis.split())[:300]
    if not said:
        raise Refusal(_("Skriv hvor det ble bestemt."))
    done = UnchangedRevision.objects.create(
        agreement=row, done_on=done_on, basis=said, recorded_by=by, recorded_at=at
    )
    row.revised_on = done_on
    row.save(update_fields=["revised_on", "updated_at"])
    record("revise_unchanged", row, by=by, done_on=done_on, basis=done.basis)
    state = state_on(row, today=today, revision_due=revision_due(row, today=today))
    if row.state == Agreement.State.TO_RENEW and state is State.IN_FORCE:
        move(row, Agreement.State.IN_FORCE, by=by, at=at, reason=said, revised=done_on.isoformat())
    notifications.revised_unchanged(row, done)
    return done


def _not_by_itself() -> str:
    return _("Et tillegg revideres ikke for seg. Åpne en revisjon av avtalen, eller lag et nytt tillegg.")


@transaction.atomic
def open_revision(
    *,
    agreement: Agreement,
    by: User | None,
    today: datetime.date,
    reason: str = "",
    begun_at: datetime.datetime | None = None,
) -> Agreement:
    """Make a draft that succeeds the agreement: text, parties, lines to sign, rules, areas and attachments.

    What addenda in force have changed in the sections is carried over as it is now. The dates are left for the parties
    to fill in; `reason` is told to those who speak for the agreement; `begun_at` is for a draft that was begun elsewhere, before now. Raises Refusal when the agreement has
    never been in force, has a successor already, or is an addendum.
    """
    former = locked(agreement)
    if former.amends_id is not None:
        raise Refusal(_not_by_itself())
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
    carry_parties(former, successor)
    for related in CARRIED:
        for row in getattr(former, related).order_by("order"):
            copied(row, agreement=successor)
    _copy_text(former, successor, by=by, today=today)
    carry_measures(former=former, successor=successor, by=by, at=successor.created_at, today=today)
    begin(successor, by=by, at=begun_at or successor.created_at, reason=reason)
    record("open_revision", successor, by=by, predecessor=former.pk)
    assign_rights(successor, today=today)
    notifications.draft_opened(successor, former, reason=reason, by=by, today=today)
    return successor


def _copy_text(former: Agreement, successor: Agreement, *, by: User | None, today: datetime.date) -> None:
    """Sections and attachments with their files; each section begins at its first version."""
    attachments: dict[Any, Attachment] = {}
    for attachment in former.attachments.select_related("file").order_by("number"):
        file = attachment.file
        if file is not None:
            kept = AgreementFile(agreement=successor, name=file.name, content_type=file.content_type)
            kept.hold(bytes(file.content))
            kept.save(force_insert=True)
            file = kept
        attachments[attachment.pk] = copied(attachment, agreement=successor, file=file)
    for place, section in enumerate(_sections_now(former, today=today), start=1):
        section.order = place
        made = copied(
            section,
            agreement=successor,
            attachment=attachments[section.attachment_id] if section.attachment_id else None,
            version=1,
            updated_by=by,
        )
        SectionVersion.objects.create(
            agreement=successor,
            section=made,
            number=1,
            heading=made.heading,
            html=made.html,
            saved_by=by,
        )


def _sections_now(former: Agreement, *, today: datetime.date) -> list[Section]:
    """The sections as the addenda in force have made them, those of attachments last.

    What an addendum changed in the parts that are made from terms and councils' rules is left: these parts are made
    anew, from what holds when the successor is frozen.
    """
    rows: list[Section] = list(former.sections.order_by("order"))
    if not former.addenda.exists():
        return rows
    own = [row for row in rows if row.attachment_id is None]
    by_key = {key_of(0, place): row for place, row in enumerate(own, start=1)}
    found: list[Section] = []
    for chapter in consolidated_on(former, day=today).chapters:
        row = by_key.get(chapter.key)
        if row is None and chapter.key.startswith(OF_THE_AGREEMENT) or chapter.repealed_by is not None:
            continue
        row = row or Section(level=chapter.level)
        row.heading, row.html = chapter.heading, chapter.html
        found.append(row)
    return [*found, *(row for row in rows if row.attachment_id is not None)]
