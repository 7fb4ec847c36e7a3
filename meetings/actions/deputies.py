"""Who comes instead of somebody who declines. Part of answering, never a deed of its own."""

from __future__ import annotations

import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from councils.permissions import Right
from meetings.actions.inviting import call_one, take_off
from meetings.calling import Called
from meetings.models import Invitee, Meeting
from meetings.notifications import answers as letters
from meetings.permissions import holders_of
from politirad.tenancy.models import User


def settle_deputy(*, meeting: Meeting, invitee: Invitee, at: datetime.datetime) -> None:
    """Call the deputy whom the invitee has named now, and take off the one named before.

    Only a seat can be filled by somebody else: a guest, or a deputy, who names another has that told to those who
    call the meeting, and so has anybody who names a deputy without an address.
    """
    wanted = invitee.deputy_email if invitee.answer == Invitee.Answer.DECLINED else ""
    there = invitee.deputies.filter(removed_at__isnull=True).select_related("council", "user").first()
    if there is not None and there.email != wanted:
        take_off(meeting, there, at=at)
    if invitee.answer != Invitee.Answer.DECLINED or (there is not None and there.email == wanted):
        return
    if wanted and invitee.seat_id is not None:
        if not meeting.invitees.filter(email=wanted, removed_at__isnull=True).exists():
            call_one(meeting, _deputy(meeting, invitee), at=at, deputy_for=invitee)
    elif invitee.deputy_name or wanted:
        letters.deputy_to_call(meeting, invitee, to=holders_of(meeting.council, Right.CALL_MEETING))


def _deputy(meeting: Meeting, invitee: Invitee) -> Called:
    """The named person, with a login when the address is a member's."""
    known = User.objects.filter(email=invitee.deputy_email, is_active=True).first()
    with translation.override(meeting.council.language):
        role = _("stedfortreder for %(name)s") % {"name": invitee.name}
    return Called(
        name=invitee.deputy_name or (known.name if known else invitee.deputy_email),
        email=invitee.deputy_email,
        role=role,
        optional=invitee.optional,
        user_id=known.pk if known else None,
    )
