"""Send to signing, take back, sign, attest what was signed on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements import authority as rules
from agreements.authority import Claim, Lack, lacks
from agreements.forms.fields import PlainField
from agreements.models.signing import Authority
from agreements.sentences import LACKING
from politirad.forms import NorwegianDateField


class FreezeForm(forms.Form):
    """The deadline for signing."""

    deadline = NorwegianDateField(label=_("Frist for å signere"), required=False)


class DeadlineForm(forms.Form):
    """A new deadline."""

    deadline = NorwegianDateField(label=_("Ny frist for å signere"))


class WithdrawForm(forms.Form):
    """Why a text is taken back."""

    reason = forms.CharField(
        label=_("Begrunnelse"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alle som skal signere eller har signert, får lese den."),
    )


class DeclineForm(forms.Form):
    """Why somebody says no."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Begrunnelse"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alle partene får lese den, også de som har signert."),
    )


class SignForm(forms.Form):
    """What a signatory says: that the text is read; a stand-in also capacity and authority."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
    capacity = PlainField(
        label=_("Du signerer som"), max_length=100, help_text=_("For eksempel varaordfører")
    )
    authority = forms.ChoiceField(
        label=_("Hva gir deg fullmakt?"),
        choices=[("", _("Velg")), *Authority.choices],
        error_messages={"required": LACKING[Lack.KIND]},
    )
    case_number = PlainField(
        label=_("Saksnummer"),
        max_length=60,
        required=False,
        help_text=_("Til delegasjonsvedtaket, for eksempel 24/118. Bare når fullmakten er delegert."),
    )
    basis = PlainField(
        label=_("Utdyping"),
        max_length=180,
        required=False,
        help_text=_(
            "Hvem som er borte og hvorfor, eller paragrafen i loven, for eksempel kommuneloven § 6-1."
        ),
    )
    read = forms.BooleanField(
        label=_("Jeg har lest hele teksten og vil signere den"),
        error_messages={"required": _("Bekreft at du har lest teksten.")},
    )

    def __init__(self, *args: Any, stands_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not stands_in:
            for name in ("capacity", "authority", "case_number", "basis"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if "authority" in self.fields and values.get("capacity") and values.get("authority"):
            claim = Claim(
                values["capacity"],
                rules.Authority(values["authority"]),
                values.get("case_number", ""),
                values.get("basis", ""),
            )
            lack = lacks(claim, stands_in=True)
            if lack is not None:
                self.add_error("case_number" if lack is Lack.CASE_NUMBER else "basis", LACKING[lack])
        return values


class PaperForm(forms.Form):
    """A signature given on paper."""

    name = PlainField(label=_("Navn på den som signerte"), max_length=200)
    capacity = PlainField(label=_("Signerte som"), max_length=100)
    signed_on = NorwegianDateField(label=_("Dato på papiret"))
    place = PlainField(label=_("Sted"), max_length=100, required=False)
    authority = forms.ChoiceField(
        label=_("Fullmakt"), choices=[("", _("Ikke oppgitt")), *Authority.choices], required=False
    )
    case_number = PlainField(
        label=_("Saksnummer"), max_length=60, required=False, help_text=_("Til delegasjonsvedtaket.")
    )
    basis = PlainField(
        label=_("Utdyping"),
        max_length=180,
        required=False,
        help_text=_("Bare hvis en stedfortreder signerte: hvem som var borte, eller paragrafen i loven."),
    )
    scan = forms.FileField(
        label=_("Skannet side med signaturen"), help_text=_("PDF eller bilde, høyst 15 MB")
    )
