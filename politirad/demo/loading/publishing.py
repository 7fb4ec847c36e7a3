"""Show what the files publish in the public register, once its sealed PDF is made: the demo's last step."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from agreements import making
from agreements.actions import join_register, publish
from agreements.models import Agreement, AgreementJob
from politirad.demo.reading import Demo
from politirad.tenancy import context
from politirad.tenancy.models import OutgoingMessage, User


@transaction.atomic
def publish_agreements(demo: Demo, *, at: datetime.datetime) -> int:
    """Let the owners join the register and publish. What is published already is left as it is; returns the count."""
    sources = [one.agreement for one in demo.agreements.values() if one.agreement.published]
    for source in sources:
        people = [one for one in demo.people.people if one.organization == source.owner]
        administrator = next(one for one in people if one.tenant_administrator)
        writer = next(one for one in people if one.role == "SLT-koordinator")
        today = timezone.localdate(at)
        by, keeper = (User.objects.get(email=one.email) for one in (administrator, writer))
        with context.entered(context.of_user(by.pk, today=today)):
            join_register(organization=by.affiliations.get().organization, by=by, at=at)
        with context.entered(context.of_user(keeper.pk, today=today)):
            agreement = Agreement.objects.get(title=source.title)
            waiting = AgreementJob.objects.filter(agreement=agreement, state=AgreementJob.State.WAITING)
            jobs = list(waiting.values_list("pk", flat=True))
        for job in jobs:
            making.make_pdf(agreement.owner_council_id, job, at=at)
        with context.entered(context.of_user(keeper.pk, today=today)):
            publish(agreement=agreement, by=keeper, at=at, today=today)
            OutgoingMessage.objects.filter(
                kind="agreement_published", state=OutgoingMessage.State.NEW
            ).update(state=OutgoingMessage.State.SENT, sent_at=at)
    return len(sources)
