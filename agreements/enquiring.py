"""The enquiries under an agreement's expectations, as its page shows them for a year. Reads, changes nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.enquiries import Course, Standing, Tally, is_late, tally
from agreements.measures import belongs_to
from agreements.models import Agreement, Enquiry, EnquiryAnswer, EnquiryCorrection

TONES = {Standing.ASKED: "warning", Standing.ANSWERED: "success", Standing.NOT_RELEVANT: "neutral"}


@dataclass(frozen=True, slots=True)
class Row:
    """One enquiry with what came of it."""

    enquiry: Enquiry
    answer: EnquiryAnswer | None
    corrections: Sequence[EnquiryCorrection]
    course: Course
    label: str
    tone: str


def rows(agreement: Agreement, *, today: datetime.date) -> list[Row]:
    """All of the agreement's enquiries, the newest first: two questions to the database."""
    found = (
        Enquiry.objects.filter(agreement=agreement)
        .select_related("by", "answer__by")
        .order_by("-asked_on", "-at")
    )
    notes: dict[object, list[EnquiryCorrection]] = {}
    corrections = EnquiryCorrection.objects.filter(agreement=agreement).select_related("by").order_by("at")
    for note in corrections:
        notes.setdefault(note.answer_id, []).append(note)
    return [_row(one, notes, today) for one in found]


def of_year(found: Iterable[Row], year: int) -> list[Row]:
    """Those that were open at some time in a calendar year."""
    return [
        row for row in found if belongs_to(year, begun=row.course.asked_on, closed=row.course.answered_on)
    ]


def tally_of(found: Iterable[Row], year: int) -> Tally:
    """How many came in a calendar year, and how those stand now."""
    return tally((row.course for row in found), year)


def _row(enquiry: Enquiry, notes: dict[object, list[EnquiryCorrection]], today: datetime.date) -> Row:
    answer: EnquiryAnswer | None = getattr(enquiry, "answer", None)
    course = Course(
        enquiry.asked_on,
        enquiry.deadline,
        Standing(answer.outcome) if answer else Standing.ASKED,
        timezone.localdate(answer.at) if answer else None,
    )
    late = is_late(course, today)
    label = answer.get_outcome_display() if answer else _("Over fristen") if late else _("Venter på svar")
    return Row(
        enquiry=enquiry,
        answer=answer,
        corrections=notes.get(answer.pk, []) if answer else [],
        course=course,
        label=label,
        tone="danger" if late else TONES[course.standing],
    )
