"""Writing: sections saved against their version, conflicts, order, terms by forms, attachments, a new agreement."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements.actions import add_section, open_revision, regulate, withdraw
from agreements.models import (
    Agreement,
    Attachment,
    EvaluationRule,
    Party,
    RevisionRule,
    SignatorySlot,
)
from councils.refusals import Refusal
from tests.agreements.drafts import frozen
from tests.agreements.writing_scene import (
    post,
    written,  # noqa: F401  (fixtures)
)
from tests.world import World


def test_head_takes_dates_as_people_write_them(world: World, written: Agreement) -> None:
    said = {
        "title": "Avtale",
        "kind": "cooperation",
        "language": "nb",
        "may_be_ended": "on",
        "notice_days": 90,
    }
    answer = post(
        world,
        world.north.slt,
        "agreement_head",
        written.pk,
        **said,
        valid_from="februar 2027",
        valid_to="2030",
    )
    assert answer.status_code == 302
    with world.inside(world.north.council):
        kept = Agreement.objects.get(pk=written.pk)
        assert (kept.valid_from, kept.valid_to, kept.termination_by, kept.notice_days) == (
            "2027-02",
            "2030",
            "either_party",
            90,
        )
    wrong = post(
        world, world.north.slt, "agreement_head", written.pk, **said, valid_from="en gang", valid_to="2019"
    )
    assert "Skriv en dato" in wrong.content.decode()
    backwards = post(
        world, world.north.slt, "agreement_head", written.pk, **said, valid_from="2030", valid_to="2027"
    )
    assert "Sluttdatoen må komme etter" in backwards.content.decode()
    assert 'value="2030"' in backwards.content.decode()


def test_terms_are_added_changed_and_removed(world: World, written: Agreement) -> None:
    slt = world.north.slt
    post(world, slt, "term_add", written.pk, "revisjon", kind="every_n_years", years=4)
    with world.inside(world.north.council):
        rule = RevisionRule.objects.get(agreement=written)
        assert (rule.kind, rule.years) == ("every_n_years", 4)
    refused = post(world, slt, "term_edit", written.pk, "revisjon", rule.pk, kind="yearly", years=4)
    assert "Antall år hører til" in refused.content.decode()
    post(world, slt, "term_edit", written.pk, "revisjon", rule.pk, kind="on_request")
    page = world.client(slt).get(reverse("agreement_terms", args=[written.pk])).content.decode()
    assert "Når en av partene ber om det" in page
    post(world, slt, "term_remove", written.pk, "revisjon", rule.pk)
    with world.inside(world.north.council):
        assert not RevisionRule.objects.filter(agreement=written).exists()
    assert world.client(slt).get(reverse("term_add", args=[written.pk, "tull"])).status_code == 404
    assert world.client(slt).get(reverse("term_edit", args=[written.pk, "part", uuid4()])).status_code == 404


def test_evaluation_names_who_evaluates(world: World, written: Agreement) -> None:
    slt = world.north.slt
    said = {"kind": "yearly", "written": "1", "evaluated_by": "politirådet, SLT-koordinator"}
    post(world, slt, "term_add", written.pk, "evaluering", **said)
    with world.inside(world.north.council):
        rule = EvaluationRule.objects.get(agreement=written)
        assert (rule.by, rule.written) == (["politirådet", "SLT-koordinator"], True)
    page = world.client(slt).get(reverse("term_edit", args=[written.pk, "evaluering", rule.pk]))
    assert "politirådet, SLT-koordinator" in page.content.decode()
    overview = world.client(slt).get(reverse("agreement", args=[written.pk])).content.decode()
    assert "Hvert år, skriftlig, av politirådet og SLT-koordinator" in overview


def test_line_to_sign_is_written_with_person_or_name(world: World, written: Agreement) -> None:
    with world.inside(world.north.council):
        party = Party.objects.get(agreement=written, organization=world.north.municipality)
    form = world.client(world.north.slt).get(reverse("term_add", args=[written.pk, "signatur"]))
    assert world.north.mayor.name in form.content.decode()
    assert world.south.mayor.name not in form.content.decode()
    post(
        world,
        world.north.slt,
        "term_add",
        written.pk,
        "signatur",
        party=party.pk,
        capacity="kommunedirektør",
        planned_user=world.north.chief_executive.pk,
    )
    with world.inside(world.north.council):
        line = SignatorySlot.objects.get(agreement=written, capacity="kommunedirektør")
        assert line.planned_name == world.north.chief_executive.name
        assert world.north.chief_executive.groups.filter(name=f"agreement:{written.pk}:signatory").exists()


def test_party_stands_once(world: World, written: Agreement) -> None:
    answer = post(world, world.north.slt, "term_add", written.pk, "part", organization=world.police_unit.pk)
    assert "Dette står i avtalen fra før" in answer.content.decode()


def test_attachment_with_a_file_is_kept_and_fetched_by_readers(world: World, written: Agreement) -> None:
    upload = SimpleUploadedFile("møte plan.pdf", b"%PDF-1.7 noe", content_type="text/html")
    answer = post(world, world.north.slt, "attachment_add", written.pk, title="Plan", upload=upload)
    assert answer.status_code == 302
    with world.inside(world.north.council):
        attachment = Attachment.objects.select_related("file").get(agreement=written)
        assert attachment.file is not None
        assert (attachment.number, attachment.file.content_type) == (1, "application/pdf")
    address = reverse("agreement_file", args=[written.pk, attachment.file_id])
    fetched = world.client(world.station_chief).get(address)
    assert (fetched.content, fetched["X-Content-Type-Options"]) == (b"%PDF-1.7 noe", "nosniff")
    assert fetched["Content-Disposition"].startswith("attachment")
    assert world.client(world.south.slt).get(address).status_code == 404


@pytest.mark.parametrize("content", [b"<html>", b"", b"MZ\x90", b"PK\x03\x04 ikke word"])
def test_attachment_of_another_kind_is_refused_in_words(
    world: World, written: Agreement, content: bytes
) -> None:
    upload = SimpleUploadedFile("fil.pdf", content, content_type="application/pdf")
    answer = post(world, world.north.slt, "attachment_add", written.pk, title="Plan", upload=upload)
    assert answer.status_code == 200
    with world.inside(world.north.council):
        assert not Attachment.objects.exists()


def test_agreement_regulates_only_councils_that_the_writer_sees(world: World, written: Agreement) -> None:
    with world.acting(world.north.slt), pytest.raises(Refusal, match="har tilgang til"):
        regulate(agreement=written, council=world.south.council, by=world.north.slt, today=world.today)


def test_revision_of_a_draft_is_refused(world: World, written: Agreement) -> None:
    with world.acting(world.north.slt), pytest.raises(Refusal, match="gjelder ikke nå"):
        open_revision(agreement=written, by=world.north.slt, today=world.today)


def test_reader_outside_the_owning_council_cannot_act_past_the_door(world: World) -> None:
    with world.acting(world.north.slt):
        signing = frozen(world)
    with world.acting(world.south.slt), pytest.raises(Refusal, match="eier avtalen"):
        withdraw(agreement=signing.agreement, reason="x", by=world.south.slt, at=signing.opened_at)


def test_empty_heading_of_a_new_section_is_refused(world: World, written: Agreement) -> None:
    with world.acting(world.north.slt), pytest.raises(Refusal, match="overskrift"):
        add_section(agreement=written, heading="\u200b", by=world.north.slt)
