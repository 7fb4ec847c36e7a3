"""Attachments: a period of their own, told of in time; what may change after the signing; who opens a scan."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from agreements import clock
from agreements.actions import freeze, put_attachment
from agreements.models import Agreement, AgreementFile, Attachment, SignOff, Version
from meetings.year_sources import ordered_by_agreements
from politirad.tenancy.models import OutgoingMessage
from tests.agreements.drafts import draft, sign_all, signed
from tests.world import World

pytestmark = pytest.mark.django_db


def written(world: World, **facts: Any) -> Attachment:
    """An attachment of a draft."""
    with world.acting(world.north.slt):
        return put_attachment(
            agreement=draft(world), title="Tiltaksplan", by=world.north.slt, **{"living": True, **facts}
        )


def in_force(world: World, attachment: Attachment) -> Agreement:
    """The attachment's agreement, frozen, signed and settled."""
    with world.acting(world.north.slt):
        agreement = Agreement.objects.get(pk=attachment.agreement_id)
        signing = freeze(agreement=agreement, by=world.north.slt, at=timezone.now(), today=world.today)
    sign_all(world, signing)
    clock.due_settlements(timezone.now())
    with world.inside(world.north.council):
        return Agreement.objects.get(pk=attachment.agreement_id)


def test_period_is_written_and_shown_on_the_page_and_on_paper(world: World) -> None:
    attachment = written(world)
    client = world.client(world.north.slt)
    address = reverse("attachment_edit", args=[attachment.agreement_id, attachment.pk])
    said = {"title": "Tiltaksplan", "living": "on", "valid_from": "2027", "valid_to": "2028"}
    assert client.post(address, said).status_code == 302
    text = reverse("agreement_text", args=[attachment.agreement_id])
    assert "Vedlegget gjelder 2027–2028." in client.get(text).content.decode()
    agreement = in_force(world, attachment)
    assert "Vedlegget gjelder 2027–2028." in client.get(text).content.decode()
    with world.inside(world.north.council):
        (beside,) = Version.objects.get(agreement=agreement).beside["attachments"]
    assert beside["valid"] == "2027–2028"


def test_period_that_ends_before_it_begins_is_refused_and_stays_in_the_form(world: World) -> None:
    attachment = written(world)
    address = reverse("attachment_edit", args=[attachment.agreement_id, attachment.pk])
    said = {"title": "Tiltaksplan", "valid_from": "2028", "valid_to": "mars 2027"}
    page = world.client(world.north.slt).post(address, said).content.decode()
    assert "Vedlegget kan ikke slutte å gjelde før det begynner." in page
    assert 'value="mars 2027"' in page


def test_its_end_is_told_once_at_each_step_and_lies_on_the_meeting_before(world: World) -> None:
    year = world.today.year + 2
    agreement = in_force(world, written(world, valid_to=f"{year}-06-30"))

    def letters() -> list[str]:
        with world.inside(world.north.council):
            rows = OutgoingMessage.objects.filter(kind="agreement_attachment_ends").order_by("created_at")
            return list(rows.values_list("subject", flat=True))

    for day, count in (
        (datetime.date(year, 3, 31), 1),
        (datetime.date(year, 4, 1), 1),
        (datetime.date(year, 7, 1), 2),
    ):
        at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(7)))
        clock.due_reminders(at)
        clock.due_reminders(at)
        assert len(letters()) == count, day
    assert letters()[0].startswith("Vedlegg 1 går snart ut: ")
    assert letters()[1].startswith("Vedlegg 1 gjelder ikke lenger: ")
    with world.inside(world.north.council):
        council = agreement.owner_council_id
        duties = {
            ahead: [
                (one.kind, one.text, one.before)
                for one in ordered_by_agreements([council], ahead, ())[council].duties
                if one.kind == "attachment"
            ]
            for ahead in (year - 1, year)
        }
    assert duties == {
        year - 1: [],
        year: [("attachment", "1. Tiltaksplan", datetime.date(year, 6, 30))],
    }


def test_signed_agreement_keeps_the_title_that_was_signed(world: World) -> None:
    attachment = written(world)
    agreement = in_force(world, attachment)
    client = world.client(world.north.slt)
    address = reverse("attachment_edit", args=[agreement.pk, attachment.pk])
    page = client.get(address).content.decode()
    assert "Ta ut vedlegget" not in page and "disabled" in page
    plan = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 ny plan")
    answer = client.post(address, {"title": "Noe annet", "valid_to": "2029", "upload": plan})
    assert answer.status_code == 302
    with world.inside(world.north.council):
        kept = Attachment.objects.select_related("file").get(pk=attachment.pk)
    assert (kept.title, kept.valid_to, kept.living) == ("Tiltaksplan", "2029", True)
    assert kept.file is not None and kept.file.name == "plan.pdf"


def test_scan_of_a_signature_opens_for_those_who_sign_or_keep_papers(world: World) -> None:
    agreement = signed(world)
    with world.inside(world.north.council):
        scan = AgreementFile(agreement=agreement, name="side.png", content_type="image/png")
        scan.hold(b"\x89PNG\r\n\x1a\n1234")
        scan.save(force_insert=True)
        Agreement.objects.filter(pk=agreement.pk).update(predecessor_scan=scan)
        assert not SignOff.objects.filter(scan=scan).exists()
    address = reverse("agreement_file", args=[agreement.pk, scan.pk])
    for user, status in (
        (world.north.slt, 200),
        (world.north.mayor, 200),
        (world.north.observer, 403),
        (world.south.slt, 404),
    ):
        assert world.client(user).get(address).status_code == status, user.name
