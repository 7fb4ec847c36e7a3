"""What the tests of the public register share."""

import functools
import io
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from django.core.cache import cache
from django.utils import timezone

from agreements import making
from agreements.actions import join_register, publish
from agreements.models import Agreement, AgreementJob, AgreementPdf, Publication, Version
from politirad import seal
from politirad.tenancy.sealed_files import hold_sealed
from tests.agreements.drafts import signed
from tests.world import World


@pytest.fixture(autouse=True)
def _own_seal(settings: Any, tmp_path_factory: Any) -> None:
    settings.SEAL_FOLDER = str(tmp_path_factory.getbasetemp() / "seal")
    cache.clear()


def sealed(world: World) -> Agreement:
    """A signed agreement of the north council with a sealed PDF: one page that stands for the paper.

    What a worker makes of an agreement is tested in test_making.py; here it would only take time.
    """
    agreement = signed(world)
    with world.inside(world.north.council):
        job = AgreementJob.objects.get(agreement=agreement, kind="sealed_pdf")
        version = Version.objects.get(agreement=agreement)
        file = AgreementPdf(
            agreement=agreement,
            version=version,
            content_sha256=version.sha256,
            name="avtale.pdf",
            content_type="application/pdf",
        )
        hold_sealed(file, _paper())
        file.save(force_insert=True)
        making.keep_data(agreement, file)
        job.state, job.pdf = AgreementJob.State.DONE, file
        job.save(update_fields=["state", "pdf"])
    return agreement


def printed(world: World) -> Agreement:
    """The same with the paper that a worker makes."""
    agreement = signed(world)
    with world.inside(world.north.council):
        job = AgreementJob.objects.get(agreement=agreement, kind="sealed_pdf")
    making.make_pdf(world.north.council.pk, job.pk, at=timezone.now())
    return agreement


@functools.cache
def _paper() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer)
    return seal.seal(buffer.getvalue(), reason="Avtalen er signert", location="Nordvik", at=timezone.now())


def opened(world: World) -> None:
    """Let Nordvik take part in the register."""
    north = world.north
    with world.acting(north.administrator):
        join_register(organization=north.municipality, by=north.administrator, at=timezone.now())


def published(world: World) -> Publication:
    """The same agreement, shown to everybody."""
    agreement = sealed(world)
    opened(world)
    with world.acting(world.north.slt):
        return publish(agreement=agreement, by=world.north.slt, at=timezone.now(), today=world.today)


def copies(world: World, entry: Publication, count: int) -> list[UUID]:
    """More entries like it, each of an agreement of its own."""
    made = []
    with world.inside(world.north.council):
        pdf = AgreementPdf.objects.get(pk=entry.pdf_id)
        for number in range(count):
            agreement = Agreement.objects.create(
                owner_council=world.north.council, title=f"Avtale {number:02}"
            )
            one = Publication.objects.get(pk=entry.pk)
            one.pk, one.agreement, one.title, one.pdf = agreement.pk, agreement, agreement.title, pdf
            one.words = f"{agreement.title}\nTrygg by nummer {number}"
            one.save(force_insert=True)
            made.append(one.pk)
    return made
