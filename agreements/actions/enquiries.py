"""Ask another party under an expectation, move the deadline, answer, and correct an answer."""

from __future__ import annotations

import datetime

from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext as _

from agreements import notifications
from agreements.actions.guards import record_here
from agreements.enquiries import may_be_made
from agreements.lifecycle import State
from agreements.models import Agreement, Enquiry, EnquiryAnswer, EnquiryCorrection, Expectation, Party
from agreements.permissions import belongs_to
from agreements.standing import SIGNED_STATES
from councils.refusals import Refusal
from politirad.tenancy import context
from politirad.tenancy.models import User


@transaction.atomic
def add_enquiry(
    *,
    expectation: Expectation,
    agreement: Agreement,
    party: Party,
    kind: str,
    title: str,
    link: str,
    deadline: datetime.date | None,
    by: User,
    at: datetime.datetime,
    today: datetime.date,
) -> Enquiry:
    """Ask `party`, which `by` does not belong to. Its people get a letter when there is a deadline.

    Raises Refusal for an agreement that is not in charge, the own party, no words, and a deadline that has passed.
    """
    if not may_be_made(State(agreement.state), starts=agreement.in_force_from, today=today):
        raise Refusal(_("Avtalen gjelder ikke nå. Henvendelser hører til en avtale som gjelder."))
    if belongs_to(by, party):
        raise Refusal(_("Velg en annen part enn din egen. Det er den andre parten som skal svare."))
    if not title.strip():
        raise Refusal(_("Skriv hva det gjelder."))
    _lies_ahead(deadline, today)
    enquiry = Enquiry(
        agreement=agreement,
        expectation=expectation,
        party=party,
        kind=kind,
        title=title.strip()[:200],
        link=link,
        deadline=deadline,
        deadline_set_on=today if deadline else None,
        asked_on=today,
        by=by,
        at=at,
    )
    enquiry.save(force_insert=True)
    record_here("add_enquiry", agreement, by=by, enquiry=enquiry.pk, kind=str(kind))
    _tell(agreement, enquiry, today)
    return enquiry


@transaction.atomic
def move_enquiry(
    *,
    enquiry: Enquiry,
    agreement: Agreement,
    deadline: datetime.date | None,
    by: User,
    today: datetime.date,
) -> bool:
    """Give an enquiry another deadline, or none; the asked party is told. False if nothing differs.

    Raises Refusal when it has been answered, `by` belongs to the asked party, or the deadline has passed.
    """
    if belongs_to(by, enquiry.party):
        raise Refusal(_("Bare den som spør, kan flytte fristen."))
    _lies_ahead(deadline, today)
    if enquiry.deadline == deadline:
        return False
    moved = Enquiry.objects.filter(pk=enquiry.pk).update(
        deadline=deadline, deadline_set_on=today if deadline else None
    )
    if not moved:
        raise Refusal(_("Henvendelsen er besvart, så fristen kan ikke flyttes."))
    enquiry.refresh_from_db(fields=["deadline", "deadline_set_on"])
    record_here("move_enquiry", agreement, by=by, enquiry=enquiry.pk, deadline=str(deadline or "–"))
    _tell(agreement, enquiry, today)
    return True


@transaction.atomic
def answer_enquiry(
    *, enquiry: Enquiry, agreement: Agreement, outcome: str, text: str, by: User, at: datetime.datetime
) -> EnquiryAnswer:
    """Answer for the asked party, in the context of one of its people.

    Raises Refusal when somebody has answered before, an answer has no words, or the party is somebody else's.
    """
    if agreement.state not in SIGNED_STATES:
        raise Refusal(_("Avtalen er ikke signert ennå."))
    said = text.strip()[:1000]
    if outcome == EnquiryAnswer.Outcome.ANSWERED and not said:
        raise Refusal(_("Skriv kort hva dere svarte."))
    answer = EnquiryAnswer(agreement=agreement, enquiry=enquiry, outcome=outcome, text=said, by=by, at=at)
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError:
        raise Refusal(
            _("Noen andre har svart mens du skrev. Se svaret, og skriv en rettelse hvis noe mangler.")
        ) from None
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != "42501":
            raise
        raise Refusal(_("Du kan bare svare for en part du hører til.")) from None
    record_here("answer_enquiry", agreement, by=by, enquiry=enquiry.pk, outcome=str(outcome))
    return answer


@transaction.atomic
def correct_enquiry(
    *, enquiry: Enquiry, agreement: Agreement, text: str, by: User, at: datetime.datetime
) -> EnquiryCorrection:
    """Add a note beside the answer, which stays as it is. Raises Refusal when there is none, or the note is empty."""
    answer = EnquiryAnswer.objects.filter(enquiry=enquiry).first()
    if answer is None:
        raise Refusal(_("Henvendelsen er ikke besvart ennå, så det er ingenting å rette."))
    if not text.strip():
        raise Refusal(_("Skriv hva som skal rettes."))
    note = EnquiryCorrection(agreement=agreement, answer=answer, text=text.strip()[:1000], by=by, at=at)
    note.save(force_insert=True)
    record_here("correct_enquiry", agreement, by=by, enquiry=enquiry.pk)
    return note


def _lies_ahead(deadline: datetime.date | None, today: datetime.date) -> None:
    if deadline is not None and deadline < today:
        raise Refusal(_("Fristen kan ikke være passert."))


def _tell(agreement: Agreement, enquiry: Enquiry, today: datetime.date) -> None:
    """Write to the asked party at once where the asker may; else the clock does, in the owning council's context."""
    if enquiry.deadline is not None and agreement.owner_council_id in context.current().councils:
        notifications.enquiry_asked(agreement, enquiry, today=today)
