"""Seats and the people in them."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from councils.cadence_text import MONTHS
from councils.models import Council, Office, Role, Seat
from councils.participation import participants_now
from councils.permissions import ADMINISTRATOR, SYSTEM_ADMINISTRATOR
from politirad.forms import NorwegianDateField
from politirad.tenancy.models import Organization

#: Roles that no seat can give: they follow from an affiliation and from an onboarding.
NOT_FOR_SEATS = (ADMINISTRATOR, SYSTEM_ADMINISTRATOR)
NO_PERSON, NEW_OFFICE = "none", "new"


class SeatForm(forms.Form):
    """A line of the member list, in the agreement's own words. Clean values are those of `add_seat`.

    `office` is None (a line without persons), an Office, or a Role under the key `new_role`: then a new
    office of this council is to be opened with it.
    """

    title = forms.CharField(
        label=_("Rolle i rådet"),
        max_length=200,
        help_text=_("Slik det står i avtalen, for eksempel «Ordfører» eller «Leder for barnevernet»."),
    )
    organization = forms.ModelChoiceField(
        label=_("Organisasjon"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("Ingen av dem som er med i rådet"),
    )
    office = forms.ChoiceField(
        label=_("Hvem plassen følger"),
        help_text=_("Når en ny person overtar stillingen, får hun eller han plassen i rådet av seg selv."),
    )
    role = forms.ModelChoiceField(
        label=_("Hva rollen gir rett til"),
        queryset=Role.objects.none(),
        required=False,
        empty_label=_("Velg rolle"),
        help_text=_("Trengs bare for en ny stilling. «Medlem» kan lese og foreslå saker."),
    )
    kind = forms.ChoiceField(label=_("Slags plass"), choices=Seat.Kind.choices, initial=Seat.Kind.PERMANENT)
    deputy_for: forms.ModelChoiceField[Seat] = forms.ModelChoiceField(
        label=_("Stedfortreder for"),
        queryset=None,  # its table is behind the wall: filled below, inside a context
        required=False,
        empty_label=_("Ingen bestemt"),
    )
    count = forms.IntegerField(
        label=_("Antall personer"),
        required=False,
        min_value=1,
        max_value=500,
        help_text=_("Når linjen står for flere, for eksempel 11 ungdomsskoler."),
        widget=forms.NumberInput(attrs={"data-width": "short"}),
    )
    represents = forms.CharField(label=_("Representerer"), required=False, max_length=200)
    months = forms.TypedMultipleChoiceField(
        label=_("Møter bare i disse månedene"),
        coerce=int,
        choices=[(number, name.capitalize()) for number, name in enumerate(MONTHS["nb"], start=1)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_chair = forms.BooleanField(label=_("Leder rådet"), required=False)
    is_secretary = forms.BooleanField(
        label=_("Sekretær for rådet"),
        required=False,
        help_text=_("Sekretæren planlegger, kaller inn og skriver referat."),
    )
    optional = forms.BooleanField(label=_("«Og/eller» – møter når det trengs"), required=False)
    listed = forms.BooleanField(label=_("Står i avtalens medlemsliste"), required=False, initial=True)
    valid_from = NorwegianDateField(label=_("Gjelder fra"), required=False)

    def __init__(
        self, *args: Any, council: Council, today: datetime.date, seat: Seat | None = None, **kwargs: Any
    ) -> None:
        if seat is not None:
            kwargs.setdefault("initial", self.initial_of(seat))
        super().__init__(*args, **kwargs)
        self.council, self.seat = council, seat
        self.sides = {one.organization_id: one.sits_at.value for one in participants_now(council, today)}
        own = {seat.organization_id} if seat and seat.organization_id else set()
        participants = Organization.objects.filter(pk__in=own | self.sides.keys())
        self.offices = {
            str(office.pk): office
            for office in Office.objects.filter(
                Q(council=council) | Q(council__isnull=True), organization__in=participants
            ).select_related("organization")
        }
        self._choices("organization", participants)
        self._choices("role", Role.objects.exclude(code__in=NOT_FOR_SEATS))
        others = council.seats.filter(deputy_for__isnull=True, valid_to__isnull=True)
        self._choices("deputy_for", others.exclude(pk=seat.pk) if seat else others)
        office: Any = self.fields["office"]
        office.choices = [
            (NEW_OFFICE, _("En ny stilling i dette rådet")),
            *((key, str(office)) for key, office in self.offices.items()),
            (NO_PERSON, _("Ingen – linjen står uten person")),
        ]

    def _choices(self, name: str, queryset: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = queryset

    @staticmethod
    def initial_of(seat: Seat) -> dict[str, Any]:
        """What an existing seat says, as the form's fields."""
        names = [
            "title",
            "kind",
            "count",
            "represents",
            "months",
            "is_chair",
            "is_secretary",
            "optional",
            "listed",
            "valid_from",
        ]
        return {
            **{name: getattr(seat, name) for name in names},
            "organization": seat.organization_id,
            "deputy_for": seat.deputy_for_id,
            "office": str(seat.office_id) if seat.office_id else NO_PERSON,
        }

    def clean(self) -> dict[str, Any]:
        """One value for the office, and the sentences for what does not fit together."""
        values: dict[str, Any] = super().clean() or {}
        chosen = values.get("office", "")
        values["new_role"] = values.pop("role", None) if chosen == NEW_OFFICE else None
        values.pop("role", None)
        values["office"] = self.offices.get(chosen)
        if chosen == NEW_OFFICE:
            if values["new_role"] is None and "role" not in self.errors:
                self.add_error("role", _("Velg hva rollen gir rett til."))
            if values.get("organization") is None and "organization" not in self.errors:
                self.add_error("organization", _("Velg hvilken organisasjon stillingen hører til."))
        if values["office"] is not None:
            values["organization"] = values["office"].organization
        if chosen == NO_PERSON and (values.get("is_chair") or values.get("is_secretary")):
            self.add_error("office", _("Lederen og sekretæren må være en stilling, så vi vet hvem det er."))
        kind = values.get("kind")
        if kind == Seat.Kind.NAMED_MONTHS and not values.get("months") and "months" not in self.errors:
            self.add_error("months", _("Velg minst én måned."))
        if kind != Seat.Kind.NAMED_MONTHS:
            values["months"] = []
        if kind != Seat.Kind.DEPUTY:
            values["deputy_for"] = None
        elif values.get("deputy_for") and self.seat and self.seat.deputies.exists():
            self.add_error("deputy_for", _("Denne plassen har selv stedfortredere."))
        organization = values.get("organization")
        kept = self.seat.side if self.seat else ""
        values["side"] = self.sides.get(organization.pk, organization.side) if organization else kept
        return values


class PersonForm(forms.Form):
    """A person for an office: found by exact address, or invited."""

    email = forms.EmailField(
        label=_("E-post"),
        help_text=_(
            "Har personen en innlogging fra før, finner vi den på adressen. Ellers sender vi en invitasjon."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Navn"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_name(self) -> str:
        """A whole name: an address in the wrong field is the usual slip."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if "@" in name:
            raise forms.ValidationError(_("Skriv navnet her, og e-postadressen i feltet for e-post."))
        return name


class AppointForm(PersonForm):
    """A person for an office, from a day on: instead of whoever holds it, beside them, or acting."""

    SUCCEED, BESIDE, ACTING = "succeed", "beside", "acting"

    manner = forms.ChoiceField(label=_("Hvordan"), widget=forms.RadioSelect)
    valid_from = NorwegianDateField(label=_("Fra og med"))
    valid_to = NorwegianDateField(label=_("Til og med"), required=False)

    def __init__(self, *args: Any, holder: str, shared: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        manners: list[tuple[str, Any]] = []
        if holder:
            manners.append((self.SUCCEED, _("Overtar etter %(name)s") % {"name": holder}))
            manners.append((self.ACTING, _("Fungerer i stedet for %(name)s en tid") % {"name": holder}))
        if shared or not holder:
            manners.append(
                (self.BESIDE, _("Kommer i tillegg") if holder else _("Får plassen, som er ubesatt"))
            )
        if not holder:
            manners.append((self.ACTING, _("Fungerer en tid")))
        field: Any = self.fields["manner"]
        field.choices = manners
        field.initial = manners[0][0]

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first; an acting holder has one."""
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("valid_from"), values.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Siste dag kan ikke være før første dag."))
        return values

    @property
    def facts(self) -> dict[str, Any]:
        """The clean values as `seat_person` takes them."""
        values = dict(self.cleaned_data)
        manner = values.pop("manner")
        return {**values, "acting": manner == self.ACTING, "succeeds": manner == self.SUCCEED}


class LastDayForm(forms.Form):
    """The last day of a seat or of a person's time in it."""

    on = NorwegianDateField(label=_("Siste dag"))

    def __init__(self, *args: Any, first: datetime.date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first

    def clean_on(self) -> datetime.date:
        """Not before the first day."""
        on: datetime.date = self.cleaned_data["on"]
        if self.first and on < self.first:
            raise forms.ValidationError(_("Siste dag kan ikke være før første dag."))
        return on
