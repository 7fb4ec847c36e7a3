"""Sign a frozen text, decline to, and attest what was signed on paper."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from agreements.actions.guards import record_here
from agreements.authority import Authority, Claim, lacks
from agreements.authority_text import in_words
from agreements.lifecycle import Refusal as Why
from agreements.lifecycle import State, can_decline, can_sign
from agreements.models import Agreement, AgreementFile, Decline, Round, SignatorySlot, SignOff, Version
from agreements.permissions import led_by
from agreements.sentences import LACKING, REFUSED, require
from agreements.turns import Place, is_turn
from councils.refusals import Refusal
from politirad.tenancy.models import User
from politirad.tenancy.tasks import wake

SETTLE = "agreements.settle"


@dataclass(frozen=True)
class Desk:
    """What lies before a signatory: the agreement, the version that is out, and how it stands with the line."""

    agreement: Agreement
    version: Version | None
    taken: bool
    is_turn: bool

    @property
    def state(self) -> State:
        """The stored state; draft when no round is open, whatever the owner's job has not come to yet."""
        return State(self.agreement.state) if self.version else State.DRAFT


def sign(
    *,
    slot: SignatorySlot,
    sha256: str,
    by: User,
    at: datetime.datetime,
    today: datetime.date,
    evidence: Mapping[str, Any],
    capacity: str = "",
    authority: str = "",
    case_number: str = "",
    basis: str = "",
) -> SignOff:
    """Sign the text with this SHA-256 in a slot, as the planned person or standing in for that person.

    Runs in the signer's own context. `evidence` tells of the fresh login that the caller has checked. A
    stand-in leads the same party and says in which capacity and on what authority: one of `Authority`, the case
    number of a delegation, and in `basis` the paragraph of law or why the other one is away. Raises Refusal: the
    text is another by now, no round is open, it is not the line's turn, the slot is taken or somebody else's.
    """
    desk = _desk(slot)
    require(
        can_sign(
            desk.state,
            slot_is_open=not desk.taken,
            is_current_version=desk.version is not None and desk.version.sha256 == sha256,
            is_turn=desk.is_turn,
        )
    )
    assert desk.version is not None
    stands_in = _allowed(slot, desk.version, by=by, today=today)
    claim = _claim(slot, stands_in, capacity, authority, case_number, basis)
    return _sign_off(
        SignOff(
            agreement=desk.agreement,
            version=desk.version,
            slot=slot,
            method=SignOff.Method.APP,
            user=by,
            name=by.name,
            signed_on=today,
            recorded_at=at,
            sha256=sha256,
            evidence=dict(evidence),
            **_said(claim, desk.agreement.language),
        ),
        by=by,
    )


def decline(
    *,
    slot: SignatorySlot,
    reason: str,
    by: User,
    at: datetime.datetime,
    today: datetime.date,
    evidence: Mapping[str, Any],
    capacity: str = "",
) -> Decline:
    """Say no to the text that is out, in a slot, with a reason that everybody gets to read. It ends the round.

    Whoever may sign the slot may decline. The database closes the round at once; the owner's job then moves the
    agreement to declined and tells everybody, those who have signed included. Raises Refusal as `sign` does.
    """
    desk = _desk(slot)
    require(can_decline(desk.state, slot_is_open=not desk.taken, is_turn=desk.is_turn))
    assert desk.version is not None
    if not reason.strip():
        raise Refusal(_("Skriv hvorfor du ikke vil signere. Alle partene får lese det."))
    _allowed(slot, desk.version, by=by, today=today)
    one = Decline(
        agreement=desk.agreement,
        version=desk.version,
        slot=slot,
        user=by,
        name=by.name,
        capacity=(capacity.strip() or slot.capacity)[:100],
        reason=reason.strip()[:500],
        recorded_at=at,
        evidence=dict(evidence),
    )
    with transaction.atomic():
        _store(one)
        record_here("decline", one.agreement, by=by, slot=slot.pk, version=one.version_id, reason=one.reason)
        wake(SETTLE, one.agreement.owner_council_id, one.agreement_id)
    return one


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
    authority: str = "",
    case_number: str = "",
    basis: str = "",
) -> SignOff:
    """Record that somebody signed the open version on paper: `by` has seen it, and the scan shows it.

    Raises Refusal as `sign` does, and for a day before the text was frozen or after today. Runs in the owning
    council's context.
    """
    desk = _desk(slot)
    require(
        can_sign(
            desk.state,
            slot_is_open=not desk.taken,
            is_current_version=desk.version is not None,
            is_turn=desk.is_turn,
        )
    )
    assert desk.version is not None
    if not name.strip():
        raise Refusal(_("Skriv navnet på den som har signert."))
    if not timezone.localdate(desk.version.frozen_at) <= signed_on <= today:
        raise Refusal(_("Datoen må være etter at teksten ble låst, og ikke senere enn i dag."))
    claim = _claim(slot, False, capacity, authority, case_number, basis)
    return _sign_off(
        SignOff(
            agreement=desk.agreement,
            version=desk.version,
            slot=slot,
            method=SignOff.Method.PAPER,
            name=name.strip()[:200],
            place=place.strip()[:100],
            signed_on=signed_on,
            recorded_at=at,
            sha256=desk.version.sha256,
            scan=scan,
            attested_by=by,
            **_said(claim, desk.agreement.language),
        ),
        by=by,
    )


def _desk(slot: SignatorySlot) -> Desk:
    """The agreement as the signatory finds it now."""
    agreement = Agreement.objects.get(pk=slot.agreement_id)
    version = Version.objects.filter(agreement=agreement, round__outcome=Round.Outcome.OPEN).first()
    signed = (
        set(SignOff.objects.filter(version=version).values_list("slot_id", flat=True)) if version else set()
    )
    lines = SignatorySlot.objects.filter(agreement=agreement).values_list("pk", "turn")
    places = [Place(turn, pk in signed) for pk, turn in lines]
    return Desk(agreement, version, slot.pk in signed, is_turn(slot.turn, places))


def _allowed(slot: SignatorySlot, version: Version, *, by: User, today: datetime.date) -> bool:
    """Whether `by` stands in for somebody else in this slot. Raises Refusal for who may not act there at all.

    The planned person may, unless it is the one who sent the text out and has no leading office with the party:
    nobody plans himself into another's line.
    """
    leads = slot.party.organization_id in led_by(by, today=today)
    if slot.planned_user_id == by.pk and (leads or version.frozen_by_id != by.pk):
        return False
    if not leads:
        raise Refusal(
            _("Du kan bare signere din egen linje, eller som stedfortreder for en leder hos samme part.")
        )
    return True


def _claim(
    slot: SignatorySlot, stands_in: bool, capacity: str, authority: str, case_number: str, basis: str
) -> Claim:
    """What the signatory says, completed by what the line says of its own. Raises Refusal when something lacks."""
    if not stands_in:
        capacity = capacity.strip() or slot.capacity
        if not authority:
            authority, case_number = slot.authority, case_number.strip() or slot.case_number
    claim = Claim(capacity.strip(), Authority(authority), case_number.strip(), basis.strip())
    lack = lacks(claim, stands_in=stands_in)
    if lack is not None:
        raise Refusal(str(LACKING[lack]))
    return claim


def _said(claim: Claim, language: str) -> dict[str, str]:
    """The claim as the row keeps it; the basis in the agreement's language, as it will be printed."""
    with translation.override(language):
        basis = in_words(claim)
    return {
        "capacity": claim.capacity[:100],
        "authority": claim.kind.value,
        "case_number": claim.case_number[:60],
        "basis": basis[:250],
    }


#: What the database says no to, whichever of two people comes last.
_DATABASE_SAYS = {
    "sign_off_once_per_slot": Why.SLOT_IS_TAKEN,
    "sign_off_in_open_round": Why.NOT_FROZEN,
    "sign_off_of_this_text": Why.OTHER_VERSION,
    "sign_off_in_turn": Why.NOT_YOUR_TURN,
    "decline_ends_the_round": Why.NOT_FROZEN,
}


@transaction.atomic
def _sign_off(one: SignOff, *, by: User) -> SignOff:
    """Store the sign-off with its trail, and wake the owner's job. Raises Refusal for what the database refuses."""
    one.bound = one.binding
    _store(one)
    record_here(
        "sign" if one.method == SignOff.Method.APP else "attest_paper",
        one.agreement,
        by=by,
        slot=one.slot_id,
        version=one.version_id,
        sha256=one.sha256,
        capacity=one.capacity,
        bound=one.bound,
    )
    wake(SETTLE, one.agreement.owner_council_id, one.agreement_id)
    return one


def _store(one: SignOff | Decline) -> None:
    """Insert the row. Raises Refusal for what the database refuses, whatever was true a moment ago."""
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError as error:
        why = _DATABASE_SAYS.get(_constraint(error))
        if why is None:
            raise
        raise Refusal(str(REFUSED[why])) from None
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != "42501":
            raise
        raise Refusal(_("Denne linjen hører til en part du ikke kan signere for.")) from None


def _constraint(error: IntegrityError) -> str:
    """The name of the constraint that refused, as PostgreSQL reports it."""
    return str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or "")
