"""Our templates for the browser, and which of them this process has rendered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.test.signals import template_rendered

ROOT = Path(settings.BASE_DIR)
#: Not pages: where they lie, and what they are instead. Each has tests of its own.
ELSEWHERE = {
    "mail/": "the HTML form of a letter, read in a mail program: tests/test_delivery.py",
    "pdf/": "papers that WeasyPrint prints: tests/test_pdf.py",
}


def folders() -> list[Path]:
    """Where our templates lie: the common folder, and any that one of our own apps has."""
    own = [Path(app.path) for app in apps.get_app_configs()]
    rooms = [path / "templates" for path in own if path.is_relative_to(ROOT) and ".venv" not in path.parts]
    return [ROOT / "templates", *(folder for folder in rooms if folder.is_dir())]


def all_templates() -> set[str]:
    """The names of all our HTML templates: pages, parts of pages, and what we put in allauth's and Django's place."""
    return {path.relative_to(folder).as_posix() for folder in folders() for path in folder.rglob("*.html")}


def our_templates() -> set[str]:
    """The names of all templates that belong to pages."""
    return {name for name in all_templates() if not name.startswith(tuple(ELSEWHERE))}


class Rendered:
    """Which of our templates this process has rendered since the last `take`."""

    def __init__(self) -> None:
        self._ours = our_templates()
        self._names: set[str] = set()

    def hear(self, template: Any, **_signal: Any) -> None:
        """One template was rendered, as a page or as part of one."""
        if template.name in self._ours:
            self._names.add(template.name)

    def take(self) -> frozenset[str]:
        """The names, and begin anew."""
        taken, self._names = frozenset(self._names), set()
        return taken


@contextmanager
def rendering() -> Iterator[Rendered]:
    """Listen to what is rendered, in this process's live server too."""
    rendered = Rendered()
    template_rendered.connect(rendered.hear, weak=False)
    try:
        yield rendered
    finally:
        template_rendered.disconnect(rendered.hear)
