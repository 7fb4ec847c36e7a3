"""Light pages on the wire."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json", "image/svg+xml", "application/javascript")


class TextMiddleware(GZipMiddleware):
    """Compresses pages and other text; papers, PDFs and pictures are compressed already.

    Django adds a random number of bytes to each answer, so that its length tells nothing of a secret beside what a
    visitor typed (BREACH); form tokens are masked anew in every answer too.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leave everything else as it is."""
        if not response.get("Content-Type", "").startswith(TEXT):
            return response
        return super().process_response(request, response)
