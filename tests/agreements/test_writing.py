"""Writing: sections saved against their version, conflicts, order, terms by forms, attachments, a new agreement."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements.actions import Conflict, add_section, open_revision, regulate, save_section, withdraw
from agreements.models import (
    Agreement,
    Attachment,
    EvaluationRule,
    Party,
    RevisionRule,
    Section,
    SectionVersion,
    SignatorySlot,
)
from councils.refusals import Refusal
from tests.agreements.drafts import draft, frozen
from tests.world import World


@pytest.fixture
def written(world: World) -> Agreement:
    with world.acting(world.north.slt):
        return draft(world)


@pytest.fixture
def section(world: World, written: Agreement) -> Section:
    with world.acting(world.north.slt):
        return Section.objects.filter(agreement=written).select_related("agreement").order_by("order")[1]


def now(world: World, section: Section) -> Section:
    with world.inside(world.north.council):
        return Section.objects.get(pk=section.pk)


def post(world: World, user: Any, name: str, *keys: Any, **values: Any) -> Any:
    return world.client(user).post(reverse(name, args=keys), values)


def test_new_agreement_begins_with_shared_outline_and_the_councils_participants(world: World) -> None:
    answer = post(
        world,
        world.north.slt,
        "new_agreement",
        council=world.north.council.pk,
        title="  Avtale \U0001f46e 2027 ",
        kind="police_council",
        language="nn",
        with_outline="on",
    )
    with world.inside(world.north.council):
        made = Agreement.objects.get()
        assert answer.url == reverse("agreement", args=[made.pk])
        assert (made.title, made.language, made.state) == ("Avtale 2027", "nn", "draft")
        assert [party.organization for party in made.parties.all()] == [
            world.north.municipality,
            world.police_unit,
        ]
        assert list(made.sections.values_list("heading", flat=True))[0] == "Innleiing"


@pytest.mark.parametrize("who", ["mayor", "police_contact"])
def test_new_agreement_is_refused_to_those_who_make_none(world: World, who: str) -> None:
    client = world.client(getattr(world.north, who))
    assert client.get(reverse("new_agreement")).status_code == 403
    client.post(reverse("new_agreement"), {"council": world.north.council.pk, "title": "Min", "kind": "slt"})
    with world.inside(world.north.council):
        assert not Agreement.objects.exists()


def test_autosave_stores_clean_text_and_keeps_every_version(world: World, section: Section) -> None:
    answer = post(
        world,
        world.north.slt,
        "section_save",
        section.agreement_id,
        section.pk,
        version=1,
        heading="Mål",
        html="<p>Nytt <script>x</script><b>mål</b></p>",
    )
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert now(world, section).html == "<p>Nytt <strong>mål</strong></p>"
    with world.inside(world.north.council):
        kept = SectionVersion.objects.filter(section=section).values_list("number", "heading")
        assert list(kept) == [(1, section.heading), (2, "Mål")]


def test_second_writer_gets_the_conflict_in_words_and_loses_nothing(world: World, section: Section) -> None:
    with world.acting(world.north.slt):
        save_section(section=section, version=1, heading="Mål", html="<p>Min</p>", by=world.north.slt)
    said = {"version": 1, "heading": "Mål", "html": "<p>Din</p>"}
    answer = post(world, world.north.slt, "section_save", section.agreement_id, section.pk, **said)
    assert answer.status_code == 409
    assert world.north.slt.name in answer.json()["sentence"]
    page = post(world, world.north.slt, "section_edit", section.agreement_id, section.pk, **said)
    text = page.content.decode()
    assert page.status_code == 409
    assert "Min" in text and "Din" in text
    assert 'name="version" value="2"' in text
    assert now(world, section).html == "<p>Min</p>"
    said["version"] = 2
    assert (
        post(world, world.north.slt, "section_edit", section.agreement_id, section.pk, **said).status_code
        == 302
    )
    assert now(world, section).html == "<p>Din</p>"


def test_same_text_saved_twice_is_no_conflict(world: World, section: Section) -> None:
    with world.acting(world.north.slt):
        for _again in range(2):
            saved = save_section(
                section=section, version=1, heading="Mål", html="<p>Likt</p>", by=world.north.slt
            )
            assert not isinstance(saved, Conflict)
        assert saved.version == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [({"heading": " ", "html": "", "version": 1}, "Feltet"), ({"heading": "A", "html": ""}, "Feltet")],
    ids=["no heading", "no version"],
)
def test_autosave_of_bad_input_answers_with_a_sentence(
    world: World, section: Section, values: dict[str, Any], sentence: str
) -> None:
    answer = post(world, world.north.slt, "section_save", section.agreement_id, section.pk, **values)
    assert answer.status_code == 422
    assert json.loads(answer.content)["sentence"]
    assert now(world, section).version == 1


def test_frozen_text_refuses_autosave_in_words(world: World) -> None:
    with world.acting(world.north.slt):
        signing = frozen(world)
        section = Section.objects.filter(agreement=signing.agreement_id)[0]
    answer = post(
        world,
        world.north.slt,
        "section_save",
        signing.agreement_id,
        section.pk,
        version=1,
        heading="A",
        html="",
    )
    assert (answer.status_code, "låst" in answer.json()["sentence"]) == (422, True)


@pytest.mark.parametrize(("who", "status"), [("mayor", 403), ("other", 404)])
def test_section_is_written_by_writers_alone(world: World, section: Section, who: str, status: int) -> None:
    user = world.north.mayor if who == "mayor" else world.south.slt
    for name in ("section_save", "section_edit", "section_remove"):
        answer = post(world, user, name, section.agreement_id, section.pk, version=1, heading="X", html="")
        assert answer.status_code == status
    assert now(world, section).heading == section.heading


def test_section_of_another_agreement_is_not_found(world: World, section: Section) -> None:
    with world.acting(world.north.slt):
        other = draft(world, "En annen")
    answer = post(
        world, world.north.slt, "section_edit", other.pk, section.pk, version=1, heading="X", html=""
    )
    assert answer.status_code == 404


def test_sections_move_and_leave_their_versions_when_removed(world: World, section: Section) -> None:
    post(world, world.north.slt, "section_move", section.agreement_id, item=section.pk, to=1)
    with world.inside(world.north.council):
        assert Section.objects.filter(agreement=section.agreement_id).order_by("order")[0].pk == section.pk
    assert (
        post(world, world.north.slt, "section_move", section.agreement_id, item="x", to=1).status_code == 404
    )
    post(world, world.north.slt, "section_remove", section.agreement_id, section.pk)
    with world.inside(world.north.council):
        orders = Section.objects.filter(agreement=section.agreement_id).values_list("order", flat=True)
        assert list(orders) == list(range(1, 8))
        assert SectionVersion.objects.filter(section=section).count() == 1


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


def test_stage_moves_between_draft_hearing_and_treatment(world: World, written: Agreement) -> None:
    post(world, world.north.slt, "agreement_stage", written.pk, to="hearing")
    with world.inside(world.north.council):
        assert Agreement.objects.get(pk=written.pk).state == "hearing"
    assert post(world, world.north.mayor, "agreement_stage", written.pk, to="draft").status_code == 403
    post(world, world.north.slt, "agreement_stage", written.pk, to="in_force")
    with world.inside(world.north.council):
        assert Agreement.objects.get(pk=written.pk).state == "hearing"


def test_empty_heading_of_a_new_section_is_refused(world: World, written: Agreement) -> None:
    with world.acting(world.north.slt), pytest.raises(Refusal, match="overskrift"):
        add_section(agreement=written, heading="\u200b", by=world.north.slt)
