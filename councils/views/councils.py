"""The list of councils, one council's page, and its trail of events."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from councils import trail
from councils.forms.history import chosen_day
from councils.membership import members_on, on_day
from councils.models import Council, OfficeHolding, Seat
from councils.participation import participants_on
from councils.permissions import Right, access_council, councils_near, councils_of, may
from councils.procedure import contradictions, in_words, rules_on, silences
from politirad.accounts import signed_in
from politirad.tenancy.models import Organization, User

EVENTS_SHOWN = 6
EVENTS_PER_PAGE = 50


@dataclass
class Entry:
    """One council in the list: what the reader is there, and how deep it lies below its parent."""

    council: Council
    roles: list[str] = field(default_factory=list)
    depth: int = 0


@dataclass
class Owner:
    """The councils of one owner, parents before children."""

    organization: Organization
    entries: list[Entry] = field(default_factory=list)


@login_required
def councils(request: HttpRequest) -> HttpResponse:
    """Every council that the reader sees, by owner, children below their parents."""
    words = request.GET.get("q", "").strip()
    found = councils_of(signed_in(request)).select_related("owner").order_by("owner__name", "name")
    total = found.count()
    if words:
        found = found.filter(Q(name__icontains=words) | Q(owner__name__icontains=words))
    mine: dict[UUID, list[str]] = {}
    today = timezone.localdate()
    seats = Seat.objects.filter(on_day(today), office__holdings__in=held_today(signed_in(request), today))
    for seat in seats.distinct():
        mine.setdefault(seat.council_id, []).append(seat.title)
    owners = by_owner([Entry(one, mine.get(one.pk, [])) for one in found])
    return render(request, "councils/councils.html", {"owners": owners, "words": words, "total": total})


@login_required
def council(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """One council on a day."""
    found = access_council(request.user, council_id)
    return render(request, "councils/council.html", council_page_context(request, found))


@login_required
def council_trail(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """All that has been done in a council."""
    found = access_council(request.user, council_id, to=Right.READ_AUDIT)
    page = Paginator(trail.events_of_council(found.pk), EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    events = [trail.told(event) for event in page]
    return render(request, "councils/trail.html", {"council": found, "page": page, "events": events})


def council_page_context(request: HttpRequest, council: Council) -> dict[str, Any]:
    """What templates/councils/council.html shows of a council that the reader has access to.

    A page of a room above extends that template, fills its blocks `ahead` (next meeting) and `agreement`,
    and adds its own values to these.
    """
    user: Any = request.user
    today = timezone.localdate()
    day, form = chosen_day(request.GET, today)
    rules = rules_on(council, day)
    relatives = list(councils_near(user, council))
    events = []
    if may(user, council, Right.READ_AUDIT):
        events = [trail.told(event) for event in trail.events_of_council(council.pk)[:EVENTS_SHOWN]]
    return {
        "council": council,
        "day": day,
        "today": today,
        "is_today": day == today,
        "form": form,
        "sides": members_on(council, day),
        "rules": rules,
        "procedure": in_words(rules) if rules else [],
        "contradictions": contradictions(rules) if rules else [],
        "silences": silences(rules) if rules else [],
        "participants": list(participants_on(council, day)),
        "above": next((one for one in relatives if one.pk == council.parent_id), None),
        "below": [one for one in relatives if one.parent_id == council.pk],
        "events": events,
        "can_edit_council": may(user, council, Right.EDIT_COUNCIL),
        "can_manage_members": may(user, council, Right.MANAGE_MEMBERS),
        "can_edit_rules": may(user, council, Right.EDIT_RULES),
    }


def held_today(user: User, today: datetime.date) -> QuerySet[OfficeHolding]:
    """The reader's own holdings that are in force."""
    return user.holdings.filter(valid_from__lte=today).exclude(valid_to__lt=today)


def by_owner(entries: Iterable[Entry]) -> list[Owner]:
    """Entries under their owners in the order given, each child after its parent when both are there."""
    entries = list(entries)
    shown = {entry.council.pk for entry in entries}
    children: dict[UUID | None, list[Entry]] = {}
    for entry in entries:
        parent = entry.council.parent_id if entry.council.parent_id in shown else None
        children.setdefault(parent, []).append(entry)
    owners: dict[UUID, Owner] = {}

    def place(entry: Entry, owner: Owner, depth: int) -> None:
        entry.depth = depth
        owner.entries.append(entry)
        for child in children.get(entry.council.pk, []):
            place(child, owner, depth + 1)

    for entry in children.get(None, []):
        owner = owners.setdefault(entry.council.owner_id, Owner(entry.council.owner))
        place(entry, owner, 0)
    return list(owners.values())
