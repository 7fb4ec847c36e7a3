"""The guided flow by which a system administrator takes a municipality in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from councils import actions
from councils.forms.onboarding import (
    AbandonForm,
    CouncilForm,
    LanguageAndArchiveForm,
    MunicipalityForm,
    PoliceForm,
)
from councils.forms.people import People
from councils.models import Onboarding
from councils.onboarding import forums_of, owner_of_archive, people_of, unit_name
from councils.onboarding_steps import ORDER, STEPS, next_step
from councils.permissions import access_onboarding
from councils.refusals import Refusal
from councils.starters import starters
from politirad.tenancy.models import Organization, User
from politirad.tenancy.models.users import Language

HITS_SHOWN = 12
MOST_EXTRA = 12


def administrator(request: HttpRequest) -> User:
    """The reader, who must be a system administrator."""
    user: Any = request.user
    if not user.is_system_administrator:
        raise PermissionDenied
    found: User = user
    return found


@login_required
def onboardings(request: HttpRequest) -> HttpResponse:
    """The reader's own flows: those under way first, then what has been done."""
    user = administrator(request)
    own = list(
        Onboarding.objects.filter(conducted_by=user)
        .select_related("organization__parent")
        .order_by("-started_at")
    )
    return render(
        request,
        "councils/onboardings.html",
        {
            "open": [(one, STEPS[next_step(one)]) for one in own if one.is_open],
            "closed": [one for one in own if not one.is_open],
        },
    )


@login_required
def start_onboarding(request: HttpRequest) -> HttpResponse:
    """Step one: the municipality, from the register."""
    user = administrator(request)
    words = request.GET.get("q", "").strip()
    problem = ""
    if request.method == "POST":
        form = MunicipalityForm(request.POST)
        if form.is_valid():
            try:
                made = actions.start_onboarding(
                    municipality=form.cleaned_data["municipality"], by=user, today=timezone.localdate()
                )
            except Refusal as refusal:
                problem = str(refusal)
            else:
                return redirect("onboarding_step", made.pk, ORDER[0])
        else:
            problem = _("Velg en kommune fra listen.")
    hits = []
    if words:
        municipalities = Organization.objects.filter(kind=Organization.Kind.MUNICIPALITY)
        by_number = municipalities.filter(number=words)
        by_name = municipalities.filter(name__icontains=words) | municipalities.filter(
            official_name__icontains=words
        )
        hits = list(
            (by_number | by_name).select_related("parent").order_by("name", "number")[: HITS_SHOWN + 1]
        )
    context = {
        "words": words,
        "hits": hits[:HITS_SHOWN],
        "more": len(hits) > HITS_SHOWN,
        "problem": problem,
        "steps": stepper(None, "kommune"),
    }
    return render(request, "councils/onboarding_start.html", context)


def stepper(onboarding: Onboarding | None, current: str) -> list[dict[str, Any]]:
    """The steps as templates/_parts/stepper.html draws them; an answered one can be opened again."""
    steps: list[dict[str, Any]] = [
        {"label": _("Kommune"), "state": "done" if onboarding else "current", "url": ""}
    ]
    for step, label in STEPS.items():
        answered = onboarding is not None and step in onboarding.answers
        reachable = answered or (onboarding is not None and step == next_step(onboarding))
        state = "current" if step == current else "done" if answered else "todo"
        url = reverse("onboarding_step", args=[onboarding.pk, step]) if onboarding and reachable else ""
        steps.append({"label": label, "state": state, "url": url})
    return steps


@login_required
def onboarding_step(request: HttpRequest, onboarding_id: UUID, step: str) -> HttpResponse:
    """One step of a flow under way. A step whose turn has not come leads to the one whose turn it is."""
    onboarding = access_onboarding(request.user, onboarding_id)
    if step not in STEPS:
        raise Http404
    turn = next_step(onboarding)
    if ORDER.index(step) > ORDER.index(turn):
        messages.info(request, _("Fyll ut «%(step)s» først.") % {"step": STEPS[turn]})
        return redirect("onboarding_step", onboarding.pk, turn)
    return PAGES[step](request, onboarding)


def keep(request: HttpRequest, onboarding: Onboarding, step: str, answer: Any, **facts: Any) -> HttpResponse:
    """Keep the answer, and go on, or out when that was asked for."""
    try:
        onboarding = actions.answer_step(
            onboarding=onboarding, step=step, answer=answer, by=administrator(request), **facts
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("onboardings")
    if "later" in request.POST:
        messages.success(request, _("Lagret. Du kan fortsette når du vil."))
        return redirect("onboardings")
    return redirect("onboarding_step", onboarding.pk, next_step(onboarding))


def shown(request: HttpRequest, onboarding: Onboarding, step: str, **facts: Any) -> HttpResponse:
    """A step's page."""
    context = {"onboarding": onboarding, "step": step, "steps": stepper(onboarding, step), **facts}
    return render(request, f"councils/onboarding_{TEMPLATES[step]}.html", context)


def police(request: HttpRequest, onboarding: Onboarding) -> HttpResponse:
    """Step two: the police unit."""
    answer = onboarding.answers.get("politi", {})
    begin = {**answer, "other": onboarding.police_unit_id}
    form = PoliceForm(
        request.POST if request.method == "POST" else None, onboarding=onboarding, initial=begin
    )
    if request.method == "POST" and form.is_valid():
        return keep(request, onboarding, "politi", form.answer, police_unit=form.unit)
    return shown(request, onboarding, "politi", form=form)


def language(request: HttpRequest, onboarding: Onboarding) -> HttpResponse:
    """Step three: the written form and the archive."""
    begin = onboarding.answers.get("sprak") or {
        "language": onboarding.organization.language,
        "archive": "municipality",
    }
    form = LanguageAndArchiveForm(
        request.POST if request.method == "POST" else None,
        municipality=str(onboarding.organization),
        police=unit_name(onboarding),
        initial=begin,
    )
    if request.method == "POST" and form.is_valid():
        return keep(request, onboarding, "sprak", form.answer)
    return shown(request, onboarding, "sprak", form=form)


def people(request: HttpRequest, onboarding: Onboarding) -> HttpResponse:
    """Step four: the people. "One more row" shows the page again with what has been written."""
    day = timezone.localdate()
    if request.method != "POST":
        return shown(request, onboarding, "personer", people=People(onboarding, day))
    try:
        extra = max(1, min(int(request.POST.get("extra", "1")), MOST_EXTRA))
    except ValueError:
        extra = 1
    if "another_row" in request.POST:
        more = People(onboarding, day, extra=min(extra + 1, MOST_EXTRA))
        for row in more.rows:
            row.initial = {name: request.POST.get(row.add_prefix(name), "") for name in row.fields}
        return shown(request, onboarding, "personer", people=more)
    filled = People(onboarding, day, data=request.POST, extra=extra)
    if filled.is_valid():
        return keep(request, onboarding, "personer", filled.answer)
    return shown(request, onboarding, "personer", people=filled)


def council(request: HttpRequest, onboarding: Onboarding) -> HttpResponse:
    """Step five: what the municipality begins with."""
    chosen = onboarding.answers["sprak"]["language"]
    form = CouncilForm(
        request.POST if request.method == "POST" else None,
        onboarding=onboarding,
        language=chosen,
        initial=onboarding.answers.get("rad", {}),
    )
    if request.method == "POST" and form.is_valid():
        return keep(request, onboarding, "rad", form.answer)
    choices = [
        (code, one.name.in_language(chosen), one.about.in_language(chosen))
        for code, one in starters().items()
    ]
    return shown(request, onboarding, "rad", form=form, choices=choices)


def check(request: HttpRequest, onboarding: Onboarding) -> HttpResponse:
    """Step six: what will be made, in words; and then it is made."""
    today = timezone.localdate()
    if request.method == "POST":
        try:
            made = actions.complete_onboarding(
                onboarding=onboarding, at=timezone.now(), today=today, by=administrator(request)
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("onboarding_step", onboarding.pk, ORDER[-1])
        messages.success(
            request,
            _("%(council)s er opprettet, og invitasjonene er på vei. Nå styrer kommunen selv.")
            % {"council": made},
        )
        return redirect("onboardings")
    named = people_of(onboarding)
    addresses = [person.email for person in named]
    known = {user.email for user in User.objects.filter(email__in=addresses) if user.has_usable_password()}
    chosen = onboarding.answers["sprak"]["language"]
    return shown(
        request,
        onboarding,
        "kontroll",
        unit=unit_name(onboarding),
        language=Language(chosen).label,
        archive=owner_of_archive(onboarding),
        forums=[(forum, forum.starter.rules.terms(chosen)) for forum in forums_of(onboarding, today)],
        people=[(person, person.email in known) for person in named],
    )


@login_required
def abandon_onboarding(request: HttpRequest, onboarding_id: UUID) -> HttpResponse:
    """Give the flow up, with a reason."""
    onboarding = access_onboarding(request.user, onboarding_id)
    form = AbandonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.abandon_onboarding(
                onboarding=onboarding,
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
                by=administrator(request),
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Innføringen er avbrutt. Ingenting er opprettet."))
        return redirect("onboardings")
    return render(request, "councils/onboarding_abandon.html", {"onboarding": onboarding, "form": form})


PAGES = {"politi": police, "sprak": language, "personer": people, "rad": council, "kontroll": check}
TEMPLATES = {
    "politi": "police",
    "sprak": "language",
    "personer": "people",
    "rad": "council",
    "kontroll": "check",
}
