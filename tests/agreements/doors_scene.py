"""One of everything that an agreement's addresses name, for tests/test_doors.py."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from agreements.actions import (
    add_measure,
    comment,
    keep_file,
    link_support,
    put_attachment,
    request_pdf,
    save_template,
    send_to_treatment,
)
from agreements.models import (
    AgreementData,
    AgreementPdf,
    Enquiry,
    Expectation,
    FocusArea,
    Section,
    SignatorySlot,
)
from tests.agreements.drafts import draft
from tests.agreements.rows import a_version
from tests.world import World


def agreement_scene(world: World) -> dict[str, Any]:
    """One of everything an agreement's addresses name."""
    north = world.north
    with world.acting(north.slt):
        agreement = draft(world)
        file = keep_file(
            agreement=agreement,
            name="plan.pdf",
            content_type="application/pdf",
            content=b"%PDF-1.7",
            by=north.slt,
        )
        attachment = put_attachment(agreement=agreement, number=1, title="Plan", file=file, by=north.slt)
        version = a_version(world, agreement)
        facts: dict[str, Any] = {
            "agreement": agreement,
            "version": version,
            "content_type": "application/pdf",
        }
        pdf = AgreementPdf(
            **facts, name="avtale.pdf", content_sha256=version.sha256, sealed=True, good_until=world.today
        )
        data = AgreementData(**facts, name="avtale.json")
        job = request_pdf(agreement=agreement, by=north.slt)
        section = Section.objects.filter(agreement=agreement)[0]
        remark = comment(agreement=agreement, section=section, text="Hm", by=north.slt, at=timezone.now())
        area = FocusArea.objects.get(agreement=agreement)
        expectation = Expectation.objects.create(agreement=agreement, who="kommunen", text="Inviterer")
        enquiry = Enquiry.objects.create(
            agreement=agreement,
            expectation=expectation,
            party=agreement.parties.get(organization=world.police_unit),
            kind="plan",
            title="Kommuneplanens arealdel",
            asked_on=world.today,
            by=north.slt,
            at=timezone.now(),
        )
        measure = add_measure(
            agreement=agreement,
            by=north.slt,
            at=timezone.now(),
            today=world.today,
            text="Natteravner",
            focus_area=area,
            responsible=north.slt,
            due="2020",
        )
        slot = SignatorySlot.objects.filter(agreement=agreement)[0]
        save_template(agreement=agreement, name="Vår mal", by=north.slt, at=timezone.now())
        link = link_support(agreement=agreement, title="Lokal avtale", by=north.slt)
        treatment = send_to_treatment(
            agreement=agreement,
            party=agreement.parties.all()[0],
            body="Kommunestyret",
            by=north.slt,
            at=timezone.now(),
        )
    with world.inside(north.council):
        pdf.hold(b"%PDF-1.7")
        pdf.save(force_insert=True)
        data.hold(b"{}")
        data.save(force_insert=True)
    return {
        "agreement_id": agreement.pk,
        "section_id": section.pk,
        "attachment_id": attachment.pk,
        "file_id": file.pk,
        "slot_id": slot.pk,
        "treatment_id": treatment.pk,
        "comment_id": remark.pk,
        "link_id": link.pk,
        "measure_id": measure.pk,
        "expectation_id": expectation.pk,
        "enquiry_id": enquiry.pk,
        "pdf_id": pdf.pk,
        "job_id": job.pk,
        "kind": "satsing",
        "row_id": area.pk,
    }
