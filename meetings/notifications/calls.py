"""Letters about a meeting that is called, changed or cancelled, each with its calendar entry."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from meetings.agenda import Line, agenda_of
from meetings.agenda_versions import Change, ItemChange, compare
from meetings.calendar_entry import Attendee, CalendarEvent, addressed, cancel, request
from meetings.calling import Called, answer_address, answer_secret
from meetings.models import AgendaVersion, Invitee, Meeting, Notice
from meetings.numbering import is_under
from meetings.reply_addresses import reply_address
from meetings.told import News
from politirad import mail
from politirad.tenancy.models import User

STATUSES = {
    Invitee.Answer.NONE: "NEEDS-ACTION",
    Invitee.Answer.ACCEPTED: "ACCEPTED",
    Invitee.Answer.DECLINED: "DECLINED",
    Invitee.Answer.TENTATIVE: "TENTATIVE",
}


def entry(
    meeting: Meeting, invitees: Iterable[Invitee], agenda: Sequence[tuple[str, str]] = ()
) -> CalendarEvent:
    """The meeting as calendars see it. `agenda`: number and title of the open items, never of a closed one."""
    return CalendarEvent(
        uid=meeting.uid,
        sequence=meeting.sequence,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        summary=f"{meeting.council.name}: {meeting.title}",
        organizer_email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        organizer_name=meeting.council.name,
        attendees=tuple(attendee(invitee) for invitee in invitees),
        location=meeting.place or meeting.video_url,
        description=description(meeting, agenda),
        url=address(meeting),
    )


def attendee(invitee: Invitee) -> Attendee:
    """One who is called; the one who chairs the council chairs the meeting.

    Calendars ask for an answer only where somebody reads it.
    """
    chairs = invitee.seat is not None and invitee.seat.is_chair
    return Attendee(
        email=invitee.email,
        name=invitee.name,
        role="CHAIR" if chairs else "OPT-PARTICIPANT" if invitee.optional else "REQ-PARTICIPANT",
        status=STATUSES[Invitee.Answer(invitee.answer)],
        rsvp=bool(settings.REPLY_ADDRESS),
    )


def description(meeting: Meeting, agenda: Sequence[tuple[str, str]]) -> str:
    """What a calendar shows below the title, in the council's language: the same to everybody, so no secret link."""
    with translation.override(meeting.council.language):
        items = [_("Saksliste"), *(_told(number, title) for number, title in agenda)] if agenda else []
        video = [_("Videomøte: %s") % meeting.video_url] if meeting.video_url else []
        host = [_("Vertskap: %(host)s") % {"host": meeting.host}] if meeting.host else []
        found = [*host, *video, *items, _("Alt om møtet: %s") % address(meeting)]
    return "\n".join(found)


def _told(number: str, title: str) -> str:
    """One item of the agenda, a sub-item further in."""
    return f"{'   ' if is_under(number) else ''}{number}. {title}"


def titles(lines: Iterable[Line]) -> list[tuple[str, str]]:
    """Number and title of each line."""
    return [(line.number, line.item.title) for line in lines]


def address(meeting: Meeting) -> str:
    """The whole address of the meeting's page."""
    return f"{settings.SITE_URL}{reverse('meeting', args=[meeting.pk])}"


def organizer(invitee: Invitee) -> str:
    """The address that calendars send this person's answer to."""
    if not settings.REPLY_ADDRESS:
        return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return reply_address(settings.REPLY_ADDRESS, invitee.pk, answer_secret(invitee))


def has_papers(meeting: Meeting) -> bool:
    """Whether there is anything to read beside the agenda, in its open part."""
    return meeting.files.filter(item__part=1).exists()


def caller(meeting: Meeting) -> str:
    """The address of the one who called the meeting, "" when not known: whom a letter is answered to by hand."""
    notice = meeting.notices.filter(kind=Notice.Kind.CALL).select_related("sent_by").last()
    return notice.sent_by.email if notice and notice.sent_by else ""


def recipient(invitee: Invitee) -> mail.Recipient:
    """Whom the letter goes to; a guest reads the council's own language."""
    language = invitee.user.language if invitee.user else invitee.council.language
    return mail.Recipient(email=invitee.email, name=invitee.name, language=language, user=invitee.user)


def called(
    meeting: Meeting,
    invitees: list[Invitee],
    *,
    to: Iterable[Invitee],
    message: str,
    at: datetime.datetime,
    late_since: datetime.date | None = None,
) -> int:
    """The notice, with the agenda, the answer link and a calendar REQUEST. Returns how many were written.

    `late_since` is the deadline that has passed, None in time.
    """
    lines, back_to = agenda_of(meeting).part_one, caller(meeting)
    calendar = request(entry(meeting, invitees, titles(lines)), stamp=at)
    facts = {
        "message": message,
        "lines": lines,
        "back_to": back_to,
        "late_since": late_since,
        "papers": has_papers(meeting),
    }
    return sum(_send("meeting_call", meeting, invitee, "REQUEST", calendar, **facts) for invitee in to)


def preview(
    meeting: Meeting, person: Called, *, message: str, late_since: datetime.date | None, late_reason: str
) -> mail.Letter:
    """The notice as one person would get it, written nowhere; the answer link is not made yet."""
    invitee = Invitee(council=meeting.council, meeting=meeting, name=person.name, email=person.email)
    meeting.late_reason = late_reason
    language = meeting.council.language
    if person.user_id is not None:
        language = User.objects.values_list("language", flat=True).get(pk=person.user_id)
    with translation.override(language):
        link = _("(her kommer en lenke som er mottakerens egen)")
    facts = {
        "message": message,
        "lines": agenda_of(meeting).part_one,
        "late_since": late_since,
        "papers": has_papers(meeting),
    }
    return mail.compose(
        "meeting_call",
        mail.Recipient(person.email, person.name, language),
        {
            "meeting": meeting,
            "invitee": invitee,
            "address": address(meeting),
            "answer_address": link,
            **facts,
        },
    )


def changed(
    meeting: Meeting,
    invitees: list[Invitee],
    *,
    to: Iterable[tuple[Invitee, News]],
    at: datetime.datetime,
) -> int:
    """What is new to each person, with a calendar REQUEST of a higher sequence. Returns how many were written."""
    lines = agenda_of(meeting).part_one
    calendar = request(entry(meeting, invitees, titles(lines)), stamp=at)
    versions = {one.number: one.items for one in AgendaVersion.objects.filter(meeting=meeting)}
    newest, back_to = versions[max(versions)], caller(meeting)
    return sum(
        _send(
            "meeting_update",
            meeting,
            invitee,
            "REQUEST",
            calendar,
            back_to=back_to,
            news=news,
            items=_items(compare(versions.get(news.former.get("version", 0), []), newest)),
        )
        for invitee, news in to
    )


def cancelled(meeting: Meeting, invitees: list[Invitee], *, at: datetime.datetime) -> int:
    """That the meeting will not be held, with a calendar CANCEL of the whole meeting."""
    if not invitees:
        return 0
    calendar, back_to = cancel(entry(meeting, invitees), stamp=at), caller(meeting)
    return sum(
        _send("meeting_cancelled", meeting, invitee, "CANCEL", calendar, back_to=back_to)
        for invitee in invitees
    )


def removed(meeting: Meeting, invitee: Invitee, *, at: datetime.datetime) -> int:
    """That one person is no longer called: a CANCEL for that person alone."""
    calendar = cancel(entry(meeting, [invitee]), stamp=at, recipients=[invitee.email])
    came_for = invitee.deputy_for.name if invitee.deputy_for else ""
    back_to = caller(meeting)
    return _send("meeting_removed", meeting, invitee, "CANCEL", calendar, came_for=came_for, back_to=back_to)


def unanswered(meeting: Meeting, invitee: Invitee) -> bool:
    """One reminder to somebody who has not answered, for each day the meeting has been moved to.

    Returns whether it was written now.
    """
    key = f"unanswered:{meeting.date.isoformat()}:{invitee.pk}"
    return _write("meeting_unanswered", meeting, invitee, key=key) is not None


def to_call(meeting: Meeting, people: Iterable[User], *, deadline: datetime.date, days_left: int) -> int:
    """That the notice must leave soon, to those who can send it."""
    return _tell("meeting_to_call", meeting, people, key=f"to-call:{days_left}", deadline=deadline)


def minutes_missing(meeting: Meeting, people: Iterable[User], *, days: int) -> int:
    """That there are no minutes yet, some days after the meeting."""
    return _tell("minutes_missing", meeting, people, key=f"minutes-missing:{days}", days=days)


def _items(changes: Iterable[ItemChange]) -> dict[str, list[ItemChange]]:
    """The items that are new, changed and gone, by what became of them."""
    found: dict[str, list[ItemChange]] = {change.value: [] for change in Change}
    for one in changes:
        found[one.change.value].append(one)
    return found


def _send(kind: str, meeting: Meeting, invitee: Invitee, method: str, calendar: bytes, **facts: Any) -> bool:
    """Write one letter with its calendar entry, once for each sequence. Returns whether it was written now."""
    key = f"{kind}:{meeting.pk}:{meeting.sequence}:{invitee.pk}"
    return _write(kind, meeting, invitee, key=key, calendar=calendar, method=method, **facts) is not None


def _write(
    kind: str,
    meeting: Meeting,
    invitee: Invitee,
    *,
    key: str,
    calendar: bytes = b"",
    method: str = "",
    back_to: str = "",
    **facts: Any,
) -> object:
    return mail.queue(
        kind,
        recipient(invitee),
        dedupe_key=key,
        council_id=meeting.council_id,
        subject_id=meeting.pk,
        calendar=addressed(calendar, organizer(invitee)) if calendar else b"",
        calendar_method=method,
        reply_to=organizer(invitee) if settings.REPLY_ADDRESS else back_to,
        facts={
            "meeting": meeting,
            "invitee": invitee,
            "address": address(meeting),
            "answer_address": answer_address(invitee),
            **facts,
        },
    )


def _tell(kind: str, meeting: Meeting, people: Iterable[User], *, key: str, **facts: Any) -> int:
    written = 0
    for person in people:
        message = mail.queue(
            kind,
            mail.Recipient.of(person),
            dedupe_key=f"{kind}:{meeting.pk}:{key}:{meeting.date.isoformat()}:{person.pk}",
            council_id=meeting.council_id,
            subject_id=meeting.pk,
            facts={"meeting": meeting, "address": address(meeting), **facts},
        )
        written += message is not None
    return written
