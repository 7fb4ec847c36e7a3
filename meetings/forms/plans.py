"""Input to the year plan: one meeting, one activity."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from councils.cadence_text import month_name
from meetings.actions.activities import ActivityTerms
from meetings.actions.planned import PlannedTerms
from meetings.actions.school_holidays import HolidayTerms
from meetings.forms.guarded import GuardedForm
from meetings.forms.hosts import host_field, offer_hosts
from meetings.models import Activity, PlannedMeeting
from meetings.year_request import YearFacts
from politirad.forms import NorwegianDateField, NorwegianTimeField
from politirad.tenancy.models import Organization


class PlannedMeetingForm(GuardedForm):
    """One meeting of a plan. The clean answer is `terms()`."""

    date = NorwegianDateField(label=_("Dato"))
    start = NorwegianTimeField(label=_("Fra"))
    end = NorwegianTimeField(label=_("Til"))
    title = forms.CharField(
        label=_("Tittel"),
        max_length=200,
        required=False,
        help_text=_("La feltet stå tomt, så får møtet nummer etter rekkefølgen i året."),
    )
    theme = forms.CharField(label=_("Tema"), max_length=1000, required=False)
    place = forms.CharField(label=_("Sted"), max_length=200, required=False)
    host = host_field()

    def __init__(self, *args: Any, year: int, hosts: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.year = year
        offer_hosts(self, hosts)

    @classmethod
    def initial_of(cls, planned: PlannedMeeting) -> dict[str, Any]:
        """What stands in the form for a meeting that is there."""
        names = ("date", "start", "end", "title", "theme", "place", "host")
        return {name: getattr(planned, name) for name in names}

    @classmethod
    def initial_for(cls, facts: YearFacts) -> dict[str, Any]:
        """What stands in the form for a new one: the council's usual hours and place."""
        return {"start": facts.request.starts_at, "end": facts.request.ends_at, "place": facts.place}

    def clean_date(self) -> datetime.date:
        """The plan's own year only."""
        day: datetime.date = self.cleaned_data["date"]
        if day.year != self.year:
            raise forms.ValidationError(
                _("Datoen må være i %(year)s.") % {"year": self.year}, code="outside_year"
            )
        return day

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start:
            self.add_error("end", _("Møtet må slutte etter at det begynner."))
        return cleaned

    def terms(self) -> PlannedTerms:
        """What the person has decided."""
        return PlannedTerms(**{"host": self.initial.get("host", ""), **self.cleaned_data})


class ActivityForm(GuardedForm):
    """One activity of the year beside the meetings. The clean answer is `terms()`."""

    kind = forms.ChoiceField(label=_("Type"), choices=Activity.Kind.choices, initial=Activity.Kind.PARENTS)
    title = forms.CharField(
        label=_("Aktivitet"), max_length=200, help_text=_("For eksempel foreldremøter på ungdomsskolene")
    )
    month = forms.TypedChoiceField(label=_("Måned"), coerce=int)
    last_month = forms.TypedChoiceField(
        label=_("Til og med måned"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Bare når det varer i flere måneder, som russetida."),
    )
    date = NorwegianDateField(
        label=_("Dato"), required=False, help_text=_("Når den er kjent, for eksempel 12.03.2027.")
    )
    target_group = forms.CharField(
        label=_("Målgruppe"), max_length=200, required=False, help_text=_("For eksempel 10. trinn")
    )
    responsible = forms.CharField(label=_("Ansvarlig"), max_length=200, required=False)
    contact = forms.CharField(
        label=_("Kontakt"),
        max_length=200,
        required=False,
        help_text=_("Hvem skolene kan ringe eller skrive til."),
    )
    description = forms.CharField(
        label=_("Hva som skjer"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hva skolen kan vente seg, og hva den selv skal gjøre."),
    )
    for_schools = forms.BooleanField(label=_("Vis i forebyggingskalenderen for skolene"), required=False)

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.year = year
        language = get_language() or "nb"
        names = [(number, month_name(number, language).capitalize()) for number in range(1, 13)]
        for name in ("month", "last_month"):
            field: Any = self.fields[name]
            field.choices = [("", "–"), *names]

    @classmethod
    def initial_of(cls, activity: Activity) -> dict[str, Any]:
        """What stands in the form for an activity that is there."""
        return {name: getattr(activity, name) for name in cls.base_fields}

    def clean_date(self) -> datetime.date | None:
        """The plan's own year only."""
        day: datetime.date | None = self.cleaned_data["date"]
        if day is not None and day.year != self.year:
            raise forms.ValidationError(
                _("Datoen må være i %(year)s.") % {"year": self.year}, code="outside_year"
            )
        return day

    def clean(self) -> dict[str, Any]:
        """A day lies in its month, and what lasts ends after it begins."""
        cleaned = super().clean()
        month, last, day = cleaned.get("month"), cleaned.get("last_month"), cleaned.get("date")
        if month and last == month:
            cleaned["last_month"] = last = None
        if month and last and last < month:
            self.add_error("last_month", _("Aktiviteten må slutte etter at den begynner."))
        if day and last:
            self.add_error("date", _("Det som varer i flere måneder, har ikke én dato. Skriv den i teksten."))
        elif day and month and day.month != month:
            self.add_error("date", _("Datoen ligger ikke i måneden du har valgt."))
        return cleaned

    def terms(self) -> ActivityTerms:
        """What the person has decided."""
        return ActivityTerms(**self.cleaned_data)


class SchoolHolidayForm(GuardedForm):
    """One school holiday. The clean answer is `terms()`, and `keeper()` for whom it is.

    `keepers`: the organisations that the person may write for; with one there is nothing to choose.
    """

    organization = forms.ChoiceField(label=_("Gjelder for"))
    name = forms.CharField(label=_("Ferie"), max_length=100, help_text=_("For eksempel vinterferie"))
    first_day = NorwegianDateField(label=_("Fra og med"))
    last_day = NorwegianDateField(label=_("Til og med"))

    def __init__(self, *args: Any, keepers: Sequence[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        self.keepers = {str(one.pk): one for one in keepers}
        if len(keepers) == 1:
            del self.fields["organization"]
            return
        field: Any = self.fields["organization"]
        field.choices = [(key, str(one)) for key, one in self.keepers.items()]

    def keeper(self) -> Organization:
        """Whose schools are closed."""
        return self.keepers[self.cleaned_data.get("organization") or next(iter(self.keepers))]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Ferien må slutte etter at den begynner."))
        return cleaned

    def terms(self) -> HolidayTerms:
        """What the person has decided."""
        names = ("name", "first_day", "last_day")
        return HolidayTerms(**{name: self.cleaned_data[name] for name in names})
