"""Input to a handover: from whom, to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from politirad.tenancy.models import User


class HandoverForm(forms.Form):
    """Two people. Clean answers: `people()`."""

    leaver = forms.ChoiceField(
        label=_("Hvem gir fra seg oppgavene?"),
        error_messages={"required": _("Velg en person."), "invalid_choice": _("Velg en person fra listen.")},
    )
    successor = forms.ChoiceField(
        label=_("Hvem tar over?"),
        error_messages={
            "required": _("Velg en person."),
            "invalid_choice": _("Den som tar over, må være medlem av rådet."),
        },
    )

    def __init__(self, *args: Any, leavers: Sequence[User], members: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(user.pk): user for user in (*leavers, *members)}
        for name, users in (("leaver", leavers), ("successor", members)):
            field: Any = self.fields[name]
            field.choices = [("", "–"), *((str(user.pk), user.name) for user in users)]

    def clean(self) -> dict[str, Any]:
        """Nobody takes over from themselves."""
        cleaned = super().clean() or {}
        if cleaned.get("leaver") and cleaned.get("leaver") == cleaned.get("successor"):
            self.add_error("successor", _("Velg to forskjellige personer."))
        return cleaned

    def people(self) -> tuple[User, User]:
        """The one who leaves and the one who comes."""
        return self.known[self.cleaned_data["leaver"]], self.known[self.cleaned_data["successor"]]
