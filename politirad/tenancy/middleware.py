"""From request to context: one transaction a request, in which the wall knows who asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from politirad.tenancy import context

View = TypeVar("View", bound=Callable[..., HttpResponse])

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class TenantMiddleware:
    """Opens the transaction, sets the context, and rolls back what a failed request began.

    Views must end in `render()`: a lazily rendered response would come out empty after the context is
    gone. Safe methods run READ ONLY, except doors that log a confidential read (`logs_reading`) and
    allauth's own, which tidy sessions away and mark reserve codes as shown while they answer a GET.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.outermost_transaction = not connection.in_atomic_block  # type: ignore[attr-defined]
        user = request.user
        asker = (
            context.of_user(user.pk, today=timezone.localdate())
            if user.is_authenticated
            else context.Context()
        )
        with context.entered(asker):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        """Make a safe request's transaction read only, where the transaction is the request's own."""
        own = getattr(request, "outermost_transaction", False)
        writes = getattr(view, "logs_reading", False) or view.__module__.startswith("allauth.")
        if own and request.method in SAFE and not writes:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")


class LanguageMiddleware:
    """The language of the page: the person's own choice, else bokmål; never the browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get("language", "")
        if request.user.is_authenticated:
            chosen = request.user.language
        with translation.override(chosen if chosen in {"nb", "nn", "en"} else "nb"):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE or "nb")
        return response


def logs_reading(view: View) -> View:
    """Mark a view whose reading is itself written down, so that its GET may write."""
    view.logs_reading = True  # type: ignore[attr-defined]
    return view
