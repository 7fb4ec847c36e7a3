"""Say of an expectation whether it was kept in a year."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.actions.guards import record_here
from agreements.models import Agreement, Expectation, ExpectationReview
from agreements.standing import SIGNED_STATES
from councils.refusals import Refusal
from politirad.tenancy.models import User


@transaction.atomic
def review_expectation(
    *,
    expectation: Expectation,
    agreement: Agreement,
    year: int,
    verdict: ExpectationReview.Verdict,
    note: str,
    by: User,
    at: datetime.datetime,
    today: datetime.date,
) -> ExpectationReview:
    """Add what `by` says; whoever of either party may, again as often as he likes, and what was said stays.

    Raises Refusal for an agreement that nobody has signed, a year ahead or before it was in force, and a broken
    expectation without a word on why.
    """
    if agreement.state not in SIGNED_STATES:
        raise Refusal(_("Avtalen er ikke signert ennå, så ingen kan ha holdt den."))
    first = agreement.in_force_from.year if agreement.in_force_from else today.year
    if not first <= year <= today.year:
        raise Refusal(_("Velg et år da avtalen gjaldt, og som har begynt."))
    said = " ".join(note.split())[:500]
    if verdict != ExpectationReview.Verdict.KEPT and not said:
        raise Refusal(_("Skriv kort hva som ikke ble innfridd."))
    review = ExpectationReview(
        agreement=agreement, expectation=expectation, year=year, verdict=verdict, note=said, by=by, at=at
    )
    review.save(force_insert=True)
    record_here(
        "review_expectation", agreement, by=by, expectation=expectation.pk, year=year, verdict=str(verdict)
    )
    return review
