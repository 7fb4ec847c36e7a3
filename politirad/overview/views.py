"""The overview, the search page and the pages about the product itself."""

from __future__ import annotations

from collections import Counter

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from agreements.models import Agreement
from councils.permissions import Right, rights_everywhere
from politirad.overview.agreement_needs import tagged
from politirad.overview.asking import Asker
from politirad.overview.needs import known_to, needs_of
from politirad.overview.seals import outlook
from politirad.overview.search import LONGEST, search
from politirad.own_trail import note_own
from politirad.tenancy.models import User
from politirad.tenancy.models.users import Language

SHOWN_NEEDS = 8
SHOWN_MEETINGS = 6


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What needs me now, my next meetings, my agreements by state."""
    assert isinstance(request.user, User)
    today = timezone.localdate()
    asker = Asker(user=request.user, today=today, rights=rights_everywhere(request.user))
    known = known_to(asker)
    needs = needs_of(asker, known)
    upcoming = [meeting for meeting in known.meetings if meeting.date >= today]
    states = Counter(agreement.state for agreement in known.agreements)
    context = {
        "today": today,
        "needs": needs[:SHOWN_NEEDS],
        "more_needs": needs[SHOWN_NEEDS:],
        "need_count": len(needs),
        "late": sum(need.is_late(today) for need in needs),
        "upcoming": upcoming[:SHOWN_MEETINGS],
        "agreements": tagged(known.agreements, today=today),
        "states": [(state.label, states[state.value]) for state in Agreement.State if states[state.value]],
        "has_councils": bool(asker.rights),
        "may_plan": bool(asker.councils_with(Right.PLAN_YEAR)),
        "seals": outlook(today) if request.user.is_system_administrator else None,
    }
    return render(request, "overview/overview.html", context)


@login_required
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The answer to the search box."""
    assert isinstance(request.user, User)
    question = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    groups = search(request.user, question) if question else []
    return render(request, "overview/search.html", {"question": question, "groups": groups})


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Choose the language of pages: kept with the person, and in a cookie for pages before login."""
    language = request.POST.get("language", "")
    chosen = language if language in Language.values else Language.BOKMAAL.value
    if isinstance(request.user, User) and request.user.language != chosen:
        request.user.language = chosen
        request.user.save(update_fields=["language"])
        note_own("change_profile", request.user, fields=["language"])
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(target if safe else "/")
    response.set_cookie(
        "language", chosen, max_age=365 * 24 * 3600, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return response


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """What a person may change about themselves."""

    class Meta:
        model = User
        fields = ("name", "phone", "language")


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """My name, telephone and language."""
    assert isinstance(request.user, User)
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        if form.changed_data:
            note_own("change_profile", user, fields=form.changed_data)
        with override(user.language):
            messages.success(request, _("Profilen er lagret."))
        return redirect("profile")
    return render(request, "overview/profile.html", {"form": form})


@require_safe
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """How far the product can be used by everybody, and whom to tell when it cannot."""
    return render(request, "overview/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What the product knows about people, why, and for how long."""
    return render(request, "overview/privacy.html")
