"""Input to what comes of an item: a decision, something to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meetings.actions.follow_up import ActionTerms
from meetings.forms.guarded import GuardedForm
from meetings.models import Action
from politirad.forms import NorwegianDateField
from politirad.tenancy.models import User


class DecisionForm(GuardedForm):
    """One decision."""

    text = forms.CharField(
        label=_("Vedtak"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2, "data-send-with": "Control+Enter"}),
    )


class ActionForm(GuardedForm):
    """Something to do: what, who, until when. A member's name, typed or chosen, means the member."""

    text = forms.CharField(label=_("Hva skal gjøres?"), max_length=500)
    who = forms.CharField(
        label=_("Ansvarlig"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "medlemmer", "autocomplete": "off"}),
    )
    due_on = NorwegianDateField(label=_("Frist"), required=False, help_text=_("dag.måned.år"))

    def __init__(self, *args: Any, members: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.members = members

    @classmethod
    def initial_of(cls, action: Action) -> dict[str, Any]:
        """What stands in the form for something that is written already."""
        who = action.responsible.name if action.responsible else action.responsible_text
        return {"text": action.text, "who": who, "due_on": action.due_on}

    def clean_who(self) -> str:
        """The name; two members of the same name cannot be told apart by it."""
        who: str = self.cleaned_data["who"].strip()
        if len(self._called(who)) > 1:
            raise ValidationError(_("Flere i rådet heter dette. Skriv rollen i stedet."))
        return who

    def terms(self) -> ActionTerms:
        """The clean answer."""
        who = self.cleaned_data["who"]
        people = self._called(who)
        return ActionTerms(
            text=self.cleaned_data["text"],
            responsible=people[0] if people else None,
            responsible_text="" if people else who,
            due_on=self.cleaned_data["due_on"],
        )

    def _called(self, who: str) -> list[User]:
        return [member for member in self.members if who and member.name.casefold() == who.casefold()]
