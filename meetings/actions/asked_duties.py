"""Answer what the agreement asks of a meeting whose agenda is begun: put it on the agenda, or turn it down."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.agenda import item_of
from meetings.actions.placing import last_place
from meetings.actions.sending import hold_meeting, require_ahead
from meetings.asked_duties import AskedDuty, asked_of, unanswered
from meetings.models import AgendaItem, Meeting
from meetings.opening_items import duty_item
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def take_duty(*, meeting: Meeting, key: str, by: User, at: datetime.datetime) -> AgendaItem | None:
    """Put the duty last in the open part, as it would have come when the agenda was begun.

    An open item of its name that says the same already is taken for it. None when it was answered before. Raises
    Refusal when people are called, the meeting is over, or the duty is not asked for (any more).
    """
    meeting = _hold(meeting, at)
    duty = _answer(meeting, key, taken=True)
    if duty is None:
        return None
    one = duty_item(meeting, duty.kind, [duty.text])
    named = meeting.items.filter(part=1, title__iexact=one.title)
    item = next((item for item in named if one.text in item.text), None)
    if item is None:
        item = item_of(one, meeting, order=last_place(meeting, part=1), by=by)
        item.save(force_insert=True)
    record("take_duty", item, by=by, duty=duty.kind, text=duty.text[:250])
    return item


@transaction.atomic
def decline_duty(*, meeting: Meeting, key: str, by: User, at: datetime.datetime) -> bool:
    """Turn the duty down for this meeting: it is not proposed there again. False when it was answered before.

    Raises Refusal as `take_duty`.
    """
    meeting = _hold(meeting, at)
    duty = _answer(meeting, key, taken=False)
    if duty is None:
        return False
    said = duty.title(meeting.council.language)
    record("decline_duty", meeting, by=by, duty=duty.kind, text=duty.text[:250], said=said)
    return True


def _hold(meeting: Meeting, at: datetime.datetime) -> Meeting:
    """The meeting as it is now, held until the transaction ends, while its agenda may still be filled."""
    held = hold_meeting(meeting)
    require_ahead(held, at)
    if held.state != Meeting.State.PLANNED:
        raise Refusal(
            _(
                "Møtet er innkalt eller avlyst, så det avtalen ber om, hentes ikke lenger. Lag heller en ny sak."
            )
        )
    return held


def _answer(meeting: Meeting, key: str, *, taken: bool) -> AskedDuty | None:
    """The duty, noted as answered; None when it was before."""
    if any(one.key == key for one in asked_of(meeting.duties_answered)):
        return None
    duty = next((one for one in unanswered(meeting) if one.key == key), None)
    if duty is None:
        raise Refusal(_("Avtalen ber ikke om dette på møtet lenger."))
    meeting.duties_answered = [*meeting.duties_answered, duty.answered(taken=taken)]
    meeting.save(update_fields=["duties_answered"])
    return duty
