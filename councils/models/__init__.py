"""Councils and forums, offices and seats, rules, rights, and onboarding."""

from councils.models.councils import Council, Participant, Side
from councils.models.declarations import Declaration
from councils.models.groups import (
    CouncilGroup,
    CouncilGroupPermission,
    CouncilUserPermission,
)
from councils.models.offices import Office, OfficeHolding, Role, Seat
from councils.models.onboarding import Onboarding
from councils.models.rules import CadenceRule, Rules, StandingItem

__all__ = [
    "CadenceRule",
    "Council",
    "CouncilGroup",
    "CouncilGroupPermission",
    "CouncilUserPermission",
    "Declaration",
    "Office",
    "OfficeHolding",
    "Onboarding",
    "Participant",
    "Role",
    "Rules",
    "Seat",
    "Side",
    "StandingItem",
]
