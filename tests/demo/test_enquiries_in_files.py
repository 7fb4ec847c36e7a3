"""What a demo file says of enquiries must fit its agreement; each mistake gives one sentence. What is told is loaded."""

import shutil
from pathlib import Path

import pytest

from politirad.demo.reading import DATA, BadDemoFile, read_all
from tests.demo.test_reading import Edit, swap


@pytest.mark.parametrize(
    ("edit", "place", "reason"),
    [
        pytest.param(
            swap("    - forventning: Følger opp", "    - forventning: Glemmer"),
            "liv › henvendelse 1 › forventning",
            "avtalen har ikke forventningen",
            id="no such expectation",
        ),
        pytest.param(
            swap("      til: Sarpsborg politistasjonsdistrikt", "      til: Hamar politistasjonsdistrikt"),
            "liv › henvendelse 1 › til",
            "er ikke part i avtalen",
            id="asked of a stranger",
        ),
        pytest.param(
            swap("      fra: slt.sarpsborg", "      fra: ingen.sarpsborg"),
            "liv › henvendelse 1 › fra",
            "finnes ikke i folk.yaml",
            id="asked by nobody",
        ),
        pytest.param(
            swap("        person: politikontakt.sarpsborg", "        person: slt.sarpsborg"),
            "liv › henvendelse 1 › svar › person",
            "hører ikke til Sarpsborg politistasjonsdistrikt",
            id="answered by the one who asked",
        ),
        pytest.param(
            swap("      svarfrist: for 3 uker siden", "      svarfrist: for 9 uker siden"),
            "liv › henvendelse 1 › svarfrist",
            "fristen er før dagen det ble spurt",
            id="deadline before it was asked",
        ),
        pytest.param(
            swap("        dato: for 4 uker siden", "        dato: for 9 uker siden"),
            "liv › henvendelse 1 › svar › dato",
            "svaret er gitt før noen spurte",
            id="answered before it was asked",
        ),
        pytest.param(
            swap("      type: plan på høring", "      type: plan"),
            "liv › henvendelse 1 › type",
            "plan på høring",
            id="kind that is none",
        ),
    ],
)
def test_mistake_in_an_enquiry_gives_one_sentence(
    tmp_path: Path, edit: Edit, place: str, reason: str
) -> None:
    for path in DATA.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    file = tmp_path / "sarpsborg.yaml"
    file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(BadDemoFile, match=r"^sarpsborg\.yaml, linje \d+, ") as caught:
        read_all(tmp_path)
    assert place in str(caught.value)
    assert reason in str(caught.value)
