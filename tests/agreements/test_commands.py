"""The commands that give an agreement out: export, render, verify."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from agreements import making
from agreements.actions import add_term, put_attachment
from agreements.exporting import exported
from agreements.models import Agreement, AgreementJob, AgreementPdf, EvaluationRule, Reference, Version
from agreements.verifying import examined
from tests.agreements.drafts import draft, put_in_state, signed
from tests.world import STANDING_ITEMS, World


@pytest.fixture(autouse=True)
def _own_seal(settings: Any, tmp_path_factory: Any) -> None:
    settings.SEAL_FOLDER = str(tmp_path_factory.getbasetemp() / "seal")


def printed(capsys: Any, *arguments: Any) -> str:
    call_command(*map(str, arguments))
    return str(capsys.readouterr().out)


def test_export_prints_the_agreement_and_nothing_else(world: World, capsys: Any) -> None:
    slt, today = world.north.slt, world.today
    with world.acting(slt):
        agreement = draft(world)
        said = {"agreement": agreement, "by": slt, "today": today}
        add_term(EvaluationRule, **said, kind="yearly", written=True, evaluated_by=["politirådet"])
        add_term(Reference, **said, title="NOU 2016:16", url="")
        put_attachment(agreement=agreement, title="Møteplan", by=slt)
    found = json.loads(printed(capsys, "export_agreement", agreement.pk, "--format", "json"))
    (forum,) = found.pop("forums")
    sections = found.pop("sections")
    assert found == {
        "language": "nb",
        "title": "Avtale om kommune- og politisamarbeid",
        "kind": "police_council",
        "parties": [
            {"name": "Nordvik kommune", "kind": "municipality", "number": "9901"},
            {"name": "Vik politistasjonsdistrikt", "kind": "police_station_district", "number": None},
        ],
        "signatories": [
            {"party": "Nordvik kommune", "role": "ordfører", "name": world.north.mayor.name},
            {
                "party": "Vik politistasjonsdistrikt",
                "role": "politistasjonssjef",
                "name": world.station_chief.name,
            },
        ],
        "signed_on": None,
        "valid": {"from": str(today.year), "to": str(today.year + 3), "open_ended": False},
        "predecessor": None,
        "termination": {"by": "either_party", "notice_days": None},
        "focus_areas": [{"kind": "focus", "text": "Ungdom og rus"}],
        "evaluation": [{"kind": "yearly", "written": True, "by": ["politirådet"]}],
        "revision": [],
        "references": [{"title": "NOU 2016:16", "url": None}],
        "attachments": [{"number": 1, "title": "Møteplan"}],
        "findings": [],
    }
    assert sections[0] == {"level": 1, "heading": "Innledning"}
    assert (forum["name"], forum["level"], forum["chair"]) == (
        "Politirådet i Nordvik",
        "strategic",
        "ordfører",
    )
    assert forum["agenda_deadline_days"] == 7
    assert forum["standing_items"] == list(STANDING_ITEMS)
    assert forum["cadence"][0] == {
        "kind": "per_year",
        "count": 4,
        "min": None,
        "max": None,
        "months": None,
        "strength": "shall",
        "from": None,
        "to": None,
    }
    assert {"role": "Ordfører", "side": "municipality", "count": None, "optional": False} in forum["members"]


def test_silent_agreement_exports_nulls_and_no_defaults(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
        Agreement.objects.filter(pk=agreement.pk).update(valid_from="", valid_to="", termination_by="")
        found = exported(Agreement.objects.get(pk=agreement.pk), day=world.today)
    assert (found["valid"], found["termination"], found["signed_on"]) == (None, None, None)


@pytest.mark.parametrize("command", ["export_agreement", "render_agreement"])
def test_unknown_agreement_is_a_sentence(world: World, command: str, tmp_path: Path) -> None:
    more = ["--output", str(tmp_path / "a.pdf")] if command == "render_agreement" else []
    with pytest.raises(CommandError, match="Ingen avtale har id"):
        call_command(command, str(uuid4()), *more)


def test_render_writes_the_pdf_and_prints_the_fingerprint(world: World, tmp_path: Path, capsys: Any) -> None:
    agreement = signed(world)
    target = tmp_path / "avtale.pdf"
    with world.inside(world.north.council):
        version = Version.objects.get(agreement=agreement)
        job = AgreementJob.objects.get(agreement=agreement)
    making.make_pdf(world.north.council.pk, job.pk, at=timezone.now())
    assert printed(capsys, "render_agreement", agreement.pk, "--output", target).strip() == version.sha256
    with world.inside(world.north.council):
        assert target.read_bytes() == bytes(AgreementPdf.objects.get(sealed=True).content)
    assert examined(target.read_bytes()).outcome == 0
    with world.inside(world.north.council):
        put_in_state(agreement, "replaced")
    assert (examined(target.read_bytes()).outcome, "erstattet" in examined(target.read_bytes()).sentence) == (
        3,
        True,
    )
    target.write_bytes(target.read_bytes().replace(b"/Producer", b"/Produzer", 1) + b"\n%% mer")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_agreement", str(target))
    assert ended.value.code == 5


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 noe helt annet", b"tekst"])
def test_file_from_elsewhere_is_not_from_here(world: World, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "fremmed.pdf"
    file.write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        call_command("verify_agreement", str(file))
    assert ended.value.code == 4


def test_draft_renders_unsealed(world: World, tmp_path: Path, capsys: Any) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
    target = tmp_path / "utkast.pdf"
    digest = printed(capsys, "render_agreement", agreement.pk, "--output", target).strip()
    assert len(digest) == 64
    assert target.read_bytes().startswith(b"%PDF")
    assert examined(target.read_bytes()).outcome == 4
