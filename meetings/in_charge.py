"""Which agreements a council's year follows: what they order is evaluated, revised and treated."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from agreements.models import Agreement
from councils.models import Council

# An agreement in force gives the duties; where there is none, the one under way, and at last the one that ran out:
# the council goes on meeting, and the work is evaluated all the same.
STATES = Agreement.State
PRECEDENCE: tuple[tuple[str, ...], ...] = (
    (STATES.IN_FORCE, STATES.TO_RENEW, STATES.NOTICE_GIVEN),
    (STATES.FROZEN, STATES.PARTLY_SIGNED, STATES.POLITICAL_TREATMENT, STATES.HEARING, STATES.DRAFT),
    (STATES.EXPIRED,),
)


def agreements_in_charge(council: Council) -> list[Agreement]:
    """The agreements the council itself owns that give its year its duties: see PRECEDENCE."""
    return agreements_of_each([council.pk])[council.pk]


def agreements_of_each(councils: Iterable[UUID]) -> dict[UUID, list[Agreement]]:
    """The same for many councils by their ids, in one query; a council without any has an empty list."""
    owned: dict[UUID, list[Agreement]] = {pk: [] for pk in councils}
    for agreement in Agreement.objects.filter(owner_council__in=list(owned)):
        owned[agreement.owner_council_id].append(agreement)
    return {pk: first_in_charge(rows) for pk, rows in owned.items()}


def first_in_charge(owned: Iterable[Agreement]) -> list[Agreement]:
    """Those of one council's own agreements that are in charge: see PRECEDENCE. An addendum never is by itself."""
    owned = [agreement for agreement in owned if agreement.amends_id is None]
    for states in PRECEDENCE:
        if found := [agreement for agreement in owned if agreement.state in states]:
            return found
    return []
