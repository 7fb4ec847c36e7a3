"""The table of doors to what a council looks back on: evaluations, decisions, focus areas, handovers. See tests/doors.py."""

#: name of the address -> (method, right)
LOOKING_BACK: dict[str, tuple[str, str]] = {
    "handover": ("GET", "manage_members"),
    "meeting_archive": ("GET", "write_minutes"),
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
