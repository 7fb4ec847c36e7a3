"""An organisation's own matters: its people, its offices, its language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.forms.seats import NOT_FOR_SEATS, PersonForm
from councils.models import Role
from politirad.forms import NorwegianDateField
from politirad.tenancy.models import Organization
from politirad.tenancy.models.users import Language


class AffiliateForm(PersonForm):
    """Somebody who works for the organisation."""

    valid_from = NorwegianDateField(label=_("Fra og med"))
    is_administrator = forms.BooleanField(
        label=_("Administrator"),
        required=False,
        help_text=_(
            "Administratorer legger til folk, fyller stillinger og ser rådene som organisasjonen eier."
        ),
    )


class LanguageForm(forms.Form):
    """The organisation's chosen written form."""

    hide_needs = True
    language = forms.ChoiceField(
        label=_("Skriftspråk"),
        choices=[choice for choice in Language.choices if choice[0] != Language.ENGLISH],
        help_text=_(
            "Nye råd, brev og maler kommer på dette språket. Hver person velger selv språk på sidene."
        ),
    )


class OfficeForm(forms.Form):
    """An office of the organisation's own, that can have seats in many councils."""

    title = forms.CharField(label=_("Tittel"), max_length=200, help_text=_("For eksempel «Ordfører»."))
    role = forms.ModelChoiceField(label=_("Rolle"), queryset=Role.objects.none(), empty_label=_("Velg rolle"))

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organization = organization
        field: Any = self.fields["role"]
        field.queryset = Role.objects.filter(side__in=["", organization.side]).exclude(code__in=NOT_FOR_SEATS)

    def clean_title(self) -> str:
        """A title of its own: two offices of the same name could not be told apart."""
        title = " ".join(str(self.cleaned_data["title"]).split())
        if self.organization.offices.filter(council__isnull=True, title__iexact=title).exists():
            raise forms.ValidationError(_("Denne stillingen finnes allerede."))
        return title
