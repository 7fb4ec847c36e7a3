"""A year's meetings and activities as a calendar file; a meeting that is only proposed is marked as tentative."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from councils.models import Council
from meetings.calendar_entry import CalendarEvent, content_type, feed
from meetings.models import Activity, Meeting, PlannedMeeting
from meetings.plan_request import OSLO

Row = Meeting | PlannedMeeting


def calendar_file(
    rows: Iterable[tuple[Row, Council]],
    activities: Iterable[Activity] = (),
    *,
    name: str,
    stamp: datetime.datetime,
) -> HttpResponse:
    """The file `name`.ics with the meetings in date order, each said to be its council's, and then the activities
    (with their plan and council). A proposal on the day of a decided meeting is left out: approved it becomes that
    one."""
    ordered = sorted(rows, key=lambda pair: (pair[0].date, pair[0].start, str(pair[0].pk)))
    decided = {(row.council_id, row.date) for row, _council in ordered if isinstance(row, Meeting)}
    events = [
        _event(row, council)
        for row, council in ordered
        if isinstance(row, Meeting) or (row.council_id, row.date) not in decided
    ]
    events += [_whole_days(activity) for activity in activities]
    answer = HttpResponse(
        feed(events, stamp=stamp, name=name),
        content_type=content_type("PUBLISH"),
    )
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.ics") or "attachment"
    return answer


def said_host(host: str) -> str:
    """Who receives the others, in a line; "" without a host."""
    return _("Vertskap: %(host)s") % {"host": host} if host else ""


def _event(row: Row, council: Council) -> CalendarEvent:
    """The row as an entry of the calendar file."""
    decided = isinstance(row, Meeting)
    return CalendarEvent(
        uid=row.uid,
        sequence=row.sequence,
        starts=datetime.datetime.combine(row.date, row.start, tzinfo=OSLO),
        ends=datetime.datetime.combine(row.date, row.end, tzinfo=OSLO),
        summary=f"{council.name}: {row.title}",
        organizer_email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        location=row.place,
        description="\n".join(part for part in (row.theme, said_host(row.host)) if part),
        url=settings.SITE_URL + reverse("meeting", args=[row.pk]) if decided else "",
        tentative=not decided,
    )


def _whole_days(activity: Activity) -> CalendarEvent:
    """An activity as an entry of whole days: its day, or from the first day of its month to the last of its last."""
    year, last = activity.plan.year, activity.last_month or activity.month
    first = activity.date or datetime.date(year, activity.month, 1)
    after = datetime.date(year + last // 12, last % 12 + 1, 1)
    if activity.date:
        after = activity.date + datetime.timedelta(days=1)
    said = [
        activity.description,
        _("Ansvarlig: %(who)s") % {"who": activity.responsible} if activity.responsible else "",
        _("For: %(group)s") % {"group": activity.target_group} if activity.target_group else "",
        _("Kontakt: %(contact)s") % {"contact": activity.contact} if activity.contact else "",
    ]
    midnight = datetime.time(0)
    return CalendarEvent(
        uid=activity.uid,
        sequence=activity.sequence,
        starts=datetime.datetime.combine(first, midnight, tzinfo=OSLO),
        ends=datetime.datetime.combine(after, midnight, tzinfo=OSLO),
        summary=f"{activity.council.name}: {activity.title}",
        organizer_email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        description="\n".join(part for part in said if part),
        whole_days=True,
    )
