"""Do a deed that asks for a fresh login: sign, decline, give notice, take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.fresh_login import Missing
from agreements.views import login_check
from agreements.views.frame import asker
from councils.refusals import Refusal


@dataclass(frozen=True)
class Shown:
    """What the page showed: the text by its SHA-256, and the line or agreement that the deed is about."""

    subject: UUID
    sha256: str
    second_factor: bool = False


def token_for(request: HttpRequest, what: Shown) -> str:
    """The token that the page carries: the one it came with while it holds, so that a login done since still counts."""
    user, now = asker(request), timezone.now()
    earlier = request.POST.get("shown", "")
    if login_check.shown_at(earlier, user, what.subject, what.sha256, now=now) is not None:
        return earlier
    return login_check.token(user, what.subject, what.sha256, at=now)


def with_fresh_login(
    request: HttpRequest,
    form: Any,
    what: Shown,
    deed: Callable[[dict[str, Any]], Any],
    *,
    done: str,
    then: UUID,
) -> HttpResponse | None:
    """Do the deed when the login is fresh enough and go to the agreement `then`, or send the person to log in.

    The deed is called with `by`, `at`, `today` and `evidence`. None when the form must be shown again, with the
    reason in it.
    """
    user, now = asker(request), timezone.now()
    since = login_check.shown_at(request.POST.get("shown", ""), user, what.subject, what.sha256, now=now)
    if since is None:
        form.add_error(
            None,
            _(
                "Siden har stått åpen for lenge, eller teksten er en annen. Les den på nytt før du går videre."
            ),
        )
        return None
    lack = login_check.lacking(request, user, since=since, now=now, second_required=what.second_factor)
    if lack is Missing.ENROLMENT:
        form.add_error(None, _("Du signerer med to faktorer. Slå på totrinnsinnlogging først."))
        return None
    if lack is not None:
        return login_check.ask(request, user, lack)
    facts = {
        "by": user,
        "at": now,
        "today": timezone.localdate(),
        "evidence": login_check.evidence(request, user, since=since, now=now),
    }
    try:
        deed(facts)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, done)
    return redirect("agreement", then)
