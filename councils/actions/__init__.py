"""The verbs that change councils: one function each, with `by=`, one transaction, one audit row."""

from councils.actions.administration import (
    affiliate,
    choose_language,
    end_affiliation,
    seat_person,
    set_administrator,
)
from councils.actions.founding import found_council, take_part
from councils.actions.offices import (
    add_seat,
    appoint,
    edit_seat,
    end_holding,
    end_seat,
    open_office,
    order_seats,
    withdraw_appointment,
)
from councils.actions.onboarding import (
    abandon_onboarding,
    answer_step,
    complete_onboarding,
    start_onboarding,
)
from councils.actions.people import (
    accept_invitation,
    invite_person,
    renew_expired,
    renew_invitation,
)
from councils.actions.rules import CadenceTerms, RulesTerms, adopt_rules, withdraw_rules

__all__ = [
    "abandon_onboarding",
    "answer_step",
    "complete_onboarding",
    "start_onboarding",
    "CadenceTerms",
    "RulesTerms",
    "accept_invitation",
    "add_seat",
    "adopt_rules",
    "affiliate",
    "appoint",
    "edit_seat",
    "choose_language",
    "end_affiliation",
    "end_holding",
    "end_seat",
    "found_council",
    "invite_person",
    "open_office",
    "order_seats",
    "renew_expired",
    "renew_invitation",
    "seat_person",
    "set_administrator",
    "take_part",
    "withdraw_appointment",
    "withdraw_rules",
]
