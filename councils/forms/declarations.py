"""Input to declarations of confidentiality."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from politirad.forms import NorwegianDateField
from politirad.tenancy.models import User


class DeclareForm(forms.Form):
    """One's own declaration."""

    understood = forms.BooleanField(
        label=_("Jeg har lest og forstått erklæringen, og jeg gir den."),
        error_messages={"required": _("Kryss av for at du gir erklæringen.")},
    )


class RegisterForm(forms.Form):
    """Who gave a declaration on paper, and when."""

    person = forms.ChoiceField(
        label=_("Medlem"), error_messages={"required": _("Velg hvem som har gitt erklæringen.")}
    )
    given_on = NorwegianDateField(label=_("Dato på erklæringen"))

    def __init__(self, *args: Any, lacking: Sequence[User], today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one in lacking}
        self.today = today
        choice: Any = self.fields["person"]
        choice.choices = [("", _("Velg et medlem")), *((str(one.pk), one.name) for one in lacking)]

    def clean_given_on(self) -> datetime.date:
        """A day that has been."""
        day: datetime.date = self.cleaned_data["given_on"]
        if day > self.today:
            raise forms.ValidationError(_("Datoen kan ikke ligge fram i tid."))
        return day

    def chosen(self) -> User:
        """The member who was chosen."""
        return self.people[self.cleaned_data["person"]]
