"""What a demo file says of evaluations must fit its forum and its own questions; each mistake gives one sentence."""

import shutil
from pathlib import Path

import pytest

from politirad.demo.reading import DATA, BadDemoFile, read_all
from tests.demo.test_reading import Edit, swap


@pytest.mark.parametrize(
    ("edit", "place", "reason"),
    [
        pytest.param(
            swap("{person: oppvekst.lorenskog, dato: 20.", "{person: tfs.lorenskog, dato: 20."),
            "liv › evaluering 1 › svar 3 › person",
            "ikke medlem av forumet",
            id="answered by a stranger",
        ),
        pytest.param(
            swap('svar: ["5", "3", "4"', 'svar: ["6", "3", "4"'),
            "liv › evaluering 1 › svar 1 › svar 1",
            "«6» er ikke et tall fra 1 til 5",
            id="step that is not on the scale",
        ),
        pytest.param(
            swap('svar: ["5", "3", "4"', 'svar: ["3", "4"'),
            "liv › evaluering 1 › svar 1 › svar",
            "5 svar på 6 spørsmål",
            id="answers that do not fit the questions",
        ),
        pytest.param(
            swap("      svar innen: 2. februar i år", "      svar innen: 2. januar i år"),
            "liv › evaluering 1 › svar innen",
            "før evalueringen ble åpnet",
            id="deadline before it opens",
        ),
        pytest.param(
            swap("      lukket: 3. februar i år\n", "      lukket: 3. januar i år\n"),
            "liv › evaluering 1 › lukket",
            "før den er åpnet",
            id="closed before it opens",
        ),
        pytest.param(
            swap("      lukket: 3. februar i år\n", ""),
            "liv › evaluering 1 › det vi lærte",
            "ikke lukket",
            id="learned while it is open",
        ),
    ],
)
def test_mistake_in_an_evaluation_gives_one_sentence(
    tmp_path: Path, edit: Edit, place: str, reason: str
) -> None:
    for path in DATA.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    file = tmp_path / "lorenskog.yaml"
    file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(BadDemoFile, match=r"^lorenskog\.yaml, linje \d+, ") as caught:
        read_all(tmp_path)
    assert place in str(caught.value)
    assert reason in str(caught.value)
