"""A measure as it is planned, and how it goes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.fields import PartialDateField, PlainField
from agreements.forms.terms import known_people
from agreements.measures import OPEN, Progress
from agreements.models import Agreement
from agreements.models.measures import Progress as Choices
from politirad.tenancy.models import User


class MeasureForm(forms.Form):
    """What is planned: under which focus area, what, who answers for it, until when."""

    focus_area: Any = forms.ModelChoiceField(
        None, label=_("Satsingsområde"), required=False, empty_label=_("Ikke under noe satsingsområde")
    )
    text = PlainField(
        label=_("Tiltak"),
        max_length=300,
        help_text=_(
            "Hva dere skal gjøre, så konkret at alle ser når det er gjort. Skriv aldri om enkeltpersoner."
        ),
    )
    party: Any = forms.ModelChoiceField(
        None, label=_("Ansvarlig part"), required=False, empty_label=_("Partene sammen")
    )
    responsible = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Ansvarlig person"),
        required=False,
        empty_label=_("Ikke bestemt, eller uten innlogging"),
        help_text=_("Den du velger, får beskjed og kan selv skrive hvordan det går."),
    )
    responsible_name = PlainField(
        label=_("Navn på ansvarlig uten innlogging"), max_length=200, required=False
    )
    due = PartialDateField(label=_("Frist"), max_length=40, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (
            ("focus_area", agreement.focus_areas.order_by("order")),
            ("party", agreement.parties.select_related("organization")),
            ("responsible", known_people(agreement)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("responsible") and values.get("responsible_name"):
            self.add_error(
                "responsible_name",
                _("Velg enten en person eller skriv et navn. Det kan bare stå én ansvarlig."),
            )
        return values

    def plan(self) -> dict[str, Any]:
        """The clean values without what was seen."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class ProgressForm(forms.Form):
    """How a measure goes. What is done, or will not be done, says what came of it."""

    progress = forms.ChoiceField(label=_("Status"), choices=Choices.choices)
    result = PlainField(
        label=_("Resultat eller merknad"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Må fylles ut når tiltaket er gjennomført eller ikke skal gjennomføres."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean_progress(self) -> Progress:
        """As the rule's own value."""
        return Progress(self.cleaned_data["progress"])

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if (
            values.get("progress") not in {None, *OPEN}
            and not values.get("result")
            and "result" not in self.errors
        ):
            self.add_error(
                "result", _("Skriv kort hva som kom ut av tiltaket, eller hvorfor det ikke gjennomføres.")
            )
        return values
