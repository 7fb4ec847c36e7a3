"""A party gives notice, by itself or by letter, and may take it back until the agreement has ended."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext as _

from agreements.actions.guards import record_here
from agreements.actions.signing import SETTLE
from agreements.lifecycle import State, can_give_notice, can_take_notice_back, last_day_after_notice
from agreements.models import Agreement, AgreementFile, Notice, Party
from agreements.permissions import led_by
from agreements.sentences import require
from agreements.standing import period_of
from councils.refusals import Refusal
from politirad.tenancy.models import User
from politirad.tenancy.tasks import wake


@transaction.atomic
def give_notice(
    *,
    agreement: Agreement,
    party: Party,
    reason: str,
    by: User,
    at: datetime.datetime,
    today: datetime.date,
    evidence: Mapping[str, Any],
    capacity: str = "",
) -> Notice:
    """Give notice today, in the context of a leader of the party. The owner's job then tells everybody.

    Raises Refusal when the agreement is not in force, notice has been given, there is no reason, or the party is
    somebody else's.
    """
    _leads(party, by=by, today=today)
    return _given(
        agreement,
        Notice(
            party=party,
            method=Notice.Method.APP,
            given_on=today,
            name=by.name,
            capacity=capacity.strip()[:100],
            user=by,
            recorded_at=at,
            evidence=dict(evidence),
        ),
        reason=reason,
        by=by,
    )


@transaction.atomic
def record_notice(
    *,
    agreement: Agreement,
    party: Party,
    name: str,
    given_on: datetime.date,
    reason: str,
    letter: AgreementFile,
    by: User,
    at: datetime.datetime,
    today: datetime.date,
    capacity: str = "",
) -> Notice:
    """Tell of a notice that came by letter, with the letter. Raises Refusal as above, and for a day ahead."""
    if given_on > today:
        raise Refusal(_("Oppsigelsen kan ikke ha en dato som ikke har vært ennå."))
    if not name.strip():
        raise Refusal(_("Skriv navnet på den som har skrevet under."))
    return _given(
        agreement,
        Notice(
            party=party,
            method=Notice.Method.PAPER,
            given_on=given_on,
            name=name.strip()[:200],
            capacity=capacity.strip()[:100],
            user=by,
            letter=letter,
            recorded_at=at,
        ),
        reason=reason,
        by=by,
    )


@transaction.atomic
def take_notice_back(
    *,
    notice: Notice,
    reason: str,
    by: User,
    at: datetime.datetime,
    today: datetime.date,
    evidence: Mapping[str, Any],
) -> Notice:
    """Take an own notice back before the agreement has ended, in the context of a leader of the party.

    Raises Refusal when the agreement has ended, the notice was taken back before, there is no reason, or the party is
    somebody else's.
    """
    agreement = Agreement.objects.get(pk=notice.agreement_id)
    require(can_take_notice_back(State(agreement.state)))
    _leads(notice.party, by=by, today=today)
    back = Notice(
        agreement=agreement,
        party=notice.party,
        takes_back=notice,
        method=Notice.Method.APP,
        given_on=today,
        last_day=max(today, notice.last_day),
        reason=_said(reason),
        name=by.name,
        user=by,
        recorded_at=at,
        evidence=dict(evidence),
    )
    return _store(back, "take_notice_back", by=by)


def _given(agreement: Agreement, notice: Notice, *, reason: str, by: User) -> Notice:
    """Complete and store a notice: when the agreement ends follows from what was agreed."""
    row = Agreement.objects.get(pk=agreement.pk)
    if row.amends_id is not None:
        raise Refusal(_("Et tillegg sies ikke opp for seg. Si opp avtalen, eller lag et nytt tillegg."))
    require(can_give_notice(State(row.state)))
    notice.agreement, notice.reason = row, _said(reason)
    notice.last_day = last_day_after_notice(
        notice.given_on, row.notice_days, row.notice_months, last_day=period_of(row).last_day
    )
    notice.last_day = max(notice.last_day, notice.given_on)
    return _store(notice, "give_notice", by=by)


def _leads(party: Party, *, by: User, today: datetime.date) -> None:
    if party.organization_id not in led_by(by, today=today):
        raise Refusal(_("Bare en leder hos parten kan si opp avtalen for den."))


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refusal(_("Skriv en begrunnelse. Alle partene får lese den."))
    return reason.strip()[:500]


def _store(notice: Notice, action: str, *, by: User) -> Notice:
    """Insert the row with its trail, and wake the owner's job. Raises Refusal for what the database refuses."""
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError:
        raise Refusal(_("Dette er gjort allerede.")) from None
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != "42501":
            raise
        raise Refusal(_("Bare en leder hos parten kan si opp avtalen for den.")) from None
    record_here(action, notice.agreement, by=by, notice=notice.pk, last_day=notice.last_day)
    wake(SETTLE, notice.agreement.owner_council_id, notice.agreement_id)
    return notice
