"""veraPDF's word on every paper, on hostile pastes, on the demo's agreements, and on the same files sealed."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.db import connection

from agreements.documents import Document, document_of
from agreements.models import Agreement
from politirad import seal
from politirad.forms import RichTextField
from politirad.tenancy import context
from tests import papers
from tests.archive_format import Judge, everything_well, made
from tests.archive_format import judge as judge
from tests.demo.loaded import loaded_and_rolled_back
from tests.hostile_pastes import PASTED, RAW, REFUSED
from tests.office_pastes import PASTES
from tests.seal_scene import an_authority

pytestmark = pytest.mark.soak


@pytest.fixture(autouse=True)
def _own_seal(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.SEAL_FOLDER = tmp_path_factory.getbasetemp() / "archive-seal"
    settings.SEAL_CERTIFICATE = settings.SEAL_KEY = settings.SEAL_TRUST = settings.TIMESTAMP_URL = ""


def with_seals(files: dict[str, bytes]) -> dict[str, bytes]:
    sealed = {
        f"{name}, sealed": seal.seal(data, reason="Prøve", location="Granli", at=papers.CREATED)
        for name, data in files.items()
    }
    return files | sealed


def test_every_paper_is_for_the_archive_and_for_everyone(judge: Judge) -> None:
    files = {
        f"{name} {language}": made(name, language)
        for name in papers.PAPERS
        for language in ("nb", "nn", "en")
    }
    files |= {f"{name} draft": made(name, demo=False, draft=True, version=None) for name in papers.PAPERS}
    files = with_seals(files)
    assert judge(files) == everything_well(files)


def test_timestamps_and_renewals_keep_it_so(judge: Judge, settings: Any, tmp_path: Path) -> None:
    plain = {name: made(name) for name in ("agreement", "minutes")}
    before = with_seals(plain)
    with an_authority(tmp_path, settings):
        stamped = with_seals(plain)
        files = {f"{name}, stamped": data for name, data in stamped.items() if name not in plain}
        files |= {f"{name}, renewed": seal.renew(seal.renew(data)) for name, data in files.items()}
        files |= {
            f"{name}, first stamp": seal.renew(data) for name, data in before.items() if name not in plain
        }
    assert len(files) == 6
    assert judge(files) == everything_well(files)


@pytest.mark.django_db
def test_the_agreements_of_the_demo_are_so_signed_and_unsigned(judge: Judge) -> None:
    documents: list[Document] = []
    with loaded_and_rolled_back() as loaded, connection.cursor() as cursor:
        cursor.execute("SELECT sec.every_council()")
        for (council_id,) in cursor.fetchall():
            with context.entered(context.of_council(council_id)):
                rows = Agreement.objects.filter(owner_council=council_id)
                documents += [document_of(row, today=loaded.today) for row in rows]
    files = {}
    for document in documents:
        slots = document.facts["slots"]
        open_slots = [{**slot, "signed": None} for slot in slots]
        unsigned = {**document.facts, "slots": open_slots, "signed_text": "", "draft": True}
        files[document.title] = document.render()
        files[f"{document.title}, unsigned"] = replace(document, facts=unsigned).render()
        if document.facts["draft"]:  # as it will be when every line of it is signed
            all_slots = [{**slot, "signed": slot["signed"] or name_of(slot)} for slot in slots]
            signed = {**document.facts, "slots": all_slots, "signed_text": "3. mars 2027", "draft": False}
            files[f"{document.title}, signed"] = replace(document, facts=signed).render()
    assert len(files) >= 10
    assert any(
        name.endswith(", signed") and name.startswith("Samarbeidsavtale - Samordning") for name in files
    )
    files = with_seals(files)
    assert judge(files) == everything_well(files)


def name_of(slot: dict[str, Any]) -> dict[str, str]:
    """Somebody's name on a line."""
    return {
        "name": slot["planned_name"] or "Kari Nordmann",
        "capacity": slot["capacity"],
        "method": "in_app",
        "date": "3. mars 2027",
        "place": "",
        "basis": "",
    }


def test_hostile_pastes_are_for_the_archive_and_for_everyone(judge: Judge) -> None:
    nothing: dict[str, Any] = {
        "facts": [],
        "focus_areas": [],
        "references": [],
        "attachments": [],
        "slots": [],
    }
    section = {"level": 1, "number": "1", "heading": "Limt inn"}
    item = papers.ITEMS[0]
    person = papers.PEOPLE[0] | {"name": "Čuvgi \u2028 Šuoŋŋu\u00ad"}
    files = {
        name: made("agreement", **nothing, sections=[section | {"html": html}]) for name, html in RAW.items()
    }
    everything = "".join(RAW.values())
    together = {
        "all in minutes": made(
            "minutes", items=[item | {"text_html": everything, "decision_html": everything}], present=[person]
        ),
        "all in an agenda": made("agenda", message_html=everything, items=[item | {"text_html": everything}]),
        "all in a year plan": made("year_plan", notes_html=everything),
    }
    files |= with_seals(together)  # what a seal adds does not depend on the text
    assert judge(files) == everything_well(files)


def test_what_is_saved_of_a_hostile_paste_is_for_the_archive_and_for_everyone(judge: Judge) -> None:
    """Each by itself in an agreement, all of them together in minutes, sealed."""
    field = RichTextField(required=False)
    office = {name: paste.html for name, paste in PASTES.items()}
    saved = {name: field.clean(html) for name, html in (PASTED | office).items() if name not in REFUSED}
    assert {name: field.clean(html) for name, html in saved.items()} == saved
    nothing: dict[str, Any] = dict.fromkeys(
        ["facts", "focus_areas", "forums", "references", "attachments", "slots"], []
    )
    section = {"level": 1, "number": "1", "heading": "Limt inn"}
    files = {
        name: made("agreement", **nothing, sections=[section | {"html": html}])
        for name, html in saved.items()
    }
    item = papers.ITEMS[0] | {"text_html": "".join(saved.values()), "decision_html": saved["emoji"]}
    files |= with_seals({"all in minutes": made("minutes", items=[item])})
    assert judge(files) == everything_well(files)


def without(data: bytes, *keys: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        for key in keys:
            del document.Root[key]
        document.save(out, static_id=True)
    return out.getvalue()


def test_the_judge_can_say_no(judge: Judge) -> None:
    good = made("agenda")
    verdicts = judge(
        {
            "good": without(good),
            "no colours": without(good, "/OutputIntents"),
            "no title shown": without(good, "/ViewerPreferences"),
            "no tags": without(good, "/StructTreeRoot", "/MarkInfo"),
            "no metadata": without(good, "/Metadata"),
        }
    )
    assert verdicts.pop("good") == "2a ok, ua1 ok"
    assert "2a broken" in verdicts["no colours"]
    assert "2a ok, ua1 broken" in verdicts["no title shown"]
    assert "2a broken" in verdicts["no tags"]
    assert "ua1 broken" in verdicts["no tags"]
    assert "ua1 broken" in verdicts["no metadata"]
