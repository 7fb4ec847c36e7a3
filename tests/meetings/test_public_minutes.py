"""The public edition of minutes: opted into, ordered, made by the job, told of, read by anybody, corrected, withdrawn."""

from __future__ import annotations

import io

import pikepdf
import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions.approval import correct_minutes
from meetings.actions.publishing import (
    close_minutes_to_all,
    withdraw_published,
)
from meetings.models import (
    AgendaItem,
    MeetingJob,
    MeetingPdf,
)
from tests.meetings.identity_deeds import BIRTH
from tests.meetings.minutes_scene import (
    letters,
)
from tests.meetings.public_scene import SECRET, WHY, address, made, opened, ordered, published, ready
from tests.world import World


@pytest.mark.django_db
def test_anybody_reads_the_open_part_with_the_basis_in_a_closed_items_place(world: World) -> None:
    meeting, _minutes, row = published(world)
    stranger = world.client()
    council_page = address(world, row, "public_council")
    assert council_page in stranger.get("/referater/").content.decode()
    assert address(world, row) in stranger.get(council_page).content.decode()
    answer = stranger.get(address(world, row))
    text = answer.content.decode()
    assert "Politiet orienterte om russetida." in text
    assert "Saken er unntatt offentlighet, jf. Offentleglova § 13." in text
    assert "Mona Medlem" in text
    assert f"kl. {meeting.start:%H.%M}–{meeting.end:%H.%M}" in text
    for secret in (SECRET, WHY):
        assert secret not in text
    assert "public" in answer["Cache-Control"]
    pdf = stranger.get(address(world, row, "public_minutes_pdf"))
    reader = pypdf.PdfReader(io.BytesIO(pdf.content))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "offentlig utgave" in words
    assert "jf. Offentleglova § 13" in words
    for secret in (SECRET, WHY):
        assert secret not in words
    # The same form as every other PDF of ours: PDF/A-2a and PDF/UA-1.
    with pikepdf.open(io.BytesIO(pdf.content)) as file:
        metadata = file.open_metadata()
        said = metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]
    assert said == ("2", "A", "1")
    for language, words_of in (("nn", "Referat"), ("en", "Minutes")):
        assert words_of in stranger.get(address(world, row, language=language)).content.decode()


@pytest.mark.django_db
def test_those_who_were_called_are_told_once(world: World) -> None:
    meeting, minutes, row = published(world)
    told = letters(world, "minutes_published")
    assert {one.to_email for one in told} == {one.to_email for one in letters(world, "minutes_approved")}
    assert address(world, row) in told[0].text
    assert "Referatet er publisert" in told[0].subject
    # A correction of the open part renews the edition, and does not announce it again.
    with world.acting(world.north.slt):
        correct_minutes(
            minutes=minutes, text="Møtet sluttet klokka 12.", at=timezone.now(), by=world.north.slt
        )
    made(world, meeting)
    text = world.client().get(address(world, row)).content.decode()
    assert "Møtet sluttet klokka 12." in text
    assert len(letters(world, "minutes_published")) == len(told)
    # A correction of a closed item changes nothing there.
    with world.acting(world.north.slt):
        item = AgendaItem.objects.get(meeting=meeting, part=2)
        correct_minutes(minutes=minutes, item=item, text=SECRET, at=timezone.now(), by=world.north.slt)
        waiting = MeetingJob.objects.filter(meeting=meeting, kind=MeetingPdf.Kind.PUBLIC, state="waiting")
        assert not waiting.exists()


@pytest.mark.django_db
def test_nothing_is_shown_before_the_job_has_made_it(world: World) -> None:
    opened(world)
    _meeting, minutes = ready(world)
    row = ordered(world, minutes)
    assert world.client().get(address(world, row)).status_code == 404
    assert (
        address(world, row) not in world.client().get(address(world, row, "public_council")).content.decode()
    )
    assert letters(world, "minutes_published") == []


@pytest.mark.django_db
def test_closing_hides_everything_and_opening_brings_it_back(world: World) -> None:
    _meeting, _minutes, row = published(world)
    pages = [
        address(world, row, name) for name in ("public_council", "public_minutes_of", "public_minutes_pdf")
    ]
    with world.acting(world.north.slt):
        close_minutes_to_all(council=world.north.council, at=timezone.now(), by=world.north.slt)
    assert [world.client().get(page).status_code for page in pages] == [404, 404, 404]
    assert "Politirådet i Nordvik" not in world.client().get("/referater/").content.decode()
    opened(world)
    assert [world.client().get(page).status_code for page in pages] == [200, 200, 200]


@pytest.mark.django_db
def test_withdrawn_edition_is_gone_with_the_reason_in_its_place(world: World) -> None:
    meeting, minutes, row = published(world)
    client = world.client(world.north.slt)
    page = reverse("minutes_withdraw", args=[meeting.pk])
    answer = client.post(page, {"reason": ""})
    assert (answer.status_code, "Skriv hvorfor referatet trekkes tilbake." in answer.content.decode()) == (
        422,
        True,
    )
    answer = client.post(page, {"reason": f"Gjelder {BIRTH}"})
    assert f"Gjelder {BIRTH}" in answer.content.decode()
    assert answer.status_code == 422
    assert world.client(world.north.member).post(page, {"reason": "x"}).status_code == 403
    assert world.client(world.south.slt).post(page, {"reason": "x"}).status_code == 404
    client.post(page, {"reason": "Feil utgave."})
    answer = world.client().get(address(world, row))
    text = answer.content.decode()
    assert answer.status_code == 410
    assert "Feil utgave." in text
    assert "russetida" not in text
    assert world.client().get(address(world, row, "public_minutes_pdf")).status_code == 404
    listed = world.client().get(address(world, row, "public_council")).content.decode()
    assert "Feil utgave." in listed
    with world.acting(world.north.slt):
        row.refresh_from_db()
        assert (row.content, row.pdf_id, row.withdrawn_by) == ({}, None, world.north.slt)
    # It can be published again, and is told of again.
    before = len(letters(world, "minutes_published"))
    ordered(world, minutes)
    made(world, meeting)
    assert world.client().get(address(world, row)).status_code == 200
    assert len(letters(world, "minutes_published")) == 2 * before


@pytest.mark.django_db
def test_edition_withdrawn_while_it_is_made_is_not_shown(world: World) -> None:
    opened(world)
    meeting, minutes = ready(world)
    row = ordered(world, minutes)
    with world.acting(world.north.slt):
        withdraw_published(published=row, reason="Vent.", at=timezone.now(), by=world.north.slt)
    made(world, meeting)
    with world.acting(world.north.slt):
        row.refresh_from_db()
    assert (row.content, row.published_at) == ({}, None)
    assert letters(world, "minutes_published") == []


@pytest.mark.django_db
def test_secretary_reads_it_through_before_it_goes(world: World) -> None:
    opened(world)
    meeting, _minutes = ready(world)
    client = world.client(world.north.slt)
    page = reverse("minutes_publish", args=[meeting.pk])
    assert page in client.get(reverse("minutes", args=[meeting.pk])).content.decode()
    text = client.get(page).content.decode()
    assert "Politiet orienterte om russetida." in text
    assert "jf. Offentleglova § 13" in text
    assert SECRET not in text
    assert WHY not in text
    client.post(page)
    made(world, meeting)
    text = client.get(reverse("minutes", args=[meeting.pk])).content.decode()
    assert "Se den åpne siden" in text
    assert (
        page
        not in world.client(world.north.member).get(reverse("minutes", args=[meeting.pk])).content.decode()
    )
