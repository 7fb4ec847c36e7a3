"""Freeze a text for signing, take it back, sign it, and attest what was signed on paper."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements import canonical, notifications
from agreements.actions.guards import locked, locked_draft, record_here
from agreements.composition import compose
from agreements.lifecycle import Refusal as Why
from agreements.lifecycle import State, can_freeze, can_sign, can_withdraw
from agreements.models import Agreement, AgreementFile, Round, SignatorySlot, SignOff, Version
from agreements.permissions import assign_rights, led_by
from agreements.sentences import REFUSED, require
from councils.refusals import Refusal
from politirad.tenancy.audit import record
from politirad.tenancy.models import User
from politirad.tenancy.tasks import wake

SETTLE = "agreements.settle"


@transaction.atomic
def freeze(
    *,
    agreement: Agreement,
    by: User | None,
    at: datetime.datetime,
    today: datetime.date,
    deadline: datetime.date | None = None,
) -> Round:
    """Lock the text as a new version with its SHA-256, open a round, and ask every signatory to sign.

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
            sections=row.sections.count(),
        )
    )
    if deadline is not None and deadline < today:
        raise Refusal(_("Fristen må være i dag eller senere."))
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
    signing = Round.objects.create(agreement=row, version=version, deadline=deadline, opened_at=at)
    row.state = Agreement.State.FROZEN
    row.save(update_fields=["state", "updated_at"])
    record("freeze", row, by=by, version=version.number, sha256=version.sha256, deadline=deadline)
    assign_rights(row, today=today)
    notifications.sent_to_sign(row, signing)
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
    signing = row.rounds.select_for_update(no_key=True).filter(outcome=Round.Outcome.OPEN).first()
    if signing is None:
        raise Refusal(str(REFUSED[Why.NOT_FROZEN]))
    people = notifications.signatories(row)
    signing.outcome, signing.reason, signing.closed_at = Round.Outcome.WITHDRAWN, reason.strip()[:500], at
    signing.save(update_fields=["outcome", "reason", "closed_at"])
    row.state = Agreement.State.DRAFT
    row.save(update_fields=["state", "updated_at"])
    record("withdraw", row, by=by, round=signing.pk, reason=signing.reason)
    notifications.withdrawn(row, signing, people)
    return signing


def sign(
    *,
    slot: SignatorySlot,
    sha256: str,
    by: User,
    at: datetime.datetime,
    today: datetime.date,
    evidence: Mapping[str, Any],
    capacity: str = "",
    basis: str = "",
) -> SignOff:
    """Sign the text with this SHA-256 in a slot, as the planned person or standing in for that person.

    Runs in the signer's own context. `evidence` tells of the fresh login that the caller has checked. A
    stand-in leads the same party and says in which capacity and on what authority (law, decision, absence).
    Raises Refusal: the text is another by now, no round is open, the slot is taken or somebody else's.
    """
    agreement = Agreement.objects.get(pk=slot.agreement_id)
    version = Version.objects.filter(agreement=agreement, round__outcome=Round.Outcome.OPEN).first()
    taken = version is not None and SignOff.objects.filter(version=version, slot=slot).exists()
    require(
        can_sign(
            State(agreement.state) if version else State.DRAFT,
            slot_is_open=not taken,
            is_current_version=version is not None and version.sha256 == sha256,
        )
    )
    assert version is not None
    if slot.planned_user_id != by.pk:
        if slot.party.organization_id not in led_by(by, today=today):
            raise Refusal(
                _("Du kan bare signere din egen linje, eller som stedfortreder for en leder hos samme part.")
            )
        if not (capacity.strip() and basis.strip()):
            raise Refusal(_("Skriv hva du signerer som, og hva som gir deg fullmakt til det."))
    return _sign_off(
        SignOff(
            agreement=agreement,
            version=version,
            slot=slot,
            method=SignOff.Method.APP,
            user=by,
            name=by.name,
            capacity=(capacity.strip() or slot.capacity)[:100],
            basis=basis.strip()[:250],
            signed_on=today,
            recorded_at=at,
            sha256=sha256,
            evidence=dict(evidence),
        ),
        by=by,
    )


def attest_paper(
    *,
    slot: SignatorySlot,
    name: str,
    signed_on: datetime.date,
    scan: AgreementFile,
    by: User,
    at: datetime.datetime,
    today: datetime.date,
    place: str = "",
    capacity: str = "",
    basis: str = "",
) -> SignOff:
    """Record that somebody signed the open version on paper: `by` has seen it, and the scan shows it.

    Raises Refusal as `sign` does, and for a day before the text was frozen or after today.
    """
    agreement = locked(slot.agreement)
    version = Version.objects.filter(agreement=agreement, round__outcome=Round.Outcome.OPEN).first()
    taken = version is not None and SignOff.objects.filter(version=version, slot=slot).exists()
    require(can_sign(State(agreement.state), slot_is_open=not taken, is_current_version=version is not None))
    assert version is not None
    if not name.strip():
        raise Refusal(_("Skriv navnet på den som har signert."))
    if not timezone.localdate(version.frozen_at) <= signed_on <= today:
        raise Refusal(_("Datoen må være etter at teksten ble låst, og ikke senere enn i dag."))
    return _sign_off(
        SignOff(
            agreement=agreement,
            version=version,
            slot=slot,
            method=SignOff.Method.PAPER,
            name=name.strip()[:200],
            capacity=(capacity.strip() or slot.capacity)[:100],
            basis=basis.strip()[:250],
            place=place.strip()[:100],
            signed_on=signed_on,
            recorded_at=at,
            sha256=version.sha256,
            scan=scan,
            attested_by=by,
        ),
        by=by,
    )


#: What the database says no to, whichever of two people comes last.
_DATABASE_SAYS = {
    "sign_off_once_per_slot": Why.SLOT_IS_TAKEN,
    "sign_off_in_open_round": Why.NOT_FROZEN,
    "sign_off_of_this_text": Why.OTHER_VERSION,
}


@transaction.atomic
def _sign_off(one: SignOff, *, by: User) -> SignOff:
    """Store the sign-off with its trail, and wake the owner's job. Raises Refusal for what the database refuses."""
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError as error:
        for constraint, why in _DATABASE_SAYS.items():
            if constraint == _constraint(error):
                raise Refusal(str(REFUSED[why])) from None
        raise
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != "42501":
            raise
        raise Refusal(_("Denne linjen hører til en part du ikke kan signere for.")) from None
    record_here(
        "sign" if one.method == SignOff.Method.APP else "attest_paper",
        one.agreement,
        by=by,
        slot=one.slot_id,
        version=one.version_id,
        sha256=one.sha256,
        capacity=one.capacity,
    )
    wake(SETTLE, one.agreement.owner_council_id, one.agreement_id)
    return one


def _constraint(error: IntegrityError) -> str:
    """The name of the constraint that refused, as PostgreSQL reports it."""
    return str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or "")
