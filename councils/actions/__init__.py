"""The verbs that change councils: one function each, with `by=`, one transaction, one audit row."""

from councils.actions.founding import found_council, take_part
from councils.actions.offices import (
    add_seat,
    appoint,
    end_holding,
    end_seat,
    open_office,
)
from councils.actions.rules import CadenceTerms, RulesTerms, adopt_rules

__all__ = [
    "CadenceTerms",
    "RulesTerms",
    "add_seat",
    "adopt_rules",
    "appoint",
    "end_holding",
    "end_seat",
    "found_council",
    "open_office",
    "take_part",
]
