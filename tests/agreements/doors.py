"""The table of doors to the mutual expectations, and doors of agreements with a rule of their own. See tests/doors.py."""

#: name of the address -> (method, right)
EXPECTATIONS: dict[str, tuple[str, str]] = {
    "agreement_expectations": ("GET", "view"),
    "expectation_review": ("POST", "comment_agreement"),
    "enquiry_add": ("POST", "comment_agreement"),
    "enquiry_correct": ("POST", "comment_agreement"),
}

#: What a party does about its notice, and what the public register shows of one agreement.
NOTICES = ("agreement_notice", "agreement_notice_back")
REGISTER = ("register_entry", "register_changes")

#: The asked party alone answers, and the others alone move the deadline.
OF_ONE_PARTY = ("enquiry_answer", "enquiry_move")
