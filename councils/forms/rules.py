"""The rules of procedure as a person writes them: how often, deadlines, standing items, minutes."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.actions import CadenceTerms, RulesTerms, StandingTerms
from councils.cadence import Cadence, CadenceError, CadenceKind, Strength
from councils.cadence_text import MONTHS
from councils.forms import standing_items
from councils.models import Rules
from councils.procedure import WEEKDAYS
from politirad.forms import NorwegianDateField, NorwegianTimeField

KINDS = [
    ("", _("Velg")),
    (CadenceKind.PER_YEAR.value, _("Et antall møter i året")),
    (CadenceKind.EVERY_WEEKS.value, _("Med noen ukers mellomrom")),
    (CadenceKind.MONTHLY.value, _("Hver måned")),
    (CadenceKind.WEEKLY.value, _("Hver uke")),
    (CadenceKind.YEAR_WHEEL.value, _("Etter et eget årshjul")),
    (CadenceKind.AS_NEEDED.value, _("Ved behov")),
    (CadenceKind.VAGUE.value, _("Jevnlig, uten antall")),
]
STRENGTHS = [
    ("", _("Sies ikke")),
    (Strength.SHALL.value, _("skal")),
    (Strength.MAIN_RULE.value, _("som hovedregel")),
    (Strength.SHOULD.value, _("bør")),
    (Strength.PREFERABLY.value, _("fortrinnsvis")),
    (Strength.ABOUT.value, _("omtrent")),
    (Strength.AT_LEAST.value, _("minst")),
    (Strength.MAY.value, _("kan")),
]
FAULTS = {
    "count_missing": ("count", _("Skriv hvor mange møter det er i året, eller minst og høyst.")),
    "count_too_low": ("count", _("Tallet må være minst 1.")),
    "weeks_missing": ("minimum", _("Skriv hvor mange uker det er mellom møtene.")),
    "range_reversed": ("maximum", _("Det høyeste tallet kan ikke være lavere enn det laveste.")),
    "years_reversed": ("year_to", _("Siste år kan ikke være før første år.")),
}
SHORT = {"data-width": "short"}
MOST_ROWS = 8


def number(label: Any, **options: Any) -> forms.IntegerField:
    """A small optional number."""
    options = {"required": False, "min_value": 1, "max_value": 366, **options}
    return forms.IntegerField(label=label, widget=forms.NumberInput(attrs=SHORT), **options)


def months(language: str = "nb") -> list[tuple[int, str]]:
    """The months with their numbers."""
    return [(place, name.capitalize()) for place, name in enumerate(MONTHS[language], start=1)]


class CadenceForm(forms.Form):
    """One statement of how often the council meets. An untouched row says nothing."""

    kind = forms.ChoiceField(label=_("Hvor ofte"), choices=KINDS, required=False)
    count = number(_("Antall møter"))
    minimum = number(_("Minst, eller fra uke"))
    maximum = number(_("Høyst, eller til uke"))
    strength = forms.ChoiceField(label=_("Hvor fast det er"), choices=STRENGTHS, required=False)
    months = forms.TypedMultipleChoiceField(
        label=_("I disse månedene"),
        help_text=_("Med «skal» er månedene bindende. Ellers er de et ønske."),
        coerce=int,
        choices=months,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    year_from = number(_("Fra og med år"), min_value=1990, max_value=2199)
    year_to = number(_("Til og med år"), min_value=1990, max_value=2199)

    def clean(self) -> dict[str, Any]:
        """The row must be a cadence that can be meant."""
        values: dict[str, Any] = super().clean() or {}
        if self.errors:
            return values
        rest = {
            name: value for name, value in values.items() if name != "kind" and value not in (None, "", [])
        }
        if not values.get("kind"):
            if rest:
                self.add_error("kind", _("Velg hvor ofte, eller tøm resten av linjen."))
            return values
        try:
            Cadence(
                kind=CadenceKind(values["kind"]),
                count=values["count"],
                minimum=values["minimum"],
                maximum=values["maximum"],
                months=tuple(values["months"]),
                strength=Strength(values["strength"]) if values["strength"] else None,
                year_from=values["year_from"],
                year_to=values["year_to"],
            )
        except CadenceError as error:
            field, sentence = FAULTS[error.code]
            self.add_error(field, sentence)
        return values

    @property
    def terms(self) -> CadenceTerms | None:
        """The row as the action takes it; None for an empty one."""
        values = self.cleaned_data
        if not values.get("kind"):
            return None
        return CadenceTerms(**{**values, "months": tuple(values["months"])})


class CadenceRows(forms.BaseFormSet):  # type: ignore[type-arg]  # not generic when it runs
    """The statements of how often, in order."""

    @classmethod
    def get_default_prefix(cls) -> str:
        """What the rows' names begin with."""
        return "hyppighet"

    @property
    def terms(self) -> tuple[CadenceTerms, ...]:
        """Every row that says something."""
        return tuple(form.terms for form in self.forms if form.terms is not None)


CadenceFormSet: Any = forms.formset_factory(
    CadenceForm, formset=CadenceRows, extra=0, min_num=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)
YES_NO = [("", _("Reglene sier ingenting")), ("yes", _("Ja")), ("no", _("Nei"))]
ANSWERS = {"yes": True, "no": False}


class RulesForm(forms.Form):
    """What the rules say besides how often. Empty means that they say nothing; nothing is filled in for them."""

    valid_from = NorwegianDateField(label=_("Reglene gjelder fra"))
    start_time = NorwegianTimeField(label=_("Møtene begynner"), required=False)
    duration_minutes = number(_("Varighet i minutter"), min_value=10, max_value=720)
    place = forms.CharField(label=_("Sted"), max_length=200, required=False)
    preferred_weekdays = forms.TypedMultipleChoiceField(
        label=_("Helst på"),
        coerce=int,
        choices=[(place, name.capitalize()) for place, name in enumerate(WEEKDAYS["nb"][:5])],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    chair = forms.CharField(label=_("Leder møtene"), max_length=200, required=False)
    secretary = forms.CharField(label=_("Sekretær"), max_length=200, required=False)
    caller = forms.CharField(label=_("Kaller inn"), max_length=200, required=False)
    agenda_by = forms.CharField(label=_("Lager sakslisten"), max_length=200, required=False)
    agenda_deadline_days = number(
        _("Innkallingen sendes senest, dager før"), help_text=_("7 dager er én uke.")
    )
    notice_words = forms.CharField(
        label=_("Avtalens egne ord om innkallingen"),
        max_length=200,
        required=False,
        help_text=_("For eksempel «i god tid», når avtalen ikke gir et tall."),
    )
    item_deadline_days = number(_("Saker meldes senest, dager før"))
    standing_items = forms.CharField(
        label=_("Faste saker"),
        required=False,
        help_text=_(
            "Én sak på hver linje, i den rekkefølgen de skal ha på sakslisten. Skriv gjerne hvor lenge den varer, "
            "for eksempel «Nytt fra politiet (15 min)». Da får sakslisten klokkeslett."
        ),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    minutes_by = forms.CharField(label=_("Skriver referat"), max_length=200, required=False)
    minutes_public = forms.ChoiceField(label=_("Er referatet offentlig?"), choices=YES_NO, required=False)
    minutes_archived = forms.ChoiceField(label=_("Skal referatet arkiveres?"), choices=YES_NO, required=False)
    two_part = forms.BooleanField(
        label=_("Møtet har en lukket del"),
        required=False,
        help_text=_("I den lukkede delen ser bare de som en sak gjelder, saken."),
    )
    rotating_host = forms.BooleanField(label=_("Vertskapet går på omgang"), required=False)
    confidentiality = forms.CharField(
        label=_("Taushetsplikt"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    decisions = forms.CharField(
        label=_("Vedtak og myndighet"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_standing_items(self) -> tuple[StandingTerms, ...]:
        """The lines as items; one that no agenda could hold is refused."""
        return standing_items.read(str(self.cleaned_data["standing_items"]))

    def terms(self, cadence: tuple[CadenceTerms, ...]) -> RulesTerms:
        """The clean values as the action takes them."""
        values = dict(self.cleaned_data)
        values.pop("valid_from")
        values["preferred_weekdays"] = tuple(values["preferred_weekdays"])
        for name in ("minutes_public", "minutes_archived"):
            values[name] = ANSWERS.get(values[name])
        return RulesTerms(**values, cadence=cadence)


def initial_of(rules: Rules | None, day: datetime.date) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the form begins with: the rules that hold, or nothing but the day they are to hold from."""
    if rules is None:
        return {"valid_from": day}, []
    names = [name for name in RulesForm.base_fields if name not in {"valid_from", "standing_items"}]
    values: dict[str, Any] = {name: getattr(rules, name) for name in names}
    for name in ("minutes_public", "minutes_archived"):
        values[name] = {True: "yes", False: "no", None: ""}[values[name]]
    values["standing_items"] = standing_items.written(rules.standing_items.all())
    rows = [{name: getattr(row, name) for name in CadenceForm.base_fields} for row in rules.cadence.all()]
    return {**values, "valid_from": day}, rows
