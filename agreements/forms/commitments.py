"""Target groups, tasks of roles, expectations, and whether an expectation was kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.fields import PlainField
from agreements.models import Expectation, ExpectationReview, RoleTask, TargetGroup
from politirad.forms import NorwegianTimeField

WEEKDAYS = [
    (1, _("Mandag")),
    (2, _("Tirsdag")),
    (3, _("Onsdag")),
    (4, _("Torsdag")),
    (5, _("Fredag")),
    (6, _("Lørdag")),
    (7, _("Søndag")),
]


class TargetGroupForm(forms.ModelForm):  # type: ignore[type-arg]
    """A target group in the agreement's own words."""

    text = PlainField(
        label=_("Målgruppe"),
        max_length=300,
        help_text=_("For eksempel ungdom i faresonen eller hele befolkningen"),
    )
    concerns = PlainField(
        label=_("Gjelder"),
        max_length=200,
        required=False,
        help_text=_("Hva målgruppen er nevnt for, for eksempel SLT-modellen. La stå tomt for hele avtalen."),
    )

    class Meta:
        model = TargetGroup
        fields = ["text", "age_from", "age_to", "concerns"]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("age_from"), values.get("age_to")
        if first is not None and last is not None and last < first:
            self.add_error("age_to", _("Øvre alder kan ikke være lavere enn nedre alder."))
        return values


class RoleTaskForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the agreement asks of a role."""

    role = PlainField(
        label=_("Rolle"), max_length=100, help_text=_("For eksempel SLT-koordinator eller politikontakt")
    )
    text = PlainField(label=_("Oppgave eller ansvar"), max_length=400)

    class Meta:
        model = RoleTask
        fields = ["role", "kind", "text"]


class ExpectationForm(forms.ModelForm):  # type: ignore[type-arg]
    """What one party, or both, may expect of the other; with days and times for office hours and the like."""

    who = PlainField(
        label=_("Hvem det ventes av"),
        max_length=120,
        required=False,
        help_text=_("For eksempel kommunen, politikontakten eller begge parter"),
    )
    text = PlainField(label=_("Forventning"), max_length=400)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Ukedager"),
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For faste kontortider. La stå tomt når avtalen ikke nevner dagene."),
    )
    starts = NorwegianTimeField(label=_("Fra klokken"), required=False)
    ends = NorwegianTimeField(label=_("Til klokken"), required=False)

    class Meta:
        model = Expectation
        fields = ["who", "text", "weekdays", "starts", "ends"]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("starts"), values.get("ends")
        if (first is None) != (last is None) and not {"starts", "ends"} & self.errors.keys():
            self.add_error(
                "ends", _("Skriv både når det begynner og når det slutter, eller ingen av delene.")
            )
        if first and last and last <= first:
            self.add_error("ends", _("Det må slutte etter at det begynner."))
        return values


class ReviewForm(forms.Form):
    """Whether an expectation was kept in a year. What was not wholly kept needs a word on why."""

    verdict = forms.ChoiceField(label=_("Ble den innfridd?"), choices=ExpectationReview.Verdict.choices)
    note = PlainField(
        label=_("Merknad"),
        max_length=500,
        required=False,
        help_text=_(
            "Må fylles ut når den ikke eller bare delvis ble innfridd. Skriv aldri om enkeltpersoner."
        ),
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        kept = values.get("verdict") in {None, ExpectationReview.Verdict.KEPT}
        if not kept and not values.get("note") and "note" not in self.errors:
            self.add_error("note", _("Skriv kort hva som ikke ble innfridd."))
        return values
