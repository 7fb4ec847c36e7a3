"""Approve minutes, by the chair or by the next meeting, and correct them afterwards by an addition."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.approval_item import withdraw_approval_item
from meetings.actions.follow_up import decide
from meetings.actions.hearing import freeze
from meetings.actions.writing import checked, open_minutes
from meetings.making import ask_for_pdf
from meetings.models import AgendaItem, Correction, Meeting, MeetingPdf, Minutes, MinutesVersion, Remark
from meetings.notifications import papers
from meetings.publishing import is_published
from politirad import dates
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

State = Minutes.State


@transaction.atomic
def approve_minutes(*, minutes: Minutes, at: datetime.datetime, by: User) -> None:
    """Approve the minutes: they are locked from now on. An item that waits on a planned agenda is taken off it.

    Raises Refusal when they are approved already, have not been sent for remarks, or a remark is not answered.
    """
    minutes = open_minutes(minutes.meeting_id)
    withdraw_approval_item(minutes=minutes, by=by)
    _approve(minutes, at=at, by=by, approved_in=None)


@transaction.atomic
def approve_at_meeting(*, item: AgendaItem, at: datetime.datetime, by: User) -> None:
    """Write down that the meeting approved the minutes that the item is about, with a decision of its own.

    Raises Refusal when the item is about no minutes, its meeting has no minutes yet, and as `approve_minutes`.
    """
    held = open_minutes(item.meeting_id)
    waiting = Minutes.objects.select_related("meeting").filter(approval_item=item).first()
    if waiting is None:
        raise Refusal(_("Denne saken gjelder ikke noe referat."))
    minutes = open_minutes(waiting.meeting_id)
    decide(item=item, text=_words(minutes.meeting), by=by)
    _approve(minutes, at=at, by=by, approved_in=held.meeting)


def _words(meeting: Meeting) -> str:
    """The decision, in the council's language."""
    language = meeting.council.language
    with translation.override(language):
        return _("Referatet fra %(meeting)s %(date)s er godkjent.") % {
            "meeting": meeting.title,
            "date": dates.long_date(meeting.date, language),
        }


def _approve(minutes: Minutes, *, at: datetime.datetime, by: User, approved_in: Meeting | None) -> None:
    if minutes.state != State.REMARKS:
        raise Refusal(_("Referatet må sendes til merknader før det kan godkjennes."))
    if minutes.remarks.filter(state=Remark.State.OPEN).exists():
        raise Refusal(_("Det er merknader som ikke er besvart. Svar på dem før referatet godkjennes."))
    freeze(minutes, MinutesVersion.Kind.APPROVED, at=at, by=by)
    minutes.state, minutes.approved_by, minutes.approved_at = State.APPROVED, by, at
    minutes.approved_in = approved_in
    minutes.save(update_fields=["state", "approved_by", "approved_at", "approved_in"])
    meeting = minutes.meeting
    meeting.state = Meeting.State.MINUTED
    meeting.save(update_fields=["state"])
    record("approve_minutes", minutes, by=by, meeting=approved_in.pk if approved_in else None)
    ask_for_pdf(meeting=meeting, kind=MeetingPdf.Kind.MINUTES, by=by)
    papers.minutes_approved(meeting, minutes)


@transaction.atomic
def correct_minutes(
    *, minutes: Minutes, text: str, at: datetime.datetime, by: User, item: AgendaItem | None = None
) -> Correction:
    """Add what was wrong and what is right; what was approved stays as it was. Those who were called are told.

    Raises Refusal when the minutes are not approved: then the text itself is changed.
    """
    row = Minutes.objects.select_related("meeting__council").get(pk=minutes.pk)
    if row.state != State.APPROVED:
        raise Refusal(_("Referatet er ikke godkjent ennå. Endre selve teksten."))
    correction = Correction(
        council=row.council, minutes=row, item=item, text=checked(text), made_at=at, made_by=by
    )
    correction.save(force_insert=True)
    record("correct_minutes", row, by=by, about=item)
    if item is None or not item.is_closed:
        ask_for_pdf(meeting=row.meeting, kind=MeetingPdf.Kind.MINUTES, by=by)
        papers.minutes_corrected(row.meeting, correction)
        if is_published(row.meeting):
            ask_for_pdf(meeting=row.meeting, kind=MeetingPdf.Kind.PUBLIC, by=by)
    return correction
