"""A council's own facts, and which organisations take part in it."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.actions import CouncilFacts
from councils.actions.facts import NOBODY_ABOVE
from councils.models import Council, Participant, Side
from politirad.forms import NorwegianDateField
from politirad.tenancy.models import Organization
from politirad.tenancy.models.users import Language

#: The present parent or archive keeper, where the person may not see it: kept as it is.
KEPT = "kept"


class CouncilFactsForm(forms.Form):
    """What a council is. `facts` are the clean values; `version` is the one that was read."""

    name = forms.CharField(label=_("Navn"), max_length=200)
    kind = forms.ChoiceField(label=_("Hva slags råd"), choices=Council.Kind.choices)
    level = forms.ChoiceField(
        label=_("Nivå"), required=False, choices=[("", _("Ikke sagt")), *Council.Level.choices]
    )
    parent = forms.ChoiceField(
        label=_("Overordnet forum"),
        required=False,
        help_text=_("Du kan velge blant rådene du selv ser."),
    )
    reports_upward = forms.BooleanField(
        label=_("Meld godkjente referater til det overordnede forumet"),
        required=False,
        help_text=_(
            "Når et referat er godkjent, får de som lager sakslisten i det overordnede forumet, den åpne delen som en"
            " meldt sak: sakene, vedtakene, og oppgavene med navnet på den som har ansvaret. Kommer den på sakslisten,"
            " kan alle i det forumet lese den, også når forumet hører til en annen kommune. Lukkede saker blir ikke"
            " sendt."
        ),
    )
    language = forms.ChoiceField(
        label=_("Skriftspråk"),
        choices=[choice for choice in Language.choices if choice[0] != Language.ENGLISH],
        help_text=_("Nye sakslister, innkallinger, referater og avtaler kommer på dette språket."),
    )
    archive_keeper = forms.ChoiceField(
        label=_("Hvem har arkivansvaret?"),
        required=False,
        help_text=_("De som bruker systemet sammen, må avtale dette (arkivforskrifta § 8)."),
    )
    founded_year = forms.IntegerField(
        label=_("Opprettet år"),
        required=False,
        min_value=1990,
        max_value=2199,
        widget=forms.NumberInput(attrs={"data-width": "short"}),
    )
    purpose = forms.CharField(
        label=_("Formål"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        council: Council,
        parents: list[Council],
        participants: list[Participant],
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", self.initial_of(council))
        super().__init__(*args, **kwargs)
        self.council = council
        self._choices("parent", _("Ingen"), {one.pk: one.name for one in parents}, council.parent_id)
        keepers = {one.organization_id: str(one.organization) for one in participants}
        self._choices("archive_keeper", _("Ikke sagt"), keepers, council.archive_keeper_id)

    def _choices(self, name: str, nothing: Any, found: dict[UUID, str], present: UUID | None) -> None:
        """Nothing, what there is, and the present one where it is not among them."""
        field: Any = self.fields[name]
        choices = [("", nothing), *((str(pk), words) for pk, words in found.items())]
        if present is not None and present not in found:
            choices.append((KEPT, _("Som nå: en du ikke ser")))
            self.initial[name] = KEPT
        field.choices = choices

    @staticmethod
    def initial_of(council: Council) -> dict[str, Any]:
        """What the council says, as the form's fields."""
        return {
            "name": council.name,
            "kind": council.kind,
            "level": council.level,
            "parent": str(council.parent_id or ""),
            "reports_upward": council.reports_upward,
            "language": council.language,
            "archive_keeper": str(council.archive_keeper_id or ""),
            "founded_year": council.founded_year,
            "purpose": council.purpose,
            "version": council.version,
        }

    def clean_name(self) -> str:
        """Single spaces only."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean(self) -> dict[str, Any]:
        """Nothing is reported to nobody."""
        cleaned = super().clean() or {}
        if cleaned.get("reports_upward") and "parent" in cleaned and not cleaned["parent"]:
            self.add_error("parent", NOBODY_ABOVE)
        return cleaned

    @property
    def facts(self) -> CouncilFacts:
        """The clean values as the action takes them."""
        values = dict(self.cleaned_data)
        values.pop("version")
        for name in ("parent", "archive_keeper"):
            chosen = values.pop(name)
            values[f"{name}_id"] = (
                getattr(self.council, f"{name}_id") if chosen == KEPT else UUID(chosen) if chosen else None
            )
        return CouncilFacts(**values)

    @property
    def differences(self) -> list[tuple[str, str]]:
        """Label and stored value of each field where what is stored is not what was typed."""
        found = []
        stored = self.initial_of(self.council)
        for name, field in self.fields.items():
            typed = self[name].value()
            if name == "version" or str(stored[name] or "") == str(typed or ""):
                continue
            words = dict(getattr(field, "choices", ())).get(stored[name], stored[name])
            if isinstance(words, bool):
                words = _("Ja") if words else _("Nei")
            found.append((str(field.label), str(words or _("ikke sagt"))))
        return found


class ParticipantForm(forms.Form):
    """Which side of the table, and from when."""

    side = forms.ChoiceField(label=_("Side av bordet"), choices=Side.choices)
    valid_from = NorwegianDateField(label=_("Fra og med"))


class OtherParticipantForm(ParticipantForm):
    """An organisation that the register lacks."""

    name = forms.CharField(
        label=_("Navn"), max_length=200, help_text=_("For eksempel «Kirkens bymisjon» eller «Natteravnene».")
    )
    field_order = ["name", "side", "valid_from"]

    def clean_name(self) -> str:
        """Long enough to be a name, and not one that stands in the register as something else."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if len(name) < 3:
            raise forms.ValidationError(_("Skriv hva organisasjonen heter."))
        listed = Organization.objects.filter(name__iexact=name)
        other = listed.filter(kind=Organization.Kind.OTHER).first()
        if other is None and listed.exists():
            raise forms.ValidationError(_("Denne står i registeret. Søk etter den i stedet."))
        return other.name if other else name


class EndParticipationForm(forms.Form):
    """The last day. `seen` is the mark of what the page said would end."""

    on = NorwegianDateField(label=_("Siste dag"))
    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)

    def __init__(self, *args: Any, first: datetime.date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first

    def clean_on(self) -> datetime.date:
        """Not before the first day."""
        on: datetime.date = self.cleaned_data["on"]
        if self.first and on < self.first:
            raise forms.ValidationError(_("Siste dag kan ikke være før første dag."))
        return on
