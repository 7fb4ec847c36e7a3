"""Minutes of held meetings: who came, what was said and decided, and what is to be done by whom."""

from __future__ import annotations

import datetime

from meetings.actions.hearing import answer_remark, freeze, remark_on_minutes, send_minutes
from meetings.actions.publishing import publish_minutes
from meetings.models import (
    Action,
    AgendaItem,
    Decision,
    Invitee,
    ItemMinutes,
    Meeting,
    Minutes,
    MinutesVersion,
)
from meetings.numbering import next_sequence
from politirad.demo import life
from politirad.demo.loading.stage import Stage
from politirad.demo.prose import to_html
from politirad.tenancy.models import User

DAY = datetime.timedelta(days=1)
REMARKS_TAKE = datetime.timedelta(days=21)


def write_minutes(
    stage: Stage,
    source: life.Meeting,
    meeting: Meeting,
    items: list[tuple[AgendaItem, life.Item | None]],
    *,
    by: User,
    approved: bool,
) -> None:
    """Write the minutes the day after; approve them a week later, or leave them on hearing or a draft."""
    _attend(stage, source, meeting)
    written = stage.moment(meeting.date + DAY, 13)
    minutes = Minutes(
        council=meeting.council,
        meeting=meeting,
        started_by=by,
        started_at=written,
    )
    minutes.save(force_insert=True)
    for item, entry in items:
        _minute(stage, source, meeting, item, entry, by=by)
    if approved:
        _approve(stage, minutes, written, by=by)
    meeting.state = Meeting.State.MINUTED if approved else Meeting.State.HELD
    meeting.save(update_fields=["state"])
    if source.minutes_remarks:
        _hear(stage, source, minutes, items, by=by)
    if approved and source.minutes_published:
        publish_minutes(minutes=minutes, at=stage.moment(meeting.date + 8 * DAY), by=by)


def _hear(
    stage: Stage,
    source: life.Meeting,
    minutes: Minutes,
    items: list[tuple[AgendaItem, life.Item | None]],
    *,
    by: User,
) -> None:
    """Send the minutes for remarks two days after the meeting; what is remarked comes the day after that."""
    day = minutes.meeting.date
    sent = stage.moment(day + 2 * DAY, 9)
    until = day + REMARKS_TAKE
    send_minutes(minutes=minutes, at=sent, by=by, remarks_until=until)
    about = {entry.title: item for item, entry in items if entry}
    for one in source.minutes_remarks:
        person = stage.users[one.person]
        with stage.acting(person):
            made = stage.moment(day + 3 * DAY, 10)
            remark = remark_on_minutes(
                minutes=minutes, item=about[one.item], text=one.text, at=made, by=person
            )
        if one.answer:
            answered = stage.moment(day + 4 * DAY, 10)
            answer_remark(remark=remark, taken=True, answer=one.answer, at=answered, by=by)


def _approve(stage: Stage, minutes: Minutes, sent: datetime.datetime, *, by: User) -> None:
    """They were on hearing for five days, and nobody had anything to remark."""
    meeting = minutes.meeting
    approved = stage.moment(meeting.date + 7 * DAY, 9)
    sent_text = freeze(minutes, MinutesVersion.Kind.HEARING, at=sent, by=by).content
    freeze(minutes, MinutesVersion.Kind.APPROVED, at=approved, by=by, content=sent_text)
    minutes.state, minutes.sent_at = Minutes.State.APPROVED, sent
    minutes.remarks_until = meeting.date + 6 * DAY
    minutes.approved_by, minutes.approved_at = by, approved
    minutes.save()


def _attend(stage: Stage, source: life.Meeting, meeting: Meeting) -> None:
    """Everybody came, save those whom the file tells of."""
    called = Invitee.objects.filter(meeting=meeting)
    called.update(attendance=Invitee.Attendance.PRESENT)
    for absence in source.absent:
        facts: dict[str, str] = {
            "attendance": Invitee.Attendance.ABSENT,
            "absence_reason": absence.reason or "",
        }
        if absence.deputy:
            deputy = stage.users[absence.deputy]
            facts["attendance"] = Invitee.Attendance.DEPUTY
            facts["deputy_name"], facts["deputy_email"] = deputy.name, deputy.email
        called.filter(user=stage.users[absence.person]).update(**facts)


def _minute(
    stage: Stage,
    source: life.Meeting,
    meeting: Meeting,
    item: AgendaItem,
    entry: life.Item | None,
    *,
    by: User,
) -> None:
    said = entry.minuted if entry else source.standing_minuted.get(item.title, "")
    if said:
        ItemMinutes.objects.create(council=meeting.council, item=item, html=to_html(said), saved_by=by)
    if entry is None:
        return
    if entry.decision:
        year = meeting.date.year
        series = Decision.objects.filter(council=meeting.council, year=year, part=item.part)
        taken = series.values_list("number", flat=True)
        Decision.objects.create(
            council=meeting.council,
            item=item,
            year=year,
            part=item.part,
            number=next_sequence(list(taken)),
            text=entry.decision,
            decided_on=meeting.date,
        )
    for action in entry.actions:
        _follow_up(stage, meeting, item, action)


def _follow_up(stage: Stage, meeting: Meeting, item: AgendaItem, source: life.Action) -> None:
    """What is told as done counts as done once its deadline has come."""
    due = max(stage.day(source.due), meeting.date + DAY)
    done = source.state == "done" and due <= stage.today
    note = source.note or ("I gang." if source.state == "in_progress" else "")
    Action.objects.create(
        council=meeting.council,
        item=item,
        text=source.text,
        responsible=stage.users[source.responsible],
        due_on=due,
        state=Action.State.DONE if done else Action.State.OPEN,
        result=note,
        closed_on=due if done else None,
    )
