"""Send to signing, take back, sign, attest what was signed on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.fields import PlainField
from politirad.forms import NorwegianDateField


class FreezeForm(forms.Form):
    """The deadline for signing."""

    deadline = NorwegianDateField(label=_("Frist for å signere"), required=False)


class WithdrawForm(forms.Form):
    """Why a text is taken back."""

    reason = forms.CharField(
        label=_("Begrunnelse"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alle som skal signere eller har signert, får lese den."),
    )


class SignForm(forms.Form):
    """What a signatory says: that the text is read; a stand-in also capacity and authority."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
    capacity = PlainField(label=_("Du signerer som"), max_length=100)
    basis = PlainField(
        label=_("Grunnlag for fullmakten"),
        max_length=250,
        help_text=_(
            "For eksempel ordførerens fravær, kommuneloven § 6-1 eller et delegasjonsvedtak med saksnummer."
        ),
    )
    read = forms.BooleanField(
        label=_("Jeg har lest hele teksten og vil signere den"),
        error_messages={"required": _("Bekreft at du har lest teksten.")},
    )

    def __init__(self, *args: Any, stands_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not stands_in:
            del self.fields["basis"]
            del self.fields["capacity"]


class PaperForm(forms.Form):
    """A signature given on paper."""

    name = PlainField(label=_("Navn på den som signerte"), max_length=200)
    capacity = PlainField(label=_("Signerte som"), max_length=100)
    signed_on = NorwegianDateField(label=_("Dato på papiret"))
    place = PlainField(label=_("Sted"), max_length=100, required=False)
    basis = PlainField(
        label=_("Grunnlag for fullmakt"),
        max_length=250,
        required=False,
        help_text=_("Bare hvis en stedfortreder signerte."),
    )
    scan = forms.FileField(
        label=_("Skannet side med signaturen"), help_text=_("PDF eller bilde, høyst 15 MB")
    )
