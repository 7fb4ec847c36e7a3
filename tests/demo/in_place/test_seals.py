"""pyHanko's own validator accepts the seal on every agreement and all approved minutes of the demo."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from agreements import making
from agreements.actions import request_pdf
from agreements.models import Agreement, AgreementPdf
from agreements.standing import SIGNED_STATES
from meetings.making import ask_for_pdf, make_pdf
from meetings.models import MeetingPdf, Minutes
from politirad.tenancy import context
from tests.demo.loaded import Loaded
from tests.pdf_readers import accepted


@pytest.fixture(autouse=True)
def _own_seal(settings: Any, tmp_path: Path) -> None:
    settings.SEAL_FOLDER, settings.SEAL_TRUST, settings.TIMESTAMP_URL = tmp_path / "seal", "", ""


def councils() -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.every_council()")
        return [row[0] for row in cursor.fetchall()]


def test_seal_of_every_signed_agreement_is_accepted(loaded: Loaded) -> None:
    verdicts = {}
    for council_id in councils():
        with context.entered(context.of_council(council_id)):
            for agreement in Agreement.objects.filter(owner_council=council_id, state__in=SIGNED_STATES):
                job = request_pdf(agreement=agreement, by=None)
                making.make_pdf(council_id, job.pk, at=timezone.now())
                file = AgreementPdf.objects.filter(agreement=agreement, sealed=True).last()
                verdicts[agreement.title] = accepted(bytes(file.content)) if file else []
    assert len(verdicts) >= 4
    assert verdicts == dict.fromkeys(verdicts, [True])


def test_seal_of_approved_minutes_is_accepted(loaded: Loaded) -> None:
    """Those of the newest meeting of one council of each kind that has any."""
    verdicts: dict[str, list[bool]] = {}
    for council_id in councils():
        with context.entered(context.of_council(council_id)):
            rows = Minutes.objects.select_related("meeting__council").filter(
                council=council_id, state=Minutes.State.APPROVED
            )
            minutes = rows.order_by("meeting__date").last()
            if minutes is None or minutes.meeting.council.kind in verdicts:
                continue
            job = ask_for_pdf(meeting=minutes.meeting, kind=MeetingPdf.Kind.MINUTES, by=None)
            make_pdf(council_id, job.pk, at=timezone.now())
            file = MeetingPdf.objects.filter(meeting=minutes.meeting, sealed=True).last()
            verdicts[minutes.meeting.council.kind] = accepted(bytes(file.content)) if file else []
    assert len(verdicts) >= 3
    assert verdicts == dict.fromkeys(verdicts, [True])
