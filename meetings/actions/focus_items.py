"""An item about a focus area of the agreement that has none this year."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.sending import hold_meeting
from meetings.coverage import coverage_of
from meetings.models import AgendaItem, Meeting
from politirad.tenancy.models import User


@transaction.atomic
def add_focus_item(*, meeting: Meeting, area_id: UUID, by: User, at: datetime.datetime) -> AgendaItem:
    """Put an item about the focus area on the agenda, bound to it and named after it.

    Raises Refusal when the council has an item about it in the year of the meeting already, when it is no focus
    area of an agreement in charge, and as `add_item`.
    """
    meeting = hold_meeting(meeting)
    coverage = coverage_of(meeting.council, meeting.date.year)
    if any(area.id == area_id for area in coverage.treated):
        raise Refusal(_("Satsingsområdet har fått en sak allerede."))
    area = next((one for one in coverage.missing if one.id == area_id), None)
    if area is None:
        raise Refusal(_("Velg et av satsingsområdene i avtalen."))
    terms = ItemTerms(title=area.text[:250], focus_area_id=area.id)
    return add_item(meeting=meeting, terms=terms, by=by, at=at, origin=AgendaItem.Origin.DUTY)
