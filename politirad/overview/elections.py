"""The table of municipal election days, which rules of revision follow: entered, moved and removed by a system administrator."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from politirad.tenancy.audit import record
from politirad.tenancy.models import ElectionDay, User

FIRST, LAST = 2003, 2100  # what anybody could mean; mistyped years are outside


def is_next_missing(today: datetime.date) -> bool:
    """Whether no election from `today` on is in the table, so that no revision after it can be reckoned."""
    return not ElectionDay.objects.filter(date__gte=today).exists()


@transaction.atomic
def enter_election(
    *,
    day: datetime.date,
    confirmed: bool,
    basis: str,
    by: User,
    today: datetime.date,
    former: ElectionDay | None = None,
) -> ElectionDay:
    """Enter an election day, or change `former`, whose day may be moved. Everything that follows is reckoned anew.

    Raises Refusal for a day that has an election of the same year beside it, a year out of reach, a day that has been
    and is not fixed, and a held election that is moved ahead.
    """
    if not FIRST <= day.year <= LAST:
        raise Refusal(_("Året må være mellom %(first)d og %(last)d.") % {"first": FIRST, "last": LAST})
    others = ElectionDay.objects.select_for_update().filter(date__year=day.year)
    if former is not None:
        others = others.exclude(pk=former.pk)
    if others.exists():
        raise Refusal(_("Det er alt lagt inn et kommunevalg i %(year)d.") % {"year": day.year})
    if day < today and not confirmed:
        raise Refusal(
            _("Et valg som er holdt, er også fastsatt. Kryss av for det, eller velg en dag framover.")
        )
    if former is not None and former.date < today <= day:
        raise Refusal(_("Valget er holdt og kan ikke flyttes fram i tid. Legg inn det neste som et nytt."))
    moved_from = former.date if former is not None and former.date != day else None
    if former is not None and moved_from is not None:
        former.delete()
    facts = {"confirmed": confirmed, "basis": " ".join(basis.split())[:300]}
    row, _made = ElectionDay.objects.update_or_create(date=day, defaults=facts)
    record(
        "enter_election",
        None,
        by=by,
        day=day.isoformat(),
        confirmed=confirmed,
        moved_from=moved_from.isoformat() if moved_from else None,
    )
    return row


@transaction.atomic
def remove_election(*, election: ElectionDay, by: User, today: datetime.date) -> None:
    """Take a day out that was entered by mistake. Raises Refusal for an election that has been held."""
    if election.date < today:
        raise Refusal(_("Valget er holdt. Avtaler kan være revidert etter det, så dagen må bli stående."))
    day = election.date
    election.delete()
    record("remove_election", None, by=by, day=day.isoformat())
