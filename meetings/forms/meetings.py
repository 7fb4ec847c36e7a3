"""Input to a single meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.actions.meetings import MeetingTerms
from meetings.forms.guarded import GuardedForm
from meetings.forms.hosts import host_field, offer_hosts
from meetings.models import Meeting
from politirad.forms import NorwegianDateField, NorwegianTimeField

NAMES = ("date", "start", "end", "title", "place", "host", "video_url", "theme")


class MeetingForm(GuardedForm):
    """When, where and about what. The clean answer is `terms()`."""

    date = NorwegianDateField(label=_("Dato"))
    start = NorwegianTimeField(label=_("Fra"))
    end = NorwegianTimeField(label=_("Til"))
    place = forms.CharField(label=_("Sted"), max_length=200, required=False)
    host = host_field()
    video_url = forms.URLField(
        label=_("Lenke til videomøte"), max_length=500, required=False, assume_scheme="https"
    )
    title = forms.CharField(
        label=_("Tittel"),
        max_length=200,
        required=False,
        help_text=_("La feltet stå tomt, så får møtet neste nummer."),
    )
    theme = forms.CharField(
        label=_("Tema"), max_length=1000, required=False, help_text=_("Skill flere temaer med semikolon.")
    )

    def __init__(self, *args: Any, hosts: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        offer_hosts(self, hosts)

    @classmethod
    def initial_of(cls, meeting: Meeting) -> dict[str, Any]:
        """What stands in the form for a meeting that is there."""
        return {name: getattr(meeting, name) for name in NAMES}

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start:
            self.add_error("end", _("Møtet må slutte etter at det begynner."))
        return cleaned

    def terms(self) -> MeetingTerms:
        """What the person has decided."""
        return MeetingTerms(**{"host": self.initial.get("host", ""), **self.cleaned_data})
