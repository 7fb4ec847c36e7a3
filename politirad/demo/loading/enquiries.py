"""What the parties have asked one another under their expectations, and what was answered so far."""

from __future__ import annotations

import datetime

from agreements.actions import add_enquiry, answer_enquiry
from agreements.models import Agreement, Enquiry
from politirad.demo.enquiring import EnquiryAnswer
from politirad.demo.loading.stage import Stage
from politirad.tenancy import context


def ask_and_answer(stage: Stage, file: str, agreement: Agreement) -> None:
    """Each is asked and answered by its own person, who sees and may what a request of theirs does."""
    for one in stage.demo.agreements[file].life.enquiries:
        by, day = stage.users[one.person], min(stage.day(one.asked), stage.today)
        with context.entered(context.of_user(by.pk, today=stage.today)):
            here = Agreement.objects.get(pk=agreement.pk)
            enquiry = add_enquiry(
                expectation=here.expectations.get(text=one.expectation),
                agreement=here,
                party=here.parties.select_related("organization").get(organization__name=one.party),
                kind=one.kind,
                title=one.title,
                link="",
                deadline=stage.day(one.deadline) if one.deadline else None,
                by=by,
                at=stage.moment(day),
                today=day,
            )
        if one.answer and stage.day(one.answer.date) <= stage.today:
            _answer(stage, enquiry, one.answer, stage.day(one.answer.date))


def _answer(stage: Stage, enquiry: Enquiry, source: EnquiryAnswer, day: datetime.date) -> None:
    by = stage.users[source.person]
    with context.entered(context.of_user(by.pk, today=stage.today)):
        answer_enquiry(
            enquiry=enquiry,
            agreement=enquiry.agreement,
            outcome=source.outcome,
            text=source.text,
            by=by,
            at=stage.moment(day, 14),
        )
