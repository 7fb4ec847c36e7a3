"""What every page for everybody has around its content: the same page in the other languages, and its address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

LANGUAGES = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"))


def public(
    request: HttpRequest,
    template: str,
    facts: Mapping[str, Any],
    *,
    language: str,
    name: str,
    status: int = 200,
    **place: Any,
) -> HttpResponse:
    """Render a public page: `name` and `place` are its own address in every language."""
    addresses = {code: reverse(name, kwargs={**place, "language": code}) for code, _name in LANGUAGES}
    frame = {
        "language": language,
        "page_name": name,
        "canonical": settings.SITE_URL + addresses[language],
        "languages": [
            {
                "code": code,
                "name": word,
                "path": addresses[code],
                "address": settings.SITE_URL + addresses[code],
            }
            for code, word in LANGUAGES
        ],
    }
    return render(request, template, {**frame, **facts}, status=status)
