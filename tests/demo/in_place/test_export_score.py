"""The demo's agreements, exported, are the real ones: scored against what a reader wrote down from the texts.

The texts lie beside the checkout, not in it. On CI they must be there; elsewhere the test is skipped without them.
"""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from agreements.models import Agreement
from tests.demo.loaded import Loaded

SOURCES = {
    "nedre_romerike": "000_681ca2be9ab033aa",
    "lillestrom": "001_e4a1a048ea78b2d1",
    "lorenskog": "002_808085bb6b6e8575",
    "stange": "003_1d64a81502564650",
    "sarpsborg": "004_d6519266837e9362",
}
LEAST = 0.98


@pytest.fixture
def shared(at_root: Path) -> Path:
    """The folder of the texts and their expected exports."""
    folder = at_root.parent / "shared"
    if not (folder / "agreements").is_dir():
        if os.environ.get("CI"):
            pytest.fail("the agreements must lie beside the checkout on CI")
        pytest.skip("the agreements do not lie beside the checkout")
    return folder


@pytest.mark.parametrize("file", sorted(SOURCES))
def test_export_scores_as_the_real_agreement(loaded: Loaded, shared: Path, tmp_path: Path, file: str) -> None:
    expected = json.loads((shared / "agreements" / f"{SOURCES[file]}.expected.json").read_text("utf-8"))
    assert score(shared, tmp_path, expected, export(loaded, file)) >= LEAST


def test_score_falls_when_a_forum_is_missing(loaded: Loaded, shared: Path, tmp_path: Path) -> None:
    expected = json.loads((shared / "agreements" / f"{SOURCES['stange']}.expected.json").read_text("utf-8"))
    found = {**export(loaded, "stange"), "forums": []}
    assert score(shared, tmp_path, expected, found) < LEAST


def export(loaded: Loaded, file: str) -> dict[str, Any]:
    """What `manage.py export_agreement` prints for the file's agreement."""
    owner = loaded.demo.agreements[file].agreement.owner
    people = loaded.demo.people.people
    keeper = next(one.key for one in people if one.organization == owner and one.role == "SLT-koordinator")
    with loaded.acting(keeper):
        key = Agreement.objects.get(title=loaded.demo.agreements[file].agreement.title).pk
    printed = io.StringIO()
    call_command("export_agreement", str(key), format="json", stdout=printed)
    found: dict[str, Any] = json.loads(printed.getvalue())
    return found


def score(shared: Path, folder: Path, expected: dict[str, Any], found: dict[str, Any]) -> float:
    """F1 of the export, names of people left out on both sides: ours are invented."""
    paths = []
    for name, document in (("expected", expected), ("found", found)):
        lines = [{**line, "name": None} for line in document["signatories"]]
        path = folder / f"{name}.json"
        path.write_text(json.dumps({**document, "signatories": lines}), encoding="utf-8")
        paths.append(str(path))
    program = shared / "contracts" / "score_import.py"
    answer = subprocess.run(
        [sys.executable, str(program), "--json", *paths], capture_output=True, text=True, check=True
    )
    return float(json.loads(answer.stdout)["overall"]["f1"])
