"""Attachments: a period of their own, told of in time; what may change after the signing; who opens a scan."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from agreements import clock
from agreements.actions import add_section, freeze, put_attachment, save_section
from agreements.models import Agreement, AgreementFile, Attachment, Section, SignOff, Version
from councils.refusals import Refusal
from meetings.ordered import ordered_by_agreements
from politirad.tenancy.models import OutgoingMessage
from tests.agreements.drafts import draft, put_in_state, sign_all, signed
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
        (datetime.date(year, 4, 1), 2),
        (datetime.date(year, 4, 2), 2),
        (datetime.date(year, 7, 1), 3),
    ):
        at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(7)))
        clock.due_reminders(at)
        clock.due_reminders(at)
        assert len(letters()) == count, day
    assert letters()[0].startswith("Vedlegg 1 går snart ut: ")
    assert letters()[2].startswith("Vedlegg 1 gjelder ikke lenger: ")
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


@pytest.fixture
def living(world: World) -> Agreement:
    """An agreement in force with a living attachment and a signed one, each with a section."""
    attachment = written(world)
    with world.acting(world.north.slt):
        agreement = Agreement.objects.get(pk=attachment.agreement_id)
        other = put_attachment(agreement=agreement, title="Roller", by=world.north.slt, living=False)
        for one, heading in ((attachment, "Tiltak i vår"), (other, "Politikontakten")):
            add_section(
                agreement=agreement, attachment=one, heading=heading, html="<p>Før.</p>", by=world.north.slt
            )
    return in_force(world, attachment)


def section(world: World, heading: str) -> Section:
    with world.inside(world.north.council):
        return Section.objects.select_related("agreement").get(heading=heading)


def test_living_attachment_is_written_after_the_signing_and_nothing_else(
    world: World, living: Agreement
) -> None:
    client = world.client(world.north.slt)
    outline = client.get(reverse("agreement_edit", args=[living.pk])).content.decode()
    assert "Tiltak i vår" in outline and "Politikontakten" not in outline
    plan, signed_one = section(world, "Tiltak i vår"), section(world, "Politikontakten")
    said = {"version": 1, "heading": "Tiltak i vår", "html": "<p>Etter.</p>"}
    assert client.post(reverse("section_edit", args=[living.pk, plan.pk]), said).status_code == 302
    refused = client.post(
        reverse("section_edit", args=[living.pk, signed_one.pk]), {**said, "heading": "Politikontakten"}
    )
    assert refused.status_code == 200 and "låst" in refused.content.decode()
    page = client.get(reverse("agreement_text", args=[living.pk])).content.decode()
    now, former = page.split("Slik var vedlegget da avtalen ble låst for signering")
    assert "Etter." in now and "Sist endret" in now and "Før." in former
    with world.inside(world.north.council):
        version = Version.objects.get(agreement=living)
        assert hashlib.sha256(version.canonical.encode()).hexdigest() == version.sha256
        assert Section.objects.get(pk=signed_one.pk).html == "<p>Før.</p>"


def test_parties_hear_of_a_new_text_the_day_after_and_once(world: World, living: Agreement) -> None:
    def told(days: int) -> list[str]:
        clock.due_reminders(timezone.now() + datetime.timedelta(days=days))
        with world.inside(world.north.council):
            found = OutgoingMessage.objects.filter(kind="agreement_attachment_written")
            return sorted(found.values_list("recipient__name", flat=True))

    assert told(1) == []
    plan = section(world, "Tiltak i vår")
    with world.acting(world.north.slt):
        save_section(section=plan, version=1, heading="Tiltak i vår", html="<p>Nytt.</p>", by=world.north.slt)
    assert told(0) == []
    people = told(1)
    assert {world.north.mayor.name, world.station_chief.name, world.north.slt.name} <= set(people)
    assert len(people) == len(set(people))
    assert told(2) == people
    with world.inside(world.north.council):
        letter = OutgoingMessage.objects.filter(kind="agreement_attachment_written")[0]
        assert "Vedlegg 1, «Tiltaksplan»" in letter.text
        assert reverse("agreement_text", args=[living.pk]) in letter.text


def test_sections_come_and_go_in_a_living_attachment_alone(world: World, living: Agreement) -> None:
    client = world.client(world.north.slt)
    with world.inside(world.north.council):
        attachments = {one.title: one for one in Attachment.objects.filter(agreement=living)}
    address = reverse("section_add", args=[living.pk])
    for where, status in (("", 200), (attachments["Roller"].pk, 200), (attachments["Tiltaksplan"].pk, 302)):
        answer = client.post(address, {"heading": "Tiltak i høst", "level": 1, "attachment": where})
        assert answer.status_code == status
    for heading, left in (("Politikontakten", 1), ("Tiltak i vår", 0)):
        client.post(reverse("section_remove", args=[living.pk, section(world, heading).pk]))
        with world.inside(world.north.council):
            assert Section.objects.filter(heading=heading).count() == left
    page = client.get(reverse("agreement_text", args=[living.pk])).content.decode()
    assert "Tiltak i høst" in page.split("Slik var vedlegget")[0]


@pytest.mark.parametrize("state", ["expired", "terminated", "replaced"])
def test_attachment_of_an_agreement_that_is_over_stands(world: World, living: Agreement, state: str) -> None:
    plan = section(world, "Tiltak i vår")
    with world.inside(world.north.council):
        put_in_state(living, state)
    with world.acting(world.north.slt), pytest.raises(Refusal):
        save_section(section=plan, version=1, heading="Nytt", html="", by=world.north.slt)
    with world.acting(world.north.slt):
        assert Section.objects.filter(pk=plan.pk).update(html="<p>Omgått.</p>") == 0


def test_the_wall_keeps_what_was_signed(world: World, living: Agreement) -> None:
    plan, signed_one = section(world, "Tiltak i vår"), section(world, "Politikontakten")
    with world.acting(world.north.slt):
        assert Section.objects.filter(pk=signed_one.pk).update(html="<p>Omgått.</p>") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Section.objects.filter(pk=plan.pk).update(attachment=signed_one.attachment_id)
    with world.acting(world.south.slt):
        assert Section.objects.filter(pk=plan.pk).update(html="<p>Fremmed.</p>") == 0
