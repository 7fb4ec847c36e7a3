"""The form of all that people write about meetings: its text holds no birth number."""

from __future__ import annotations

from typing import Any

from django import forms

from meetings.actions.writing import NO_IDENTITY
from meetings.identifiers import is_refused, needs_warning
from politirad.forms import RichTextField
from politirad.richtext import plain


class GuardedForm(forms.Form):
    """Refuses identity numbers in every text field; `doubtful` tells of other eleven-digit numbers.

    Addresses of web pages are let be: those of video meetings hold such numbers. So are the fields `unguarded`,
    which are compared with and never stored.
    """

    unguarded: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """No identity number anywhere; a field that holds one is named and keeps what was typed."""
        cleaned = super().clean() or {}
        for name, text in self._texts().items():
            if is_refused(text):
                self.add_error(name, NO_IDENTITY)
        return cleaned

    @property
    def doubtful(self) -> bool:
        """Whether a number of eleven digits is in what was written, that may be more than it should."""
        return any(needs_warning(text) for text in self._texts().values())

    def _texts(self) -> dict[str, str]:
        """What was written, by field; a field that has become something else than text counts as it was typed."""
        found = {}
        for name, field in self.fields.items():
            if not isinstance(field, forms.CharField) or isinstance(field, forms.URLField):
                continue
            if name in self.unguarded or name not in self.cleaned_data:
                continue
            value = self.cleaned_data[name]
            text = value if isinstance(value, str) else str(self.data.get(self.add_prefix(name)) or "")
            found[name] = plain(text) if isinstance(field, RichTextField) else text
        return found
