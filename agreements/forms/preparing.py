"""Before signing: a hearing with the parties, their answers, political treatment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.fields import PlainField
from agreements.models import HearingAnswer, Party, Treatment
from politirad.forms import NorwegianDateField


class HearingForm(forms.Form):
    """Until when the parties can answer, and what to tell them."""

    deadline = NorwegianDateField(label=_("Svarfrist"))
    note = forms.CharField(
        label=_("Melding til partene"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Hva vil dere særlig ha svar på?"),
    )


class AnswerForm(forms.Form):
    """A party's opinion. A writer tells whose answer it is."""

    party: Any = forms.ModelChoiceField(None, label=_("Svar fra"), empty_label=None)
    opinion = forms.ChoiceField(
        label=_("Svar"), choices=HearingAnswer.Opinion.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Merknader"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    name = PlainField(
        label=_("Hvem svaret kommer fra"),
        max_length=200,
        required=False,
        help_text=_(
            "Når du registrerer et svar som kom i brev eller e-post. La stå tomt for ditt eget svar."
        ),
    )
    capacity = PlainField(
        label=_("Rolle"), max_length=100, required=False, help_text=_("For eksempel politistasjonssjef")
    )

    def __init__(self, *args: Any, parties: list[Party], for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Party.objects.filter(pk__in=[party.pk for party in parties]).select_related(
            "organization"
        )
        if not for_others:
            del self.fields["name"]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("opinion") == HearingAnswer.Opinion.REMARKS and not values.get("text", "").strip():
            self.add_error("text", _("Skriv merknadene."))
        return values


class TreatmentForm(forms.Form):
    """Which body treats the agreement, for which party, in which case."""

    party: Any = forms.ModelChoiceField(None, label=_("Part"), empty_label=None)
    body = PlainField(
        label=_("Organ"), max_length=100, help_text=_("For eksempel kommunestyret eller formannskapet")
    )
    case_number = PlainField(
        label=_("Saksnummer"),
        max_length=60,
        required=False,
        help_text=_("Kan fylles inn når vedtaket er gjort."),
    )

    def __init__(self, *args: Any, parties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = parties


class DecisionForm(forms.Form):
    """What the body decided."""

    outcome = forms.ChoiceField(
        label=_("Vedtak"), choices=Treatment.Outcome.choices, widget=forms.RadioSelect
    )
    decided_on = NorwegianDateField(label=_("Dato for vedtaket"))
    case_number = PlainField(label=_("Saksnummer"), max_length=60, help_text=_("For eksempel 24/118"))
    note = PlainField(
        label=_("Merknad"),
        max_length=500,
        required=False,
        help_text=_("For eksempel hva som skal endres."),
    )
