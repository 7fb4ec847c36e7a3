"""Meetings with what has come of them by today: held and minuted, called, or planned."""

from __future__ import annotations

import datetime

from councils.models import Council
from meetings.models import Meeting
from meetings.numbering import label
from meetings.year_numbers import next_number
from politirad.demo import life
from politirad.demo.forums import Forum
from politirad.demo.loading.agenda import put_agenda, review_agenda
from politirad.demo.loading.calling import call
from politirad.demo.loading.history import send_calls
from politirad.demo.loading.minutes import write_minutes
from politirad.demo.loading.stage import Stage

CALLED_AHEAD = datetime.timedelta(days=21)
MINUTES_TAKE = datetime.timedelta(days=7)


def hold_meetings(stage: Stage, file: str) -> int:
    """Bring every meeting of a file to where it stands today. Returns how many there are."""
    forums = {forum.name: forum for forum in stage.demo.agreements[file].forums}
    dated = [(stage.day(one.date), one) for one in stage.demo.agreements[file].life.meetings]
    for day, source in sorted(dated, key=lambda pair: (pair[0], pair[1].start)):
        _hold(stage, file, forums[source.forum], source, day)
    return len(dated)


def _hold(stage: Stage, file: str, forum: Forum, source: life.Meeting, day: datetime.date) -> None:
    by = stage.writer(file)
    council = stage.councils[file, forum.name]
    with stage.acting(by):
        meeting = _meeting(council, source, day)
        held = day < stage.today
        items = put_agenda(stage, source, meeting, by=by, held=held)
        if source.review != "none" and not held:
            review_agenda(stage, source, meeting, items, by=by)
        called_on = day - CALLED_AHEAD
        if held or (source.replies and called_on <= stage.today):
            call(stage, source, meeting, by=by, on=called_on)
            if source.undelivered and not held:
                send_calls(stage, source, meeting, at=stage.moment(called_on, 9))
        if held:
            approved = source.minutes_approved and day + MINUTES_TAKE <= stage.today
            write_minutes(stage, source, meeting, items, by=by, approved=approved)


def _meeting(council: Council, source: life.Meeting, day: datetime.date) -> Meeting:
    """The meeting that the year plan has made, or one of its own."""
    start, end = datetime.time.fromisoformat(source.start), datetime.time.fromisoformat(source.end)
    meeting = Meeting.objects.filter(council=council, date=day, start=start).first()
    if meeting is None:
        number = next_number(council, day.year)
        meeting = Meeting(
            council=council, number=number, number_year=day.year, date=day, start=start, end=end
        )
        meeting.title = source.title or label("meeting", number, day.year, council.language)
        meeting.place = source.place
    meeting.save()
    return meeting
