"""Who hears what about an agreement: one function per message. All need the owning council's context."""

from agreements.notifications.ending import notice_given, notice_taken_back
from agreements.notifications.enquiries import enquiry_asked, enquiry_due
from agreements.notifications.following import (
    attachment_ends,
    attachment_written,
    draft_opened,
    election_missing,
    expiry,
    measure_due,
    measure_given,
    notice_deadline,
    revised_unchanged,
    revision_due,
)
from agreements.notifications.people import concerned, parties_people, signatories, waiting, writers
from agreements.notifications.preparing import hearing_opened, hearing_over, hearing_reminder
from agreements.notifications.publishing import published, unpublished
from agreements.notifications.signing import (
    asked_to_sign,
    deadline_moved,
    declined,
    in_force,
    signing_over,
    unsigned_slot,
    withdrawn,
)

__all__ = [
    "attachment_ends",
    "attachment_written",
    "asked_to_sign",
    "concerned",
    "deadline_moved",
    "declined",
    "draft_opened",
    "election_missing",
    "enquiry_asked",
    "enquiry_due",
    "expiry",
    "hearing_opened",
    "hearing_over",
    "hearing_reminder",
    "in_force",
    "measure_due",
    "measure_given",
    "notice_deadline",
    "notice_given",
    "notice_taken_back",
    "parties_people",
    "published",
    "revised_unchanged",
    "revision_due",
    "signatories",
    "signing_over",
    "unpublished",
    "unsigned_slot",
    "waiting",
    "withdrawn",
    "writers",
]
