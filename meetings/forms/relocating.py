"""Input to moving or copying an item: which meeting."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.proposals import coming_meetings, meeting_choices
from meetings.models import AgendaItem, Meeting

MOVE, COPY = "move", "copy"


class RelocationForm(forms.Form):
    """To which of the council's coming meetings, and whether the item leaves its own. Clean answers: `chosen()`, `copies`."""

    meeting = forms.ChoiceField(
        label=_("Møte"),
        error_messages={
            "required": _("Velg et møte."),
            "invalid_choice": _("Møtet tar ikke imot flere saker. Velg et møte som kommer."),
        },
    )
    deed = forms.ChoiceField(
        choices=[(MOVE, ""), (COPY, "")],
        widget=forms.HiddenInput,
        error_messages={"required": _("Velg om saken skal flyttes eller kopieres.")},
    )

    def __init__(self, *args: Any, item: AgendaItem, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        coming = coming_meetings(item.council, today)
        self.meetings = {str(one.pk): one for one in coming if one.pk != item.meeting_id}
        field: Any = self.fields["meeting"]
        field.choices = meeting_choices(list(self.meetings.values()))

    def chosen(self) -> Meeting:
        """The meeting that was chosen."""
        return self.meetings[self.cleaned_data["meeting"]]

    @property
    def copies(self) -> bool:
        """Whether the item stays where it is, and a copy is made."""
        return bool(self.cleaned_data["deed"] == COPY)
