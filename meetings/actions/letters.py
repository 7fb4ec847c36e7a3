"""Send a letter about a meeting once more."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.models import Meeting
from politirad import mail
from politirad.tenancy.audit import record
from politirad.tenancy.models import OutgoingMessage, User
from politirad.tenancy.tasks import wake

State = OutgoingMessage.State
STUCK = frozenset({State.DEAD, State.UNCERTAIN, State.FAILED})


@transaction.atomic
def send_again(*, meeting: Meeting, message: OutgoingMessage, at: datetime.datetime, by: User) -> None:
    """Try a letter that was refused, or whose fate is not known, once more at once, under the same Message-ID.

    Raises Refusal when it has been sent or is on its way, and for an invitation that a newer one has overtaken: it
    would put a time into the calendar that no longer holds.
    """
    row = OutgoingMessage.objects.select_for_update().get(pk=message.pk)
    if row.state not in STUCK:
        raise Refusal(_("Brevet er sendt, eller på vei."))
    newer = OutgoingMessage.objects.filter(
        subject_id=meeting.pk, to_email__iexact=row.to_email, created_at__gt=row.created_at
    ).exclude(calendar="")
    if row.calendar and newer.exists():
        raise Refusal(_("Et nyere brev til samme person gjelder i stedet for dette."))
    row.state, row.due_at, row.attempts, row.server_words = State.NEW, at, 0, ""
    row.save(update_fields=["state", "due_at", "attempts", "server_words"])
    record("send_again", meeting, by=by, letter=row.pk)
    wake(mail.DELIVER, row.pk, row.council_id, row.organization_id)
