"""Fields that several forms of the room use."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.validity import PartialDate, UnreadableDate
from politirad import richtext
from politirad.forms import must_be_printable


class PlainField(forms.CharField):
    """One line of text. Unseen characters and emoji are dropped; others that the archive PDF cannot show are refused."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return " ".join(richtext.clean_characters(text).split())

    def validate(self, value: Any) -> None:
        super().validate(value)
        must_be_printable(value)


class PartialDateField(forms.CharField):
    """A date as precise as it is known: 14.02.2025, februar 2025, 2025. The clean value is its ISO form, or ""."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text", _("Dag, måned eller år, for eksempel 14.02.2025, februar 2025 eller 2025")
        )
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "data-width": "date"}))
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "")
        if not text:
            return ""
        try:
            return PartialDate.parse(text).isoformat()
        except UnreadableDate:
            raise ValidationError(_("Skriv en dato, en måned med år, eller et år.")) from None

    def prepare_value(self, value: Any) -> Any:
        try:
            date = PartialDate.fromisoformat(str(value or ""))
        except UnreadableDate:
            return value
        return f"{date.day:02d}.{date.month:02d}.{date.year}" if date.day else date.format("nb")
