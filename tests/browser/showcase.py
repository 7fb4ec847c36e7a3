"""Addresses that show every part of the face on one page, for test_face.py alone."""

import datetime as dt
from types import SimpleNamespace as Thing
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.i18n import set_language

from politirad.forms import NorwegianDateField, NorwegianTimeField, RichTextField

OSLO = ZoneInfo("Europe/Oslo")
# What the autosave and the moves of the page have sent, newest last; emptied by the test's fixture.
saved: list[dict[str, Any]] = []
moved: list[tuple[str, str]] = []
# What the next answers are: set by the test.
answers = {"save": 200, "move": 204}


class ItemForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Tittel", help_text="Kort, slik at den kan leses i en liste.")
    kind = forms.ChoiceField(
        label="Sakstype", choices=[("o", "Orientering"), ("d", "Drøfting"), ("v", "Vedtak")]
    )
    day = NorwegianDateField(label="Dato")
    start = NorwegianTimeField(label="Fra klokken", required=False)
    visible = forms.ChoiceField(
        label="Hvem kan se saken?",
        widget=forms.RadioSelect,
        choices=[("1", "Alle i rådet"), ("2", "Bare politiet")],
    )
    guests = forms.MultipleChoiceField(
        label="Inviterte",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("1", "Rektor"), ("2", "Barnevern")],
    )
    agreed = forms.BooleanField(label="Drøftet med politikontakten", required=False)
    file = forms.FileField(label="Vedlegg", required=False)
    text = RichTextField(label="Saksframlegg", required=False)


def _context(request: HttpRequest) -> dict[str, Any]:
    at = dt.datetime(2026, 11, 25, 13, tzinfo=OSLO)
    text = "<h2>Bakgrunn</h2><p>Det er <strong>viktig</strong>.</p><p>Vanlig avsnitt.</p>"
    wrong = {"title": "", "day": "31.02.2026", "text": text}
    right = {"title": "Rus i sentrum", "day": "25.11.2026", "kind": "d", "visible": "1", "text": text}
    labels = ["Oversikt", "Møter", "Årshjul", "Avtaler", "Råd og medlemmer", "Oppfølging", "Administrasjon"]
    icons = ["home", "meeting", "wheel", "agreement", "council", "task", "settings"]
    return {
        "demo_mode": False,
        "user": Thing(
            is_authenticated=True, pk=1, name="Silje Tangen", email="slt@politirad.example", initials="ST"
        ),
        "navigation": [
            {
                "url": f"/{icon}/",
                "label": label,
                "icon": icon,
                "current": icon == "meeting",
                "count": icon == "task",
            }
            for label, icon in zip(labels, icons, strict=True)
        ],
        "today": dt.date(2026, 11, 22),
        "start": at,
        "end": at.replace(hour=15),
        "steps": [
            {"label": "Planlagt", "state": "done", "when": "12. januar"},
            {"label": "Innkalt", "state": "current"},
            {"label": "Holdt", "state": "todo"},
        ],
        "flow": [
            {"label": label, "state": state, "url": "/steg/"}
            for label, state in [("Kommune", "done"), ("Politi", "current"), ("Personer", "todo")]
        ],
        "meetings": [
            {
                "day": dt.date(2026, 11, 23),
                "title": "Godkjenn sakslisten",
                "state": "Haster",
                "tone": "danger",
            },
            {"day": dt.date(2026, 12, 2), "title": "SLT-møte", "state": "Innkalt", "tone": "success"},
            {"day": dt.date(2026, 12, 10), "title": "Samarbeidsmøte", "state": "Planlagt", "tone": "neutral"},
        ],
        "agenda": [
            {"id": number, "title": title, "detail": "20 min"}
            for number, title in enumerate(
                ["Referat fra forrige møte", "Nytt fra politiet", "Rus i sentrum"], 1
            )
        ],
        "agreements": [
            {"title": "Politirådsavtale", "parties": "Kommunen og politistasjonsdistriktet", "until": None}
            | {"state": "Gjelder", "tone": "success"},
            {"title": "SLT-samarbeid", "parties": "Fem kommuner", "until": dt.date(2027, 12, 31)}
            | {"state": "Utkast", "tone": "neutral"},
        ],
        "page": Paginator(range(100), 10).page(2),
        "files": [{"url": "/fil/", "name": "Innkalling", "detail": "PDF, 84 kB", "icon": "file-pdf"}],
        "events": [{"at": at, "what": "Innkallingen ble sendt", "who": "Silje Tangen", "icon": "send"}],
        "form": ItemForm(wrong if "wrong" in request.GET else right),
    }


def show(request: HttpRequest) -> HttpResponse:
    """The page with every part; with ?wrong the form has errors."""
    return render(request, "_parts/showcase.html", _context(request))


def save(request: HttpRequest) -> JsonResponse:
    """What autosave talks to."""
    if answers["save"] == 409:
        return JsonResponse(
            {"sentence": "Ola lagret denne teksten kl. 13.04. Last siden på nytt."}, status=409
        )
    if answers["save"] == 422:
        return JsonResponse({"sentence": "Teksten er for lang."}, status=422)
    saved.append(request.POST.dict())
    return JsonResponse({"version": int(request.POST["version"]) + 1, "saved": "13.05"})


def move(request: HttpRequest) -> HttpResponse:
    """What the ordered list talks to."""
    moved.append((request.POST["item"], request.POST["to"]))
    return HttpResponse(status=answers["move"])


def job(request: HttpRequest) -> HttpResponse:
    """The job is done the first time it is asked."""
    context = {"job_url": "/jobb/", "state": "done", "label": "Avtalen er laget som PDF"}
    return render(
        request, "_parts/job.html", {**context, "result_url": "/fil/", "result_label": "Last ned avtalen"}
    )


def fail(request: HttpRequest) -> HttpResponse:
    """A mistake in the code."""
    raise RuntimeError("on purpose")


urlpatterns = [
    path("", show, name="overview"),
    path("sok/", show, name="search"),
    path("sprak/", set_language, name="set_language"),
    path("tilgjengelighet/", show, name="accessibility_statement"),
    path("lagre/", save),
    path("flytt/", move),
    path("jobb/", job),
    path("feiler/", fail),
    path("accounts/", include("allauth.urls")),
]
