"""Input to minutes and follow-up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from meetings.actions.follow_up import ActionTerms
from meetings.models import Action
from meetings.permissions import members_of
from politirad.forms import NorwegianDateField, RichTextField
from politirad.tenancy.models import User


class ItemMinutesForm(forms.Form):
    """What was said on one item."""

    html = RichTextField(label=_("Referat"), required=False, max_length=100_000)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    """One decision."""

    text = forms.CharField(label=_("Vedtak"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))


class ActionForm(forms.Form):
    """Something to do: what, who, until when."""

    text = forms.CharField(label=_("Hva skal gjøres?"), max_length=500)
    responsible: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Ansvarlig"), queryset=None, required=False, empty_label=_("Ingen valgt")
    )
    responsible_text = forms.CharField(label=_("Ansvarlig utenfor rådet"), max_length=200, required=False)
    due_on = NorwegianDateField(label=_("Frist"), required=False)

    def __init__(self, *args: Any, council: Council, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["responsible"].queryset = members_of(council)  # type: ignore[attr-defined]

    def terms(self) -> ActionTerms:
        """The clean answer."""
        return ActionTerms(**self.cleaned_data)


class CloseActionForm(forms.Form):
    """How it went."""

    state = forms.ChoiceField(
        label=_("Hvordan gikk det?"),
        choices=[(Action.State.DONE, _("Utført")), (Action.State.DROPPED, _("Frafalt"))],
        initial=Action.State.DONE,
    )
    result = forms.CharField(label=_("Resultat eller grunn"), max_length=500, required=False)
