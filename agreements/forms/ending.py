"""Giving notice, by oneself or by letter, taking it back, and what an agreement hangs together with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.fields import PartialDateField, PlainField
from politirad.forms import NorwegianDateField


class ReasonForm(forms.Form):
    """Why a notice is taken back."""

    reason = forms.CharField(
        label=_("Begrunnelse"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alle partene får lese den."),
    )


class NoticeForm(ReasonForm):
    """For which party notice is given, and why."""

    party: Any = forms.ModelChoiceField(None, label=_("Du sier opp for"), empty_label=None)
    capacity = PlainField(
        label=_("Rolle"), max_length=100, required=False, help_text=_("For eksempel ordfører")
    )
    field_order = ["party", "capacity", "reason"]

    def __init__(self, *args: Any, parties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = parties


class LetterForm(NoticeForm):
    """A notice that came by letter."""

    name = PlainField(label=_("Navn på den som har skrevet under"), max_length=200)
    given_on = NorwegianDateField(label=_("Dato oppsigelsen ble mottatt"))
    letter = forms.FileField(label=_("Brevet"), help_text=_("PDF eller bilde, høyst 15 MB"))
    field_order = ["party", "name", "capacity", "given_on", "reason", "letter"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].label = _("Parten som sier opp")


class SupportForm(forms.Form):
    """An agreement that this one supports: one that the writer sees, or a title."""

    supported: Any = forms.ModelChoiceField(
        None, label=_("Avtale i Politiråd"), required=False, empty_label=_("Ingen, den ligger ikke her")
    )
    title = PlainField(
        label=_("Tittel på avtalen"),
        max_length=250,
        required=False,
        help_text=_("Når avtalen ikke ligger i Politiråd."),
    )

    def __init__(self, *args: Any, candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["supported"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = candidates

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not values.get("supported") and not values.get("title"):
            self.add_error("title", _("Velg en avtale, eller skriv tittelen."))
        return values


class PredecessorForm(forms.Form):
    """The agreement that this one replaces, where it lies outside Politiråd."""

    title = PlainField(label=_("Tittel"), max_length=250)
    date = PartialDateField(label=_("Dato"), required=False)
    scan = forms.FileField(
        label=_("Skannet avtale"), required=False, help_text=_("PDF eller bilde, høyst 15 MB")
    )
