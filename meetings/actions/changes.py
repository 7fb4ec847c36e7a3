"""Change and cancel a meeting that has been called, and send what has changed."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings import told
from meetings.actions.calling import MeetingTerms
from meetings.actions.freezing import freeze_agenda
from meetings.actions.sending import facts_of, hold_meeting, note_sending, note_told, present_invitees
from meetings.actions.writing import require_no_identity
from meetings.agenda import snapshot
from meetings.agenda_versions import differs
from meetings.making import ask_for_pdf
from meetings.models import AgendaVersion, Invitee, Meeting, MeetingPdf, Notice
from meetings.notifications import calls
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

State = Meeting.State


@transaction.atomic
def change_called_meeting(*, meeting: Meeting, terms: MeetingTerms, at: datetime.datetime, by: User) -> bool:
    """Give a called meeting new terms; the update leaves a minute later, with what else changed meanwhile.

    Its number stands, in another year too: those called know the meeting and its papers by it. Returns whether anything changed. Raises Refusal when the meeting is not called, or the new time is past, and
    on an identity number.
    """
    require_no_identity([terms.title, terms.place])
    meeting = hold_meeting(meeting)
    if meeting.state != State.CALLED:
        raise Refusal(_("Bare et møte som er kalt inn, kan endres her."))
    if terms.end <= terms.start:
        raise Refusal(_("Møtet må slutte etter at det begynner."))
    former = meeting.date
    before = _terms_of(meeting)
    if before == terms:
        return False
    meeting.title, meeting.date, meeting.start, meeting.end = terms.title, terms.date, terms.start, terms.end
    meeting.place, meeting.video_url, meeting.host = terms.place, terms.video_url, terms.host
    meeting.changed_at = at
    if meeting.has_been(at):
        raise Refusal(_("Møtet kan ikke flyttes til en tid som har vært."))
    meeting.save()
    record("change_meeting", meeting, by=by, date=terms.date.isoformat(), former=former.isoformat())
    return True


@transaction.atomic
def announce_changes(*, meeting: Meeting, at: datetime.datetime, by: User) -> None:
    """Let an update leave in a minute that says what those called have not been sent, such as another text.

    Raises Refusal when the meeting is not called or has been, or they have been sent it all.
    """
    meeting = hold_meeting(meeting)
    if meeting.state != State.CALLED or meeting.has_been(at):
        raise Refusal(_("Møtet er ikke kalt inn, eller det har vært, så ingen får beskjed."))
    last = AgendaVersion.objects.filter(meeting=meeting).order_by("-number").first()
    if last is not None and not differs(last.items, snapshot(meeting)):
        raise Refusal(_("De som er kalt inn, har fått sakslisten slik den er."))
    meeting.changed_at = at
    meeting.save(update_fields=["changed_at"])
    record("announce_changes", meeting, by=by)


@transaction.atomic
def send_changes(*, meeting: Meeting, at: datetime.datetime, by: User | None) -> int:
    """Send one update for everything that changed since the last letter. Returns how many letters were written.

    It goes to those it is news to: nobody gets one when the change was taken back within the minute. Whoever was
    told another time is asked to answer again, unless that person has answered for the new one.
    """
    meeting = hold_meeting(meeting)
    if meeting.changed_at is None:
        return 0
    meeting.changed_at = None
    if meeting.state != State.CALLED or meeting.has_been(at):
        meeting.save(update_fields=["changed_at"])
        return 0
    version = freeze_agenda(meeting=meeting, at=at).number
    invitees = present_invitees(meeting)
    now = facts_of(meeting, version=version, asked=0)
    unaware = [(one, told.news(one.told, now)) for one in invitees]
    unaware = [(one, news) for one, news in unaware if news.anything]
    meeting.sequence += bool(unaware)
    meeting.save(update_fields=["changed_at", "sequence"])
    if not unaware:
        return 0
    _note_news(meeting, unaware, version=version)
    _ask_again([one for one, news in unaware if news.time], told.time_key(now))
    note_sending(meeting, Notice.Kind.UPDATE, at=at, by=by)
    ask_for_pdf(meeting=meeting, kind=MeetingPdf.Kind.PACK, by=by)
    return calls.changed(meeting, invitees, to=unaware, at=at)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, at: datetime.datetime, by: User) -> None:
    """Cancel a meeting; those who were called get a calendar cancellation at once.

    Raises Refusal without a reason, or when the meeting is held or cancelled already, and on an identity number.
    """
    require_no_identity([reason])
    meeting = hold_meeting(meeting)
    if meeting.state not in {State.PLANNED, State.CALLED}:
        raise Refusal(_("Møtet er holdt eller avlyst, og kan ikke avlyses nå."))
    if not reason.strip():
        raise Refusal(_("Skriv hvorfor møtet er avlyst."))
    was_called = meeting.state == State.CALLED
    meeting.state, meeting.cancelled_reason, meeting.changed_at = State.CANCELLED, reason.strip(), None
    meeting.sequence += 1
    meeting.save()
    if was_called and not meeting.has_been(at):
        note_sending(meeting, Notice.Kind.CANCELLATION, at=at, by=by, message=reason.strip())
        calls.cancelled(meeting, present_invitees(meeting), at=at)
    record("cancel_meeting", meeting, by=by, called=was_called)


def _terms_of(meeting: Meeting) -> MeetingTerms:
    return MeetingTerms(
        meeting.title,
        meeting.date,
        meeting.start,
        meeting.end,
        meeting.place,
        meeting.video_url,
        meeting.host,
    )


def _note_news(meeting: Meeting, unaware: list[tuple[Invitee, told.News]], *, version: int) -> None:
    """Keep what these people now know; whoever hears of a new time is asked anew in this sequence."""
    by_asked: dict[int, list[Invitee]] = {}
    for invitee, news in unaware:
        asked = meeting.sequence if news.time else invitee.told["asked"]
        by_asked.setdefault(asked, []).append(invitee)
    for asked, invitees in by_asked.items():
        note_told(invitees, facts_of(meeting, version=version, asked=asked))


def _ask_again(invitees: list[Invitee], time_key: str) -> None:
    """Forget answers that were about another time."""
    stale = [one for one in invitees if one.answer != Invitee.Answer.NONE and one.answered_for != time_key]
    for invitee in stale:
        invitee.answer, invitee.answered_at = Invitee.Answer.NONE, None
    Invitee.objects.bulk_update(stale, ["answer", "answered_at"])
