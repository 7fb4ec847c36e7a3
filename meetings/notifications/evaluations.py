"""Letters about evaluations, to the members: asked, reminded, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from meetings.models import Evaluation
from meetings.permissions import answered_by, members_of
from politirad import mail
from politirad.tenancy.models import User


def asked(evaluation: Evaluation, *, by: User) -> int:
    """That the member is asked to answer, and until when; the one who asks gets no letter."""
    people = members_of(evaluation.council).exclude(pk=by.pk)
    return _to("evaluation_asked", evaluation, people, key="asked", page="answer_evaluation", again=False)


def reminded(evaluation: Evaluation) -> int:
    """The same once more, to those who have not answered."""
    people = members_of(evaluation.council).exclude(pk__in=answered_by(evaluation))
    return _to("evaluation_asked", evaluation, people, key="reminded", page="answer_evaluation", again=True)


def closed(evaluation: Evaluation) -> int:
    """That what was said together can be read."""
    return _to(
        "evaluation_closed", evaluation, members_of(evaluation.council), key="closed", page="evaluation"
    )


def _to(
    kind: str, evaluation: Evaluation, people: Iterable[User], *, key: str, page: str, **facts: object
) -> int:
    address = settings.SITE_URL + reverse(page, args=[evaluation.council_id, evaluation.pk])
    written = 0
    for person in people:
        message = mail.queue(
            kind,
            mail.Recipient.of(person),
            dedupe_key=f"evaluation:{key}:{evaluation.pk}:{person.pk}",
            council_id=evaluation.council_id,
            subject_id=evaluation.pk,
            facts={"evaluation": evaluation, "council": evaluation.council, "address": address, **facts},
        )
        written += message is not None
    return written
