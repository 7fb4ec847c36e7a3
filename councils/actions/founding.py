"""Found a council with those who take part in it from the beginning."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from councils.models import Council, Participant
from councils.permissions import assign_groups, refresh_members
from politirad.tenancy import context
from politirad.tenancy.audit import record
from politirad.tenancy.models import Organization, User


@transaction.atomic
def found_council(
    *,
    owner: Organization,
    name: str,
    participants: list[Organization],
    today: datetime.date,
    by: User | None,
    parent: Council | None = None,
    **facts: Any,
) -> Council:
    """Make a council with its groups and participants.

    The owner takes part by itself. The context must hold the owner's organisation; the council
    joins the context only inside here, so a caller that goes on works in `context.joined(council.pk)`.
    """
    council = Council(
        owner=owner,
        name=name,
        parent=parent,
        language=facts.pop("language", owner.language),
        **facts,
    )
    council.save(force_insert=True)
    with context.joined(council.pk):
        assign_groups(council)
        for order, organization in enumerate([owner, *(one for one in participants if one != owner)]):
            Participant.objects.create(council=council, organization=organization, order=order)
        refresh_members(council, today=today)
        record("found_council", council, by=by, owner=owner.pk, kind=council.kind)
    return council
