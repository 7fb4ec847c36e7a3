"""Closed items: on what basis they are closed, and whom they concern."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from councils.declarations import declaration_of
from councils.models import Council
from councils.refusals import Refusal
from meetings.models import AgendaItem, ClosedAccess
from meetings.permissions import members_of
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@dataclass(frozen=True)
class ClosedTerms:
    """The basis of a closed item (law, or a written consent and how long it holds), and whom it concerns."""

    legal_basis: str = ""
    consent_reference: str = ""
    consent_until: datetime.date | None = None
    concerned: tuple[UUID, ...] = ()


def require_basis(terms: ClosedTerms) -> None:
    """Raise Refusal for a closed item without basis, or a consent that does not say how long it holds."""
    if not terms.legal_basis and not terms.consent_reference:
        raise Refusal(_("Skriv hjemmelen eller samtykket som saken er lukket etter."))
    if terms.consent_reference and terms.consent_until is None:
        raise Refusal(_("Skriv hvor lenge samtykket gjelder."))


def require_declared(council: Council, by: User) -> None:
    """Raise Refusal when the one who closes an item has not declared to keep it confidential."""
    if declaration_of(council, by) is None:
        raise Refusal(_("Gi taushetserklæring til rådet før du lager en lukket sak."))


@transaction.atomic
def set_concerned(*, item: AgendaItem, concerned: Iterable[UUID], by: User) -> None:
    """Let exactly these people see the item, beside its author; only the council's members can be chosen.

    Access that somebody else has given stays: the wall shows each giver their own.
    """
    wanted = set(concerned)
    allowed = set(members_of(item.council).filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted - allowed:
        raise Refusal(_("Velg bare medlemmer av rådet."))
    rows = ClosedAccess.objects.filter(item=item)
    have = set(rows.values_list("user_id", flat=True))
    gone = rows.filter(given_by=by).exclude(user_id__in=wanted)
    removed = sorted(str(pk) for pk in gone.values_list("user_id", flat=True))
    gone.delete()
    added = sorted(wanted - have, key=str)
    for user_id in added:
        access = ClosedAccess(council=item.council, item=item, user_id=user_id, given_by=by)
        access.save(force_insert=True)
    if added or removed:
        record("set_concerned", item, by=by, added=[str(one) for one in added], removed=removed)
