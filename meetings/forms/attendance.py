"""Input to the attendance: of the meeting, and of one item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.actions.attendance import Attended, GuestAt, Mark
from meetings.attendance import Person
from meetings.forms.guarded import GuardedForm
from meetings.minutes_reading import Entry
from meetings.models import Invitee, ItemAbsence, Minutes
from politirad.tenancy.models import User

ALL_CAME = "alle"


class AttendanceForm(GuardedForm):
    """Who was there: a choice for each who was called, a reason, and who came instead; then guests and introduction.

    With `ALL_CAME` among the data, those who are not marked count as present.
    """

    introduction = forms.CharField(
        label=_("Innledning"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    guests = forms.CharField(
        label=_("Gjester på hele møtet"),
        required=False,
        max_length=500,
        help_text=_("Gjester på bare én sak fører du ved saken."),
    )

    def __init__(self, *args: Any, minutes: Minutes, invitees: list[Invitee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"introduction": minutes.introduction, "guests": minutes.guests}
        self.invitees = invitees
        for invitee in invitees:
            self.fields[f"attendance_{invitee.pk}"] = forms.ChoiceField(
                label=invitee.name,
                choices=Invitee.Attendance.choices,
                initial=invitee.attendance,
            )
            self.fields[f"deputy_{invitee.pk}"] = forms.CharField(
                label=_("Møtte for %(name)s") % {"name": invitee.name},
                initial=invitee.deputy_name,
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"list": "stedfortredere"}),
            )
            self.fields[f"reason_{invitee.pk}"] = forms.CharField(
                label=_("Grunn til at %(name)s ikke møtte") % {"name": invitee.name},
                initial=invitee.absence_reason,
                required=False,
                max_length=200,
            )

    @property
    def rows(self) -> list[tuple[Invitee, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Each invitee with the three fields."""
        return [
            (one, self[f"attendance_{one.pk}"], self[f"deputy_{one.pk}"], self[f"reason_{one.pk}"])
            for one in self.invitees
        ]

    def clean(self) -> dict[str, Any]:
        """A deputy has a name."""
        cleaned = super().clean()
        for one in self.invitees:
            came = cleaned.get(f"attendance_{one.pk}")
            if came == Invitee.Attendance.DEPUTY and not (cleaned.get(f"deputy_{one.pk}") or "").strip():
                self.add_error(f"deputy_{one.pk}", _("Skriv hvem som møtte."))
        return cleaned

    def attended(self) -> list[Attended]:
        """The clean answers."""
        found = []
        for one in self.invitees:
            attendance = Invitee.Attendance(self.cleaned_data[f"attendance_{one.pk}"])
            if ALL_CAME in self.data and attendance == Invitee.Attendance.UNKNOWN:
                attendance = Invitee.Attendance.PRESENT
            found.append(
                Attended(
                    invitee_id=UUID(str(one.pk)),
                    attendance=attendance,
                    reason=self.cleaned_data[f"reason_{one.pk}"],
                    deputy_name=self.cleaned_data[f"deputy_{one.pk}"],
                )
            )
        return found


class AddAttendeeForm(forms.Form):
    """A member who came without having been called."""

    person: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Møtte uten å være kalt inn"), queryset=None, empty_label=_("Velg et medlem")
    )

    def __init__(self, *args: Any, people: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = User.objects.filter(pk__in=[person.pk for person in people]).order_by("name")
        self.fields["person"].queryset = chosen  # type: ignore[attr-defined]


class ItemAttendanceForm(GuardedForm):
    """Who was there for one item, and its guests, one a line: "Gro Gjest, rektor"."""

    guests = forms.CharField(
        label=_("Gjester på denne saken"),
        required=False,
        max_length=2000,
        help_text=_("Én på hver linje: navn, komma, rolle."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, entry: Entry, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = people
        self.initial = {"guests": "\n".join(str(guest) for guest in entry.guests)}
        away = {row.invitee_id: row.reason for row in entry.absences}
        for one in people:
            reason = away.get(one.invitee.pk, "")
            self.fields[f"mark_{one.invitee.pk}"] = forms.ChoiceField(
                label=one.name, choices=_marks(reason), initial=reason or "present"
            )

    @property
    def rows(self) -> list[tuple[Person, forms.BoundField]]:
        """Each who came to the meeting, with the choice."""
        return [(one, self[f"mark_{one.invitee.pk}"]) for one in self.people]

    def marks(self) -> list[Mark]:
        """What has been changed."""
        changed = [(one, f"mark_{one.invitee.pk}") for one in self.people]
        return [
            Mark(one.invitee.pk, self.cleaned_data[name])
            for one, name in changed
            if name in self.changed_data
        ]

    def guests_of_item(self) -> list[GuestAt]:
        """The guests as they were typed."""
        lines = [line.strip() for line in self.cleaned_data["guests"].splitlines() if line.strip()]
        return [
            GuestAt(name=name.strip()[:200], role=role.strip()[:200])
            for name, _comma, role in (line.partition(",") for line in lines)
        ]


def _marks(reason: str) -> list[tuple[str, Any]]:
    """What can be said of a person, from how it stands."""
    if reason == ItemAbsence.Reason.AWAY:
        return [
            ("away", _("Ikke til stede")),
            ("back", _("Kom tilbake til denne saken")),
            ("present", _("Til stede bare i denne saken")),
            ("disqualified", _("Inhabil i denne saken")),
        ]
    return [
        ("present", _("Til stede")),
        ("away", _("Ute under denne saken")),
        ("left", _("Gikk før denne saken")),
        ("disqualified", _("Inhabil i denne saken")),
    ]
