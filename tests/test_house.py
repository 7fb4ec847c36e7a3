"""The house watches itself: the size and names of files, where imports stand, what nobody may write."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

LONGEST = 300
DRAWERS = {"utils", "helpers", "mixins", "base", "common", "misc", "util", "helper", "shared"}
ROOMS = ("councils", "agreements", "meetings", "politirad")
#: Deeds of the clock, which nobody does, and of the one person whom the token names.
WITHOUT_BY = {"settle", "follow_calendar", "accept_invitation"}


def files(root: Path, pattern: str) -> list[Path]:
    """The tracked files of a pattern, as paths from the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", pattern], cwd=root, capture_output=True, text=True, check=True
    )
    return [Path(name) for name in listed.stdout.split("\0") if name and (root / name).exists()]


def python_files(root: Path) -> list[Path]:
    """Our Python files, migrations apart."""
    return [path for path in files(root, "*.py") if "migrations" not in path.parts]


def test_no_python_file_is_long(at_root: Path) -> None:
    long = {str(path): lines for path in python_files(at_root) if (lines := _lines(at_root / path)) > LONGEST}
    assert long == {}, "split by subject, not by kind"


def test_no_helper_drawers(at_root: Path) -> None:
    assert [path for path in python_files(at_root) if path.stem in DRAWERS] == []


def test_only_access_functions_fetch_by_id_in_views(at_root: Path) -> None:
    """A view that fetches by primary key past the doors would skip the second lock."""
    pattern = re.compile(r"\.objects\.(?:select_related\([^)]*\)\.)?get\((?:pk|id)=|get_object_or_404")
    allowed = {
        Path("meetings/views/answers.py"),  # the secret in the link is the right
        Path("politirad/logins.py"),  # allauth's rows lie outside the wall; the owner is the whole rule
    }
    found = [
        path
        for path in python_files(at_root)
        if ("views" in path.parts or path.stem in {"views", "logins"})
        and path not in allowed
        and pattern.search((at_root / path).read_text())
    ]
    assert found == []


def test_the_context_is_set_in_one_place(at_root: Path) -> None:
    """A setting that outlives its transaction would serve one council's rows to the next visitor."""
    setters = [
        path
        for path in python_files(at_root)
        if path.parts[0] in ROOMS
        and re.search(r"set_config\(|SET SESSION|SET politirad", (at_root / path).read_text())
    ]
    assert setters == [Path("politirad/tenancy/context.py")]
    text = (at_root / setters[0]).read_text()
    assert "false)" not in text.lower()


def test_no_signals_between_our_apps(at_root: Path) -> None:
    pattern = re.compile(r"django\.db\.models\.signals|django\.dispatch")
    rooms = [
        path for path in python_files(at_root) if path.parts[0] in {"councils", "agreements", "meetings"}
    ]
    assert [path for path in rooms if pattern.search((at_root / path).read_text())] == []


def test_no_work_in_save(at_root: Path) -> None:
    found = []
    for path in python_files(at_root):
        if path.parts[0] in ROOMS and "models" in path.parts:
            tree = ast.parse((at_root / path).read_text())
            names = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
            found += [f"{path}: {name}" for name in names if name in {"save", "delete"}]
    assert found == []


def test_every_action_names_who_does_it(at_root: Path) -> None:
    """Public functions of the actions take named arguments only, and `by`."""
    wrong = []
    for path in python_files(at_root):
        if "actions" not in path.parts or path.parts[0] not in ROOMS:
            continue
        for node in ast.parse((at_root / path).read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _is_deed(node):
                keywords = [argument.arg for argument in node.args.kwonlyargs]
                positional = [argument.arg for argument in node.args.args if argument.arg != "model"]
                if positional or ("by" not in keywords and node.name not in WITHOUT_BY):
                    wrong.append(f"{path}: {node.name}")
    assert wrong == []


def _is_deed(node: ast.FunctionDef) -> bool:
    """A function that opens a transaction of its own changes something."""
    return any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)


@pytest.mark.parametrize("pattern", ["*.html", "*.js", "*.css"])
def test_nothing_is_loaded_from_another_host(at_root: Path, pattern: str) -> None:
    address = re.compile(r"""(?:src|href)=["']https?://|url\(["']?https?://|import .*https?://""")
    own = [path for path in files(at_root, pattern) if "vendor" not in path.parts]
    assert [path for path in own if address.search((at_root / path).read_text())] == []


def test_templates_hold_no_inline_script_or_style(at_root: Path) -> None:
    pattern = re.compile(
        r"\sstyle=|\son(?:click|change|submit|load|input|keydown)=|<style[ >]|<script>|javascript:"
    )
    pages = [path for path in files(at_root, "templates/*.html") if path.parts[1] not in {"pdf", "mail"}]
    assert len(pages) > 60
    assert [path for path in pages if pattern.search((at_root / path).read_text())] == []


def test_no_path_of_a_machine_is_in_the_project(at_root: Path) -> None:
    found = subprocess.run(
        ["git", "grep", "-lE", "/(home|root|Users)/[a-z]", "--", ".", ":!tests/test_house.py"],
        cwd=at_root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == ""


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())
