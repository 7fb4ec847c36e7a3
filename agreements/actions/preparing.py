"""From draft towards signing: hearings with the parties, political treatment, and back to draft."""

from __future__ import annotations

import datetime

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from agreements import notifications
from agreements.actions.guards import locked, record_here
from agreements.actions.moving import move
from agreements.lifecycle import State, can_move
from agreements.models import Agreement, Hearing, HearingAnswer, Party, Treatment
from agreements.permissions import assign_rights
from agreements.sentences import require
from agreements.standing import stage_of
from councils.refusals import Refusal
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

#: States in which the text is prepared; a round of signing and what follows have deeds of their own.
PREPARING = (Agreement.State.DRAFT, Agreement.State.HEARING, Agreement.State.POLITICAL_TREATMENT)


@transaction.atomic
def send_on_hearing(
    *,
    agreement: Agreement,
    deadline: datetime.date,
    by: User | None,
    at: datetime.datetime,
    today: datetime.date,
    note: str = "",
) -> Hearing:
    """Ask the parties what they think of the draft, until a day. Their leaders and planned signatories are told.

    Raises Refusal when the text is locked, a hearing is under way, or the day has passed.
    """
    row = _preparing(agreement, Agreement.State.HEARING)
    if deadline < today:
        raise Refusal(_("Fristen må være i dag eller senere."))
    hearing = Hearing.objects.create(
        agreement=row, deadline=deadline, note=note.strip()[:1000], opened_at=at, opened_by=by
    )
    move(row, Agreement.State.HEARING, by=by, at=at, reason=hearing.note, deadline=deadline.isoformat())
    record("send_on_hearing", row, by=by, hearing=hearing.pk, deadline=deadline)
    assign_rights(row, today=today)
    notifications.hearing_opened(row, hearing)
    return hearing


@transaction.atomic
def answer_hearing(
    *,
    hearing: Hearing,
    party: Party,
    opinion: str,
    text: str,
    by: User,
    at: datetime.datetime,
    name: str = "",
    capacity: str = "",
) -> HearingAnswer:
    """Say what a party thinks. Runs in the context of whoever answers: the party's own people, or the owning
    council's writer for an answer that came another way (`name` is then whose it is).

    Raises Refusal when the hearing is over, remarks have no text, or the party is somebody else's.
    """
    if hearing.closed_at is not None:
        raise Refusal(_("Høringen er avsluttet."))
    if opinion == HearingAnswer.Opinion.REMARKS and not text.strip():
        raise Refusal(_("Skriv merknadene."))
    answer = HearingAnswer(
        agreement_id=hearing.agreement_id,
        hearing=hearing,
        party=party,
        opinion=opinion,
        text=text.strip(),
        name=(name.strip() or by.name)[:200],
        capacity=capacity.strip()[:100],
        user=by,
        answered_at=at,
    )
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != "42501":
            raise
        raise Refusal(_("Du kan bare svare for en part du hører til.")) from None
    record_here("answer_hearing", hearing.agreement, by=by, hearing=hearing.pk, opinion=opinion)
    return answer


@transaction.atomic
def send_to_treatment(
    *,
    agreement: Agreement,
    party: Party,
    body: str,
    by: User | None,
    at: datetime.datetime,
    case_number: str = "",
) -> Treatment:
    """Note that a party's elected body treats the agreement. More bodies may treat it at the same time.

    Raises Refusal when the text is locked or the body has no name.
    """
    row = locked(agreement)
    if row.state != Agreement.State.POLITICAL_TREATMENT:
        row = _preparing(agreement, Agreement.State.POLITICAL_TREATMENT)
        _close_hearing(row, at=at)
    if not body.strip():
        raise Refusal(_("Skriv hvilket organ som skal behandle avtalen."))
    treatment = Treatment.objects.create(
        agreement=row,
        party=party,
        body=body.strip()[:100],
        case_number=case_number.strip()[:60],
        sent_at=at,
        sent_by=by,
    )
    if row.state != Agreement.State.POLITICAL_TREATMENT:
        facts = {"body": treatment.body, "case_number": treatment.case_number}
        move(row, Agreement.State.POLITICAL_TREATMENT, by=by, at=at, **facts)
    record("send_to_treatment", row, by=by, treatment=treatment.pk, body=treatment.body)
    return treatment


@transaction.atomic
def record_decision(
    *,
    treatment: Treatment,
    agreement: Agreement,
    outcome: str,
    decided_on: datetime.date,
    case_number: str,
    by: User | None,
    at: datetime.datetime,
    today: datetime.date,
    note: str = "",
) -> Treatment:
    """Write what the body decided, when, and in which case. Raises Refusal for a day ahead, a missing case number,
    or a decision that is written already: a body that decides anew treats it anew."""
    row = locked(agreement)
    found = Treatment.objects.select_for_update().filter(pk=treatment.pk, agreement=row).first()
    if found is None or found.outcome:
        raise Refusal(_("Vedtaket er registrert fra før."))
    if not case_number.strip():
        raise Refusal(_("Skriv saksnummeret."))
    if decided_on > today:
        raise Refusal(_("Vedtaket kan ikke ha en dato som ikke har vært ennå."))
    found.outcome, found.decided_on = outcome, decided_on
    found.case_number, found.note = case_number.strip()[:60], note.strip()[:500]
    found.recorded_by, found.recorded_at = by, at
    found.save()
    record("record_decision", row, by=by, treatment=found.pk, outcome=outcome, decided_on=decided_on)
    return found


@transaction.atomic
def back_to_draft(
    *, agreement: Agreement, by: User | None, at: datetime.datetime, reason: str = ""
) -> Agreement:
    """End the hearing or the treatment and write on. Raises Refusal when the text is locked or a draft already."""
    row = _preparing(agreement, Agreement.State.DRAFT)
    _close_hearing(row, at=at)
    move(row, Agreement.State.DRAFT, by=by, at=at, reason=reason.strip())
    record("change_stage", row, by=by, now="draft")
    return row


def close_preparation(row: Agreement, *, at: datetime.datetime) -> None:
    """What ends by itself when a locked row is frozen for signing."""
    _close_hearing(row, at=at)


def _close_hearing(row: Agreement, *, at: datetime.datetime) -> None:
    Hearing.objects.filter(agreement=row, closed_at__isnull=True).update(closed_at=at)


def _preparing(agreement: Agreement, to: Agreement.State) -> Agreement:
    """The locked row, which may go to `to`. Raises Refusal otherwise."""
    row = locked(agreement)
    if row.state not in PREPARING:
        raise Refusal(_("Teksten er låst for signering eller allerede signert, så den kan ikke endres."))
    require(can_move(stage_of(State(row.state)), stage_of(State(to.value))))
    return row
