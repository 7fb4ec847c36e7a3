"""Letters about proposed items: to those who build the agenda, and back to the member."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.urls import reverse

from councils.permissions import Right
from meetings.models import ItemProposal
from meetings.permissions import holders_of
from politirad import mail


def submitted(proposal: ItemProposal) -> None:
    """That a member has proposed an item; the one who proposed it gets no letter."""
    for person in holders_of(proposal.council, Right.PREPARE_AGENDA).exclude(pk=proposal.proposed_by_id):
        mail.queue(
            "proposal_submitted",
            mail.Recipient.of(person),
            dedupe_key=f"proposal_submitted:{proposal.pk}:{person.pk}",
            facts={**_facts(proposal), "files": [file.name for file in proposal.files.defer("content")]},
            council_id=proposal.council_id,
            subject_id=proposal.pk,
        )


def answered(proposal: ItemProposal, *, at: datetime.datetime) -> None:
    """What has become of the proposal, to the member, unless the member answered it; nobody waits for a report's answer."""
    if proposal.reported_from or proposal.proposed_by_id == proposal.decided_by_id:
        return
    mail.queue(
        "proposal_answered",
        mail.Recipient.of(proposal.proposed_by),
        dedupe_key=f"proposal_answered:{proposal.pk}:{proposal.state}:{at.isoformat()}",
        facts=_facts(proposal),
        council_id=proposal.council_id,
        subject_id=proposal.pk,
    )


def _facts(proposal: ItemProposal) -> dict[str, object]:
    return {
        "proposal": proposal,
        "council": proposal.council,
        "meeting": proposal.preferred_meeting,
        "address": settings.SITE_URL + reverse("proposal", args=[proposal.pk]),
    }
