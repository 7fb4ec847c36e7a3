"""Input to proposed items: what a member proposes, and what is answered."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from councils.models import Council, Rules
from councils.procedure import in_force
from meetings.actions.proposals import ProposalTerms
from meetings.forms.guarded import GuardedForm
from meetings.models import AgendaItem, Meeting
from politirad.dates import weekday_date


def coming_meetings(council: Council, today: datetime.date) -> list[Meeting]:
    """The council's meetings that still take items, the nearest first.

    `item_days` of each: how many days before it items are to be reported, None when the rules of its day do not say.
    """
    states = (Meeting.State.PLANNED, Meeting.State.CALLED)
    rules = Rules.objects.filter(in_force(OuterRef("date")), council=OuterRef("council"))
    rows = Meeting.objects.filter(council=council, date__gte=today, state__in=states)
    return list(
        rows.annotate(item_days=Subquery(rules.values("item_deadline_days")[:1])).order_by("date", "start")
    )


def meeting_choices(meetings: list[Meeting]) -> list[tuple[str, str]]:
    """The meetings to choose among, by id, with day and title in words."""
    language = get_language() or "nb"
    return [(str(one.pk), f"{weekday_date(one.date, language)}, {one.title}") for one in meetings]


class ProposalForm(GuardedForm):
    """What a member proposes. The clean answer is `terms()`."""

    title = forms.CharField(label=_("Sak"), max_length=250)
    text = forms.CharField(
        label=_("Hva gjelder saken, og hva ønsker du av rådet?"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Skriv anonymt. Politirådet behandler ikke enkeltsaker."),
    )
    kind = forms.ChoiceField(label=_("Type sak"), choices=AgendaItem.Kind.choices, initial="discussion")
    minutes = forms.IntegerField(
        label=_("Minutter"),
        min_value=1,
        max_value=480,
        required=False,
        widget=forms.NumberInput(attrs={"data-width": "short", "inputmode": "numeric"}),
    )
    meeting = forms.ChoiceField(label=_("Ønsket møte"), required=False)

    def __init__(self, *args: Any, meetings: list[Meeting], **options: Any) -> None:
        super().__init__(*args, **options)
        self.meetings = {str(one.pk): one for one in meetings}
        field: Any = self.fields["meeting"]
        field.choices = [("", _("Det neste som passer")), *meeting_choices(meetings)]

    def terms(self) -> ProposalTerms:
        """What the member proposes."""
        clean = self.cleaned_data
        return ProposalTerms(
            title=clean["title"],
            text=clean["text"],
            kind=clean["kind"],
            minutes=clean["minutes"],
            meeting=self.meetings.get(clean["meeting"]),
        )


class AcceptForm(forms.Form):
    """Onto which agenda."""

    meeting = forms.ChoiceField(label=_("Møte"))

    def __init__(
        self, *args: Any, meetings: list[Meeting], preferred: UUID | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.meetings = {str(one.pk): one for one in meetings}
        field: Any = self.fields["meeting"]
        field.choices = meeting_choices(meetings)
        if str(preferred) in self.meetings:
            field.initial = str(preferred)

    def chosen(self) -> Meeting:
        """The meeting that was chosen."""
        return self.meetings[self.cleaned_data["meeting"]]


class ReasonForm(GuardedForm):
    """Why an item is put off or sent back."""

    reason = forms.CharField(
        label=_("Begrunnelse"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv en begrunnelse, så den som meldte saken, vet hvorfor.")},
    )
