"""An agreement with all that its overview shows, in one question to the database."""

from __future__ import annotations

import functools

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from agreements.happened import what_happened
from agreements.lifecycle import VALID
from agreements.models import Agreement
from agreements.said import what_it_says
from councils.models import Council


def sheets() -> QuerySet[Agreement]:
    """Agreements with everything their overview shows, in one question. No join to councils: see `access_agreement`."""
    return _sheets().all()  # a query of the caller's own: what one reader was answered stays with him


@functools.cache
def _sheets() -> QuerySet[Agreement]:
    """The question, which takes time to put together. Never asked itself."""
    council = Council.objects.filter(pk=OuterRef("owner_council_id"))
    return Agreement.objects.annotate(
        council_name=Subquery(council.values("name")[:1]),
        beside_another=Exists(_others()),
        **what_it_says(),
        **what_happened(),
    )


def _others() -> QuerySet[Agreement]:
    """The council's police council agreements in force that are in another chain than the outer one."""
    return Agreement.objects.filter(
        owner_council=OuterRef("owner_council"),
        kind=Agreement.Kind.POLICE_COUNCIL,
        amends=None,
        state__in=[state.value for state in VALID],
    ).exclude(chain=OuterRef("chain"))
