"""Begin an agreement, its head and its text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.fields import PartialDateField, PlainField
from agreements.joining import LONGEST
from agreements.merging import Choice
from agreements.models import Agreement
from politirad.forms import RichTextField
from politirad.tenancy.models.users import Language

#: What the names of the fields with a choice begin with.
CHOSEN = "valg-"


class NewAgreementForm(forms.Form):
    """What is needed to begin an agreement."""

    council: Any = forms.ModelChoiceField(None, label=_("Råd"), empty_label=None)
    title = PlainField(label=_("Tittel"), max_length=250, initial=_("Avtale om kommune- og politisamarbeid"))
    kind = forms.ChoiceField(label=_("Type avtale"), choices=Agreement.Kind.choices)
    language = forms.ChoiceField(label=_("Skriftspråk i avtalen"), choices=Language.choices[:2])
    template: Any = forms.ModelChoiceField(
        None,
        label=_("Mal"),
        required=False,
        empty_label=_("Ingen mal"),
        help_text=_(
            "Dere lager egne maler fra en avtale dere har skrevet: åpne avtalen og velg «Lagre som mal»."
        ),
    )
    with_outline = forms.BooleanField(
        label=_("Begynn med vanlige overskrifter og hjelpetekster"), required=False, initial=True
    )

    def __init__(self, *args: Any, councils: Any, templates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("council", councils), ("template", templates)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        template, language = values.get("template"), values.get("language")
        if template is not None and language and template.language != language:
            self.add_error(
                "language",
                _("Malen er på %(language)s. Velg det samme skriftspråket, eller en annen mal.")
                % {"language": str(template.get_language_display()).lower()},
            )
        return values


class HeadForm(forms.ModelForm):  # type: ignore[type-arg]
    """The agreement's own fields: title, validity, notice, what it replaces."""

    title = PlainField(label=_("Tittel"), max_length=250)
    valid_from = PartialDateField(label=_("Gjelder fra"), required=False)
    valid_to = PartialDateField(label=_("Gjelder til og med"), required=False)
    may_be_ended = forms.BooleanField(label=_("Hver av partene kan si opp avtalen"), required=False)
    predecessor: Any = forms.ModelChoiceField(
        None,  # filled in __init__: walled rows need a context
        label=_("Erstatter en avtale i Politiråd"),
        required=False,
        empty_label=_("Ingen"),
    )
    predecessor_note = PlainField(
        label=_("Erstatter en avtale som ikke ligger her"), max_length=250, required=False
    )
    predecessor_date = PartialDateField(label=_("Dato for avtalen den erstatter"), required=False)
    formal_owner = PlainField(label=_("Formell eier av politirådet"), max_length=200, required=False)
    delegation = PlainField(
        label=_("Hva politirådet kan bestemme selv"),
        max_length=500,
        required=False,
        help_text=_("Myndighet som partene har delegert til rådet. Skriv hele setninger."),
    )

    class Meta:
        model = Agreement
        fields = [
            "title",
            "kind",
            "language",
            "valid_from",
            "valid_to",
            "open_ended",
            "notice_months",
            "notice_days",
            "predecessor",
            "predecessor_note",
            "predecessor_date",
            "formal_owner",
            "delegation",
        ]
        widgets = {
            name: forms.NumberInput(attrs={"data-width": "short", "min": 0})
            for name in ("notice_months", "notice_days")
        }

    field_order = [
        "title",
        "kind",
        "language",
        "valid_from",
        "valid_to",
        "open_ended",
        "may_be_ended",
        "notice_months",
        "notice_days",
        "predecessor",
        "predecessor_note",
        "predecessor_date",
        "formal_owner",
        "delegation",
    ]

    def __init__(self, *args: Any, candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["may_be_ended"] = bool(self.instance.termination_by)
        field = self.fields["predecessor"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = candidates

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("open_ended") and values.get("valid_to"):
            self.add_error(
                "valid_to", _("Avtalen kan ikke både ha en sluttdato og gjelde til den blir sagt opp.")
            )
        if values.get("notice_days") is not None and values.get("notice_months") is not None:
            self.add_error(
                "notice_days", _("Skriv oppsigelsestiden i måneder eller i dager, ikke begge deler.")
            )
        return values

    def head(self) -> dict[str, Any]:
        """The fields to change, as `change_head` takes them."""
        values = dict(self.cleaned_data)
        former = self.instance.termination_by
        values["termination_by"] = (former or "either_party") if values.pop("may_be_ended") else ""
        return values


class SectionForm(forms.Form):
    """A section's heading and text, with the version that was read.

    After a clash also what the writer has chosen (`choices`, from a field for each place), and the version that stood
    when it was asked about (`stands`).
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    heading = PlainField(label=_("Overskrift"), max_length=LONGEST)
    html = RichTextField(label=_("Tekst"), required=False)
    stands = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        values["choices"] = self.choices
        return values

    @property
    def choices(self) -> dict[str, Choice]:
        """What was chosen, by the key of each place; what is no choice is left out."""
        found = {name: value for name, value in self.data.items() if name.startswith(CHOSEN)}
        return {
            name.removeprefix(CHOSEN): Choice(value) for name, value in found.items() if value in list(Choice)
        }


class NewSectionForm(forms.Form):
    """A heading for a new section."""

    heading = PlainField(label=_("Overskrift"), max_length=250)
    level = forms.TypedChoiceField(
        label=_("Nivå"),
        coerce=int,
        choices=[(1, _("Hovedoverskrift")), (2, _("Underoverskrift")), (3, _("Nivå tre"))],
    )
    attachment: Any = forms.ModelChoiceField(
        None,  #
        label=_("Hører til"),
        required=False,
        empty_label=_("Selve avtalen"),
    )

    def __init__(self, *args: Any, attachments: Any, only_there: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["attachment"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = attachments
        if only_there:
            field.required, field.empty_label = True, None
