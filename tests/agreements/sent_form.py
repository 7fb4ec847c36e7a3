"""What a browser sends of a page's form when it is sent as it stands."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Form(HTMLParser):
    """Gathers the fields of the form that saves by itself, but not those for browsers that run no scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._inside = self._unsent = False
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "form":
            self._inside = "data-autosave" in facts
        elif tag == "noscript":
            self._unsent = True
        elif not self._inside or self._unsent or not facts.get("name"):
            return
        elif tag == "textarea":
            self._text = facts["name"] or ""
            self.fields[self._text] = ""
        elif tag == "input" and (facts.get("type") != "radio" or "checked" in facts):
            self.fields[facts["name"] or ""] = facts.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = ""
        elif tag == "noscript":
            self._unsent = False
        elif tag == "form":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._text:
            self.fields[self._text] += data


def fields_of(page: Any) -> dict[str, str]:
    """The fields of the answer's form with their values; of radio buttons those that are chosen."""
    reader = _Form()
    reader.feed(page.content.decode())
    reader.fields.pop("csrfmiddlewaretoken")
    return reader.fields
