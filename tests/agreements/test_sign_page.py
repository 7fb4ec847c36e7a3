"""The pages around signing: sending out, the text to sign, standing in, paper and taking back."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from agreements.actions import freeze
from agreements.models import Agreement, Round, SignatorySlot
from tests.agreements.drafts import draft
from tests.agreements.sign_scene import (  # noqa: F401  (signing is a fixture)
    logged_in,
    password_alone,
    shown,
    sign_through_page,
    signed,
    signing,
    slots,
)
from tests.world import World


def test_page_shows_the_whole_text_the_fingerprint_and_what_a_signature_is(
    world: World, signing: Round
) -> None:
    page = world.client(world.north.mayor).get(reverse("agreement_sign", args=[signing.agreement_id]))
    text = page.content.decode()
    for said in (
        signing.version.sha256,
        "Evaluering og gyldighet",
        "Møteplasser",
        "Linjen gjelder ordfører",
        "Hva er denne signaturen, og hva er den ikke?",
    ):
        assert said in text
    assert "avansert" not in text.lower()


def test_deputy_mayor_signs_as_deputy(world: World, signing: Round) -> None:
    client = logged_in(world, world.north.deputy_mayor)
    page = client.get(reverse("agreement_sign", args=[signing.agreement_id])).content.decode()
    slot = slots(world, signing)[0]
    assert reverse("agreement_sign_line", args=[signing.agreement_id, slot.pk]) in page
    assert "politistasjonssjef" not in page.split('id="stedfortreder"')[1].split("</section>")[0]
    sign_through_page(
        client, signing, slot, capacity="varaordfører", authority="absence", basis="ordføreren er i permisjon"
    )
    (one,) = signed(world)
    assert (one.user, one.capacity) == (world.north.deputy_mayor, "varaordfører")
    overview = client.get(reverse("agreement", args=[signing.agreement_id])).content.decode()
    assert "for ordfører" in overview and f"for {world.north.mayor.name}" in overview
    assert "ved fravær: ordføreren er i permisjon" in overview


def test_standing_in_is_offered_only_while_a_line_of_ones_own_party_waits(
    world: World, signing: Round
) -> None:
    mayor = logged_in(world, world.north.mayor)
    overview = reverse("agreement", args=[signing.agreement_id])
    stand_in = "Signer som stedfortreder"
    assert stand_in in world.client(world.north.deputy_mayor).get(overview).content.decode()
    assert stand_in not in mayor.get(overview).content.decode()
    first, second = slots(world, signing)
    sign_through_page(mayor, signing, first)
    signed_page = mayor.get(overview).content.decode()
    assert "Du får melding når alle har signert." in signed_page
    assert stand_in not in signed_page
    assert stand_in not in world.client(world.north.deputy_mayor).get(overview).content.decode()
    chief = logged_in(world, world.station_chief)
    sign_through_page(chief, signing, second)
    assert "nå har alle signert" in chief.get(overview).content.decode()


def test_deputys_form_keeps_what_was_typed_and_says_what_lacks(world: World, signing: Round) -> None:
    client = logged_in(world, world.north.deputy_mayor)
    address = reverse("agreement_sign_line", args=[signing.agreement_id, slots(world, signing)[0].pk])
    said = {**shown(client, address), "read": "on", "capacity": "varaordfører", "authority": "delegation"}
    page = client.post(address, said).content.decode()
    assert "Skriv saksnummeret til delegasjonsvedtaket." in page and 'value="varaordfører"' in page
    assert signed(world) == []


def test_line_without_a_name_is_signed_by_a_leader_of_the_party(world: World) -> None:
    with world.acting(world.north.slt):
        password_alone(world)
        agreement = draft(world)
        SignatorySlot.objects.filter(agreement=agreement, planned_user=world.north.mayor).update(
            planned_user=None, planned_name=""
        )
        signing = freeze(agreement=agreement, by=world.north.slt, at=timezone.now(), today=world.today)
    client = logged_in(world, world.north.mayor)
    slot = slots(world, signing)[0]
    address = reverse("agreement_sign_line", args=[agreement.pk, slot.pk])
    assert 'value="ordfører"' in client.get(address).content.decode()
    sign_through_page(client, signing, slot, capacity="ordfører", authority="law", basis="")
    assert [one.basis for one in signed(world)] == ["etter lov"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("slt", 403), ("police_contact", 403), ("other_mayor", 404), ("stranger", 404), ("anonymous", 302)],
)
def test_sign_page_is_for_signatories(world: World, signing: Round, who: str, status: int) -> None:
    client = world.client(world.everybody()[who])
    assert client.get(reverse("agreement_sign", args=[signing.agreement_id])).status_code == status


def test_draft_has_nothing_to_sign_and_says_so(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
    page = world.client(world.north.mayor).get(reverse("agreement_sign", args=[agreement.pk]))
    assert "ikke til signering nå" in page.content.decode()


def test_freeze_page_tells_who_gets_what_and_sends(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
    client = world.client(world.north.slt)
    address = reverse("agreement_freeze", args=[agreement.pk])
    page = client.get(address).content.decode()
    assert world.station_chief.name in page and "får e-post med lenke" in page
    late = client.post(address, {"deadline": "01.01.2020"})
    assert "Fristen må være i dag eller senere" in late.content.decode()
    assert 'value="01.01.2020"' in late.content.decode()
    assert client.post(address, {"deadline": ""}).status_code == 302
    with world.inside(world.north.council):
        assert Agreement.objects.get(pk=agreement.pk).state == "frozen"
    assert "allerede låst" in client.get(address).content.decode()
    assert world.client(world.north.mayor).post(address, {}).status_code == 403
    assert world.client(world.south.slt).post(address, {}).status_code == 404


def test_withdrawing_needs_a_reason(world: World, signing: Round) -> None:
    client = world.client(world.north.slt)
    address = reverse("agreement_withdraw", args=[signing.agreement_id])
    assert "må fylles ut" in client.post(address, {"reason": ""}).content.decode().lower()
    assert client.post(address, {"reason": "Feil dato"}).status_code == 302
    with world.inside(world.north.council):
        assert Agreement.objects.get(pk=signing.agreement_id).state == "draft"


def test_paper_signature_is_registered_with_its_scan(world: World, signing: Round) -> None:
    slot = slots(world, signing)[1]
    address = reverse("agreement_paper", args=[signing.agreement_id, slot.pk])
    said = {
        "name": "Stine Sjef",
        "capacity": "politistasjonssjef",
        "signed_on": f"{world.today:%d.%m.%Y}",
        "place": "Vik",
    }
    client = world.client(world.north.slt)
    assert signed(world) == []
    missing = client.post(address, said)
    assert missing.status_code == 200 and 'value="Stine Sjef"' in missing.content.decode()
    scan = SimpleUploadedFile("side.png", b"\x89PNG\r\n\x1a\n1234")
    assert client.post(address, {**said, "scan": scan}).status_code == 302
    (one,) = signed(world)
    assert (one.method, one.name, one.attested_by, one.place) == (
        "paper",
        "Stine Sjef",
        world.north.slt,
        "Vik",
    )
    assert world.client(world.north.mayor).get(address).status_code == 403
    assert world.client(world.south.slt).get(address).status_code == 404
