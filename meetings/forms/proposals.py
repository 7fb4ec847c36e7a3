"""Input to proposed items: what a member proposes, and what is answered."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from councils.models import Council, Rules
from councils.procedure import in_force
from meetings.actions.proposals import ProposalTerms
from meetings.forms.attachments import AttachmentsField
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
    attachments = AttachmentsField(
        label=_("Vedlegg"),
        help_text=_("Høyst fem filer på 15 MB hver: PDF, Word, Excel, PowerPoint, OpenDocument eller bilde"),
    )

    def __init__(self, *args: Any, meetings: list[Meeting], **options: Any) -> None:
        super().__init__(*args, **options)
        self.meetings = {str(one.pk): one for one in meetings}
        field: Any = self.fields["meeting"]
        field.choices = [("", _("Det neste som passer")), *meeting_choices(meetings)]

    def choose_again(self) -> None:
        """Say that files must be chosen again: a browser does not send a form's files back with what was typed."""
        if self.files:
            self.add_error("attachments", str(self.fields["attachments"].error_messages["again"]))

    def terms(self) -> ProposalTerms:
        """What the member proposes."""
        clean = self.cleaned_data
        return ProposalTerms(
            title=clean["title"],
            text=clean["text"],
            kind=clean["kind"],
            minutes=clean["minutes"],
            meeting=self.meetings.get(clean["meeting"]),
            files=clean["attachments"],
        )


class AcceptForm(forms.Form):
    """Onto which agenda, and under which of its open items, if any. `tops`: those items by meeting, with numbers."""

    meeting = forms.ChoiceField(label=_("Møte"))
    parent = forms.ChoiceField(
        label=_("Undersak av"),
        required=False,
        help_text=_("Velg en sak fra det samme møtet, eller la den meldte saken være en egen sak."),
        error_messages={
            "invalid_choice": _(
                "Saken du valgte, står ikke på sakslisten lenger. Velg en annen, eller la den være en egen sak."
            )
        },
    )

    def __init__(
        self,
        *args: Any,
        meetings: list[Meeting],
        tops: Mapping[UUID, Sequence[tuple[str, AgendaItem]]],
        preferred: UUID | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._offer_parents(meetings, tops)
        self.meetings = {str(one.pk): one for one in meetings}
        field: Any = self.fields["meeting"]
        field.choices = meeting_choices(meetings)
        if str(preferred) in self.meetings:
            field.initial = str(preferred)

    def _offer_parents(
        self, meetings: list[Meeting], tops: Mapping[UUID, Sequence[tuple[str, AgendaItem]]]
    ) -> None:
        """A group of choices for each meeting that has items. Nothing is asked where there is nothing to choose."""
        self.above = {str(item.pk): item for lines in tops.values() for _number, item in lines}
        if not self.above and not self.data.get(
            "parent"
        ):  # what was chosen and is gone is said, not passed over
            del self.fields["parent"]
            return
        groups = [
            (words, [(str(item.pk), f"{number} {item.title}") for number, item in tops[UUID(pk)]])
            for pk, words in meeting_choices(meetings)
            if tops.get(UUID(pk))
        ]
        field: Any = self.fields["parent"]
        field.choices = [("", gettext("Ingen, det er en egen sak")), *groups]

    def clean(self) -> dict[str, Any]:
        """The item above is of the meeting that was chosen."""
        cleaned = super().clean() or {}
        above = self.above.get(cleaned.get("parent") or "")
        if above is not None and "meeting" in cleaned and str(above.meeting_id) != cleaned["meeting"]:
            self.add_error("parent", _("Saken du valgte, hører til et annet møte. Velg en fra møtet over."))
        return cleaned

    def chosen(self) -> Meeting:
        """The meeting that was chosen."""
        return self.meetings[self.cleaned_data["meeting"]]

    def parent_id(self) -> UUID | None:
        """The item that the proposed one is to lie under, None for an item of its own."""
        above = self.above.get(self.cleaned_data.get("parent") or "")
        return above.pk if above else None


class ReasonForm(GuardedForm):
    """Why an item is put off or sent back."""

    reason = forms.CharField(
        label=_("Begrunnelse"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv en begrunnelse, så den som meldte saken, vet hvorfor.")},
    )
