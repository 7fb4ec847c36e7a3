"""Input to publishing minutes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.guarded import GuardedForm


class WithdrawForm(GuardedForm):
    """Why the public edition is withdrawn; everybody can read it."""

    reason = forms.CharField(
        label=_("Hvorfor trekkes referatet tilbake?"),
        max_length=500,
        help_text=_("Begrunnelsen står på den åpne siden i stedet for referatet."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvorfor referatet trekkes tilbake.")},
    )
