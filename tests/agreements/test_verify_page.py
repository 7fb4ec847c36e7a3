"""The page where anybody brings a file or a code: it answers to all alike, and tells no more than the verdict."""

import datetime
import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agreements import fingerprints
from agreements.actions import withdraw
from agreements.models import Agreement, AgreementPdf, Version
from agreements.verifying import Outcome, examined, looked_up
from politirad import dates
from tests.agreements import register_scene
from tests.agreements.amending_scene import addendum, agreed, changing
from tests.agreements.drafts import frozen, put_in_state, signed
from tests.agreements.register_scene import _own_seal  # noqa: F401  (fixture)
from tests.pdf_scene import words
from tests.world import World


@pytest.fixture
def sealed(world: World) -> bytes:
    """The sealed PDF of a signed agreement of the north council."""
    agreement = register_scene.sealed(world)
    with world.inside(world.north.council):
        return bytes(AgreementPdf.objects.get(agreement=agreement, sealed=True).content)


def sha256_of(world: World) -> str:
    with world.inside(world.north.council):
        return str(Version.objects.get().sha256)


def agreement_of(world: World) -> Agreement:
    with world.inside(world.north.council):
        return Agreement.objects.get()


def replace(world: World) -> None:
    with world.inside(world.north.council):
        put_in_state(Agreement.objects.get(), "replaced")


def brought(client: Client, content: bytes, address: str = "/kontroller/") -> Any:
    return client.post(address, {"file": SimpleUploadedFile("avtale.pdf", content, "application/pdf")})


def headings(world: World, content: bytes) -> list[str]:
    """The answer in all three languages."""
    finding = []
    for prefix in ("", "nn/", "en/"):
        page = brought(world.client(), content, f"/{prefix}kontroller/").content.decode()
        finding.append(page.split('<h2 id="svar">')[1].split("</h2>")[0])
    return finding


def test_stranger_reads_that_a_file_is_genuine_in_three_languages(world: World, sealed: bytes) -> None:
    assert headings(world, sealed) == ["Ekte og uendret", "Ekte og uendra", "Genuine and unchanged"]


def test_stranger_reads_that_the_agreement_was_replaced(world: World, sealed: bytes) -> None:
    replace(world)
    assert headings(world, sealed) == ["Ekte, men erstattet", "Ekte, men erstatta", "Genuine, but replaced"]


@pytest.mark.parametrize("state", ["expired", "terminated"])
def test_stranger_reads_that_the_agreement_no_longer_holds(world: World, sealed: bytes, state: str) -> None:
    ended = datetime.date(2026, 3, 2)
    with world.inside(world.north.council):
        put_in_state(Agreement.objects.get(), state)
        Agreement.objects.update(in_force_from=ended, out_of_force_on=ended)
    assert headings(world, sealed) == [
        "Ekte, men avtalen gjelder ikke lenger",
        "Ekte, men avtalen gjeld ikkje lenger",
        "Genuine, but the agreement is no longer in force",
    ]
    finding = examined(sealed)
    assert finding.outcome == Outcome.GENUINE
    assert "Avtalen gjaldt til og med 1. mars 2026." in finding.sentence


def test_stranger_reads_from_and_until_when_it_holds(world: World, sealed: bytes) -> None:
    with world.inside(world.north.council):
        agreement = Agreement.objects.get()
        begins = world.today + datetime.timedelta(days=30)
        Agreement.objects.update(in_force_from=begins, out_of_force_on=None)
    assert f"Avtalen gjelder fra {dates.long_date(begins, 'nb')}." in examined(sealed).sentence
    with world.inside(world.north.council):
        put_in_state(agreement, "notice_given")
        Agreement.objects.update(in_force_from=world.today, out_of_force_on=begins)
    last = begins - datetime.timedelta(days=1)
    assert f"er sagt opp og gjelder til og med {dates.long_date(last, 'nb')}." in examined(sealed).sentence


def test_stranger_reads_that_an_addendum_has_changed_it(world: World, sealed: bytes) -> None:
    draft = addendum(world, agreement_of(world))
    changing(world, draft, "repeals", "0.3")
    agreed(world, draft)
    finding = examined(sealed)
    assert (finding.outcome, finding.heading) == (Outcome.GENUINE, "Ekte og uendret")
    assert "Den er endret ved tillegg etter at den ble signert." in finding.sentence


def test_stranger_reads_that_a_file_was_changed(world: World, sealed: bytes) -> None:
    assert headings(world, sealed + b"\nhei") == [
        "Forseglet her, men endret siden",
        "Forsegla her, men endra sidan",
        "Sealed here, but changed since",
    ]


def test_file_whose_seal_is_damaged_is_still_known_as_changed(world: World, sealed: bytes) -> None:
    at = sealed.index(b"/Contents <3082") + 1500
    damaged = sealed[:at] + (b"0" if sealed[at : at + 1] != b"0" else b"1") + sealed[at + 1 :]
    assert examined(damaged).outcome == Outcome.CHANGED


def test_stranger_reads_that_a_file_is_not_from_here(world: World) -> None:
    assert headings(world, b"%PDF-1.7 noe annet") == ["Ikke herfra", "Ikkje herifrå", "Not from here"]


def test_verdict_names_neither_the_agreement_nor_its_parties(world: World, sealed: bytes) -> None:
    """It would else tell anybody who holds a leaked file whose it is, and what became of it."""
    codes = [sha256_of(world), fingerprints.code_of(sha256_of(world)), hashlib.sha256(sealed).hexdigest()]
    pages = [brought(world.client(), one).content.decode() for one in (sealed, sealed + b"x")]
    pages += [world.client().get(f"/kontroller/{code}/").content.decode() for code in codes]
    replace(world)
    pages += [brought(world.client(), sealed).content.decode()]
    secrets = ("Nordvik", "Vik politistasjonsdistrikt", "kommune- og politisamarbeid", world.north.mayor.name)
    assert [[secret for secret in secrets if secret in page] for page in pages] == [[]] * len(pages)


def test_signed_in_and_anonymous_get_the_same_page(world: World, sealed: bytes) -> None:
    visitors = (None, world.north.slt, world.south.slt)
    pages = {brought(world.client(user), sealed).content for user in visitors}
    assert len(pages) == 1


@pytest.mark.parametrize("form", ["code", "fingerprint", "typed", "address"])
def test_code_of_a_signed_text_is_genuine(world: World, form: str) -> None:
    signed(world)
    sha256 = sha256_of(world)
    code = fingerprints.code_of(sha256)
    typed = {
        "code": code,
        "fingerprint": sha256,
        "typed": code.upper().replace("-", " "),
        "address": f"https://politirad.example/kontroller/{code}/",
    }[form]
    answer = world.client().post("/kontroller/", {"code": typed}, follow=True)
    page = answer.content.decode()
    assert '<h2 id="svar">Ekte</h2>' in page
    assert "Sammenlign med originalen" in page


def test_fingerprint_of_the_file_is_genuine(world: World, sealed: bytes) -> None:
    finding = looked_up(hashlib.sha256(sealed).hexdigest())
    assert (finding.outcome, finding.heading, finding.by_text) == (Outcome.GENUINE, "Ekte og uendret", False)
    replace(world)
    assert looked_up(hashlib.sha256(sealed).hexdigest()).outcome == Outcome.REPLACED


def test_code_of_a_text_that_waits_for_signatures_says_so(world: World) -> None:
    with world.acting(world.north.slt):
        signing = frozen(world)
    digits = signing.version.sha256[:20]
    assert looked_up(digits).outcome == Outcome.UNSIGNED
    with world.acting(world.north.slt):
        withdraw(agreement=signing.agreement, reason="Feil dato", by=world.north.slt, at=signing.opened_at)
    finding = looked_up(digits)
    assert (finding.outcome, "Den gjelder ikke" in finding.sentence) == (Outcome.UNSIGNED, True)


@pytest.mark.parametrize("digits", ["0" * 20, "0" * 64, "f" * 64])
@pytest.mark.django_db
def test_unknown_code_is_not_from_here(digits: str) -> None:
    assert looked_up(digits).outcome == Outcome.UNKNOWN


@pytest.mark.parametrize(
    "code", ["x", "g" * 20, "0" * 19, "0" * 65, "%27%3B--", "a" * 400, "%00" * 20, "..%2f..%2f"]
)
@pytest.mark.django_db
def test_code_that_is_none_is_a_sentence(client: Client, code: str) -> None:
    answer = client.get(f"/kontroller/{code}/")
    assert answer.status_code == 404
    assert client.post("/kontroller/", {"code": "tull"}).status_code == 200


def test_page_keeps_what_was_typed(world: World) -> None:
    page = world.client().post("/kontroller/", {"code": "3f9ac-tull"}).content.decode()
    assert 'value="3f9ac-tull"' in page
    assert "64: tallene 0–9" in page


@pytest.mark.parametrize("sent", [{}, {"file": ""}, {"file": SimpleUploadedFile("a.pdf", b"")}])
@pytest.mark.django_db
def test_nothing_brought_is_a_sentence(client: Client, sent: dict[str, Any]) -> None:
    answer = client.post("/kontroller/", sent)
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()


@pytest.mark.django_db
def test_file_that_is_too_large_is_refused_before_it_is_read(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("agreements.views.verifying.LARGEST_FILE", 1000)
    monkeypatch.setattr("agreements.views.verifying.ENVELOPE", 1000)
    monkeypatch.setattr("agreements.views.verifying.examined", None)
    assert brought(client, b"x" * 3000).status_code == 413


@pytest.mark.django_db
def test_who_asks_too_often_waits(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("agreements.views.verifying.is_within", lambda *args, **kwargs: False)
    for answer in (client.get(f"/kontroller/{'0' * 20}/"), client.post("/kontroller/", {"code": "0" * 20})):
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
        assert "Vent et minutt" in answer.content.decode()


@pytest.mark.parametrize("language", ["", "nn/", "en/"])
def test_caches_may_keep_the_page_but_no_answer(world: World, language: str) -> None:
    for user in (None, world.north.slt):
        client = world.client(user)
        asked = client.get(f"/{language}kontroller/")
        assert asked.headers["Cache-Control"] == "public, max-age=3600"
        assert "Cookie" not in asked.headers.get("Vary", "")
        assert not asked.cookies
        assert "noindex" not in asked.headers.get("X-Robots-Tag", "") + asked.content.decode()
    for answer in (world.client().get(f"/{language}kontroller/{'0' * 20}/"), brought(world.client(), b"x")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert 'content="noindex"' in answer.content.decode()


def test_pdf_prints_its_address_as_text_and_as_a_code_to_scan(world: World, settings: Any) -> None:
    agreement = register_scene.printed(world)
    with world.inside(world.north.council):
        paper = bytes(AgreementPdf.objects.get(agreement=agreement, sealed=True).content)
    address = f"{settings.SITE_URL}/kontroller/{fingerprints.code_of(sha256_of(world))}/"
    assert address in words(paper).replace(" ", "")
    assert world.client().get(address.removeprefix(settings.SITE_URL)).status_code == 200
