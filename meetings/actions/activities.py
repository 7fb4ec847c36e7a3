"""What the year brings beside the meetings: put it in the plan, change it, take it out."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction

from meetings.models import Activity, YearPlan
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@dataclass(frozen=True)
class ActivityTerms:
    """One activity: the month (1 to 12), what it is, who sees to it, and for whom."""

    month: int
    title: str
    responsible: str = ""
    target_group: str = ""


@transaction.atomic
def add_activity(*, plan: YearPlan, terms: ActivityTerms, by: User | None) -> Activity:
    """Put an activity in the plan; it may be approved already, for activities call nobody to anything."""
    activity = Activity(council=plan.council, plan=plan, **asdict(terms))
    activity.save(force_insert=True)
    record("add_activity", activity, by=by, month=terms.month)
    return activity


@transaction.atomic
def change_activity(*, activity: Activity, terms: ActivityTerms, by: User | None) -> Activity:
    """Change what the plan says of an activity."""
    for name, value in asdict(terms).items():
        setattr(activity, name, value)
    activity.save(update_fields=["month", "title", "responsible", "target_group"])
    record("change_activity", activity, by=by, month=terms.month)
    return activity


@transaction.atomic
def remove_activity(*, activity: Activity, by: User | None) -> None:
    """Take an activity out of the plan."""
    record("remove_activity", activity, by=by, month=activity.month)
    activity.delete()
