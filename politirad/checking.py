"""`make check` and `make fix`: everything that can be judged without running the application. Quiet when clean."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PACKAGES = ("politirad", "councils", "agreements", "meetings", "tests")


def program(name: str, *arguments: str) -> list[str]:
    """A program of the virtual environment."""
    return [str(BIN / name), *arguments]


def module(*arguments: str) -> list[str]:
    """A Python module or script."""
    return [sys.executable, *arguments]


def templates() -> list[str]:
    """The template files, for tools that want them by name."""
    return [str(path.relative_to(ROOT)) for path in sorted((ROOT / "templates").rglob("*.html"))]


def steps() -> dict[str, list[str]]:
    """Each check's name and command; one that needs a part of the house is absent where the part is."""
    present = [package for package in PACKAGES if (ROOT / package).is_dir()]
    found = {
        "format": program("ruff", "format", "--check", "--quiet", "."),
        "lint": program("ruff", "check", "--quiet", "."),
        "import contracts": program("lint-imports", "--no-cache"),
        "types": program("mypy", "--no-error-summary", *present, "manage.py"),
        "migrations": module("manage.py", "makemigrations", "--check", "--dry-run", "--verbosity=1"),
        "templates": program("djlint", "--lint", "--quiet", *templates()),
        "compose file": program(
            "check-jsonschema", "--quiet", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"
        ),
        "Dockerfile": program("hadolint", "Dockerfile"),
        "deployment settings": module("manage.py", "check", "--deploy", "--fail-level=WARNING"),
    }
    if (ROOT / "politirad" / "catalogues.py").exists():
        found["translations"] = module("-m", "politirad.catalogues", "check")
    return found


# What `check --deploy` is shown: the settings of real operation, over the embedded engines.
DEPLOYED = {
    "DEMO": "false",
    "SITE_URL": "https://politirad.example",
    "SECRET_KEY": "an0ther-key-that-nobody-uses-but-this-check-and-that-is-long-enough-4711",
    "SEAL_CERTIFICATE": "/run/seal/certificate.pem",
    "SEAL_KEY": "/run/seal/key.pem",
    "TIMESTAMP_URL": "https://timestamp.example",
}


def check() -> int:
    """Run every check, print what the failing ones say; the number of failures."""
    failures = 0
    for name, command in steps().items():
        begun = time.monotonic()
        if name == "deployment settings":
            with (
                tempfile.TemporaryDirectory() as local
            ):  # whose demonstration lies in this checkout is no matter here
                done = run(command, {**os.environ, **DEPLOYED, "POLITIRAD_LOCAL": local})
        else:
            done = run(command, dict(os.environ))
        if done.returncode:
            failures += 1
            print(
                f"--- {name} ({time.monotonic() - begun:.1f} s): {' '.join(command)}\n{done.stdout}",
                flush=True,
            )
    return failures


def fix() -> int:
    """Let the tools correct what they can."""
    commands: Sequence[list[str]] = (
        program("ruff", "check", "--quiet", "--fix", "."),
        program("ruff", "format", "--quiet", "."),
    )
    return sum(run(command, dict(os.environ)).returncode > 1 for command in commands)


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """One tool, its words in `stdout`."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(1 if (fix() if "--fix" in sys.argv else check()) else 0)
