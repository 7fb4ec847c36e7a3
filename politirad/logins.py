"""One's own logins: what a browser calls itself, and logging out somewhere else."""

import re

from allauth.usersessions.middleware import UserSessionsMiddleware
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from politirad.accounts import signed_in
from politirad.own_trail import note_own

# The first that fits, because browsers name their relatives too: Edge says Chrome, Chrome says Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


SEEN_EVERY = 300  # seconds between two notes of when a login was last used


class SeenMiddleware(UserSessionsMiddleware):  # type: ignore[misc]  # allauth has no types
    """Notes when a login was last used, every few minutes instead of at every request."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if key and cache.add(f"seen:{key}", True, SEEN_EVERY):
            return super().__call__(request)  # type: ignore[no-any-return]
        return self.get_response(request)  # type: ignore[no-any-return]


def browser_name(user_agent: str) -> str:
    """What a person calls the browser and machine: "Firefox på Windows"; "Ukjent nettleser" when nothing fits."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), None)
    system = next((name for mark, name in _SYSTEMS if re.search(rf"\b{mark}\b", user_agent)), None)
    if browser and system:
        return gettext("%(browser)s på %(system)s") % {"browser": browser, "system": system}
    return browser or gettext("Ukjent nettleser")


@require_POST
@login_required
def end_session(request: HttpRequest, session: int) -> HttpResponse:
    """Log out one other login of one's own; 404 for anybody else's."""
    # The rows of allauth lie outside the wall; the owner is the whole rule.
    login = get_object_or_404(UserSession, pk=session, user_id=request.user.pk)
    name = browser_name(login.user_agent)
    login.end()
    note_own("end_session", signed_in(request), session=session)
    messages.success(request, gettext("Du er logget ut av %(browser)s.") % {"browser": name})
    return redirect("usersessions_list")
