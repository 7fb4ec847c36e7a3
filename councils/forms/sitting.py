"""The rules' form with what they say of a sitting: how many must be there, and how it and its decisions are numbered."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.forms.rules import RulesForm, initial_of, number
from councils.models import Rules


class WholeRulesForm(RulesForm):
    """All that the rules say besides how often."""

    quorum = number(
        _("Vedtaksført når minst så mange medlemmer er til stede"),
        max_value=200,
        help_text=_(
            "La feltet stå tomt når reglene ikke krever et antall. For få til stede hindrer ingenting."
        ),
    )
    decision_numbering = forms.ChoiceField(
        label=_("Vedtakene får nummer"),
        choices=Rules.Numbering.choices,
        initial=Rules.Numbering.YEARLY,
        required=False,
    )
    first_decision = number(
        _("Nummer på første vedtak"),
        max_value=9999,
        help_text=_("Når rådet har nummerert vedtak et annet sted før. Ellers begynner de på 1."),
    )

    meeting_numbering = forms.ChoiceField(
        label=_("Møtene får nummer"),
        choices=Rules.Numbering.choices,
        initial=Rules.Numbering.YEARLY,
        required=False,
    )
    first_meeting = number(
        _("Nummer på første møte"),
        max_value=9999,
        help_text=_("Når rådet har hatt møter før det tok i bruk Politiråd. Ellers begynner de på 1."),
    )

    def clean_meeting_numbering(self) -> str:
        """By the year unless something else is chosen."""
        return str(self.cleaned_data["meeting_numbering"] or Rules.Numbering.YEARLY)

    def clean_first_meeting(self) -> int:
        """1 unless something else is written."""
        return int(self.cleaned_data["first_meeting"] or 1)

    def clean_decision_numbering(self) -> str:
        """By the year unless something else is chosen."""
        return str(self.cleaned_data["decision_numbering"] or Rules.Numbering.YEARLY)

    def clean_first_decision(self) -> int:
        """1 unless something else is written."""
        return int(self.cleaned_data["first_decision"] or 1)


def whole_initial(rules: Rules | None, day: datetime.date) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the form begins with: the rules that hold, or nothing but the day they are to hold from.

    The first numbers are not taken over: they were for the time when those rules began.
    """
    initial, rows = initial_of(rules, day)
    if rules is not None:
        initial |= {
            "quorum": rules.quorum,
            "decision_numbering": rules.decision_numbering,
            "meeting_numbering": rules.meeting_numbering,
        }
    return initial, rows
