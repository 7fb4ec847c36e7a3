"""Opening a revision or an addendum, and telling that a revision changed nothing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.fields import PlainField
from politirad.forms import NorwegianDateField


class OpenForm(forms.Form):
    """Why a draft is opened."""

    reason = PlainField(
        label=_("Hvorfor?"),
        max_length=300,
        help_text=_(
            "For eksempel «Revisjon etter kommunevalget». De som signerer for partene, får lese det."
        ),
        error_messages={"required": _("Skriv kort hvorfor.")},
    )


class UnchangedForm(forms.Form):
    """The day, and where it was decided."""

    done_on = NorwegianDateField(label=_("Dato"), help_text=_("Dagen partene ble enige om å la avtalen stå"))
    basis = PlainField(
        label=_("Hvor ble det bestemt?"),
        max_length=300,
        help_text=_(
            "For eksempel «Politirådet, sak 4/27» eller «Kommunestyret, sak 31/27». Alle partene får lese det."
        ),
    )
