"""The table of doors: every address by name, how it is knocked on, and who may come in.

`WHO` says by hand which visitors of tests/world.py hold each right in the north council; it is not read
from the role catalogue, so that a wrong catalogue is found too.
"""

MEMBERS = frozenset(
    {"slt", "mayor", "deputy_mayor", "chief_executive", "member", "police_contact", "station_chief"}
)
INSIDE = MEMBERS | {"observer", "administrator"}
WHO: dict[str, frozenset[str]] = {
    "view": INSIDE,
    "manage_members": frozenset({"slt", "administrator"}),
    "edit_rules": frozenset({"slt", "administrator"}),
    "plan_year": frozenset({"slt"}),
    "approve_plan": frozenset({"slt", "mayor", "chief_executive"}),
    "prepare_agenda": frozenset({"slt"}),
    "review_agenda": frozenset({"police_contact", "station_chief"}),
    "propose_item": MEMBERS,
    "call_meeting": frozenset({"slt"}),
    "write_minutes": frozenset({"slt"}),
    "approve_minutes": frozenset({"mayor", "chief_executive", "station_chief"}),
    "follow_up": frozenset({"slt", "mayor", "chief_executive", "station_chief", "police_contact"}),
    "read_audit": frozenset({"slt", "mayor", "chief_executive", "station_chief", "administrator"}),
    "edit_agreement": frozenset({"slt"}),
    "revise_agreement": frozenset({"slt", "mayor", "station_chief"}),
}

#: name of the address -> (method, right). The right is one of WHO.
COUNCIL_DOORS: dict[str, tuple[str, str]] = {
    "council": ("GET", "view"),
    "council_trail": ("GET", "read_audit"),
    "add_seat": ("GET", "manage_members"),
    "order_seats": ("POST", "manage_members"),
    "seat": ("GET", "manage_members"),
    "edit_seat": ("GET", "manage_members"),
    "end_seat": ("GET", "manage_members"),
    "appoint": ("GET", "manage_members"),
    "end_holding": ("GET", "manage_members"),
    "withdraw_appointment": ("POST", "manage_members"),
    "invite_again": ("POST", "manage_members"),
    "rules": ("GET", "view"),
    "adopt_rules": ("GET", "edit_rules"),
    "withdraw_rules": ("POST", "edit_rules"),
    "agreement": ("GET", "view"),
    "agreement_text": ("GET", "view"),
    "agreement_history": ("GET", "view"),
    "agreement_compare": ("GET", "view"),
    "agreement_edit": ("GET", "edit_agreement"),
    "section_add": ("POST", "edit_agreement"),
    "section_move": ("POST", "edit_agreement"),
    "section_edit": ("GET", "edit_agreement"),
    "section_save": ("POST", "edit_agreement"),
    "section_remove": ("POST", "edit_agreement"),
    "section_versions": ("GET", "view"),
    "section_restore": ("POST", "edit_agreement"),
    "agreement_terms": ("GET", "edit_agreement"),
    "agreement_head": ("GET", "edit_agreement"),
    "term_add": ("GET", "edit_agreement"),
    "term_edit": ("GET", "edit_agreement"),
    "term_remove": ("POST", "edit_agreement"),
    "agreement_stage": ("POST", "edit_agreement"),
    "attachment_add": ("GET", "edit_agreement"),
    "attachment_edit": ("GET", "edit_agreement"),
    "attachment_remove": ("POST", "edit_agreement"),
    "agreement_file": ("GET", "view"),
    "agreement_freeze": ("GET", "edit_agreement"),
    "agreement_withdraw": ("GET", "edit_agreement"),
    "agreement_deadline": ("GET", "edit_agreement"),
    "agreement_reopen": ("POST", "edit_agreement"),
    "agreement_policy": ("GET", "edit_rules"),
    "agreement_paper": ("GET", "edit_agreement"),
    "agreement_revise": ("POST", "revise_agreement"),
    "agreement_order_pdf": ("POST", "view"),
    "agreement_pdf": ("GET", "view"),
    "agreement_job": ("GET", "view"),
    "school_holidays": ("GET", "plan_year"),
    "year_plan": ("GET", "view"),
    "propose_plan": ("POST", "plan_year"),
    "copy_plan": ("POST", "plan_year"),
    "approve_plan": ("POST", "approve_plan"),
    "year_calendar": ("GET", "view"),
    "check_planned_day": ("GET", "plan_year"),
    "add_planned_meeting": ("GET", "plan_year"),
    "planned_meeting": ("GET", "plan_year"),
    "shift_planned_meeting": ("POST", "plan_year"),
    "remove_planned_meeting": ("POST", "plan_year"),
    "add_year_activity": ("GET", "plan_year"),
    "year_activity": ("GET", "plan_year"),
    "remove_year_activity": ("POST", "plan_year"),
    "new_meeting": ("GET", "call_meeting"),
    "meeting": ("GET", "view"),
    "edit_meeting": ("GET", "call_meeting"),
    "agenda": ("GET", "prepare_agenda"),
    "move_item": ("POST", "prepare_agenda"),
    "new_item": ("GET", "prepare_agenda"),
    "item": ("GET", "view"),
    "edit_item": ("GET", "prepare_agenda"),
    "remove_item": ("POST", "prepare_agenda"),
    "add_paper": ("POST", "prepare_agenda"),
    "paper": ("GET", "view"),
    "remove_paper": ("POST", "prepare_agenda"),
    "agenda_review": ("GET", "review_agenda"),
    "ask_review": ("POST", "prepare_agenda"),
    "finish_review": ("POST", "review_agenda"),
    "review_item": ("POST", "review_agenda"),
    "proposals": ("GET", "view"),
    "propose_item": ("GET", "propose_item"),
    "accept_proposal": ("POST", "prepare_agenda"),
    "defer_proposal": ("POST", "prepare_agenda"),
    "return_proposal": ("POST", "prepare_agenda"),
    "meeting_call": ("GET", "call_meeting"),
    "meeting_change": ("GET", "call_meeting"),
    "meeting_cancel": ("GET", "call_meeting"),
    "meeting_delivery": ("GET", "call_meeting"),
    "guest_call": ("POST", "call_meeting"),
    "invitee_remove": ("POST", "call_meeting"),
    "minutes": ("GET", "view"),
    "minutes_begin": ("POST", "write_minutes"),
    "attendance": ("GET", "write_minutes"),
    "attendee_add": ("POST", "write_minutes"),
    "item_attendance": ("GET", "write_minutes"),
    "minutes_send": ("POST", "write_minutes"),
    "minutes_approve": ("POST", "approve_minutes"),
    "item_minutes": ("POST", "write_minutes"),
    "decision_add": ("POST", "write_minutes"),
    "decision_withdraw": ("POST", "write_minutes"),
    "action_add": ("POST", "write_minutes"),
    "meeting_order_pdf": ("POST", "view"),
    "meeting_job": ("GET", "view"),
    "meeting_pdf": ("GET", "view"),
    "action_close": ("POST", "follow_up"),
    "action_reopen": ("POST", "follow_up"),
}

#: Addresses of an organisation: its administrator comes in, its other people are refused, others find nothing.
ORGANIZATION_DOORS: dict[str, str] = {
    "organization": "GET",
    "choose_language": "POST",
    "affiliate": "GET",
    "end_affiliation": "GET",
    "set_administrator": "POST",
    "invite_affiliated": "POST",
    "open_office": "GET",
    "organization_office": "GET",
    "appoint_in_organization": "GET",
    "end_holding_in_organization": "GET",
    "withdraw_in_organization": "POST",
    "invite_again_in_organization": "POST",
}

#: Everybody with a login comes in, and sees their own.
OWN_DOORS = frozenset(
    {
        "overview",
        "search",
        "profile",
        "councils",
        "agreements",
        "year_plans",
        "meetings",
        "follow_up",
        "administration",
    }
)
#: What goes along in a POST where an empty one names nothing.
SENT: dict[str, dict[str, str]] = {
    "agreement_stage": {"to": "hearing"},
    "order_seats": {"item": "{seat_id}", "to": "1"},
    "move_item": {"item": "{item_id}", "to": "1"},
    "section_move": {"item": "{section_id}", "to": "1"},
    "section_restore": {"number": "1"},
}
#: No login is needed.
PUBLIC_DOORS = frozenset(
    {"about_signatures", "accessibility_statement", "privacy", "healthz", "set_language"}
)
#: Doors with a rule of their own, each with its own test, named here.
OTHER_DOORS: dict[str, str] = {
    "remove_school_holiday": "tests/meetings/test_school_holidays.py",
    "new_agreement": "tests/agreements/test_pages.py",
    "agreement_sign": "tests/agreements/test_signing.py",
    "agreement_sign_line": "tests/agreements/test_signing.py",
    "agreement_decline": "tests/agreements/test_decline.py",
    "proposal": "tests/meetings/test_proposals.py",
    "answer": "tests/meetings/test_answers.py",
    "answer_own": "tests/meetings/test_answers.py",
    "invitation": "tests/councils/test_invitations.py",
    "renew_invitation": "tests/councils/test_invitations.py",
    "onboardings": "tests/councils/test_onboarding.py",
    "start_onboarding": "tests/councils/test_onboarding.py",
    "onboarding_step": "tests/councils/test_onboarding.py",
    "abandon_onboarding": "tests/councils/test_onboarding.py",
}

#: Doors to what a member proposed: nobody finds it but the proposer (here `member`) and those with the right.
PROPOSERS_DOORS = frozenset({"accept_proposal", "defer_proposal", "return_proposal"})
