"""The PDF of an agreement: made by a job step by step, sealed when signed, the same bytes every time."""

import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from agreements import making
from agreements.actions import request_pdf, settle
from agreements.documents import document_of
from agreements.models import Agreement, AgreementJob, AgreementPdf, Version
from politirad import seal
from politirad.tenancy import work
from tests.agreements.drafts import draft, frozen, sign_all, signed
from tests.world import World


def words(content: bytes) -> str:
    reader = PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def order(world: World, agreement: Agreement) -> UUID:
    with world.acting(world.north.police_contact):
        return request_pdf(agreement=agreement, by=world.north.police_contact).pk


def job_and_file(world: World, job_id: UUID) -> tuple[AgreementJob, AgreementPdf | None]:
    with world.inside(world.north.council):
        job = AgreementJob.objects.select_related("pdf").get(pk=job_id)
        return job, job.pdf


def made(world: World, job_id: UUID) -> AgreementJob.State | None:
    return making.make_pdf(world.north.council.pk, job_id, at=timezone.now())


def test_draft_pdf_tells_the_whole_draft_and_is_not_sealed(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
    job_id = order(world, agreement)
    assert made(world, job_id) == "done"
    job, file = job_and_file(world, job_id)
    assert file is not None
    assert (job.percent, file.sealed, file.version_id) == (100, False, None)
    text = words(bytes(file.content))
    for said in (
        "Nordvik kommune",
        "Vik politistasjonsdistrikt",
        "Ungdom og rus",
        "Utkast",
        "ordfører",
        "Skal ha fire møter i året",
    ):
        assert said in text
    assert made(world, job_id) is None


def test_signed_agreement_gets_a_sealed_pdf_bound_to_the_signed_text(world: World) -> None:
    agreement = signed(world)
    with world.inside(world.north.council):
        job = AgreementJob.objects.get(kind="sealed_pdf")
        version = Version.objects.get(agreement=agreement)
    assert made(world, job.pk) == "done"
    _job, file = job_and_file(world, job.pk)
    assert file is not None
    assert (file.sealed, file.content_sha256) == (True, version.sha256)
    verdict = seal.verify(bytes(file.content))
    assert (verdict.sealed_here, verdict.changed_since, verdict.digest) == (True, False, file.seal_digest)
    text = words(bytes(file.content))
    assert world.north.mayor.name in text
    assert version.sha256[:20] in text.replace(" ", "")
    assert "avansert" not in text.lower()


def test_the_last_one_to_sign_sees_the_sealing_before_a_worker_has_begun(world: World) -> None:
    with world.acting(world.north.slt):
        signing = frozen(world)
    chief = world.client(world.station_chief)
    page, sealing = (
        reverse(name, args=[signing.agreement_id]) for name in ("agreement", "agreement_sealing")
    )
    assert sealing not in chief.get(page).content.decode()
    sign_all(world, signing)
    shown = chief.get(page).content.decode()
    assert f'data-hx-get="{sealing}"' in shown
    assert "Lag PDF" not in shown
    assert 'data-state="waiting"' in chief.get(sealing).content.decode()
    with world.inside(world.north.council):
        agreement = Agreement.objects.get(pk=signing.agreement_id)
        settle(agreement=agreement, at=timezone.now(), today=world.today)
        job = AgreementJob.objects.get(kind="sealed_pdf")
    assert made(world, job.pk) == "done"
    assert "Last ned PDF" in chief.get(sealing).content.decode()


def test_same_version_and_signatures_give_the_same_bytes_before_the_seal(world: World) -> None:
    agreement = signed(world)
    with world.inside(world.north.council):
        once = document_of(agreement, today=world.today).render()
        again = document_of(agreement, today=world.today + timedelta(days=400)).render()
    assert once == again


def test_demo_agreement_says_so_on_every_page(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
        Agreement.objects.filter(pk=agreement.pk).update(is_demo=True)
        agreement.refresh_from_db()
        content = document_of(agreement, today=world.today).render()
    pages = PdfReader(io.BytesIO(content)).pages
    assert len(pages) > 1
    assert all("Demonstrasjon" in page.extract_text() for page in pages)


def test_timestamp_failure_is_tried_again_and_never_a_weaker_seal(world: World, settings: Any) -> None:
    signed(world)
    with world.inside(world.north.council):
        job_id = AgreementJob.objects.get(kind="sealed_pdf").pk
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/nobody-listens"
    assert made(world, job_id) == "running"
    job, file = job_and_file(world, job_id)
    assert file is None
    assert job.lease_until is not None and job.lease_until > timezone.now()
    assert made(world, job_id) is None
    settings.TIMESTAMP_URL = ""
    with world.inside(world.north.council):
        AgreementJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert made(world, job_id) == "done"


def test_worker_that_lost_its_lease_stores_nothing(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
    job_id = order(world, agreement)
    with world.inside(world.north.council):
        late = work.claim(AgreementJob.objects.select_related("agreement"), job_id, at=timezone.now())
        assert late is not None
        document = document_of(agreement, today=world.today)
        AgreementJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert made(world, job_id) == "done"
    with world.inside(world.north.council):
        assert making._store(late, document, b"%PDF late", sealed=False) is None
        assert AgreementPdf.objects.count() == 1


def test_unprintable_text_fails_with_a_sentence(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
        Agreement.objects.filter(pk=agreement.pk).update(title="Avtale \U0001f46e")
        agreement.refresh_from_db()
    job_id = order(world, agreement)
    state = made(world, job_id)
    job, _file = job_and_file(world, job_id)
    assert (state, job.state) == ("failed", "failed")
    assert "ikke kan trykkes" in job.error


def test_order_while_one_is_waiting_answers_the_same_job(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
    assert order(world, agreement) == order(world, agreement)


@pytest.fixture(autouse=True)
def _own_seal(settings: Any, tmp_path_factory: Any) -> None:
    settings.SEAL_FOLDER = str(tmp_path_factory.getbasetemp() / "seal")
