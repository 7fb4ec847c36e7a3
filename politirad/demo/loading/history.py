"""Letters of what happened long ago have been sent long ago."""

from __future__ import annotations

from politirad.demo.loading.stage import Stage
from politirad.tenancy.models import OutgoingMessage


def send_letters_of_the_past(stage: Stage, file: str) -> None:
    """Mark the letters that the actions have written for this file's councils so far as sent."""
    councils = [council.pk for _forum, council in stage.forums(file)]
    waiting = OutgoingMessage.State.NEW
    with stage.acting():
        OutgoingMessage.objects.filter(council_id__in=councils, state=waiting).update(
            state=OutgoingMessage.State.SENT, sent_at=stage.at
        )
