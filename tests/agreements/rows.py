"""Thirty of each thing an agreement has; a part of tests/rows.py."""

from __future__ import annotations

import datetime

from django.utils import timezone

from agreements import canonical
from agreements import models as agreements
from agreements.composition import compose
from agreements.models import Agreement, AgreementGroupPermission, Party, Section, SignatorySlot
from politirad.tenancy.models import Organization, User
from tests.again import again, nth, numbered
from tests.world import World


def a_version(world: World, agreement: Agreement) -> agreements.Version:
    """The agreement's first frozen version, made without ending the draft, so that it can still be written."""
    text, beside = compose(agreement, day=world.today)
    return agreements.Version.objects.create(
        agreement=agreement,
        number=1,
        canonical=canonical.canonical(text).decode(),
        beside=beside,
        sha256=canonical.fingerprint(text),
        frozen_at=timezone.now(),
        frozen_by=world.north.slt,
    )


def an_open_hearing(world: World, agreement: Agreement) -> agreements.Hearing:
    """A hearing with one answer, which the secretary has taken down."""
    now, slt = timezone.now(), world.north.slt
    hearing = agreements.Hearing.objects.create(
        agreement=agreement, deadline=world.today, opened_at=now, opened_by=slt
    )
    party = Party.objects.filter(agreement=agreement)[0]
    agreements.HearingAnswer.objects.create(
        agreement=agreement,
        hearing=hearing,
        party=party,
        opinion="agrees",
        name="Kari",
        user=slt,
        answered_at=now,
    )
    return hearing


def multiply_agreement(
    world: World, agreement: Agreement, people: list[User], others: list[Organization]
) -> None:
    """Thirty of each thing an agreement has, and thirty agreements."""
    slt = world.north.slt
    parties = again(
        Party.objects.filter(agreement=agreement)[0], organization_id=nth(others), order=lambda n: 50 + n
    )
    slot = SignatorySlot.objects.filter(agreement=agreement)[0]
    again(slot, party_id=nth(parties), planned_user_id=nth(people), order=lambda n: 50 + n)
    section = Section.objects.filter(agreement=agreement).order_by("order")[0]
    sections = again(section, heading=numbered("Avsnitt"), order=lambda n: 500 + n, updated_by_id=nth(people))
    remark = agreements.Comment.objects.get(agreement=agreement)
    answer = agreements.Comment.objects.create(
        agreement=agreement, section=section, thread=remark, text="Ja", author=slt, written_at=timezone.now()
    )
    again(remark)
    again(answer)
    again(remark, section_id=nth(sections))
    version = agreements.SectionVersion.objects.create(
        agreement=agreement, section=section, number=100, heading="Avsnitt", html="<p>Før</p>", saved_by=slt
    )
    again(version, number=lambda n: 100 + n, saved_by_id=nth(people))
    again(version, section_id=nth(sections))
    attachment = agreements.Attachment.objects.filter(agreement=agreement)[0]
    files = again(agreements.AgreementFile.objects.filter(agreement=agreement)[0], name=numbered("fil"))
    again(attachment, number=lambda n: 50 + n, file_id=nth(files))
    frozen = agreements.Version.objects.get(agreement=agreement)
    again(frozen, number=lambda n: 1 + n)
    pdf = agreements.AgreementPdf.objects.filter(agreement=agreement)[0]
    again(pdf, name=numbered("avtale"))
    again(agreements.AgreementJob.objects.filter(agreement=agreement)[0])
    areas = again(agreements.FocusArea.objects.filter(agreement=agreement)[0], order=lambda n: 50 + n)
    again(agreements.AgreementTemplate.objects.get(name="Vår mal"), name=numbered("Mal"))
    measure = agreements.Measure.objects.get(agreement=agreement)
    progress = agreements.MeasureChange.objects.get(measure=measure)
    measures = again(measure, focus_area_id=nth(areas), party_id=nth(parties), changes=lambda _number: 0)
    again(measure, text=numbered("Tiltak"), changes=lambda _number: 0)
    again(progress, measure_id=nth(measures))
    again(progress, number=lambda n: 1 + n)
    expectation = agreements.Expectation.objects.get(agreement=agreement)
    reviewed = agreements.ExpectationReview.objects.create(
        agreement=agreement,
        expectation=expectation,
        year=world.today.year,
        verdict="kept",
        by=slt,
        at=timezone.now(),
    )
    expectations = again(expectation, order=lambda n: 50 + n)
    again(reviewed, expectation_id=nth(expectations))
    _enquiries(world, agreement, expectations)
    for days in range(1, 31):
        agreements.UnchangedRevision.objects.create(
            agreement=agreement,
            done_on=world.today - datetime.timedelta(days=days),
            basis="Politirådet, sak 4/26",
            recorded_by=slt,
            recorded_at=timezone.now(),
        )
    for one in (
        agreements.RevisionRule(agreement=agreement, kind="every_n_years", years=2),
        agreements.EvaluationRule(agreement=agreement, kind="yearly"),
        agreements.Reference(agreement=agreement, title="Politiloven"),
        agreements.TargetGroup(agreement=agreement, text="Ungdom"),
        agreements.RoleTask(agreement=agreement, role="politikontakt", text="Gi råd"),
        agreements.Finding(agreement=agreement, code="x", message="Noe å se på"),
    ):
        one.save(force_insert=True)
        again(one, order=lambda n: 50 + n)
    treatment = agreements.Treatment.objects.filter(agreement=agreement)[0]
    again(treatment, party_id=nth(parties))
    hearing = agreements.Hearing.objects.get(agreement=agreement)
    again(hearing, closed_at=lambda _number: timezone.now())
    again(agreements.HearingAnswer.objects.get(hearing=hearing), party_id=nth(parties))
    change = agreements.StateChange.objects.filter(agreement=agreement).latest("pk")
    again(change)
    others = again(agreement, title=numbered("Avtale"))
    again(change, agreement_id=nth(others))
    for granted in AgreementGroupPermission.objects.filter(content_object=agreement):
        again(granted, content_object_id=nth(others))


def _enquiries(world: World, agreement: Agreement, expectations: list[agreements.Expectation]) -> None:
    """Thirty enquiries that wait, and as many with an answer that was corrected, one under each expectation."""
    enquiry, said = (
        agreements.Enquiry.objects.get(agreement=agreement),
        {"by": world.north.slt, "at": timezone.now()},
    )
    again(enquiry, title=numbered("Plan"))
    for one in [enquiry, *again(enquiry, expectation_id=nth(expectations))]:
        answer = agreements.EnquiryAnswer.objects.create(
            agreement=agreement, enquiry=one, outcome="answered", text="Lys på gangveiene", **said
        )
        agreements.EnquiryCorrection.objects.create(
            agreement=agreement, answer=answer, text="Også ved skolen", **said
        )
