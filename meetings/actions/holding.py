"""Hold an item against a second writer, who may have moved or removed it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.models import AgendaItem, Meeting


def hold_item(item: AgendaItem, meeting: Meeting) -> AgendaItem:
    """The item as it is now, held until the transaction ends. Hold the meeting first.

    Raises Refusal when it is no longer on that meeting's agenda, or no longer to be seen.
    """
    rows = AgendaItem.objects.select_for_update(of=("self",)).select_related("council", "meeting")
    held = rows.filter(pk=item.pk, meeting=meeting).first()
    if held is None:
        raise Refusal(_("Noen andre har flyttet saken eller tatt den av sakslisten."))
    return held
