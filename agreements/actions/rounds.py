"""Freeze a text for signing, move the deadline, take the text back, and take a declined one up again."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements import canonical, notifications
from agreements.actions.amending import must_change
from agreements.actions.guards import locked, locked_draft
from agreements.actions.moving import move
from agreements.actions.preparing import close_preparation
from agreements.composition import compose
from agreements.lifecycle import Refusal as Why
from agreements.lifecycle import State, can_freeze, can_move_deadline, can_reopen, can_withdraw
from agreements.models import Agreement, AgreementPolicy, Round, Version
from agreements.permissions import assign_rights
from agreements.sentences import REFUSED, require
from councils.refusals import Refusal
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def freeze(
    *,
    agreement: Agreement,
    by: User | None,
    at: datetime.datetime,
    today: datetime.date,
    deadline: datetime.date | None = None,
) -> Round:
    """Lock the text as a new version with its SHA-256, open a round, and ask those of the first turn to sign.

    Raises Refusal when the agreement is no draft, lacks parties, lines to sign or text, or the deadline
    has passed already.
    """
    row = locked_draft(agreement)
    unsigned = row.parties.filter(slots__isnull=True).count()
    require(
        can_freeze(
            State(row.state),
            parties=row.parties.count(),
            parties_without_signatory=unsigned,
            sections=row.sections.count() + bool(row.extends_to),
        )
    )
    if row.amends_id is not None:
        must_change(row, today=today)
    if deadline is not None and deadline < today:
        raise Refusal(_("Fristen må være i dag eller senere."))
    close_preparation(row, at=at)
    text, beside = compose(row, day=today)
    version = Version.objects.create(
        agreement=row,
        number=(row.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        canonical=canonical.canonical(text).decode(),
        beside=beside,
        sha256=canonical.fingerprint(text),
        frozen_at=at,
        frozen_by=by,
    )
    policy = AgreementPolicy.objects.filter(council=row.owner_council_id).first()
    signing = Round.objects.create(
        agreement=row,
        version=version,
        deadline=deadline,
        deadline_set_at=at if deadline else None,
        turn=row.slots.aggregate(first=Min("turn"))["first"],
        turn_began_at=at,
        second_factor=(policy or AgreementPolicy()).second_factor,
        opened_at=at,
    )
    said = {"deadline": deadline.isoformat()} if deadline else {}
    move(row, Agreement.State.FROZEN, by=by, at=at, version=version.number, **said)
    record("freeze", row, by=by, version=version.number, sha256=version.sha256, deadline=deadline)
    assign_rights(row, today=today)
    notifications.asked_to_sign(row, signing)
    return signing


@transaction.atomic
def withdraw(*, agreement: Agreement, reason: str, by: User | None, at: datetime.datetime) -> Round:
    """Take a frozen text back to draft: the round ends, signatures given in it are void, all are told.

    The old version and its signatures stay readable. Raises Refusal without a reason, or when no round is open.
    """
    row = locked(agreement)
    require(can_withdraw(State(row.state)))
    if not reason.strip():
        raise Refusal(_("Skriv hvorfor teksten trekkes tilbake. Alle som skal signere, får lese det."))
    signing = open_round(row)
    people = notifications.concerned(row, signing, today=timezone.localdate(at))
    signing.outcome, signing.reason, signing.closed_at = Round.Outcome.WITHDRAWN, reason.strip()[:500], at
    signing.save(update_fields=["outcome", "reason", "closed_at"])
    move(row, Agreement.State.DRAFT, by=by, at=at, reason=signing.reason)
    record("withdraw", row, by=by, round=signing.pk, reason=signing.reason)
    notifications.withdrawn(row, signing, people)
    return signing


@transaction.atomic
def move_deadline(
    *,
    agreement: Agreement,
    deadline: datetime.date,
    by: User | None,
    at: datetime.datetime,
    today: datetime.date,
) -> Round:
    """Give the signatories more time, or less. Reminders follow the new deadline; those who wait are told of it.

    Raises Refusal when no round is open, or the day has passed or is the same as before.
    """
    row = locked(agreement)
    require(can_move_deadline(State(row.state)))
    signing = open_round(row)
    if deadline < today:
        raise Refusal(_("Fristen må være i dag eller senere."))
    if deadline == signing.deadline:
        raise Refusal(_("Fristen er denne dagen allerede."))
    former, signing.deadline, signing.deadline_set_at = signing.deadline, deadline, at
    signing.save(update_fields=["deadline", "deadline_set_at"])
    record("move_deadline", row, by=by, round=signing.pk, former=former, deadline=deadline)
    notifications.deadline_moved(row, signing, former=former)
    return signing


@transaction.atomic
def reopen(*, agreement: Agreement, by: User | None, at: datetime.datetime, reason: str = "") -> Agreement:
    """Take a declined agreement up again as a draft. Raises Refusal when nobody has declined it, or it has been
    passed over by another successor of the same agreement meanwhile."""
    row = locked(agreement)
    require(can_reopen(State(row.state)))
    try:
        with transaction.atomic():
            move(row, Agreement.State.DRAFT, by=by, at=at, reason=reason.strip())
    except IntegrityError as error:
        if "agreement_one_successor" in str(error):
            raise Refusal(_("Avtalen du vil erstatte, har allerede en etterfølger.")) from None
        raise
    record("reopen", row, by=by)
    return row


def open_round(row: Agreement) -> Round:
    """The open round of a locked agreement, locked too. Raises Refusal when there is none.

    Between a no and the owner's job the state still waits for signatures, while the round has ended.
    """
    found = row.rounds.select_for_update(no_key=True).filter(outcome=Round.Outcome.OPEN).first()
    if found is None:
        raise Refusal(str(REFUSED[Why.NOT_FROZEN]))
    return found
