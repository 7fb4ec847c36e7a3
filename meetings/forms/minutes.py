"""Input to minutes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.guarded import GuardedForm
from meetings.merging import Keep
from meetings.models import Action
from politirad.forms import RichTextField


class ItemMinutesForm(GuardedForm):
    """What was said on one item.

    The script sends more than the fields: `base` is the text that the writer's screen began from, `lost` what it has
    sent without hearing an answer, `keep` what stands where two have changed the same words.
    """

    unguarded = ("base", "lost")

    html = RichTextField(label=_("Referat"), required=False, max_length=100_000)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    base = RichTextField(
        required=False,
        max_length=100_000,
        printed=False,
        widget=forms.HiddenInput(attrs={"disabled": True}),
    )
    lost = RichTextField(required=False, max_length=100_000, printed=False)
    keep = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Keep], required=False, widget=forms.HiddenInput
    )

    def sent(self, name: str) -> str | None:
        """What the script has sent as `base` or `lost`; None when it has not."""
        return self.cleaned_data[name] if name in self.data else None

    def kept(self) -> Keep | None:
        """What was chosen for a clash."""
        return Keep(self.cleaned_data["keep"]) if self.cleaned_data["keep"] else None


class CloseActionForm(GuardedForm):
    """How it went."""

    state = forms.ChoiceField(
        label=_("Hvordan gikk det?"),
        choices=[(Action.State.DONE, _("Utført")), (Action.State.DROPPED, _("Frafalt"))],
        initial=Action.State.DONE,
    )
    result = forms.CharField(label=_("Resultat eller grunn"), max_length=500, required=False)
