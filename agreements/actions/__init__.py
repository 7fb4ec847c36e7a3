"""The verbs that change agreements: one function each, with `by=`, one transaction, one audit row."""

from agreements.actions.amending import add_change, open_addendum, redirect_change
from agreements.actions.commenting import (
    answer_comment,
    comment,
    settle_comment,
    tell_comments,
    withdraw_comment,
)
from agreements.actions.commitments import review_expectation
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
from agreements.actions.ending import give_notice, record_notice, take_notice_back
from agreements.actions.enquiries import add_enquiry, answer_enquiry, correct_enquiry, move_enquiry
from agreements.actions.measures import (
    add_measure,
    carry_measures,
    change_measure,
    take_over_measures,
    tell_measure,
)
from agreements.actions.policy import set_policy
from agreements.actions.preparing import (
    answer_hearing,
    back_to_draft,
    record_decision,
    send_on_hearing,
    send_to_treatment,
)
from agreements.actions.printing import request_pdf
from agreements.actions.publishing import (
    join_register,
    leave_register,
    publish,
    refresh_publication,
    unpublish,
)
from agreements.actions.relating import keep_predecessor, link_support, unlink_support
from agreements.actions.revising import open_revision, revise_unchanged
from agreements.actions.rounds import freeze, move_deadline, reopen, withdraw
from agreements.actions.settling import follow_calendar, settle
from agreements.actions.signing import attest_paper, decline, sign
from agreements.actions.templates import remove_template, save_template
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
    "add_change",
    "add_enquiry",
    "add_measure",
    "add_section",
    "add_term",
    "answer_comment",
    "answer_enquiry",
    "answer_hearing",
    "attest_paper",
    "back_to_draft",
    "carry_measures",
    "change_head",
    "change_level",
    "change_measure",
    "change_term",
    "comment",
    "correct_enquiry",
    "create_agreement",
    "decline",
    "follow_calendar",
    "freeze",
    "give_notice",
    "join_register",
    "keep_file",
    "keep_file",
    "keep_predecessor",
    "leave_register",
    "link_support",
    "move_deadline",
    "move_enquiry",
    "move_section",
    "open_addendum",
    "open_revision",
    "publish",
    "put_attachment",
    "record_decision",
    "redirect_change",
    "record_notice",
    "refresh_publication",
    "regulate",
    "remove_attachment",
    "remove_section",
    "remove_template",
    "remove_term",
    "reopen",
    "request_pdf",
    "restore_section",
    "review_expectation",
    "revise_unchanged",
    "save_section",
    "save_template",
    "send_on_hearing",
    "send_to_treatment",
    "set_policy",
    "settle",
    "settle_comment",
    "sign",
    "take_notice_back",
    "tell_comments",
    "take_over_measures",
    "tell_measure",
    "unlink_support",
    "unpublish",
    "withdraw",
    "withdraw_comment",
]
