"""Where an item stands: under which other item, and behind which."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Max, Q
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.agenda import nested
from meetings.models import AgendaItem, Meeting


def hold_parent(meeting: Meeting, parent_id: UUID | None, *, closed: bool) -> AgendaItem | None:
    """The item that a sub-item is to lie under, held until the transaction ends; None for an item of its own.

    Hold the meeting first. Raises Refusal when it is not on that agenda (any more), is a sub-item itself, or is open
    where the sub-item is closed, or the other way round.
    """
    if parent_id is None:
        return None
    parent = AgendaItem.objects.select_for_update(of=("self",)).filter(pk=parent_id, meeting=meeting).first()
    if parent is None:
        raise Refusal(
            _(
                "Saken du valgte, står ikke på sakslisten lenger. Velg en annen, eller la den være en egen sak."
            )
        )
    if parent.parent_id is not None:
        raise Refusal(_("Saken du valgte, er selv en undersak. Velg en sak som ikke er det."))
    if parent.is_closed != closed:
        raise Refusal(_("En undersak må være lukket når saken over den er det, og åpen når den er åpen."))
    return parent


def may_have_parent(item: AgendaItem, meeting: Meeting) -> bool:
    """Whether the item may be put under another, or be made one of its own, as things are."""
    return meeting.state == Meeting.State.PLANNED and not item.subs.exists()


def require_may_change_parent(item: AgendaItem, meeting: Meeting, parent_id: UUID | None) -> None:
    """Raise Refusal when the item cannot be put under the other: its number stands, or it has sub-items."""
    if meeting.state != Meeting.State.PLANNED:
        raise Refusal(_("Innkallingen er sendt, så det står fast hvilken sak den ligger under."))
    if parent_id == item.pk:
        raise Refusal(_("En sak kan ikke være en undersak av seg selv."))
    if item.subs.exists():
        raise Refusal(_("Saken har undersaker, så den kan ikke selv være en undersak."))


def require_no_subs(item: AgendaItem, meeting: Meeting) -> None:
    """Raise Refusal when the item has sub-items, so that none of them disappears or changes its number unsaid."""
    if not item.subs.exists():
        return
    if meeting.state == Meeting.State.PLANNED:
        raise Refusal(_("Saken har undersaker. Ta dem av sakslisten først, eller gjør dem til egne saker."))
    raise Refusal(_("Saken har undersaker. Ta dem av sakslisten først."))


def last_place(meeting: Meeting, *, part: int, parent: AgendaItem | None = None) -> int:
    """The order of what comes last in the part, or last under the parent, where room is made for it."""
    rows = meeting.items.filter(part=part)
    under = rows if parent is None else rows.filter(Q(pk=parent.pk) | Q(parent=parent))
    last: int | None = under.aggregate(last=Max("order"))["last"]
    if last is None:
        return 0
    if parent is not None:
        rows.filter(order__gt=last).update(order=F("order") + 1)
    return last + 1


def put_at(item: AgendaItem, meeting: Meeting, place: int) -> int:
    """Put the item at the place (from 1) among those beside it, its sub-items along; returns where it came."""
    items = nested(meeting.items.filter(part=item.part))
    beside = [one for one in items if one.parent_id == item.parent_id and one.pk != item.pk]
    place = min(max(place, 1), len(beside) + 1)
    beside.insert(place - 1, item)
    still = {one.pk for one in beside}
    ordered = nested([*beside, *(one for one in items if one.pk not in still)])
    for order, one in enumerate(ordered):
        one.order = order
    AgendaItem.objects.bulk_update(ordered, ["order"])
    return place
