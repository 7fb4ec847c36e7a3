"""Where the closed part waits for the reader's declaration of confidentiality: asked for in place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from councils.declarations import wording
from councils.forms.declarations import DeclareForm
from meetings.models import Meeting
from meetings.permissions import awaits_declaration


def declaration_asked_for(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """What templates/meetings/_awaits.html shows: the words and the form; None when nothing waits."""
    user: Any = request.user
    if not awaits_declaration(user, meeting):
        return None
    return {"wording": wording(meeting.council), "form": DeclareForm(auto_id="taushet_%s")}
