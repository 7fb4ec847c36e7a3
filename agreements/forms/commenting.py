"""A comment on the text, and an answer to one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.actions.commenting import LONGEST


class AnswerForm(forms.Form):
    """An answer to a remark."""

    text = forms.CharField(label=_("Svar"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class CommentForm(forms.Form):
    """A remark on a section, or on the whole agreement."""

    section: Any = forms.ModelChoiceField(
        None,  # filled in __init__: walled rows need a context
        label=_("Gjelder"),
        required=False,
        empty_label=_("Hele avtalen"),
    )
    text = forms.CharField(label=_("Kommentar"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, sections: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["section"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = sections
