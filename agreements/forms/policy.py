"""What a council decides for all its agreements."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.forms.fields import PlainField

MOST_MONTHS = 24


class PolicyForm(forms.Form):
    """How strong a login a signature needs, and how many months before a date people are reminded."""

    second_factor = forms.BooleanField(
        label=_("Alle må signere med to faktorer"),
        required=False,
        help_text=_(
            "Da må de som signerer, ha slått på totrinnsinnlogging. Vi anbefaler det. Gjelder tekster som blir sendt til signering heretter."
        ),
    )
    reminder_months = PlainField(
        label=_("Påminnelser om revisjon og utløp"),
        max_length=60,
        help_text=_(
            "Hvor mange måneder før fristen, med komma mellom. Vanlig er 12, 6, 3, 1. På selve dagen kommer alltid et brev."
        ),
    )

    def clean_reminder_months(self) -> list[int]:
        """The months as whole numbers, the longest first, each once."""
        words = [
            word.strip() for word in str(self.cleaned_data["reminder_months"]).split(",") if word.strip()
        ]
        if not all(word.isascii() and word.isdigit() for word in words):
            raise ValidationError(_("Skriv hele tall med komma mellom, for eksempel 12, 6, 3, 1."))
        months = sorted({int(word) for word in words}, reverse=True)
        if not months or months[0] > MOST_MONTHS or months[-1] < 1:
            raise ValidationError(_("Skriv minst ett tall, og ingen utenfor 1 til 24."))
        return months
