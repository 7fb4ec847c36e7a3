"""Parties, lines to sign, focus areas, rules, references, attachments: one form for one row."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.authority import Lack
from agreements.forms.fields import PartialDateField, PlainField
from agreements.models import (
    Agreement,
    Attachment,
    EvaluationRule,
    FocusArea,
    Reference,
    RevisionRule,
    SignatorySlot,
)
from agreements.models.signing import Authority
from agreements.sentences import LACKING
from councils.models import OfficeHolding
from politirad.forms import NorwegianDateField
from politirad.tenancy.models import Organization, User


class PartyForm(forms.Form):
    """An organisation, and the name the text gives it."""

    organization = forms.ModelChoiceField(
        Organization.objects.order_by("kind", "name"), label=_("Organisasjon"), empty_label=_("Velg")
    )
    name_in_text = PlainField(
        label=_("Navn i avtalen"),
        max_length=200,
        required=False,
        help_text=_("La stå tomt hvis avtalen bruker det vanlige navnet."),
    )


class SlotForm(forms.Form):
    """A line to sign."""

    party: Any = forms.ModelChoiceField(None, label=_("Part"), empty_label=None)
    capacity = PlainField(label=_("Signerer som"), max_length=100, help_text=_("For eksempel ordfører"))
    planned_user = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Person som skal signere"),
        required=False,
        empty_label=_("Ikke bestemt, eller uten innlogging"),
    )
    planned_name = PlainField(
        label=_("Navn på signaturlinjen"),
        max_length=200,
        required=False,
        help_text=_("La stå tomt for å bruke navnet på personen over."),
    )
    turn = forms.IntegerField(
        label=_("Rekkefølge"),
        min_value=1,
        max_value=99,
        initial=1,
        required=False,
        widget=forms.NumberInput(attrs={"data-width": "short", "min": 1, "max": 99}),
        help_text=_("1 signerer først. De som har samme tall, kan signere samtidig."),
    )
    authority = forms.ChoiceField(
        label=_("Fullmakt"),
        choices=[
            ("", _("Ikke oppgitt")),
            (Authority.LAW, Authority.LAW.label),
            (Authority.DELEGATION, Authority.DELEGATION.label),
        ],
        required=False,
    )
    case_number = PlainField(
        label=_("Saksnummer"), max_length=60, required=False, help_text=_("Til delegasjonsvedtaket.")
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party, person = self.fields["party"], self.fields["planned_user"]
        assert isinstance(party, forms.ModelChoiceField) and isinstance(person, forms.ModelChoiceField)
        party.queryset = agreement.parties.select_related("organization")
        person.queryset = known_people(agreement)

    def clean_turn(self) -> int:
        """Silence means first, as everybody else."""
        return self.cleaned_data["turn"] or 1

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        person = values.get("planned_user")
        if person and not values.get("planned_name"):
            values["planned_name"] = person.name
        if values.get("authority") == Authority.DELEGATION and not values.get("case_number"):
            self.add_error("case_number", LACKING[Lack.CASE_NUMBER])
        return values


def known_people(agreement: Agreement) -> Any:
    """People who hold an office that the reader sees, or are planned to sign already."""
    holding = OfficeHolding.objects.filter(
        Q(office__seats__council=agreement.owner_council_id)
        | Q(office__organization__in=agreement.parties.values("organization"))
    )
    planned = SignatorySlot.objects.filter(agreement=agreement).values("planned_user")
    return User.objects.filter(Q(pk__in=holding.values("user")) | Q(pk__in=planned), is_active=True).order_by(
        "name"
    )


class FocusAreaForm(forms.ModelForm):  # type: ignore[type-arg]
    """A focus area in the agreement's own words."""

    text = PlainField(label=_("Satsingsområde eller mål"), max_length=300)
    word = PlainField(
        label=_("Avtalens eget ord"),
        max_length=60,
        required=False,
        help_text=_("For eksempel innsatsområde. La stå tomt for å bruke typen."),
    )

    class Meta:
        model = FocusArea
        fields = ["kind", "text", "word"]


class RevisionRuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """When the agreement is to be revised."""

    political_treatment = forms.TypedChoiceField(
        label=_("Politisk behandling"),
        choices=[("", _("Avtalen sier det ikke")), ("1", _("Med")), ("0", _("Uten"))],
        coerce=lambda value: value == "1",
        empty_value=None,
        required=False,
    )

    class Meta:
        model = RevisionRule
        fields = ["kind", "years", "grace_months", "political_treatment"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.instance.political_treatment
        self.initial["political_treatment"] = {True: "1", False: "0"}.get(said, "")


class EvaluationRuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """When the work is to be evaluated."""

    evaluated_by = PlainField(
        label=_("Av hvem"), max_length=200, required=False, help_text=_("Skriv komma mellom flere roller.")
    )
    written = forms.TypedChoiceField(
        label=_("Form"),
        choices=[("", _("Avtalen sier det ikke")), ("1", _("Skriftlig")), ("0", _("Muntlig"))],
        coerce=lambda value: value == "1",
        empty_value=None,
        required=False,
    )

    class Meta:
        model = EvaluationRule
        fields = ["kind", "written", "note"]

    field_order = ["kind", "written", "evaluated_by", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["evaluated_by"] = ", ".join(self.instance.by)
        self.initial["written"] = {True: "1", False: "0"}.get(self.instance.written, "")

    def clean_evaluated_by(self) -> list[str]:
        """Roles as a list."""
        return [part.strip() for part in self.cleaned_data["evaluated_by"].split(",") if part.strip()]


class ReferenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """A document the agreement builds on."""

    title = PlainField(label=_("Tittel"), max_length=400)
    url = forms.URLField(label=_("Nettadresse"), max_length=500, required=False, assume_scheme="https")
    read_on = NorwegianDateField(label=_("Lest"), required=False)

    class Meta:
        model = Reference
        fields = ["title", "url", "read_on"]


class AttachmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """A numbered attachment, with a file or with text of its own."""

    title = PlainField(label=_("Tittel"), max_length=250)
    valid_from = PartialDateField(label=_("Gjelder fra"), required=False)
    valid_to = PartialDateField(label=_("Gjelder til og med"), required=False)
    upload = forms.FileField(
        label=_("Fil"),
        required=False,
        help_text=_("Valgfritt. Du kan også skrive vedlegget som avsnitt. Høyst 15 MB."),
    )

    class Meta:
        model = Attachment
        fields = ["title", "living", "mirrors_forums", "valid_from", "valid_to"]
        help_texts = {
            "mirrors_forums": _(
                "Da står møteplassene her i stedet for til slutt i avtalen, med reglene og medlemmene de har i Politiråd."
            )
        }

    def __init__(self, *args: Any, signed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed:  # what the parties signed names the attachment by its title
            self.fields["title"].disabled = True
            del self.fields["living"]
            del self.fields["mirrors_forums"]

    def clean_mirrors_forums(self) -> bool:
        """Only one attachment can be where the councils stand."""
        mirrors = bool(self.cleaned_data["mirrors_forums"])
        others = Attachment.objects.filter(agreement=self.instance.agreement_id, mirrors_forums=True)
        other = others.exclude(pk=self.instance.pk).first() if mirrors else None
        if other is not None:
            raise forms.ValidationError(
                _("Møteplassene står i vedlegg %(number)d fra før."), params={"number": other.number}
            )
        return mirrors
