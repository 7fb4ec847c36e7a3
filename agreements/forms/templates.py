"""The name of a template."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.fields import PlainField


class TemplateForm(forms.Form):
    """Under which name a text is kept as a template."""

    name = PlainField(
        label=_("Navn på malen"),
        max_length=120,
        help_text=_("Finnes det en mal med dette navnet, får den den nye teksten."),
    )
