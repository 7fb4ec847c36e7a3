"""Input to the agenda: an item, a paper, a proposal, and answers to proposals and reviews."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.models import FocusArea
from councils.declarations import lacking
from meetings.actions.agenda import ItemTerms
from meetings.actions.closed_items import ClosedTerms
from meetings.actions.placing import may_have_parent
from meetings.agenda import Line, agenda_of
from meetings.carried import tasks_of
from meetings.forms.guarded import GuardedForm
from meetings.in_charge import agreements_in_charge
from meetings.models import AgendaItem, ClosedAccess, Meeting
from meetings.papers import ACCEPTED
from meetings.permissions import members_of, readers_of
from politirad.forms import NorwegianDateField, RichTextField
from politirad.tenancy.models import User

OPEN, CLOSED = "1", "2"


class ItemForm(GuardedForm):
    """One item. The clean answer is `terms()`; `version` is the one the person has read."""

    title = forms.CharField(label=_("Sak"), max_length=250)
    parent = forms.ChoiceField(
        label=_("Undersak av"),
        required=False,
        help_text=_("En undersak får nummer etter saken den ligger under, for eksempel 3.1."),
        error_messages={
            "invalid_choice": _(
                "Saken du valgte, står ikke på sakslisten lenger. Velg en annen, eller la den være en egen sak."
            )
        },
    )
    kind = forms.ChoiceField(label=_("Type sak"), choices=AgendaItem.Kind.choices)
    minutes = forms.IntegerField(
        label=_("Minutter"),
        min_value=1,
        max_value=480,
        required=False,
        widget=forms.NumberInput(attrs={"data-width": "short", "inputmode": "numeric"}),
    )
    presenter = forms.CharField(
        label=_("Innleder"), max_length=200, required=False, help_text=_("Et medlem eller en gjest")
    )
    focus_area = forms.ChoiceField(label=_("Satsingsområde"), required=False)
    text = RichTextField(label=_("Saksframlegg"), required=False)
    part = forms.ChoiceField(
        label=_("Hvem kan se saken?"),
        choices=[(OPEN, _("Hele rådet")), (CLOSED, _("Bare dem saken gjelder (lukket del)"))],
        widget=forms.RadioSelect,
        initial=OPEN,
    )
    legal_basis = forms.CharField(
        label=_("Hjemmel"),
        max_length=250,
        required=False,
        help_text=_("For eksempel politiregisterloven § 27 eller offentleglova § 13"),
    )
    consent_reference = forms.CharField(
        label=_("Samtykke"),
        max_length=250,
        required=False,
        help_text=_("Hvor samtykket ligger, for eksempel saksnummer i fagsystemet. Ikke navn."),
    )
    consent_until = NorwegianDateField(label=_("Samtykket gjelder til"), required=False)
    concerned = forms.MultipleChoiceField(
        label=_("Hvem i rådet gjelder saken?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Du ser saken selv. Alle andre må velges her."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, meeting: Meeting, item: AgendaItem | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.item = item
        self._offer_parents(meeting)
        self.members = list(members_of(meeting.council))
        self.fields["presenter"].widget.attrs["list"] = "medlemmer"
        concerned: Any = self.fields["concerned"]
        undeclared = set(lacking(meeting.council))
        concerned.choices = [
            (
                str(person.pk),
                gettext("%(name)s (mangler taushetserklæring)") % {"name": person.name}
                if person in undeclared
                else person.name,
            )
            for person in self.members
        ]
        in_charge = agreements_in_charge(meeting.council, (meeting.date, meeting.date))
        areas = FocusArea.objects.filter(agreement__in=in_charge).exclude(kind=FocusArea.Kind.PURPOSE)
        focus: Any = self.fields["focus_area"]
        focus.choices = [("", _("Ingen")), *((str(area.pk), area.text) for area in areas)]
        if len(focus.choices) == 1:
            del self.fields["focus_area"]

    def _offer_parents(self, meeting: Meeting) -> None:
        """The items that this one can lie under. Nothing is asked where there is nothing to choose."""
        lines = agenda_of(meeting).lines
        own = next((line for line in lines if self.item and line.item.pk == self.item.pk), None)
        self.has_subs = bool(own and own.subs)
        if self.has_subs:
            self.fields["minutes"].help_text = _(
                "Saken har undersaker og varer så lenge som de gjør til sammen. Minuttene her teller ikke."
            )
        tops = [line for line in lines if line.above is None and line is not own]
        self.above = {str(line.item.pk): line.item for line in tops}
        fixed = self.item is not None and not may_have_parent(self.item, meeting)
        asked = self.above or self.data.get("parent")  # what was chosen and is gone is said, not passed over
        if fixed or not asked:
            del self.fields["parent"]
            return
        field: Any = self.fields["parent"]
        field.choices = [("", gettext("Ingen, det er en egen sak")), *map(_choice, tops)]

    @classmethod
    def initial_of(cls, item: AgendaItem) -> dict[str, Any]:
        """What stands in the form for an item that is there."""
        names = ("title", "kind", "minutes", "presenter", "text", "legal_basis", "consent_reference")
        concerned = ClosedAccess.objects.filter(item=item).values_list("user_id", flat=True)
        return {
            **{name: getattr(item, name) for name in names},
            "consent_until": item.consent_until,
            "part": str(item.part),
            "parent": str(item.parent_id or ""),
            "focus_area": str(item.focus_area_id or ""),
            "concerned": [str(pk) for pk in concerned],
            "version": item.version,
        }

    @classmethod
    def following_up(cls, source: AgendaItem, *, by: User) -> dict[str, Any]:
        """What stands in the form for a closed item with another's open tasks: its basis and readers, for a person to
        look to, since neither need hold for a new meeting."""
        return {
            "title": gettext("Oppfølging: %s") % source.title,
            "text": tasks_of(source),
            "part": CLOSED,
            **{name: getattr(source, name) for name in ("legal_basis", "consent_reference", "consent_until")},
            "concerned": [str(pk) for pk in readers_of(source.parent or source) - {by.pk}],
        }

    def clean(self) -> dict[str, Any]:
        """A closed item has a basis, and a consent its last day. A sub-item is closed if the item above is."""
        cleaned = super().clean()
        above = self._parent(cleaned)
        if above is not None:
            self._follow(above, cleaned)
        if cleaned.get("part") == CLOSED:
            if not cleaned.get("legal_basis") and not cleaned.get("consent_reference"):
                self.add_error("legal_basis", _("Skriv hjemmelen eller samtykket som saken er lukket etter."))
            consent = cleaned.get("consent_reference")
            if consent and not cleaned.get("consent_until") and "consent_until" not in self.errors:
                self.add_error("consent_until", _("Skriv hvor lenge samtykket gjelder."))
        return cleaned

    def _parent(self, cleaned: dict[str, Any]) -> AgendaItem | None:
        """The item that has been chosen, or that the item lies under where nothing is asked."""
        if "parent" in self.fields:
            return self.above.get(cleaned.get("parent") or "")
        return self.above.get(str(self.item.parent_id)) if self.item else None

    def _follow(self, above: AgendaItem, cleaned: dict[str, Any]) -> None:
        """Say where the part is another than that of the item above; without a basis of its own it has that one's."""
        closed = cleaned.get("part") == CLOSED
        if closed and not above.is_closed:
            self.add_error("part", _("En lukket sak kan ikke være undersak av en åpen sak."))
        elif above.is_closed and not closed and cleaned.get("part"):
            self.add_error("part", _("Saken over er lukket, så undersaken må også være lukket."))
        names = ("legal_basis", "consent_reference", "consent_until")
        if closed and above.is_closed and not any(cleaned.get(name) or name in self.errors for name in names):
            cleaned |= {name: getattr(above, name) for name in names}

    def terms(self) -> ItemTerms:
        """What the person has decided."""
        clean = self.cleaned_data
        above = self._parent(clean)
        closed = None
        if clean["part"] == CLOSED:
            people = {str(person.pk): person.pk for person in self.members}
            closed = ClosedTerms(
                legal_basis=clean["legal_basis"],
                consent_reference=clean["consent_reference"],
                consent_until=clean["consent_until"],
                concerned=tuple(people[pk] for pk in clean["concerned"]),
            )
        return ItemTerms(
            title=clean["title"],
            text=clean["text"],
            kind=clean["kind"],
            minutes=clean["minutes"],
            presenter=clean["presenter"],
            focus_area_id=clean.get("focus_area") or None,
            closed=closed,
            parent_id=above.pk if above else None,
        )


def _choice(line: Line) -> tuple[str, str]:
    """An item as something to choose: its number and title, and whether it is closed."""
    said = f"{line.number} {line.item.title}"
    return str(line.item.pk), gettext("%s (lukket)") % said if line.item.is_closed else said


class PaperForm(forms.Form):
    """One paper."""

    paper = forms.FileField(
        label=_("Sakspapir"),
        help_text=_("PDF, Word, Excel, PowerPoint, OpenDocument eller bilde, høyst 15 MB"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"empty": _("Filen er tom."), "required": _("Velg en fil.")},
    )


class ReviewForm(GuardedForm):
    """The answer on one item: ready, or a comment. `kept` is the comment that is there already."""

    comment = forms.CharField(
        label=_("Merknad"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=[("ready", ""), ("comment", "")])

    def __init__(self, *args: Any, kept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept

    def clean(self) -> dict[str, Any]:
        """A comment says something, and one that is typed is not thrown away by «Klar»."""
        cleaned = super().clean()
        comment = (cleaned.get("comment") or "").strip()
        if cleaned.get("answer") == "comment" and not comment:
            self.add_error("comment", _("Skriv merknaden, eller velg at saken er klar."))
        if cleaned.get("answer") == "ready" and comment and comment != self.kept:
            self.add_error(
                "comment", _("Velg «Send merknad», eller slett det du har skrevet hvis saken er klar.")
            )
        return cleaned
