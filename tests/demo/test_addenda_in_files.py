"""What a demo file says of addenda must fit its agreement; each mistake gives one sentence."""

import shutil
from pathlib import Path

import pytest

from politirad.demo.reading import DATA, BadDemoFile, read_all
from tests.demo.test_reading import Edit, swap


@pytest.mark.parametrize(
    ("edit", "place", "reason"),
    [
        pytest.param(
            swap("        kapittel: Evaluering\n        tekst", "        kapittel: Vurdering\n        tekst"),
            "tillegg 1 › endring 3 › kapittel",
            "ikke noe kapittel «Vurdering»",
            id="chapter that is not there",
        ),
        pytest.param(
            swap("        kapittel: Evaluering\n        tekst", "        tekst"),
            "tillegg 1 › endring 3",
            "«kapittel» mangler",
            id="nothing to change",
        ),
        pytest.param(
            swap("        overskrift: Orientering til kommunestyret\n", ""),
            "tillegg 1 › endring 2",
            "«overskrift» mangler",
            id="new chapter without a heading",
        ),
        pytest.param(
            swap("virkning: egen tekst", "virkning: fritekst"),
            "tillegg 1 › endring 1 › virkning",
            "«fritekst» er ikke et gyldig ord",
            id="effect that is not known",
        ),
    ],
)
def test_mistake_gives_one_sentence(tmp_path: Path, edit: Edit, place: str, reason: str) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    path = folder / "lorenskog.yaml"
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(BadDemoFile) as caught:
        read_all(folder)
    sentence = str(caught.value)
    assert sentence.startswith("lorenskog.yaml, linje ")
    assert place in sentence and reason in sentence
    assert "\n" not in sentence


def test_addendum_to_a_draft_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    path = folder / "nedre_romerike.yaml"
    addendum = """
tillegg:
  - signert: {dato: "2024-06-12", presisjon: dag}
    endringer:
      - {virkning: egen tekst, overskrift: Bakgrunn}
"""
    path.write_text(
        swap("\nfora:\n", addendum + "\nfora:\n")(path.read_text(encoding="utf-8")), encoding="utf-8"
    )
    with pytest.raises(BadDemoFile, match="tillegg 1: bare en signert avtale kan ha tillegg"):
        read_all(folder)
