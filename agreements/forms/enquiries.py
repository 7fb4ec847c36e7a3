"""Ask another party, answer, move the deadline, correct an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from agreements.forms.fields import PlainField
from agreements.models import Enquiry, EnquiryAnswer
from politirad.forms import NorwegianDateField


class EnquiryForm(forms.Form):
    """What the other party is asked. `parties` are (id, name) of those who may be asked; of one there is no choice."""

    party = forms.ChoiceField(label=_("Hvem skal svare?"))
    kind = forms.ChoiceField(label=_("Type"), choices=Enquiry.Kind.choices)
    title = PlainField(
        label=_("Hva det gjelder"),
        max_length=200,
        error_messages={"required": _("Skriv hva det gjelder.")},
        help_text=_(
            "For eksempel kommuneplanens arealdel eller en prosjektgruppe. Skriv aldri om enkeltpersoner."
        ),
    )
    link = forms.URLField(
        label=_("Lenke"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Hvor planen eller invitasjonen ligger. Adressen begynner med https://"),
    )
    deadline = NorwegianDateField(
        label=_("Svarfrist"),
        required=False,
        help_text=_("Dag.måned.år, for eksempel 25.11.2026. Med en frist får den andre parten beskjed."),
    )

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = parties[0][0] if len(parties) == 1 else None
        party = self.fields["party"]
        assert isinstance(party, forms.ChoiceField)
        party.choices = list(parties)
        if self.only:
            del self.fields["party"]

    def clean_link(self) -> str:
        """An address of the safe kind alone, as the database has it."""
        link = str(self.cleaned_data["link"] or "")
        if link:
            URLValidator(schemes=["https"], message=_("Skriv en adresse som begynner med https://"))(link)
        return link

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if self.only:
            values["party"] = self.only
        return values


class AnswerEnquiryForm(forms.Form):
    """What was answered. What was not relevant may say why."""

    outcome = forms.ChoiceField(label=_("Hva ble det til?"), choices=EnquiryAnswer.Outcome.choices)
    text = PlainField(
        label=_("Hva dere svarte"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "For eksempel råd om forebygging i planen. Må fylles ut når dere har svart. Skriv aldri om enkeltpersoner."
        ),
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        answered = values.get("outcome") == EnquiryAnswer.Outcome.ANSWERED
        if answered and not values.get("text") and "text" not in self.errors:
            self.add_error("text", _("Skriv kort hva dere svarte."))
        return values


class EnquiryDeadlineForm(forms.Form):
    """Another deadline, or none."""

    deadline = NorwegianDateField(
        label=_("Ny svarfrist"),
        required=False,
        help_text=_("Dag.måned.år, for eksempel 25.11.2026. La stå tomt når det ikke er noen frist."),
    )


class EnquiryCorrectionForm(forms.Form):
    """A note beside an answer that has to be put right."""

    text = PlainField(
        label=_("Rettelse"),
        max_length=1000,
        error_messages={"required": _("Skriv hva som skal rettes.")},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Svaret blir stående, og rettelsen står under det med navnet ditt."),
    )
