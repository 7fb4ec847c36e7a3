"""Input to the hearing, the answers to remarks, and corrections."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.guarded import GuardedForm
from meetings.minutes_reading import Entry
from meetings.models import Minutes
from meetings.workdays import next_working_day
from politirad.forms import NorwegianDateField

USUAL_DAYS = 7


class SendMinutesForm(forms.Form):
    """Until when members may remark, and who approves."""

    remarks_until = NorwegianDateField(label=_("Frist for merknader"))
    approval = forms.ChoiceField(
        label=_("Hvordan godkjennes referatet?"), choices=Minutes.Approval.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    @classmethod
    def usual(cls, today: datetime.date, last: Minutes | None) -> dict[str, Any]:
        """A week from today, on a working day, and the way the council used last time."""
        day = today + datetime.timedelta(days=USUAL_DAYS)
        approval = last.approval if last else Minutes.Approval.CHAIR
        return {"remarks_until": next_working_day(day), "approval": approval}

    def clean_remarks_until(self) -> datetime.date:
        """A day that is still to come."""
        day: datetime.date = self.cleaned_data["remarks_until"]
        if day < self.today:
            raise forms.ValidationError(_("Fristen må være i dag eller senere."))
        return day


class RemarkForm(GuardedForm):
    """One remark, on an item or on the whole."""

    item = forms.ChoiceField(label=_("Gjelder"), required=False)
    text = forms.CharField(label=_("Merknad"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, entries: Sequence[Entry], **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = {str(entry.item.pk): entry.item for entry in entries}
        choice: Any = self.fields["item"]
        choice.choices = [
            ("", _("Hele referatet")),
            *((str(entry.item.pk), f"{entry.line.number} {entry.item.title}"[:80]) for entry in entries),
        ]

    def item_id(self) -> UUID | None:
        """The item it is about; None for the whole."""
        return UUID(self.cleaned_data["item"]) if self.cleaned_data["item"] else None


class AnswerRemarkForm(GuardedForm):
    """What came of a remark."""

    taken = forms.ChoiceField(
        label=_("Blir merknaden tatt til følge?"),
        choices=[("ja", _("Ja, teksten er rettet")), ("nei", _("Nei"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Svar"),
        max_length=500,
        required=False,
        help_text=_("Den som skrev merknaden, får svaret. Skriv hvorfor hvis du svarer nei."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """A no has a reason."""
        cleaned = super().clean()
        if cleaned.get("taken") == "nei" and not (cleaned.get("answer") or "").strip():
            self.add_error("answer", _("Skriv hvorfor merknaden ikke blir tatt til følge."))
        return cleaned


class CorrectionForm(RemarkForm):
    """What was wrong in approved minutes, and what is right."""

    text = forms.CharField(
        label=_("Rettelse"),
        max_length=4000,
        help_text=_("Skriv hva som er feil, og hva som er riktig. Det som ble godkjent, står som det er."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
