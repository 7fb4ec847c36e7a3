"""Calendar subscriptions: the page where one gets an address, and the calendar behind it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.models import Council
from councils.permissions import access_council, councils_of
from meetings.actions.feeds import SALT, make_feed, remove_feed
from meetings.calendar_entry import content_type, feed
from meetings.feeds import council_events, personal_events
from meetings.models import CalendarFeed
from meetings.permissions import access_feed
from meetings.secret_links import digest, secret_of
from politirad.tenancy import context
from politirad.tenancy.models import User


@login_required
@require_safe
def calendar_feeds(request: HttpRequest) -> HttpResponse:
    """Everything one can subscribe to, with the addresses one has."""
    user: Any = request.user
    councils = list(councils_of(user).order_by("name"))
    have = {row.council_id: row for row in CalendarFeed.objects.filter(user=user)}
    mine = {"council": None, "feed": have.get(None), "address": _address(have.get(None))}
    rows = [
        {"council": council, "feed": have.get(council.pk), "address": _address(have.get(council.pk))}
        for council in councils
    ]
    return render(request, "meetings/feeds.html", {"rows": [mine, *rows]})


@login_required
@require_POST
def make_personal(request: HttpRequest) -> HttpResponse:
    """An address for all one's own meetings."""
    return _make(request, None)


@login_required
@require_POST
def make_for_council(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """An address for the meetings of one council."""
    return _make(request, access_council(request.user, council_id))


@login_required
@require_POST
def remove(request: HttpRequest, feed_id: UUID) -> HttpResponse:
    """Close an address."""
    user: Any = request.user
    remove_feed(feed=access_feed(user, feed_id), by=user)
    messages.success(request, _("Adressen virker ikke lenger."))
    return redirect("calendar_feeds")


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind a secret address; needs no login, and opens what its owner may see today.

    Answers 304 to a calendar that has it already.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id, council_id FROM sec.find_feed(%s)", [digest(secret)])
        found = cursor.fetchone()
    if found is None:
        raise Http404
    user_id, council_id = found
    today = timezone.localdate()
    # Without a person in the context the wall shows no closed item to anybody.
    wall = replace(context.of_user(user_id, today=today), user_id=None)
    with context.entered(wall):
        user = User.objects.filter(pk=user_id, is_active=True).first()
        if user is None:
            raise Http404
        with translation.override(user.language):
            return _calendar(request, user, council_id)


def _calendar(request: HttpRequest, user: User, council_id: UUID | None) -> HttpResponse:
    """The answer inside the owner's councils, in the owner's language."""
    today = timezone.localdate()
    councils = list(councils_of(user))
    if council_id is None:
        name = _("Politiråd: møtene mine")
        events = personal_events(user, councils, today=today)
    else:
        (name, events) = next(
            ((one.name, council_events(one, today=today)) for one in councils if one.pk == council_id),
            (_("Politiråd"), []),
        )
    etag = f'W/"{hashlib.sha256(repr((name, events)).encode()).hexdigest()}"'
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = HttpResponse(
            feed(events, stamp=timezone.now(), name=name), content_type=content_type("PUBLISH")
        )
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _make(request: HttpRequest, council: Council | None) -> HttpResponse:
    user: Any = request.user
    make_feed(council=council, by=user, at=timezone.now())
    messages.success(request, _("Adressen er klar. Kopier den inn i kalenderen din."))
    return redirect("calendar_feeds")


def _address(row: CalendarFeed | None) -> str:
    """The whole address, "" when there is none or its key is gone."""
    if row is None:
        return ""
    secret = secret_of(SALT, row.pk, kept=row.secret_digest)
    if digest(secret) != row.secret_digest:
        return ""
    return f"{settings.SITE_URL}{reverse('feed', args=[secret])}"
