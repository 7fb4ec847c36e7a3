"""The doors to school holidays: through a council whose year they count in, and through the organisation that keeps them."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from councils.models import Council
from councils.permissions import Right, access_council, access_organization
from meetings.models import SchoolHoliday
from meetings.school_calendars import KEEPING, keepers_of
from politirad.tenancy import context
from politirad.tenancy.models import Organization


def access_school_calendars(
    user: Any, council_id: UUID, *, to: Right, today: datetime.date
) -> tuple[Council, list[Organization]]:
    """The council, for somebody who may do `to` in it and works for one that keeps school holidays there; and all that do.

    Those of the other organisations, such as the police, get PermissionDenied.
    """
    council = access_council(user, council_id, to=to)
    keepers = keepers_of(council, today=today)
    if not any(works_for(one) for one in keepers):
        raise PermissionDenied
    return council, keepers


def access_school_holiday(
    user: Any, council_id: UUID, holiday_id: UUID, *, to: Right, today: datetime.date
) -> SchoolHoliday:
    """One school holiday that counts in the council; PermissionDenied where another organisation keeps it."""
    _council, keepers = access_school_calendars(user, council_id, to=to, today=today)
    holiday = (
        SchoolHoliday.objects.select_related("organization")
        .filter(pk=holiday_id, organization__in=keepers)
        .first()
    )
    if holiday is None:
        raise Http404
    if not works_for(holiday.organization):
        raise PermissionDenied
    return holiday


def access_organization_holiday(
    user: Any, organization_id: UUID, holiday_id: UUID, *, today: datetime.date
) -> SchoolHoliday:
    """One of an organisation's school holidays, for its administrators."""
    organization = access_keeper(user, organization_id, today=today)
    holiday = SchoolHoliday.objects.filter(pk=holiday_id, organization=organization).first()
    if holiday is None:
        raise Http404
    return holiday


def access_keeper(user: Any, organization_id: UUID, *, today: datetime.date) -> Organization:
    """A municipality or a county, for its administrators; no other organisation keeps school holidays."""
    organization = access_organization(user, organization_id, day=today)
    if organization.kind not in KEEPING:
        raise Http404
    return organization


def works_for(organization: Organization) -> bool:
    """Whether the one who asks works there, so that its rows are open to be written."""
    return organization.pk in context.current().organizations
