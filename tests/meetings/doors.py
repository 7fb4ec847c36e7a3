"""The tables of doors to an agenda, to a council's year, and to what it looks back on. See tests/doors.py."""

#: name of the address -> (method, right)
LOOKING_BACK: dict[str, tuple[str, str]] = {
    "handover": ("GET", "manage_members"),
    "meeting_archive": ("GET", "write_minutes"),
    "year_minutes": ("GET", "view"),
    "order_year_minutes": ("POST", "view"),
    "newest_decisions": ("GET", "view"),
    "decisions": ("GET", "view"),
    "decisions_file": ("GET", "view"),
    "focus_areas": ("GET", "view"),
    "focus_area": ("GET", "view"),
    "focus_area_file": ("GET", "view"),
    "evaluations": ("GET", "view"),
    "evaluation_questions": ("GET", "edit_rules"),
    "open_evaluation": ("GET", "prepare_agenda"),
    "evaluation": ("GET", "view"),
    "answer_evaluation": ("GET", "propose_item"),
    "close_evaluation": ("POST", "prepare_agenda"),
    "add_learning_point": ("POST", "prepare_agenda"),
    "remove_learning_point": ("POST", "prepare_agenda"),
    "propose_learning_point": ("POST", "prepare_agenda"),
}

#: The same for the agenda, its items and their papers.
AGENDA: dict[str, tuple[str, str]] = {
    "agenda": ("GET", "prepare_agenda"),
    "agenda_versions": ("GET", "view"),
    "move_item": ("POST", "prepare_agenda"),
    "new_item": ("GET", "prepare_agenda"),
    "add_focus_item": ("POST", "prepare_agenda"),
    "item": ("GET", "view"),
    "edit_item": ("GET", "prepare_agenda"),
    "remove_item": ("POST", "prepare_agenda"),
    "announce_changes": ("POST", "prepare_agenda"),
    "take_duty": ("POST", "prepare_agenda"),
    "decline_duty": ("POST", "prepare_agenda"),
    "fetch_tasks": ("POST", "prepare_agenda"),
    "relocate_item": ("POST", "prepare_agenda"),
    "add_paper": ("POST", "prepare_agenda"),
    "paper": ("GET", "view"),
    "remove_paper": ("POST", "prepare_agenda"),
}

#: What opens by the schools' secret address.
SCHOOLS_LINK = ("schools", "schools_year", "schools_file")

#: The same for the year plan, its papers and what is moved on it.
YEAR: dict[str, tuple[str, str]] = {
    "school_holidays": ("GET", "plan_year"),
    "year_plan": ("GET", "view"),
    "propose_plan": ("POST", "plan_year"),
    "copy_plan": ("POST", "plan_year"),
    "approve_plan": ("POST", "approve_plan"),
    "reopen_plan": ("POST", "approve_plan"),
    "prevention_calendar": ("GET", "view"),
    "share_prevention": ("POST", "plan_year"),
    "stop_prevention": ("POST", "plan_year"),
    "shift_meeting": ("POST", "call_meeting"),
    "year_calendar": ("GET", "view"),
    "year_workbook": ("GET", "view"),
    "year_order_pdf": ("POST", "view"),
    "year_job": ("GET", "view"),
    "year_pdf": ("GET", "view"),
    "check_planned_day": ("GET", "plan_year"),
    "check_new_day": ("GET", "call_meeting"),
    "check_meeting_day": ("GET", "call_meeting"),
    "add_planned_meeting": ("GET", "plan_year"),
    "planned_meeting": ("GET", "plan_year"),
    "shift_planned_meeting": ("POST", "plan_year"),
    "remove_planned_meeting": ("POST", "plan_year"),
    "add_year_activity": ("GET", "plan_year"),
    "year_activity": ("GET", "plan_year"),
    "remove_year_activity": ("POST", "plan_year"),
}
