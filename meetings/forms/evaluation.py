"""Input to evaluations: the council's questions, what is evaluated, a member's answers, and what was learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meetings.actions.evaluations import QuestionTerms
from meetings.evaluation import (
    MOST_QUESTIONS,
    OPEN_QUESTION,
    SCALE,
    STATEMENT,
    Question,
)
from meetings.forms.guarded import GuardedForm
from meetings.models import Meeting
from politirad.dates import long_date
from politirad.forms import NorwegianDateField

SPARE = 3  # empty lines for new questions
KINDS = [
    (STATEMENT, gettext_lazy("Påstand, fra 1 til 5")),
    (OPEN_QUESTION, gettext_lazy("Åpent spørsmål")),
]


class QuestionsForm(GuardedForm):
    """All the questions of one form, a line each. A line without text is no question; `place` orders them."""

    hide_needs = True  # a whole line is left out or not
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    lines = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=MOST_QUESTIONS + SPARE, required=False
    )

    def __init__(self, data: Any = None, *, questions: Sequence[Question], version: int) -> None:
        count = len(questions) + SPARE
        initial: dict[str, Any] = {"version": version, "lines": count}
        for place, one in enumerate(questions, start=1):
            initial |= {
                f"id_{place}": one.id,
                f"text_{place}": one.text,
                f"kind_{place}": one.kind,
                f"place_{place}": place,
            }
        super().__init__(data, initial=initial)
        self.count = _lines(data) or count
        for place in range(1, self.count + 1):
            self.fields[f"id_{place}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, max_length=32
            )
            self.fields[f"place_{place}"] = forms.IntegerField(
                label=_("Plass"),
                required=False,
                min_value=1,
                max_value=99,
                widget=forms.NumberInput(attrs={"data-width": "short", "inputmode": "numeric"}),
            )
            self.fields[f"text_{place}"] = forms.CharField(
                label=_("Spørsmål %d") % place, required=False, max_length=300
            )
            self.fields[f"kind_{place}"] = forms.ChoiceField(
                label=_("Svares med"), choices=KINDS, initial=STATEMENT, required=False
            )

    def rows(self) -> list[dict[str, BoundField]]:
        """The fields of each line, for the template."""
        return [
            {name: self[f"{name}_{place}"] for name in ("id", "place", "text", "kind")}
            for place in range(1, self.count + 1)
        ]

    def terms(self) -> list[QuestionTerms]:
        """The clean answer, in order; lines without a place come last, as they stand."""
        found = []
        for line in range(1, self.count + 1):
            text = self.cleaned_data[f"text_{line}"].strip()
            if text:
                one = QuestionTerms(
                    self.cleaned_data[f"kind_{line}"] or STATEMENT, text, self.cleaned_data[f"id_{line}"]
                )
                found.append((self.cleaned_data[f"place_{line}"] or 100 + line, line, one))
        return [one for _place, _line, one in sorted(found, key=lambda row: row[:2])]


def _lines(data: Mapping[str, Any] | None) -> int:
    """How many lines the page had that was sent; 0 when it does not say."""
    said = str((data or {}).get("lines") or "")
    return min(int(said), MOST_QUESTIONS + SPARE) if said.isdecimal() and len(said) < 4 else 0


class OpenEvaluationForm(forms.Form):
    """What is evaluated, and until when. Clean answers: `chosen()` and `closes_on`."""

    what = forms.ChoiceField(
        label=gettext_lazy("Hva skal evalueres?"),
        error_messages={"invalid_choice": gettext_lazy("Velg et år eller et møte fra listen.")},
    )
    closes_on = NorwegianDateField(label=gettext_lazy("Siste dag for svar"))

    def __init__(self, *args: Any, years: Sequence[int], meetings: Sequence[Meeting], **options: Any) -> None:
        super().__init__(*args, **options)
        self.meetings = {str(one.pk): one for one in meetings}
        language = get_language() or "nb"
        of_meetings = [
            (key, f"{one.title}, {long_date(one.date, language)}") for key, one in self.meetings.items()
        ]
        field: Any = self.fields["what"]
        field.choices = [
            (_("Året"), [(str(year), str(year)) for year in years]),
            *([(_("Et møte"), of_meetings)] if of_meetings else []),
        ]

    def chosen(self) -> tuple[int, Meeting | None]:
        """The year, and the meeting when it is one."""
        what = self.cleaned_data["what"]
        meeting = self.meetings.get(what)
        return (meeting.date.year, meeting) if meeting else (int(what), None)


class AnswerForm(GuardedForm):
    """A member's answers, one field a question; none must be filled in. Clean answer: `given()`."""

    def __init__(
        self, data: Any = None, *, questions: Sequence[Question], before: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={f"svar-{key}": value for key, value in (before or {}).items()})
        self.questions = questions
        ends = {SCALE[0]: _("1, helt uenig"), SCALE[-1]: _("5, helt enig")}
        steps = [(str(step), ends.get(step, str(step))) for step in SCALE]
        for one in questions:
            name = f"svar-{one.id}"
            if one.kind == STATEMENT:
                self.fields[name] = forms.ChoiceField(
                    label=one.text,
                    required=False,
                    choices=[*steps, ("", _("Vet ikke"))],
                    widget=forms.RadioSelect,
                )
            else:
                self.fields[name] = forms.CharField(
                    label=one.text,
                    required=False,
                    max_length=4000,
                    widget=forms.Textarea(attrs={"rows": 4}),
                )

    def given(self) -> dict[str, Any]:
        """What was answered, by question id."""
        return {one.id: self.cleaned_data.get(f"svar-{one.id}", "") for one in self.questions}


class LearningPointForm(GuardedForm):
    """One thing learned."""

    text = forms.CharField(
        label=gettext_lazy("Hva vil rådet gjøre annerledes?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv hva rådet har lært.")},
    )
