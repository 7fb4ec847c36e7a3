"""What the year brings beside the meetings: put it in the plan, change it, take it out."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.writing import require_no_identity
from meetings.models import Activity, YearPlan
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@dataclass(frozen=True)
class ActivityTerms:
    """One activity: the month (1 to 12) or months, what it is, who sees to it, and for whom.

    `date` lies in the month; an activity that lasts until `last_month` has none. `kind` is one of Activity.Kind.
    """

    month: int
    title: str
    responsible: str = ""
    target_group: str = ""
    kind: str = Activity.Kind.OTHER
    last_month: int | None = None
    date: datetime.date | None = None
    description: str = ""
    contact: str = ""
    for_schools: bool = False


@transaction.atomic
def add_activity(*, plan: YearPlan, terms: ActivityTerms, by: User | None) -> Activity:
    """Put an activity in the plan; it may be approved already, for activities call nobody to anything.

    Raises Refusal on an identity number.
    """
    _require_lawful(terms)
    activity = Activity(council=plan.council, plan=plan, **asdict(terms))
    activity.save(force_insert=True)
    record("add_activity", activity, by=by, month=terms.month)
    return activity


@transaction.atomic
def change_activity(*, activity: Activity, terms: ActivityTerms, by: User | None) -> Activity:
    """Change what the plan says of an activity, in the calendars too.

    Raises Refusal on an identity number, and when somebody has taken it out meanwhile.
    """
    _require_lawful(terms)
    fresh = Activity.objects.select_for_update(of=("self",)).filter(pk=activity.pk).first()
    if fresh is None:
        raise Refusal(_("Aktiviteten er ikke i planen lenger."))
    wanted = asdict(terms)
    if any(getattr(fresh, name) != value for name, value in wanted.items()):
        fresh.sequence += 1
    activity.sequence = fresh.sequence
    for name, value in wanted.items():
        setattr(activity, name, value)
    activity.save(update_fields=[*wanted, "sequence"])
    record("change_activity", activity, by=by, month=terms.month)
    return activity


@transaction.atomic
def remove_activity(*, activity: Activity, by: User | None) -> None:
    """Take an activity out of the plan."""
    record("remove_activity", activity, by=by, month=activity.month)
    activity.delete()


def _require_lawful(terms: ActivityTerms) -> None:
    require_no_identity(
        [terms.title, terms.responsible, terms.target_group, terms.description, terms.contact]
    )
