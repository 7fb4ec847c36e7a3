"""Declarations of confidentiality: those with a seat of their own gave one on paper, the rest have not yet."""

from __future__ import annotations

from councils.models import Council, Declaration, Seat
from councils.permissions import Right, holders_of
from politirad.demo.loading.stage import Stage
from politirad.tenancy.audit import record_each
from politirad.tenancy.models import User

OF_THEIR_OWN = (Seat.Kind.PERMANENT, Seat.Kind.SECRETARY)


def declare_members(stage: Stage, council: Council, *, also: tuple[User, ...] = ()) -> None:
    """Write down what is not there yet, for the permanent members and for `also`; dated a year back."""
    given = set(Declaration.objects.filter(council=council).values_list("user_id", flat=True))
    seated = holders_of(council, Right.PROPOSE_ITEM).filter(
        holdings__office__seats__council=council, holdings__office__seats__kind__in=OF_THEIR_OWN
    )
    people = {one.pk: one for one in (*also, *(() if also else seated)) if one.pk not in given}
    day = stage.today.replace(year=stage.today.year - 1, day=1)
    rows = [Declaration(council=council, user=user, given_on=day, on_paper=True) for user in people.values()]
    Declaration.objects.bulk_create(rows)
    record_each("register_declaration", rows, by=None, given_on=day.isoformat())
