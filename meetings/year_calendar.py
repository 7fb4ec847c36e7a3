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
from meetings.calendar_entry import CalendarEvent, content_type, feed, meeting_uid
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
    (with their plan and council)."""
    ordered = sorted(rows, key=lambda pair: (pair[0].date, pair[0].start, str(pair[0].pk)))
    host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "politirad"
    events = [_event(row, council, host) for row, council in ordered]
    events += [_whole_days(activity, host) for activity in activities]
    answer = HttpResponse(
        feed(events, stamp=stamp, name=name),
        content_type=content_type("PUBLISH"),
    )
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.ics") or "attachment"
    return answer


def said_host(host: str) -> str:
    """Who receives the others, in a line; "" without a host."""
    return _("Vertskap: %(host)s") % {"host": host} if host else ""


def _event(row: Row, council: Council, host: str) -> CalendarEvent:
    """The row as an entry of the calendar file."""
    decided = isinstance(row, Meeting)
    return CalendarEvent(
        uid=row.uid if isinstance(row, Meeting) else meeting_uid(str(row.pk), host),
        sequence=row.sequence if isinstance(row, Meeting) else 0,
        starts=datetime.datetime.combine(row.date, row.start, tzinfo=OSLO),
        ends=datetime.datetime.combine(row.date, row.end, tzinfo=OSLO),
        summary=f"{council.name}: {row.title}",
        organizer_email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        location=row.place,
        description="\n".join(part for part in (row.theme, said_host(row.host)) if part),
        url=settings.SITE_URL + reverse("meeting", args=[row.pk]) if decided else "",
        tentative=not decided,
    )


def _whole_days(activity: Activity, host: str) -> CalendarEvent:
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
        uid=meeting_uid(str(activity.pk), host),
        sequence=0,
        starts=datetime.datetime.combine(first, midnight, tzinfo=OSLO),
        ends=datetime.datetime.combine(after, midnight, tzinfo=OSLO),
        summary=f"{activity.council.name}: {activity.title}",
        organizer_email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        description="\n".join(part for part in said if part),
        whole_days=True,
    )
