"""Which rows of other councils an agreement's own work may read: those of the councils it regulates."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from uuid import UUID

from django.db import connection

from agreements.models import Agreement, Regulation
from councils.models import Council
from politirad.tenancy import context
from politirad.tenancy.models import Organization


def widened(agreement: Agreement) -> AbstractContextManager[context.Context]:
    """The current context with every council that the agreement regulates.

    An agreement tells about those councils' rules, and was made to regulate them by somebody who saw them
    (`agreements.actions.regulate`), so its text is the same whoever composes it.
    """
    now = context.current()
    found = Regulation.objects.filter(agreement=agreement).values_list("council_id", flat=True)
    return context.entered(replace(now, councils=now.councils | frozenset(found)))


def owning_council(agreement_id: UUID) -> UUID | None:
    """The council that owns an agreement, for a command or a job that has only its id; None: there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.owning_council(%s)", [agreement_id])
        row = cursor.fetchone()
    return row[0] if row else None


def owner_of(agreement: Agreement) -> Organization:
    """The organisation whose council owns the agreement. In that council's context."""
    return Council.objects.select_related("owner").get(pk=agreement.owner_council_id).owner
