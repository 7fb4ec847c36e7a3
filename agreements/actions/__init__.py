"""The verbs that change agreements: one function each, with `by=`, one transaction, one audit row."""

from agreements.actions.drafting import (
    add_term,
    change_head,
    change_term,
    create_agreement,
    keep_file,
    put_attachment,
    regulate,
    remove_attachment,
    remove_term,
)
from agreements.actions.policy import set_policy
from agreements.actions.printing import request_pdf
from agreements.actions.revising import change_stage, open_revision
from agreements.actions.rounds import freeze, move_deadline, reopen, withdraw
from agreements.actions.settling import follow_calendar, settle
from agreements.actions.signing import attest_paper, decline, sign
from agreements.actions.text import (
    Conflict,
    add_section,
    change_level,
    move_section,
    remove_section,
    restore_section,
    save_section,
)

__all__ = [
    "Conflict",
    "add_section",
    "add_term",
    "attest_paper",
    "change_head",
    "change_level",
    "change_stage",
    "change_term",
    "create_agreement",
    "decline",
    "follow_calendar",
    "freeze",
    "keep_file",
    "move_deadline",
    "move_section",
    "open_revision",
    "put_attachment",
    "regulate",
    "remove_attachment",
    "remove_section",
    "remove_term",
    "reopen",
    "request_pdf",
    "restore_section",
    "save_section",
    "set_policy",
    "settle",
    "sign",
    "withdraw",
]
