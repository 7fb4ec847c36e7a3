"""What a demo file says of sub-items: each lies under an item before it, on the same agenda and in the same part."""

import shutil
from pathlib import Path

import pytest

from politirad.demo.reading import DATA, BadDemoFile, read_all
from tests.demo.test_reading import Edit, swap

UNDER = "          undersak av: Hva skal vi satse på til neste år?\n"


@pytest.mark.parametrize(
    ("edit", "item"),
    [
        pytest.param(swap(UNDER, UNDER.replace("neste", "i fjor")), "sak 2", id="no such item"),
        pytest.param(
            swap("        - sak: Hva skal vi satse på til neste år?", f"        - sak: Først\n{UNDER}          type: drøfting\n        - sak: Hva skal vi satse på til neste år?"),
            "sak 1",
            id="item that comes later",
        ),
        pytest.param(
            swap(
                f"        - sak: Økonomisk utnytting av ungdom på nett\n{UNDER}",
                "        - sak: Økonomisk utnytting av ungdom på nett\n"
                "          undersak av: Trygge møteplasser på kveldstid\n",
            ),
            "sak 3",
            id="under a sub-item",
        ),
        pytest.param(swap(UNDER, f"{UNDER}          tilstand: foreslått\n          meldt av: slt.lorenskog\n"), "sak 2", id="not taken in"),
    ],
)  # fmt: skip
def test_sub_item_without_an_item_above_gives_one_sentence(tmp_path: Path, edit: Edit, item: str) -> None:
    for path in DATA.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    file = tmp_path / "lorenskog.yaml"
    file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(BadDemoFile, match=r"^lorenskog\.yaml, linje \d+, ") as caught:
        read_all(tmp_path)
    assert f"{item} › undersak av" in str(caught.value)


def test_lorenskog_has_an_item_with_two_under_it() -> None:
    meetings = read_all().agreements["lorenskog"].life.meetings
    (found,) = [[one.title for one in meeting.items if one.under] for meeting in meetings if any(one.under for one in meeting.items)]  # fmt: skip
    assert found == ["Trygge møteplasser på kveldstid", "Økonomisk utnytting av ungdom på nett"]
