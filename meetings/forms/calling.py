"""Input to calling, changing, cancelling and answering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.actions.answers import AnswerTerms
from meetings.actions.calling import Guest, MeetingTerms
from meetings.calling import Called
from meetings.forms.guarded import GuardedForm
from meetings.forms.hosts import host_field, offer_hosts
from meetings.models import Invitee, Meeting
from politirad.forms import NorwegianDateField, NorwegianTimeField


class CallForm(GuardedForm):
    """What goes with the notice. `late` says whether a reason is needed."""

    message = forms.CharField(
        label=_("Melding øverst i innkallingen"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    guests = forms.CharField(
        label=_("Gjester"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Én på hver linje: navn, e-post. Gjester får bare innkallingen til dette møtet."),
    )
    late_reason = forms.CharField(
        label=_("Hvorfor kommer innkallingen sent?"),
        max_length=500,
        help_text=_("Begrunnelsen blir stående ved møtet."),
    )

    def __init__(self, *args: Any, late: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not late:
            del self.fields["late_reason"]

    def clean_guests(self) -> tuple[Guest, ...]:
        """Each line a name and an address; a line that is neither is named."""
        return tuple(guest_of(line) for line in self.cleaned_data["guests"].splitlines() if line.strip())


class GuestForm(GuardedForm):
    """One more person to a meeting that is called."""

    name = forms.CharField(label=_("Navn"), max_length=200)
    email = forms.EmailField(label=_("E-post"))
    role = forms.CharField(label=_("Rolle"), max_length=200, required=False)

    def guest(self) -> Guest:
        """The clean answer."""
        return Guest(**self.cleaned_data)


def guest_of(line: str) -> Guest:
    """A guest from "name, address"; raises ValidationError that names the line."""
    name, _comma, email = line.rpartition(",")
    email = email.strip().strip("<>").lower()
    try:
        forms.EmailField().clean(email)
    except forms.ValidationError as error:
        raise forms.ValidationError(
            _("Linjen «%(line)s» må være navn, komma og e-postadresse."), params={"line": line.strip()[:80]}
        ) from error
    return Guest(name=name.strip() or email, email=email)


class ChangeMeetingForm(GuardedForm):
    """When and where a called meeting is."""

    title = forms.CharField(label=_("Tittel"), max_length=200)
    date = NorwegianDateField(label=_("Dato"))
    start = NorwegianTimeField(label=_("Fra"))
    end = NorwegianTimeField(label=_("Til"))
    place = forms.CharField(label=_("Sted"), max_length=200, required=False)
    host = host_field()
    video_url = forms.URLField(
        label=_("Lenke til videomøte"), max_length=500, required=False, assume_scheme="https"
    )

    def __init__(self, *args: Any, hosts: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        offer_hosts(self, hosts)

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """What stands there now."""
        names = ("title", "date", "start", "end", "place", "host", "video_url")
        return {name: getattr(meeting, name) for name in names}

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start:
            self.add_error("end", _("Møtet må slutte etter at det begynner."))
        return cleaned

    def terms(self) -> MeetingTerms:
        """The clean answer."""
        return MeetingTerms(**{"host": self.initial.get("host", ""), **self.cleaned_data})


class CancelMeetingForm(GuardedForm):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=_("Hvorfor er møtet avlyst?"),
        max_length=500,
        help_text=_("Begrunnelsen står i meldingen til dem som er kalt inn."),
    )


class AnswerForm(GuardedForm):
    """Whether I come, and who comes for me: one of `deputies`, or somebody else by name."""

    answer = forms.ChoiceField(
        label=_("Kommer du?"),
        choices=[
            (Invitee.Answer.ACCEPTED, _("Ja, jeg kommer")),
            (Invitee.Answer.TENTATIVE, _("Kanskje")),
            (Invitee.Answer.DECLINED, _("Nei, jeg kommer ikke")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Merknad"), required=False, max_length=500)
    deputy = forms.ChoiceField(label=_("Hvem møter for deg?"), required=False, widget=forms.RadioSelect)
    deputy_name = forms.CharField(
        label=_("Stedfortreder"),
        required=False,
        max_length=200,
        help_text=_("Fyll ut hvis noen møter for deg."),
    )
    deputy_email = forms.EmailField(
        label=_("Stedfortreders e-post"),
        required=False,
        help_text=_("Da får stedfortrederen innkallingen med en gang."),
    )

    def __init__(self, *args: Any, deputies: Sequence[Called] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.deputies = {one.email: one for one in deputies}
        if not deputies:
            del self.fields["deputy"]
            return
        choice = self.fields["deputy"]
        assert isinstance(choice, forms.ChoiceField)
        known = [(one.email, f"{one.name}, {one.role}") for one in deputies]
        choice.choices = [("", _("Ingen, eller en annen")), *known]
        self.fields["deputy_name"].label = _("En annen stedfortreder")
        self.fields["deputy_name"].help_text = ""

    @staticmethod
    def initial_of(invitee: Invitee, deputies: Sequence[Called] = ()) -> dict[str, Any]:
        """What was answered before."""
        known = invitee.deputy_email in {one.email for one in deputies}
        return {
            "answer": "" if invitee.answer == Invitee.Answer.NONE else invitee.answer,
            "note": invitee.answer_note,
            "deputy": invitee.deputy_email if known else "",
            "deputy_name": "" if known else invitee.deputy_name,
            "deputy_email": "" if known else invitee.deputy_email,
        }

    def terms(self) -> AnswerTerms:
        """The clean answer."""
        chosen = self.deputies.get(self.cleaned_data.get("deputy", ""))
        return AnswerTerms(
            answer=Invitee.Answer(self.cleaned_data["answer"]),
            note=self.cleaned_data["note"],
            deputy_name=chosen.name if chosen else self.cleaned_data["deputy_name"],
            deputy_email=chosen.email if chosen else self.cleaned_data["deputy_email"],
        )
