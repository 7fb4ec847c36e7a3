"""The lists of an agreement's terms: what each consists of, and how it is called in addresses and on pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from agreements.forms import commitments, terms
from agreements.models import (
    EvaluationRule,
    Expectation,
    FocusArea,
    Party,
    Reference,
    RevisionRule,
    RoleTask,
    SignatorySlot,
    TargetGroup,
)


@dataclass(frozen=True)
class Part:
    """One list of the terms: its model, what its form is, and its words."""

    model: type[models.Model]
    form: Callable[..., Any]
    new: Any
    change: Any
    many: Any
    none: Any
    with_instance: bool = True
    with_agreement: bool = False


#: Part of the address -> what is written there.
PARTS: dict[str, Part] = {
    "part": Part(
        Party,
        terms.PartyForm,
        gettext_lazy("Ny part"),
        gettext_lazy("Endre part"),
        gettext_lazy("Parter"),
        gettext_lazy("Ingen parter ennå."),
        False,
    ),
    "signatur": Part(
        SignatorySlot,
        terms.SlotForm,
        gettext_lazy("Ny signaturlinje"),
        gettext_lazy("Endre signaturlinje"),
        gettext_lazy("Signaturlinjer"),
        gettext_lazy("Ingen signaturlinjer ennå."),
        False,
        True,
    ),
    "satsing": Part(
        FocusArea,
        terms.FocusAreaForm,
        gettext_lazy("Nytt mål eller satsingsområde"),
        gettext_lazy("Endre mål eller satsingsområde"),
        gettext_lazy("Mål og satsingsområder"),
        gettext_lazy("Ingen er skrevet inn ennå."),
    ),
    "malgruppe": Part(
        TargetGroup,
        commitments.TargetGroupForm,
        gettext_lazy("Ny målgruppe"),
        gettext_lazy("Endre målgruppe"),
        gettext_lazy("Målgrupper"),
        gettext_lazy("Avtalen nevner ingen målgrupper."),
    ),
    "oppgave": Part(
        RoleTask,
        commitments.RoleTaskForm,
        gettext_lazy("Ny oppgave for en rolle"),
        gettext_lazy("Endre oppgave for en rolle"),
        gettext_lazy("Oppgaver for rollene"),
        gettext_lazy("Avtalen gir ingen rolle oppgaver."),
    ),
    "forventning": Part(
        Expectation,
        commitments.ExpectationForm,
        gettext_lazy("Ny forventning"),
        gettext_lazy("Endre forventning"),
        gettext_lazy("Gjensidige forventninger"),
        gettext_lazy("Avtalen sier ikke hva partene venter av hverandre."),
    ),
    "revisjon": Part(
        RevisionRule,
        terms.RevisionRuleForm,
        gettext_lazy("Ny revisjonsregel"),
        gettext_lazy("Endre revisjonsregel"),
        gettext_lazy("Revisjonsregler"),
        gettext_lazy("Avtalen sier ikke når den skal revideres."),
    ),
    "evaluering": Part(
        EvaluationRule,
        terms.EvaluationRuleForm,
        gettext_lazy("Ny evalueringsregel"),
        gettext_lazy("Endre evalueringsregel"),
        gettext_lazy("Evalueringsregler"),
        gettext_lazy("Avtalen sier ikke når arbeidet skal evalueres."),
    ),
    "henvisning": Part(
        Reference,
        terms.ReferenceForm,
        gettext_lazy("Ny henvisning"),
        gettext_lazy("Endre henvisning"),
        gettext_lazy("Henvisninger"),
        gettext_lazy("Ingen henvisninger ennå."),
    ),
}
