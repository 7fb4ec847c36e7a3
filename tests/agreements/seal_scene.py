"""An agreement whose sealed PDF lasts sixty days more, for the tests of renewal; the sealing itself is done once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import override_settings
from django.utils import timezone

from agreements import making
from agreements.making import keep_data
from agreements.models import Agreement, AgreementJob, AgreementPdf, Version
from politirad import pdf, seal
from politirad.tenancy import sealed_files
from politirad.tenancy.sealed_files import MOST_ATTEMPTS
from tests import papers
from tests.agreements.drafts import signed
from tests.seal_scene import AT, an_authority
from tests.world import World

DAYS = 60


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of our seal, and of the certificates of timestamp authorities."""
    return tmp_path_factory.mktemp("renewal")


@pytest.fixture(scope="module")
def sealed_bytes(keys: Path) -> bytes:
    """A paper sealed with a timestamp whose certificate runs out `DAYS` days after `AT`."""
    plain = pdf.render(
        "pdf/year_plan.html",
        papers.year_plan(),
        title="Avtale",
        language="nb",
        created=papers.CREATED,
        identifier="a",
    )
    with (
        override_settings(SEAL_FOLDER=keys / "own", SEAL_TRUST="", TIMESTAMP_URL=""),
        an_authority(keys, django_settings, name="Gammel", days=DAYS),
    ):
        return seal.seal(plain, reason="Prøve", location="Granli", at=AT)


@pytest.fixture
def agreement(world: World, settings: Any, keys: Path, sealed_bytes: bytes) -> Agreement:
    """A signed agreement with that file as its sealed PDF; no timestamp authority is there now."""
    settings.SEAL_FOLDER, settings.SEAL_TRUST, settings.TIMESTAMP_URL = keys / "own", "", ""
    agreement = signed(world)
    with world.inside(world.north.council):
        version = Version.objects.get(agreement=agreement)
        file = AgreementPdf(agreement=agreement, version=version, content_sha256=version.sha256)
        file.name, file.content_type = "avtale.pdf", "application/pdf"
        sealed_files.hold_sealed(file, sealed_bytes)
        file.save(force_insert=True)
        keep_data(agreement, file)
        AgreementJob.objects.update(state="done", pdf=file)
    return agreement


@pytest.fixture
def authority(agreement: Agreement, settings: Any, keys: Path) -> Iterator[Callable[[str], None]]:
    """A timestamp authority that lasts for years; call it with what it is to do (tests/seal_scene.py)."""
    with an_authority(keys, settings, name="Ny", days=3000) as behave:
        yield behave


def newest(world: World) -> AgreementPdf:
    """The newest PDF of the north council."""
    with world.inside(world.north.council):
        return AgreementPdf.objects.latest("stored_at")


def renewals(world: World) -> list[AgreementJob]:
    """The jobs of renewal, the first ordered first."""
    with world.inside(world.north.council):
        return list(AgreementJob.objects.filter(renews__isnull=False).order_by("created_at"))


def do(world: World, job: AgreementJob) -> Any:
    """Let a worker take the job; the state it ends in."""
    return making.make_pdf(world.north.council.pk, job.pk, at=timezone.now())


def give_up(world: World, job: AgreementJob) -> None:
    """Let the last of the attempts fail."""
    with world.inside(world.north.council):
        AgreementJob.objects.filter(pk=job.pk).update(attempts=MOST_ATTEMPTS - 1)
    assert do(world, job) == "failed"
