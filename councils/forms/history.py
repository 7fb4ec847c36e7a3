"""The day a page looks back to, or ahead."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from politirad.forms import NorwegianDateField


class AsOfForm(forms.Form):
    """`?dato=`: members and rules as they were, or will be, on that day."""

    hide_needs = True
    dato = NorwegianDateField(
        label=_("Dato"),
        help_text=_("Medlemmer og regler på denne dagen"),
        error_messages={"required": _("Skriv en dato, for eksempel 25.11.2026.")},
    )


def chosen_day(query: Any, today: datetime.date) -> tuple[datetime.date, AsOfForm]:
    """The day asked for in the address, else today; a date that cannot be read leaves its sentence in the form."""
    if not query.get("dato"):
        return today, AsOfForm()
    form = AsOfForm(query)
    return (form.cleaned_data["dato"] if form.is_valid() else today), form
