"""Order the PDF. A worker makes it; the page shows how far it has come."""

from __future__ import annotations

from django.db import transaction

from agreements.actions.guards import locked, record_here
from agreements.models import Agreement, AgreementJob, AgreementPdf
from agreements.standing import SIGNED_STATES
from politirad.tenancy.audit import record
from politirad.tenancy.models import User
from politirad.tenancy.tasks import wake

MAKE_PDF = "agreements.make_pdf"


@transaction.atomic
def request_pdf(*, agreement: Agreement, by: User | None) -> AgreementJob:
    """Order the agreement's PDF: sealed when it is signed, otherwise marked as a draft.

    Whoever sees the agreement may. An order that is waiting or at work is answered again instead of a second one.
    """
    signed = agreement.state in SIGNED_STATES
    kind = AgreementJob.Kind.SEALED_PDF if signed else AgreementJob.Kind.DRAFT_PDF
    going = AgreementJob.objects.filter(
        agreement=agreement, kind=kind, state__in=[AgreementJob.State.WAITING, AgreementJob.State.RUNNING]
    ).first()
    if going is None:
        going = AgreementJob.objects.create(agreement=agreement, kind=kind)
        if by is None:
            record("request_pdf", agreement, by=None, job=going.pk, kind=kind.value)
        else:
            record_here("request_pdf", agreement, by=by, job=going.pk, kind=kind.value)
    wake(MAKE_PDF, agreement.owner_council_id, going.pk)
    return going


@transaction.atomic
def request_renewal(*, pdf: AgreementPdf, by: User | None) -> AgreementJob | None:
    """Order a newer timestamp for a sealed PDF. An order that is going is answered again; None when it has one."""
    row = locked(pdf.agreement)
    if AgreementPdf.objects.filter(renews=pdf).exists():
        return None
    going = AgreementJob.objects.filter(
        renews=pdf, state__in=[AgreementJob.State.WAITING, AgreementJob.State.RUNNING]
    ).first()
    if going is None:
        kind = AgreementJob.Kind.RENEWED_SEAL
        going = AgreementJob.objects.create(agreement=row, kind=kind, renews=pdf)
        record("request_renewal", row, by=by, pdf=pdf.pk, until=pdf.good_until)
    wake(MAKE_PDF, row.owner_council_id, going.pk)
    return going
