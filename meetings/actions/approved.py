"""What can still be changed when a year plan is approved: move a meeting nobody is called to, or open the plan again."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.meetings import MeetingTerms, change_meeting
from meetings.models import Meeting, YearPlan
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def move_meeting(*, meeting: Meeting, date: datetime.date, by: User | None, today: datetime.date) -> Meeting:
    """Move a meeting to another day of its year at the same hours; duties follow to the meeting they belong to.

    Raises Refusal for a day of another year, and once people are called: then they must be told.
    """
    if date.year != meeting.date.year:
        raise Refusal(_("Datoen må være i %d.") % meeting.date.year)
    names = ("start", "end", "title", "place", "host", "video_url", "theme")
    terms = MeetingTerms(date=date, **{name: getattr(meeting, name) for name in names})
    return change_meeting(meeting=meeting, terms=terms, by=by, today=today)


@transaction.atomic
def reopen_plan(*, plan: YearPlan, by: User | None) -> YearPlan:
    """Let an approved plan take new proposals; the meetings it made stand, and the planner works around them.

    A plan that is open already is left as it is.
    """
    locked = YearPlan.objects.select_for_update().select_related("council").get(pk=plan.pk)
    if locked.state == YearPlan.State.PROPOSED:
        return locked
    # What was planned has become meetings; shown beside them it would count twice.
    locked.meetings.all().delete()
    locked.state = YearPlan.State.PROPOSED
    locked.approved_by = None
    locked.approved_at = None
    locked.notes = []
    locked.save(update_fields=["state", "approved_by", "approved_at", "notes"])
    record("reopen_plan", locked, by=by, year=locked.year)
    return locked
