"""Which measures somebody answers for in a council's own agreements."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q

from agreements.lifecycle import State
from agreements.measures import OPEN, OVER, is_led_elsewhere
from agreements.models import Measure
from councils.models import Council
from politirad.tenancy.models import User


def measures_answered_for(council: Council, person: User, *, today: datetime.date) -> list[Measure]:
    """The open ones, each where it is followed up: a copy that waits for its agreement is not there beside the first."""
    rows = (
        Measure.objects.filter(open_in(council.pk), responsible=person)
        .select_related("agreement__predecessor")
        .order_by("agreement__title", "order")
    )
    return [one for one in rows if not _is_led_elsewhere(one, today)]


def open_in(council_id: UUID) -> Q:
    """Open measures of the council's own agreements that are followed up still."""
    is_open = Q(progress__in=[one.value for one in OPEN], agreement__owner_council=council_id)
    return is_open & ~Q(agreement__state__in=sorted(OVER))


def _is_led_elsewhere(measure: Measure, today: datetime.date) -> bool:
    agreement = measure.agreement
    if measure.carried_from_id is None or agreement.predecessor is None:
        return False
    return is_led_elsewhere(
        State(agreement.state),
        starts=agreement.in_force_from,
        predecessor=State(agreement.predecessor.state),
        today=today,
    )
