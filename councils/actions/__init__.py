"""The verbs that change councils: one function each, with `by=`, one transaction, one audit row."""

from councils.actions.administration import (
    affiliate,
    choose_language,
    end_affiliation,
    seat_person,
    set_administrator,
)
from councils.actions.facts import CouncilFacts, Overtaken, change_council
from councils.actions.founding import found_council
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
from councils.actions.participants import (
    add_participant,
    end_participation,
    enter_organization,
    order_participants,
    remove_participant,
)
from councils.actions.people import (
    accept_invitation,
    invite_person,
    renew_expired,
    renew_invitation,
)
from councils.actions.rules import CadenceTerms, RulesTerms, StandingTerms, adopt_rules, withdraw_rules

__all__ = [
    "abandon_onboarding",
    "answer_step",
    "complete_onboarding",
    "start_onboarding",
    "CadenceTerms",
    "CouncilFacts",
    "Overtaken",
    "RulesTerms",
    "StandingTerms",
    "accept_invitation",
    "add_participant",
    "add_seat",
    "adopt_rules",
    "affiliate",
    "appoint",
    "edit_seat",
    "change_council",
    "choose_language",
    "end_affiliation",
    "end_holding",
    "end_participation",
    "end_seat",
    "enter_organization",
    "found_council",
    "invite_person",
    "open_office",
    "order_participants",
    "order_seats",
    "remove_participant",
    "renew_expired",
    "renew_invitation",
    "seat_person",
    "set_administrator",
    "withdraw_appointment",
    "withdraw_rules",
]
