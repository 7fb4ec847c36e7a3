"""The signed agreement as data and as a package: the same bytes every time, behind the agreement's own wall."""

import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from agreements.actions import keep_file, put_attachment
from agreements.canonical import FORMAT
from agreements.documents import document_of
from agreements.models import Agreement, AgreementData, AgreementPdf, SignOff, Version
from agreements.package import packed, plain_name
from agreements.signed_data import signed_data
from politirad import seal
from tests.agreements.drafts import draft, frozen
from tests.agreements.register_scene import _own_seal as _own_seal
from tests.agreements.register_scene import printed
from tests.world import World


def data_of(world: World, agreement: Agreement) -> tuple[bytes, Version]:
    with world.inside(world.north.council):
        data = AgreementData.objects.select_related("version").get(agreement=agreement)
        return bytes(data.content), data.version


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_data_holds_the_text_that_was_signed_and_every_signature(world: World) -> None:
    agreement = printed(world)
    content, version = data_of(world, agreement)
    said = json.loads(content)
    again = json.dumps(said["text"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert (said["text"]["format"], hashlib.sha256(again).hexdigest()) == (FORMAT, version.sha256)
    assert said["text_sha256"] == version.sha256
    assert [line["capacity"] for line in said["lines"]] == ["ordfører", "politistasjonssjef"]
    with world.inside(world.north.council):
        bound = set(SignOff.objects.values_list("bound", flat=True))
    given = [line["signature"] for line in said["lines"]]
    assert {one["binding"] for one in given} == bound
    assert [one["name"] for one in given] == [world.north.mayor.name, world.station_chief.name]
    assert {one["text_sha256"] for one in given} == {version.sha256}


def test_data_tells_nothing_of_the_logins(world: World) -> None:
    agreement = printed(world)
    text = data_of(world, agreement)[0].decode()
    for secret in ("evidence", "password", "user", str(world.north.mayor.pk), world.north.mayor.email):
        assert secret not in text


def test_page_states_the_fingerprint_of_the_data_and_the_downloads_keep_it(world: World) -> None:
    agreement = printed(world)
    content, version = data_of(world, agreement)
    client = world.client(world.station_chief)
    page = client.get(reverse("agreement", args=[agreement.pk])).content.decode()
    assert hashlib.sha256(content).hexdigest() in page
    answer = client.get(reverse("agreement_data", args=[agreement.pk]))
    assert (answer.content, answer["Content-Type"]) == (content, "application/json")
    assert answer["Content-Disposition"].startswith("attachment;")
    files = unpacked(client.get(reverse("agreement_package", args=[agreement.pk])).content)
    sums = files.pop("sjekksummer.txt").decode()
    assert sums == "".join(f"{hashlib.sha256(one).hexdigest()}  {name}\n" for name, one in files.items())
    pdf, data, text = files.values()
    assert data == content
    assert hashlib.sha256(text).hexdigest() == version.sha256
    assert seal.verify(pdf).intact
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 1


def test_package_carries_the_attachments(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
        facts: dict[str, Any] = {"content_type": "application/pdf", "content": b"%PDF-1.7 plan"}
        file = keep_file(agreement=agreement, name="../plan:1.pdf", by=world.north.slt, **facts)
        put_attachment(agreement=agreement, number=2, title="Plan", file=file, by=world.north.slt)
    with world.inside(world.north.council):
        version = Version(agreement=agreement, number=1, canonical="{}", sha256="a" * 64)
        version.frozen_at = timezone.now()
        version.save(force_insert=True)
        for kind, name in ((AgreementPdf, "avtale.pdf"), (AgreementData, "avtale.json")):
            one = kind(agreement=agreement, version=version, name=name, content_type="x/y")
            one.hold(name.encode())
            if isinstance(one, AgreementPdf):
                one.sealed, one.content_sha256, one.good_until = True, version.sha256, world.today
            one.save(force_insert=True)
    answer = world.client(world.north.slt).get(reverse("agreement_package", args=[agreement.pk]))
    assert list(unpacked(answer.content)) == [
        "avtale.pdf",
        "avtale.json",
        "signert-tekst.json",
        "vedlegg/2-plan-1.pdf",
        "sjekksummer.txt",
    ]


def test_checksums_are_as_sha256sum_reads_them(tmp_path: Path) -> None:
    content = packed({"a.pdf": b"%PDF", "vedlegg/1-æ ø.docx": b"PK"}, at=timezone.now())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        package.extractall(tmp_path)
    command = ["sha256sum", "--check", "--strict", "sjekksummer.txt"]
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    (tmp_path / "a.pdf").write_bytes(b"%PDX")
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\plan.pdf", "C--plan.pdf"),
        ("a\u202ebc\x00.pdf", "a-bc-.pdf"),
        ("...", "fil"),
        ("Årsplan ŋ.pdf", "Årsplan ŋ.pdf"),
    ],
)
def test_attachment_has_a_name_that_stays_in_its_folder(name: str, kept: str) -> None:
    assert plain_name(name) == kept


@pytest.mark.parametrize("door", ["agreement_data", "agreement_package"])
def test_unsigned_agreement_has_no_data(world: World, door: str) -> None:
    with world.acting(world.north.slt):
        signing = frozen(world)
    address = reverse(door, args=[signing.agreement_id])
    assert world.client(world.north.slt).get(address).status_code == 404


@pytest.mark.parametrize("door", ["agreement_data", "agreement_package"])
def test_those_outside_get_nothing(world: World, door: str) -> None:
    address = reverse(door, args=[printed(world).pk])
    assert world.client(world.north.mayor).get(address).status_code == 200
    for outsider in (world.south.mayor, world.stranger):
        assert world.client(outsider).get(address).status_code == 404
    assert world.client().get(address).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_other_processes_make_the_same_bytes_before_the_seal(
    world: World, manage: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """Whatever order the hashes of text give a dictionary or a set in that process, and in whatever time zone."""
    agreement = printed(world)
    with world.inside(world.north.council):
        here = document_of(agreement, today=world.today).render()
        version = Version.objects.get(agreement=agreement)
        data = signed_data(agreement, version)
        assert data == bytes(AgreementData.objects.get(version=version).content)
    for seed, zone in (("1", "Europe/Oslo"), ("4711", "Pacific/Auckland")):
        file = tmp_path / f"{seed}.pdf"
        done = manage(
            "render_agreement",
            str(agreement.pk),
            f"--output={file}",
            "--before-seal",
            PYTHONHASHSEED=seed,
            TZ=zone,
        )
        assert (done.returncode, done.stdout.strip()) == (0, version.sha256), done.stderr
        assert file.read_bytes() == here
