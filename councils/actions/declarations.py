"""Give a declaration of confidentiality, write down one given on paper, withdraw one."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from councils.declarations import can_declare
from councils.models import Council, Declaration
from councils.refusals import Refusal
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def give_declaration(*, council: Council, text: str, on: datetime.date, by: User) -> None:
    """Declare for oneself, in the words of `text`, on the day `on`; declaring twice changes nothing.

    Raises Refusal for somebody whom no closed item can concern.
    """
    if not can_declare(council, by):
        raise Refusal(_("Bare medlemmer av rådet gir taushetserklæring."))
    try:
        with transaction.atomic():
            declaration = Declaration(council=council, user=by, given_on=on, text=text, recorded_by=by)
            declaration.save(force_insert=True)
    except IntegrityError:  # there already, perhaps from the same moment
        return
    record("give_declaration", declaration, by=by, given_on=on.isoformat())


@transaction.atomic
def register_declaration(
    *, council: Council, user: User, given_on: datetime.date, today: datetime.date, by: User | None
) -> Declaration:
    """Write down that a member gave one on paper. Raises Refusal for a day to come, a stranger, or a second one."""
    if given_on > today:
        raise Refusal(_("Datoen kan ikke ligge fram i tid."))
    if not can_declare(council, user):
        raise Refusal(_("Bare medlemmer av rådet gir taushetserklæring."))
    declaration = Declaration(council=council, user=user, given_on=given_on, on_paper=True, recorded_by=by)
    try:
        with transaction.atomic():
            declaration.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal(_("%(name)s har gitt taushetserklæring allerede.") % {"name": user.name}) from error
    record("register_declaration", declaration, by=by, given_on=given_on.isoformat())
    return declaration


@transaction.atomic
def withdraw_declaration(*, declaration: Declaration, at: datetime.datetime, by: User) -> None:
    """Take back one that was written down by mistake; the closed part is shut to the person again."""
    row = Declaration.objects.select_for_update(of=("self",)).select_related("user").get(pk=declaration.pk)
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at, row.withdrawn_by = at, by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("withdraw_declaration", row, by=by, given_on=row.given_on.isoformat())
