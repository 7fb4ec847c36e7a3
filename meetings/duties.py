"""What is put on the year's meetings: duties, themes, those who come in named months, the host in turn.

The rules come from agreements: evaluation at the last meeting (Lillestrøm) or the first after New Year
(Lørenskog), revision after a municipal election (Nedre Romerike, Lillestrøm), the schools' leads in May and
December. A duty that finds no meeting is reported, never dropped in silence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from agreements.revision import ELECTION_YEARS, TIMED, RevisionKind, RevisionRule, add_months
from meetings.plan_request import (
    AttendanceRule,
    Duty,
    DutyRule,
    Placement,
    PlanRequest,
    ProposedMeeting,
    Theme,
)
from meetings.reasons import Reason, reason
from meetings.workdays import ElectionDay

# Where an evaluation lies. "Yearly" names no meeting; the last one sees the whole year.
EVALUATION_PLACES = {
    "each_meeting": Placement.EACH,
    "last_meeting_of_year": Placement.LAST,
    "first_meeting_of_year": Placement.FIRST,
    "yearly": Placement.LAST,
}


@dataclass(frozen=True)
class PlacedDuties:
    """Per meeting, in order, its duties; `notes` names the duties that no meeting could take."""

    duties: tuple[tuple[Duty, ...], ...]
    notes: tuple[Reason, ...]


def evaluation_duty(kind: str, text: str = "") -> DutyRule | None:
    """The duty an agreement's evaluation rule gives; None when the rule names no meeting.

    `kind` is one of `each_meeting`, `last_meeting_of_year`, `first_meeting_of_year` and `yearly`;
    `continuous` and `regular` give None.
    """
    place = EVALUATION_PLACES.get(kind)
    return DutyRule("evaluation", place, text) if place else None


def revision_duty(
    rule: RevisionRule,
    *,
    year: int,
    since: date | None,
    elections: Iterable[ElectionDay],
    overdue: bool = False,
    text: str = "",
) -> DutyRule | None:
    """The duty an agreement's revision rule gives in `year`; None when it falls due in another year or never.

    `since` is the day that the rule counts from: the signing, or the latest revision. Each revision is taken to be done
    in its time, save that `overdue` says the next one was due before the year: then it is for the first meeting.

    After a municipal election: the first meeting after it. Yearly: the last meeting before the day. Every n years: the
    first meeting of that year, which leaves time for the work. On request and by mutual agreement never fall due.
    """
    if rule.kind not in TIMED or since is None:
        return None
    if overdue:
        return DutyRule("revision", Placement.FIRST, text)
    if rule.kind is RevisionKind.AFTER_MUNICIPAL_ELECTION:
        days = sorted(election.day for election in elections if election.day > since)
        nth = (rule.years or ELECTION_YEARS) // ELECTION_YEARS
        held = [day for day in days[nth - 1 :: nth] if day.year == year]
        return DutyRule("revision", Placement.AFTER, text, after=held[0]) if held else None
    every = rule.years or 1
    age = year - since.year
    if age < 1 or age % every:
        return None
    if every > 1:
        return DutyRule("revision", Placement.FIRST, text)
    return DutyRule("revision", Placement.IN_TIME, text, before=add_months(since, 12 * age))


def ending_duties(*, year: int, last_day: date | None, latest_notice: date | None) -> tuple[DutyRule, ...]:
    """What an agreement's end puts on the year's meetings: the last one before the notice deadline, and before the end.

    None for a day in another year, or one that the agreement does not have.
    """
    found = (("notice_deadline", latest_notice), ("expiry", last_day))
    return tuple(
        DutyRule(kind, Placement.BEFORE, before=day)
        for kind, day in found
        if day is not None and day.year == year
    )


def attachment_duty(*, year: int, last_day: date, text: str) -> DutyRule | None:
    """An attachment's own period ends in the year: the last meeting before. None for another year."""
    return DutyRule("attachment", Placement.BEFORE, text, before=last_day) if last_day.year == year else None


def waiting_duties(
    *,
    year: int,
    today: date,
    previous: date | None,
    signing_ends: Iterable[date] = (),
    late_measures: bool = False,
    lacks_election: bool = False,
) -> list[DutyRule]:
    """What waits `today`, for meetings of `year` that are still ahead; each goes as soon as it no longer waits.

    `signing_ends`: deadlines of signatures that are waited for; the first meeting after each. Late measures: the next
    meeting. A missing election day: the first meeting ahead in this year, and in every later one. `previous` is the
    council's last day before the year: what a meeting until then can still take is not for this year.
    """
    yesterday = today - timedelta(days=1)
    waits = [("unsigned", max(day, yesterday)) for day in sorted(signing_ends)]
    if late_measures:
        waits.append(("measures_late", yesterday))
    found = [
        DutyRule(kind, Placement.AFTER, after=day)
        for kind, day in waits
        if day.year == year or (day.year < year and (previous is None or previous <= day))
    ]
    if lacks_election and year >= today.year:
        found.append(DutyRule("election_missing", Placement.AFTER, after=yesterday))
    return found


def place_duties(rules: Iterable[DutyRule], days: Sequence[date]) -> PlacedDuties:
    """Put each rule's duty on the meeting or meetings it belongs to; `days` are the meetings in order."""
    placed: list[list[Duty]] = [[] for _ in days]
    notes: list[Reason] = []
    for rule in rules:
        positions, missing = _positions(rule, days)
        for position in positions:
            placed[position].append(Duty(rule.kind, rule.text))
        notes.extend(
            reason(
                "duty_without_meeting",
                duty=rule.kind,
                text=rule.text,
                placement=str(rule.placement),
                **when,
            )
            for when in missing
        )
    return PlacedDuties(tuple(tuple(duties) for duties in placed), tuple(notes))


def place_beside(rules: Iterable[DutyRule], days: Sequence[date], decided: Iterable[date]) -> PlacedDuties:
    """As `place_duties` for `days`, in a year that has the `decided` meetings too.

    What falls on one of those is among the notes with its day.
    """
    all_days = sorted({*days, *decided})
    placed = place_duties(rules, all_days)
    on_day = dict(zip(all_days, placed.duties, strict=True))
    elsewhere = [
        reason("duty_on_decided", duty=duty.kind, text=duty.text, day=day)
        for day in all_days
        if day not in days
        for duty in on_day[day]
    ]
    return PlacedDuties(tuple(on_day[day] for day in days), (*placed.notes, *elsewhere))


def _positions(rule: DutyRule, days: Sequence[date]) -> tuple[list[int], list[dict[str, date | int]]]:
    """Which meetings take the duty, and what is missing (one entry for each duty without a meeting)."""
    match rule.placement:
        case Placement.EACH:
            positions = list(range(len(days)))
        case Placement.FIRST:
            positions = [0] if days else []
        case Placement.LAST:
            positions = [len(days) - 1] if days else []
        case Placement.MONTHS:
            found = {month: [i for i, day in enumerate(days) if day.month == month] for month in rule.months}
            missing: list[dict[str, date | int]] = [{"month": month} for month in found if not found[month]]
            return [positions[0] for positions in found.values() if positions], missing
        case Placement.BEFORE:
            before = rule.before or date.min
            positions = [i for i, day in enumerate(days) if day <= before][-1:]
            return positions, [] if positions else [{"before": before}]
        case Placement.IN_TIME:
            before = rule.before or date.min
            positions = [i for i, day in enumerate(days) if day <= before][-1:] or ([0] if days else [])
        case _:
            after = rule.after or date.max
            positions = [i for i, day in enumerate(days) if day > after][:1]
            return positions, [] if positions else [{"after": after}]
    return positions, [] if positions else [{}]


def place_themes(
    themes: Sequence[Theme], days: Sequence[date], carried: Sequence[Sequence[str]] = ()
) -> tuple[tuple[str, ...], ...]:
    """Every theme on exactly one meeting: in a wished month if there is one, the rest spread in order.

    `carried`: what each meeting has already; it stays there, and is not placed once more.
    """
    if not days:
        return ()
    placed = [list(texts) for texts in carried] or [[] for _ in days]
    there = {_words(text) for texts in placed for text in texts}
    free: list[Theme] = []
    for theme in themes:
        if _words(theme.text) in there:
            continue
        wished = [i for i, day in enumerate(days) if day.month in theme.months]
        if wished:
            placed[min(wished, key=lambda i: (len(placed[i]), i))].append(theme.text)
        else:
            free.append(theme)
    for theme in free:
        # The emptiest meeting takes the next one, so no meeting gets two while another has none.
        placed[min(range(len(days)), key=lambda i: (len(placed[i]), i))].append(theme.text)
    return tuple(tuple(texts) for texts in placed)


def _words(text: str) -> str:
    """What makes two themes the same, as in `meetings.coverage`."""
    return text.strip().casefold()


def place_attendees(rules: Iterable[AttendanceRule], days: Sequence[date]) -> tuple[tuple[str, ...], ...]:
    """Per meeting, those who come because of its month."""
    listed = tuple(rules)
    return tuple(tuple(rule.who for rule in listed if day.month in rule.months) for day in days)


def place_hosts(hosts: Sequence[str], first: int, count: int) -> tuple[str | None, ...]:
    """The hosts in turn, beginning with number `first` (0 is the list's first); all None without a list."""
    return tuple(hosts[(first + i) % len(hosts)] if hosts else None for i in range(count))


def carry(
    request: PlanRequest, meetings: Sequence[ProposedMeeting]
) -> tuple[tuple[ProposedMeeting, ...], tuple[Reason, ...]]:
    """The meetings in date order with number, duties, themes, attendees and host; and what found no place.

    Themes that a meeting carries already are kept, and the request's others are spread over the meetings. A duty that belongs to a
    meeting decided before is told, and lies on none of these.
    """
    ordered = sorted(meetings, key=lambda meeting: (meeting.day, meeting.starts_at))
    days = [meeting.day for meeting in ordered]
    duties = place_beside(request.duties, days, request.decided)
    themes = place_themes(request.themes, days, [meeting.themes for meeting in ordered])
    attendees = place_attendees(request.attendance, days)
    hosts = place_hosts(request.hosts, request.first_host, len(days))
    finished = tuple(
        replace(
            meeting,
            number=i + 1,
            duties=duties.duties[i],
            themes=themes[i],
            attendees=attendees[i],
            host=hosts[i],
        )
        for i, meeting in enumerate(ordered)
    )
    missing = tuple(
        reason("attendance_month_empty", who=rule.who, month=month)
        for rule in request.attendance
        for month in rule.months
        if not any(day.month == month for day in (*days, *request.decided))
    )
    return finished, (*duties.notes, *missing)
