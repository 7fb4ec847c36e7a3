"""The school holidays an organisation keeps, which its councils' year plans avoid."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.writing import require_no_identity
from meetings.models import SchoolHoliday
from politirad.tenancy.audit import record
from politirad.tenancy.models import Organization, User


@dataclass(frozen=True)
class HolidayTerms:
    """A span of days, both included."""

    name: str
    first_day: datetime.date
    last_day: datetime.date


@transaction.atomic
def add_school_holiday(*, organization: Organization, terms: HolidayTerms, by: User | None) -> SchoolHoliday:
    """Keep one more span. Raises Refusal when it ends before it begins, lasts beyond 75 days, or is there."""
    require_no_identity([terms.name])
    if terms.last_day < terms.first_day:
        raise Refusal(_("Ferien må slutte etter at den begynner."))
    if (terms.last_day - terms.first_day).days > 75:
        raise Refusal(_("Ferien er lengre enn 75 dager. Kontroller datoene."))
    Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    same = SchoolHoliday.objects.filter(
        organization=organization, first_day=terms.first_day, last_day=terms.last_day
    )
    if same.exists():
        raise Refusal(_("Denne ferien er lagt inn allerede."))
    holiday = SchoolHoliday(
        organization=organization, name=terms.name, first_day=terms.first_day, last_day=terms.last_day
    )
    holiday.save(force_insert=True)
    record("add_school_holiday", holiday, by=by, first=terms.first_day.isoformat())
    return holiday


@transaction.atomic
def remove_school_holiday(*, holiday: SchoolHoliday, by: User | None) -> None:
    """Take a span away; plans that are made already stay as they are."""
    record("remove_school_holiday", holiday, by=by, first=holiday.first_day.isoformat())
    holiday.delete()
