"""The guided flow's steps as forms. Each form's `answer` is what the flow keeps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Onboarding
from councils.onboarding import place_of
from councils.starters import starters
from politirad.tenancy.models import Organization
from politirad.tenancy.models.users import Language

REGISTER, OTHER, NEW = "register", "other", "new"
STATION = Organization.Kind.POLICE_STATION_DISTRICT


class MunicipalityForm(forms.Form):
    """The municipality that was picked from the search."""

    municipality = forms.ModelChoiceField(
        queryset=Organization.objects.none(), error_messages={"required": _("Velg en kommune fra listen.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["municipality"]
        field.queryset = Organization.objects.filter(kind=Organization.Kind.MUNICIPALITY)


class PoliceForm(forms.Form):
    """Which police unit is the other party."""

    which = forms.ChoiceField(label=_("Politienhet"), widget=forms.RadioSelect)
    other = forms.ModelChoiceField(
        label=_("En annen enhet i registeret"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("Velg enhet"),
    )
    new_name = forms.CharField(
        label=_("Navnet på en ny enhet"),
        max_length=200,
        required=False,
        help_text=_("For eksempel «Tynset politistasjonsdistrikt» eller «Lensmannen i Herøy»."),
    )

    def __init__(self, *args: Any, onboarding: Onboarding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggested = onboarding.organization.station_district
        choices: list[tuple[str, Any]] = [
            (OTHER, _("En annen enhet i registeret")),
            (NEW, _("En enhet som ikke står i registeret")),
        ]
        if self.suggested is not None:
            choices.insert(0, (REGISTER, str(self.suggested)))
        which: Any = self.fields["which"]
        which.choices, which.initial = choices, choices[0][0]
        other: Any = self.fields["other"]
        other.queryset = Organization.objects.filter(kind=STATION).order_by("name")

    def clean(self) -> dict[str, Any]:
        """The field that goes with the choice is filled in; a new name is new."""
        values: dict[str, Any] = super().clean() or {}
        which = values.get("which")
        if which != NEW and str(values.get("new_name", "")).strip():
            self.add_error(
                "new_name", _("Du har skrevet et navn her, men valgt noe annet øverst. Velg det ene.")
            )
        if which == OTHER and values.get("other") is None and "other" not in self.errors:
            self.add_error("other", _("Velg enheten i listen."))
        if which == NEW and "new_name" not in self.errors:
            name = " ".join(str(values.get("new_name", "")).split())
            values["new_name"] = name
            if len(name) < 3:
                self.add_error("new_name", _("Skriv hva enheten heter."))
            elif Organization.objects.filter(kind=STATION, name__iexact=name).exists():
                self.add_error("new_name", _("Denne enheten står i registeret. Velg den i listen."))
        return values

    @property
    def unit(self) -> Organization | None:
        """The chosen unit; None for a new one."""
        which = self.cleaned_data["which"]
        if which == REGISTER:
            return self.suggested
        chosen: Organization | None = self.cleaned_data["other"] if which == OTHER else None
        return chosen

    @property
    def answer(self) -> dict[str, str]:
        """Which way it was chosen, and a new unit's name."""
        which = self.cleaned_data["which"]
        return {"which": which, "new_name": self.cleaned_data["new_name"] if which == NEW else ""}


class LanguageAndArchiveForm(forms.Form):
    """The written form, and who keeps the archive."""

    language = forms.ChoiceField(
        label=_("Skriftspråk"),
        choices=[choice for choice in Language.choices if choice[0] != Language.ENGLISH],
        widget=forms.RadioSelect,
        help_text=_(
            "Rådet, brevene og malene kommer på dette språket. Hver person velger selv språk på sidene."
        ),
    )
    archive = forms.ChoiceField(
        label=_("Hvem har arkivansvaret?"),
        widget=forms.RadioSelect,
        help_text=_(
            "Kommunen og politiet bruker det samme systemet og må avtale dette (arkivforskrifta § 8)."
        ),
    )

    def __init__(self, *args: Any, municipality: str, police: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        archive: Any = self.fields["archive"]
        archive.choices = [("municipality", municipality), ("police", police)]

    @property
    def answer(self) -> dict[str, str]:
        """Both choices."""
        return dict(self.cleaned_data)


class CouncilForm(forms.Form):
    """What to begin with, and what the politiråd is called."""

    starter = forms.ChoiceField(label=_("Hva vil dere begynne med?"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Navnet på politirådet"), max_length=200)
    founded_year = forms.IntegerField(
        label=_("Opprettet år"),
        required=False,
        min_value=1990,
        max_value=2199,
        help_text=_("Hvis rådet har vært til en stund."),
        widget=forms.NumberInput(attrs={"data-width": "short"}),
    )

    def __init__(self, *args: Any, onboarding: Onboarding, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = starters()
        field: Any = self.fields["starter"]
        field.choices = [(code, one.name.in_language(language)) for code, one in found.items()]
        field.initial = next(iter(found))
        first = next(iter(found.values())).councils[0]
        self.fields["name"].initial = first.name.in_language(language).format(
            place=place_of(onboarding.organization)
        )

    @property
    def answer(self) -> dict[str, Any]:
        """The three values."""
        return dict(self.cleaned_data)


class AbandonForm(forms.Form):
    """Why the flow is given up."""

    reason = forms.CharField(label=_("Hvorfor avbryter du?"), max_length=300)
