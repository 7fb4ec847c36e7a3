"""The steps of the guided flow, in order, and which one is next."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from councils.models import Onboarding

STEPS: dict[str, Any] = {
    "politi": gettext_lazy("Politi"),
    "sprak": gettext_lazy("Språk og arkiv"),
    "personer": gettext_lazy("Personer"),
    "rad": gettext_lazy("Råd"),
    "kontroll": gettext_lazy("Kontroll"),
}
ORDER = list(STEPS)


def next_step(onboarding: Onboarding) -> str:
    """The first step that has no answer yet; "kontroll" when all have."""
    return next((step for step in ORDER[:-1] if step not in onboarding.answers), ORDER[-1])
