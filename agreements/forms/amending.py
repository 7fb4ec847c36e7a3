"""An addendum's head, and what its sections change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.consolidation import Chapter
from agreements.forms.fields import PartialDateField, PlainField
from agreements.models import Agreement, Section


class AddendumHeadForm(forms.ModelForm):  # type: ignore[type-arg]
    """The addendum's own fields: its title, when it begins, and a later end of the agreement."""

    title = PlainField(label=_("Tittel"), max_length=250)
    valid_from = PartialDateField(
        label=_("Gjelder fra"),
        required=False,
    )
    extends_to = PartialDateField(label=_("Forlenger avtalen til og med"), required=False)

    class Meta:
        model = Agreement
        fields = ["title", "valid_from", "extends_to"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amended = self.instance.amends
        if amended is None or not amended.valid_to:
            del self.fields["extends_to"]  # what has no end cannot be given a later one

    def head(self) -> dict[str, Any]:
        """The fields to change, as `change_head` takes them."""
        return dict(self.cleaned_data)


#: The choice of a section without an effect.
OWN_TEXT = "own"


class ChangeForm(forms.Form):
    """What a section of an addendum does to the agreement, and to which chapter."""

    effect = forms.ChoiceField(
        label=_("Hva gjør avsnittet?"),
        initial=Section.Effect.REPLACES,
        choices=[
            (Section.Effect.REPLACES, _("Gir et punkt i avtalen ny tekst")),
            (Section.Effect.INSERTS, _("Er et nytt punkt i avtalen")),
            (Section.Effect.REPEALS, _("Opphever et punkt i avtalen")),
            (OWN_TEXT, _("Er tilleggets egen tekst, for eksempel bakgrunn")),
        ],
    )
    target = forms.ChoiceField(
        label=_("Punkt i avtalen"), required=False, help_text=_("Et nytt punkt kommer etter det du velger.")
    )
    level = forms.TypedChoiceField(
        label=_("Nivå for et nytt punkt"),
        coerce=int,
        choices=[(1, _("Hovedoverskrift")), (2, _("Underoverskrift")), (3, _("Nivå tre"))],
    )

    def __init__(self, *args: Any, chapters: dict[str, Chapter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Sist i avtalen")),
            *((key, f"{one.number} {one.heading}".strip()) for key, one in chapters.items()),
        ]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if self.changes and not values.get("target") and "target" not in self.errors:
            self.add_error("target", _("Velg punktet som endres."))
        if values.get("effect") == OWN_TEXT:
            values["effect"] = ""
        return values

    @property
    def changes(self) -> bool:
        """Whether a chapter that stands in the agreement is chosen to be changed."""
        return self.cleaned_data.get("effect") in {Section.Effect.REPLACES, Section.Effect.REPEALS}


class NewChangeForm(ChangeForm):
    """A new section of an addendum."""

    heading = PlainField(
        label=_("Overskrift"),
        max_length=250,
        required=False,
        help_text=_("La feltet stå tomt når punktet beholder overskriften sin."),
    )

    def clean(self) -> dict[str, Any]:
        changes = self.changes
        values = super().clean()
        if not changes and not values.get("heading") and "heading" not in self.errors:
            self.add_error("heading", _("Skriv en overskrift."))
        return values
