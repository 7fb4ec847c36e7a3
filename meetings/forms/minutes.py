"""Input to minutes and follow-up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from meetings.actions.follow_up import ActionTerms
from meetings.actions.minutes import Attended
from meetings.models import Action, Invitee, Minutes
from meetings.permissions import members_of
from politirad.forms import NorwegianDateField, RichTextField
from politirad.tenancy.models import User


class AttendanceForm(forms.Form):
    """Who was there: one choice and one reason for each who was called, then guests and introduction."""

    introduction = forms.CharField(
        label=_("Innledning"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    guests = forms.CharField(label=_("Gjester"), required=False, max_length=500)

    def __init__(self, *args: Any, minutes: Minutes, invitees: list[Invitee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"introduction": minutes.introduction, "guests": minutes.guests}
        self.invitees = invitees
        for invitee in invitees:
            self.fields[f"attendance_{invitee.pk}"] = forms.ChoiceField(
                label=invitee.name,
                choices=Invitee.Attendance.choices,
                initial=invitee.attendance,
                help_text=invitee.role,
            )
            self.fields[f"reason_{invitee.pk}"] = forms.CharField(
                label=_("Grunn til at %(name)s ikke møtte") % {"name": invitee.name},
                initial=invitee.absence_reason,
                required=False,
                max_length=200,
            )

    def rows(self) -> list[tuple[Invitee, forms.BoundField, forms.BoundField]]:
        """Each invitee with the two fields."""
        return [(one, self[f"attendance_{one.pk}"], self[f"reason_{one.pk}"]) for one in self.invitees]

    def attended(self) -> list[Attended]:
        """The clean answers."""
        return [
            Attended(
                invitee_id=UUID(str(one.pk)),
                attendance=Invitee.Attendance(self.cleaned_data[f"attendance_{one.pk}"]),
                reason=self.cleaned_data[f"reason_{one.pk}"],
            )
            for one in self.invitees
        ]


class ItemMinutesForm(forms.Form):
    """What was said on one item."""

    html = RichTextField(label=_("Referat"), required=False, max_length=100_000)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    """One decision."""

    text = forms.CharField(label=_("Vedtak"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))


class ActionForm(forms.Form):
    """Something to do: what, who, until when."""

    text = forms.CharField(label=_("Hva skal gjøres?"), max_length=500)
    responsible: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Ansvarlig"), queryset=None, required=False, empty_label=_("Ingen valgt")
    )
    responsible_text = forms.CharField(label=_("Ansvarlig utenfor rådet"), max_length=200, required=False)
    due_on = NorwegianDateField(label=_("Frist"), required=False)

    def __init__(self, *args: Any, council: Council, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["responsible"].queryset = members_of(council)  # type: ignore[attr-defined]

    def terms(self) -> ActionTerms:
        """The clean answer."""
        return ActionTerms(**self.cleaned_data)


class CloseActionForm(forms.Form):
    """How it went."""

    state = forms.ChoiceField(
        label=_("Hvordan gikk det?"),
        choices=[(Action.State.DONE, _("Utført")), (Action.State.DROPPED, _("Frafalt"))],
        initial=Action.State.DONE,
    )
    result = forms.CharField(label=_("Resultat eller grunn"), max_length=500, required=False)
