"""Declarations of confidentiality: in the app where the file says so, on paper from the other permanent members."""

from __future__ import annotations

import datetime

from django.utils import translation

from councils.actions.declarations import give_declaration
from councils.declarations import wording
from councils.models import Council, Declaration, Seat
from councils.permissions import Right, holders_of
from politirad.demo.forums import Forum
from politirad.demo.loading.stage import Stage
from politirad.tenancy.audit import record_each
from politirad.tenancy.models import User

OF_THEIR_OWN = (Seat.Kind.PERMANENT, Seat.Kind.SECRETARY)


def declare(stage: Stage, forum: Forum, council: Council) -> None:
    """Let members give theirs in the app, and write down the other permanent members' as given on paper a year ago."""
    stage.undeclared[council.pk] = {stage.users[key].pk for key in forum.undeclared}
    for key in forum.declared_here:
        person = stage.users[key]
        with stage.acting(person), translation.override(council.language):
            give_declaration(council=council, text=wording(council), on=a_year_ago(stage), by=person)
    declare_members(stage, council)


def a_year_ago(stage: Stage) -> datetime.date:
    """The first of this month last year."""
    return stage.today.replace(year=stage.today.year - 1, day=1)


def declare_members(stage: Stage, council: Council, *, also: tuple[User, ...] = ()) -> None:
    """Write down what is not there yet, for the permanent members and for `also`, save who has not declared yet."""
    given = set(Declaration.objects.filter(council=council).values_list("user_id", flat=True))
    seated = holders_of(council, Right.PROPOSE_ITEM).filter(
        holdings__office__seats__council=council, holdings__office__seats__kind__in=OF_THEIR_OWN
    )
    given |= stage.undeclared.get(council.pk, set())
    people = {one.pk: one for one in (*also, *(() if also else seated)) if one.pk not in given}
    day = a_year_ago(stage)
    rows = [Declaration(council=council, user=user, given_on=day, on_paper=True) for user in people.values()]
    Declaration.objects.bulk_create(rows)
    record_each("register_declaration", rows, by=None, given_on=day.isoformat())
