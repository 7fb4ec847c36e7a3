"""Pages for everybody: they show the same to all who come, logged in or not, in the language that the address names."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from politirad.tenancy import context
from politirad.tenancy.middleware import SAFE

#: In the address: nothing for bokmål, the other languages by their code.
PREFIXES = {"nb": "", "nn": "nn/", "en": "en/"}


def public_page(*, seconds: int = 0) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view that anybody may see: it runs in the context of nobody, so that the wall shows what is published alone.

    Caches may keep the answer for `seconds`, whoever asked: it depends on no cookie. With 0 nobody keeps it, and search
    engines leave it out. The view gets `language` (nb, nn, en).
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, language: str = "nb", **kwargs: Any) -> HttpResponse:
            request.session.accessed = False  # the middleware looked who it is; the answer does not tell
            with translation.override(language), context.entered(context.Context()):
                response = view(request, *args, language=language, **kwargs)
            response.headers["Content-Language"] = language
            if seconds and response.status_code == 200 and request.method in SAFE:
                patch_cache_control(response, public=True, max_age=seconds)
            else:
                patch_cache_control(response, no_store=True)
                response.headers["X-Robots-Tag"] = "noindex"
            return response

        return answer

    return decorate


ROBOTS = """User-agent: *
Allow: /static/
{pages}Disallow: /
"""


@require_safe
@public_page(seconds=86_400)
def robots(request: HttpRequest, *, language: str) -> HttpResponse:
    """What search engines may look at: the register, published minutes and the verification page, nothing behind the login."""
    pages = "".join(
        f"Allow: /{prefix}{place}\n"
        for prefix in PREFIXES.values()
        for place in ("avtaleregister/", "referater/", "kontroller/$")
    )
    return HttpResponse(ROBOTS.format(pages=pages), content_type="text/plain; charset=utf-8")
