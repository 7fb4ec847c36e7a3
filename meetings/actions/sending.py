"""What every sending about a meeting does: hold the meeting, note the sending, and note what each person now knows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings import told
from meetings.models import AgendaItem, Invitee, Meeting, Notice
from politirad.tenancy.models import User


def hold_meeting(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held against a second writer until the transaction ends."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("council").get(pk=meeting.pk)


def require_ahead(meeting: Meeting, at: datetime.datetime) -> None:
    """Raise Refusal when the meeting has ended: nobody is told anything about it then."""
    if meeting.has_been(at):
        raise Refusal(_("Møtet har vært, så ingen får beskjed lenger."))


def present_invitees(meeting: Meeting) -> list[Invitee]:
    """Those who are called and not taken off again."""
    return list(
        meeting.invitees.filter(removed_at__isnull=True).select_related(
            "user", "council", "seat", "deputy_for"
        )
    )


def called_themselves(meeting: Meeting) -> list[Invitee]:
    """The same without those who come for somebody else: they are accounted for at that person's name."""
    return [one for one in present_invitees(meeting) if one.deputy_for_id is None]


def facts_of(meeting: Meeting, *, version: int, asked: int) -> dict[str, Any]:
    """What a letter about the meeting says now (see `meetings.told`)."""
    return told.facts(
        title=meeting.title,
        date=meeting.date,
        start=meeting.start,
        end=meeting.end,
        place=meeting.place,
        video_url=meeting.video_url,
        host=meeting.host,
        version=version,
        sequence=meeting.sequence,
        asked=asked,
    )


def note_told(invitees: Iterable[Invitee], facts: dict[str, Any]) -> None:
    """Keep what these people have been told now."""
    rows = list(invitees)
    for invitee in rows:
        invitee.told = facts
    Invitee.objects.filter(pk__in=[one.pk for one in rows]).update(told=facts)


def note_change(meeting: Meeting, item: AgendaItem, at: datetime.datetime) -> None:
    """Let the update of a called meeting leave in a minute; a closed item is never told of."""
    if meeting.state == Meeting.State.CALLED and not meeting.has_been(at) and not item.is_closed:
        meeting.changed_at = at
        meeting.save(update_fields=["changed_at"])


def note_sending(
    meeting: Meeting,
    kind: Notice.Kind,
    *,
    at: datetime.datetime,
    by: User | None,
    deadline: datetime.date | None = None,
    late: bool = False,
    message: str = "",
) -> Notice:
    """The row that says what left, when, and who sent it."""
    return Notice.objects.create(
        council=meeting.council,
        meeting=meeting,
        kind=kind,
        sequence=meeting.sequence,
        sent_by=by,
        sent_at=at,
        deadline=deadline,
        late=late,
        message=message,
    )
