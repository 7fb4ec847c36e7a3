"""Pages are compressed for whoever asks, papers are not, and the length tells no secret."""

from __future__ import annotations

import gzip

from django.test import Client
from django.urls import reverse

from meetings.models import MeetingPdf
from tests.meetings.calls import called
from tests.world import World

ASKS = {"Accept-Encoding": "gzip, br"}


def test_page_is_compressed_for_a_browser_that_asks(world: World) -> None:
    client = world.client(world.north.slt)
    plain, packed = client.get("/moter/"), client.get("/moter/", headers=ASKS)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.content).startswith(b"<!doctype html>")
    assert len(packed.content) * 3 < len(plain.content)


def test_length_of_the_same_page_varies(client: Client, db: None) -> None:
    lengths = {len(client.get("/personvern/", headers=ASKS).content) for _ in range(12)}
    assert len(lengths) > 1


def test_paper_goes_as_it_is(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        pdf = MeetingPdf(
            council=meeting.council,
            meeting=meeting,
            kind=MeetingPdf.Kind.MINUTES,
            name="referat.pdf",
            content_type="application/pdf",
        )
        pdf.hold(b"%PDF-1.7" + b" " * 2000)
        pdf.save()
    answer = world.client(world.north.slt).get(
        reverse("meeting_pdf", args=[meeting.pk, pdf.pk]), headers=ASKS
    )
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
