"""What is told as time passes: one function per message. All need the owning council's context."""

from __future__ import annotations

import datetime

from agreements.models import Agreement, Attachment, Measure, UnchangedRevision
from agreements.notifications.letters import address, measure_address, tell
from agreements.notifications.people import both_sides, speakers, writers
from agreements.validity import MONTHS, PartialDate
from politirad.tenancy.models import User


def revision_due(agreement: Agreement, *, due: datetime.date, months: int, today: datetime.date) -> int:
    """Tell the writers and those who sign for a party that a revision is due in `months` months."""
    return sum(
        tell(
            "agreement_revision_due", user, agreement, key=f"revision:{agreement.pk}:{due}:{months}", due=due
        )
        for user in speakers(agreement, today=today)
    )


def draft_opened(
    draft: Agreement, former: Agreement, *, reason: str, by: User | None, today: datetime.date
) -> int:
    """Tell those who speak for an agreement that somebody has begun its successor, or an addendum to it."""
    if by is None:
        return 0
    return sum(
        tell(
            "agreement_draft_opened",
            user,
            draft,
            key=f"draft-opened:{draft.pk}",
            former=former,
            reason=reason,
            by=by.name,
        )
        for user in speakers(former, today=today)
        if user.pk != by.pk
    )


def revised_unchanged(agreement: Agreement, done: UnchangedRevision) -> int:
    """Tell everybody who speaks for a party, and the writers, that a revision let the agreement stand."""
    return sum(
        tell("agreement_revised_unchanged", user, agreement, key=f"unchanged:{done.pk}", done=done)
        for user in both_sides(agreement)
    )


def expiry(agreement: Agreement, *, last_day: datetime.date, months: int, today: datetime.date) -> int:
    """Tell the writers and those who sign for a party that the agreement holds for `months` months more; 0: it is over."""
    return sum(
        tell(
            "agreement_expires",
            user,
            agreement,
            key=f"expiry:{agreement.pk}:{last_day}:{months}",
            last_day=last_day,
            over=months == 0,
            by_notice=last_day == agreement.notice_ends_on,
        )
        for user in speakers(agreement, today=today)
    )


def attachment_ends(
    agreement: Agreement, attachment: Attachment, *, last_day: datetime.date, months: int
) -> int:
    """Tell the writers that an attachment's own period ends in `months` months; 0: it has ended."""
    return sum(
        tell(
            "agreement_attachment_ends",
            user,
            agreement,
            key=f"attachment:{attachment.pk}:{last_day}:{months}",
            attachment=attachment,
            last_day=last_day,
            over=months == 0,
        )
        for user in writers(agreement)
    )


def attachment_written(agreement: Agreement, attachment: Attachment, *, day: datetime.date) -> int:
    """Tell those who answer for a party, and the writers, that a living attachment was written on `day`."""
    return sum(
        tell(
            "agreement_attachment_written",
            user,
            agreement,
            key=f"attachment-written:{attachment.pk}:{day}",
            attachment=attachment,
            day=day,
            address=address("agreement_text", agreement),
        )
        for user in both_sides(agreement)
    )


def notice_deadline(agreement: Agreement, *, last: datetime.date, months: int) -> int:
    """Tell the writers and those who answer for a party that `last`, the last day to give notice, comes nearer."""
    return sum(
        tell(
            "agreement_notice_deadline",
            user,
            agreement,
            key=f"notice_deadline:{agreement.pk}:{last}:{months}",
            last=last,
        )
        for user in both_sides(agreement)
    )


def election_missing(agreement: Agreement, *, today: datetime.date) -> int:
    """Tell the writers that the day of the next election is not known, once a calendar year."""
    return sum(
        tell("agreement_election_missing", user, agreement, key=f"election:{agreement.pk}:{today.year}")
        for user in writers(agreement)
    )


def measure_due(agreement: Agreement, measure: Measure, *, today: datetime.date) -> int:
    """Tell whoever answers for a measure, else the writers, that its time ends soon, and once that it is over."""
    due = PartialDate.fromisoformat(measure.due)
    late = due.last_day < today
    people = [measure.responsible] if measure.responsible else writers(agreement)
    return sum(
        tell(
            "agreement_measure_due",
            user,
            agreement,
            key=f"measure_due:{measure.pk}:{measure.due}:{'late' if late else 'soon'}",
            measure=measure,
            late=late,
            due=due.format(user.language if user.language in MONTHS else "nb"),
            address=measure_address(measure),
        )
        for user in people
        if user.is_active
    )


def measure_given(agreement: Agreement, measure: Measure) -> bool:
    """Tell the one who now answers for a measure."""
    assert measure.responsible is not None
    return tell(
        "agreement_measure",
        measure.responsible,
        agreement,
        key=f"measure:{measure.pk}:{measure.changes}",
        measure=measure,
        address=measure_address(measure),
    )
