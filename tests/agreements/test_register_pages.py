"""The public register as everybody sees it, and the pages that open and close it."""

import hashlib
import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from agreements.actions import open_revision, publish, unpublish
from agreements.models import Agreement, AgreementPdf, Publication, RegisterMember
from tests.agreements.drafts import put_in_state
from tests.agreements.register_scene import (  # noqa: F401  (fixture)
    _own_seal,
    copies,
    opened,
    published,
    sealed,
)
from tests.queries import MOST, asked
from tests.world import World

PAGES = ["", "endringer/", "pdf/", "data/"]


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_register_lists_what_is_published_with_parties_areas_and_term(world: World) -> None:
    entry = published(world)
    found = page(Client(), "/avtaleregister/")
    for said in (entry.title, "Nordvik kommune", "Vik politistasjonsdistrikt", "Ungdom og rus", "Gjelder"):
        assert said in found
    assert "1 avtale" in found


def test_entry_tells_the_text_the_term_and_the_code(world: World) -> None:
    entry = published(world)
    found = page(Client(), f"/avtaleregister/{entry.pk}/")
    for said in (entry.title, "Nordvik kommune", "Innledning", "Ungdom og rus", entry.sha256[:5]):
        assert said in found


def test_pdf_and_data_are_the_sealed_file_and_the_signed_bytes(world: World) -> None:
    entry = published(world)
    with world.inside(world.north.council):
        kept = bytes(AgreementPdf.objects.get(pk=entry.pdf_id).content)
    answer = Client().get(f"/avtaleregister/{entry.pk}/pdf/")
    assert (answer.content, answer.headers["Content-Type"]) == (kept, "application/pdf")
    data = Client().get(f"/avtaleregister/{entry.pk}/data/").content
    assert hashlib.sha256(data).hexdigest() == entry.sha256
    assert json.loads(data)["agreement"]["title"] == entry.title


@pytest.mark.parametrize("address", PAGES)
def test_unpublished_and_absent_entries_are_the_same_nothing(world: World, address: str) -> None:
    entry = published(world)
    with world.acting(world.north.slt):
        unpublish(agreement=entry.agreement, by=world.north.slt, at=timezone.now())
    for user in (None, world.north.slt, world.south.slt):
        client = world.client(user)
        answers = [client.get(f"/avtaleregister/{pk}/{address}") for pk in (entry.pk, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert {
            answer.headers["Cache-Control"] for answer in answers if "Cache-Control" in answer.headers
        } <= {"no-store"}


@pytest.mark.parametrize("prefix", ["", "nn/", "en/"])
def test_pages_are_the_same_for_all_and_may_be_kept(world: World, prefix: str) -> None:
    entry = published(world)
    for address in ("", f"{entry.pk}/", f"{entry.pk}/pdf/", f"{entry.pk}/data/"):
        bodies = set()
        for user in (None, world.north.slt, world.south.mayor):
            client = world.client(user)
            client.cookies["language"] = "en"
            answer = client.get(f"/{prefix}avtaleregister/{address}")
            assert answer.headers["Cache-Control"] == "public, max-age=300"
            assert "Cookie" not in answer.headers.get("Vary", "")
            assert not answer.cookies
            bodies.add(answer.content)
        assert len(bodies) == 1, address


def test_search_engines_are_led_to_each_language_once(world: World, settings: Any) -> None:
    entry = published(world)
    for address in ("", f"{entry.pk}/"):
        found = page(Client(), f"/nn/avtaleregister/{address}")
        assert f'rel="canonical" href="{settings.SITE_URL}/nn/avtaleregister/{address}"' in found
        alternates = re.findall(r'hreflang="(\w+)" href="([^"]+)"', found.split("</head>")[0])
        assert dict(alternates) == {
            code: f"{settings.SITE_URL}/{prefix}avtaleregister/{address}"
            for code, prefix in (("nb", ""), ("nn", "nn/"), ("en", "en/"))
        }
        assert "noindex" not in found
    assert "noindex" in page(Client(), "/avtaleregister/?q=ungdom")
    assert "noindex" in page(Client(), "/avtaleregister/?vis=tidligere")


@pytest.mark.django_db
def test_search_engines_look_at_the_public_pages_alone(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {
        "Allow: /avtaleregister/",
        "Allow: /en/avtaleregister/",
        "Allow: /kontroller/$",
        "Disallow: /",
    } <= set(lines)


def test_search_finds_by_party_title_and_area(world: World) -> None:
    entry = published(world)
    copies(world, entry, 2)
    for question, count in (("nordvik", 1), ("UNGDOM rus", 1), ("trygg by", 2), ("finnes ikke", 0), ("%", 0)):
        found = page(Client(), f"/avtaleregister/?q={question.replace('%', '%25')}")
        assert len(re.findall(r"register__entry", found)) == count, question


def test_search_answers_hostile_questions_in_words(world: World) -> None:
    published(world)
    for question in (
        "%00",
        "'; DROP TABLE x; --",
        "<script>alert(1)</script>",
        "a" * 5000,
        "\ud83d".encode("utf-16", "surrogatepass").hex(),
    ):
        answer = Client().get("/avtaleregister/", {"q": question, "side": "x", "vis": "tull"})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


def test_register_asks_as_often_for_thirty_as_for_one(world: World) -> None:
    entry = published(world)
    client = Client()
    one = len(asked(client, "/avtaleregister/"))
    copies(world, entry, 29)
    assert len(asked(client, "/avtaleregister/")) == one <= MOST
    assert len(asked(client, f"/avtaleregister/{entry.pk}/")) <= MOST


def test_replaced_agreement_moves_to_the_former_ones_and_leads_on(world: World) -> None:
    """The successor here is a copy of the entry: what counts is how the two are joined."""
    entry = published(world)
    (copy_id,) = copies(world, entry, 1)
    with world.inside(world.north.council):
        put_in_state(Agreement.objects.get(pk=entry.agreement_id), "replaced")
        Publication.objects.filter(pk=entry.pk).update(state="replaced")
        text = entry.canonical.replace("Ungdom og rus", "Ungdom og gjeng")
        Publication.objects.filter(pk=copy_id).update(predecessor_id=entry.agreement_id, canonical=text)
    client = Client()
    assert entry.title not in page(client, "/avtaleregister/")
    assert entry.title in page(client, "/avtaleregister/?vis=tidligere")
    assert "Avtale 00" in page(client, f"/avtaleregister/{entry.pk}/")
    changes = page(client, f"/avtaleregister/{copy_id}/endringer/")
    assert re.search(r"<del><span[^>]*>Fjernet: </span>rus<", changes)
    assert re.search(r"<ins><span[^>]*>Lagt til: </span>gjeng<", changes)
    assert client.get(f"/avtaleregister/{entry.pk}/endringer/").status_code == 404
    brought = {"file": SimpleUploadedFile("a.pdf", client.get(f"/avtaleregister/{entry.pk}/pdf/").content)}
    verdict = client.post("/kontroller/", brought).content.decode()
    assert "Ekte, men erstattet" in verdict
    assert "Avtalen er erstattet av «Avtale 00»" in verdict


def test_verification_names_an_agreement_that_is_published(world: World) -> None:
    entry = published(world)
    client = Client()
    content = client.get(f"/avtaleregister/{entry.pk}/pdf/").content
    for address, sent in (
        ("/kontroller/", {"file": SimpleUploadedFile("a.pdf", content)}),
        ("/kontroller/", {"code": entry.sha256[:20]}),
    ):
        found = client.post(address, sent, follow=True).content.decode()
        assert entry.title in found
        assert f"/avtaleregister/{entry.pk}/" in found


def test_editor_publishes_and_takes_out_on_the_page(world: World) -> None:
    agreement = sealed(world)
    opened(world)
    client = world.client(world.north.slt)
    assert "Vis for alle" in page(client, f"/avtaler/{agreement.pk}/")
    assert "med navnene på dem som har signert" in page(client, f"/avtaler/{agreement.pk}/publiser/")
    assert client.post(f"/avtaler/{agreement.pk}/publiser/").status_code == 302
    assert "Vist for alle" in page(client, f"/avtaler/{agreement.pk}/")
    assert agreement.title in page(Client(), "/avtaleregister/")
    assert client.post(f"/avtaler/{agreement.pk}/avpubliser/").status_code == 302
    assert agreement.title not in page(Client(), "/avtaleregister/")


def test_page_says_why_an_agreement_cannot_be_published(world: World) -> None:
    agreement = sealed(world)
    client = world.client(world.north.slt)
    assert "deltar ikke i avtaleregisteret" in page(client, f"/avtaler/{agreement.pk}/publiser/")
    answer = client.post(f"/avtaler/{agreement.pk}/publiser/")
    assert answer.status_code == 200
    assert "deltar ikke i avtaleregisteret" in answer.content.decode()


def test_administrator_opens_and_closes_the_register(world: World) -> None:
    agreement = sealed(world)
    client = world.client(world.north.administrator)
    address = f"/administrasjon/{world.north.municipality.pk}/avtaleregister/"
    assert address in page(client, f"/administrasjon/{world.north.municipality.pk}/")
    assert "deltar ikke" in page(client, address)
    assert client.post(address, {"to": "yes"}).status_code == 302
    with world.acting(world.north.slt):
        publish(agreement=agreement, by=world.north.slt, at=timezone.now(), today=world.today)
    assert agreement.title in page(client, address)
    assert client.post(address, {"to": "no"}).status_code == 302
    assert agreement.title not in page(Client(), "/avtaleregister/")
    assert client.post(address, {"to": "tull"}).status_code == 302
    with world.acting(world.north.administrator):
        assert RegisterMember.objects.get().until is not None


def test_successor_of_a_published_agreement_is_not_published_by_itself(world: World) -> None:
    entry = published(world)
    with world.acting(world.north.slt):
        open_revision(agreement=entry.agreement, by=world.north.slt, today=world.today)
    assert page(Client(), "/avtaleregister/").count("register__entry") == 1
