"""The static assets: what npm brought, and what pages ask for."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError

from politirad import assets
from politirad.icons import ICONS

ICON_TAG = re.compile(r"""\{%\s*icon\s+["']([\w-]+)["']""")
STATIC_TAG = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")


def templates() -> list[Path]:
    """Every template of ours."""
    return sorted((assets.ROOT / "templates").rglob("*.html"))


def test_assets_are_those_of_the_inputs() -> None:
    assert assets.is_current(), "run: python -m politirad.assets"


def test_every_icon_of_a_template_is_in_the_sprite() -> None:
    sprite = (assets.VENDOR / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    asked = {name for path in templates() for name in ICON_TAG.findall(path.read_text(encoding="utf-8"))}
    assert asked - drawn == set()
    assert drawn == set(ICONS)


def test_every_static_file_of_a_template_is_there() -> None:
    """Only what lies in static/; packages bring their own files."""
    packages = ("mfa/", "account/", "django_htmx/")
    asked = {name for path in templates() for name in STATIC_TAG.findall(path.read_text(encoding="utf-8"))}
    missing = [
        name
        for name in asked
        if not name.startswith(packages) and not (assets.ROOT / "static" / name).is_file()
    ]
    assert missing == []


def test_nothing_served_points_at_a_source_map() -> None:
    for path in assets.VENDOR.iterdir():
        if path.suffix in {".js", ".css"}:
            assert "sourceMappingURL" not in path.read_text(encoding="utf-8"), path.name


def test_the_licence_of_every_served_package_is_told() -> None:
    told = (assets.VENDOR / "LICENCES.txt").read_text(encoding="utf-8")
    for name in (
        "@digdir/designsystemet-css",
        "@fontsource-variable/inter",
        "@navikt/aksel-icons",
        "@tiptap/core",
    ):
        assert f"{name} " in told
    assert "esbuild " not in told


def test_no_template_carries_inline_script_or_style() -> None:
    for path in templates():
        if "mail" in path.parts or "pdf" in path.parts:  # letters and paper are no pages
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""\sstyle\s*=\s*["']|\son(?:click|change|submit|load|input)\s*=""", text), path
        assert not re.search(r"<style\b", text), path
        for script in re.findall(r"<script\b[^>]*>", text):
            assert "src=" in script or 'type="application/json"' in script, f"{path}: {script}"


def test_the_face_loads_nothing_from_another_host() -> None:
    for path in [
        *templates(),
        *(assets.ROOT / "static" / "css").glob("*.css"),
        *(assets.ROOT / "static" / "js").glob("*.js"),
    ]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""(?:src|@import|url\()\s*=?\s*["'(]?\s*(?:https?:)?//""", text), path


def test_an_unknown_icon_is_refused_with_its_name() -> None:
    with pytest.raises(TemplateSyntaxError, match="'kalendr'"):
        Template('{% load face %}{% icon "kalendr" %}').render(Context())


def test_an_old_node_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, version in (("node", "v18.19.0"), ("npm", "9.2.0")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert assets.system_node() is None
    (tmp_path / "node").write_text("#!/bin/sh\necho v20.1.0\n", encoding="utf-8")
    assert assets.system_node() == [str(tmp_path / "node"), str(tmp_path / "npm")]


def test_a_failing_program_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(assets.AssetError, match="no such package"):
        assets.run(["sh", "-c", "echo no such package >&2; exit 3"], cwd=tmp_path)
