"""A number of eleven digits that is no identity number may still be one too many: say so, and store it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from meetings.actions.writing import DOUBTFUL
from meetings.forms.guarded import GuardedForm


def warn(request: HttpRequest, form: GuardedForm) -> None:
    """Tell of such a number in what was just stored."""
    if form.doubtful:
        messages.warning(request, str(DOUBTFUL))
