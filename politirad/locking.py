"""`make lock`: compile requirements/app.txt and dev.txt from pyproject.toml, with hashes and without any address."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).with_name("uv")
LISTS: dict[str, list[str]] = {"app": [], "dev": ["--extra", "dev"]}


def compile_list(name: str, extras: list[str]) -> None:
    """One lock file, the newest versions that pyproject.toml allows."""
    command = [str(UV), "pip", "compile", "pyproject.toml", *extras, "--generate-hashes", "--universal"]
    command += ["--python-version", "3.11", "--no-emit-index-url", "--no-annotate", "--no-header", "--quiet"]
    subprocess.run([*command, "--output-file", f"requirements/{name}.txt"], cwd=ROOT, check=True)


if __name__ == "__main__":
    for name, extras in LISTS.items():
        compile_list(name, extras)
