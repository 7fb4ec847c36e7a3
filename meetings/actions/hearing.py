"""Minutes on hearing: sent to those who were called, remarked on by members, and answered."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.permissions import Right, may
from councils.refusals import Refusal
from meetings.actions.approval_item import place_approval_item, withdraw_approval_item
from meetings.actions.writing import checked, open_minutes, require_no_identity
from meetings.making import ask_for_pdf
from meetings.minutes_snapshot import fingerprint, snapshot_of
from meetings.models import AgendaItem, MeetingPdf, Minutes, MinutesVersion, Notice, Remark
from meetings.notifications import papers
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

State = Minutes.State


@transaction.atomic
def send_minutes(
    *,
    minutes: Minutes,
    at: datetime.datetime,
    by: User,
    remarks_until: datetime.date,
    approval: Minutes.Approval = Minutes.Approval.CHAIR,
) -> int:
    """Send the minutes to all who were called, for remarks until a day. Returns how many letters were written.

    They are frozen as a version and printed. With approval at the next meeting an item is placed on its agenda, now
    or when that agenda is begun. Raises Refusal when they are approved, or the deadline is past.
    """
    minutes = open_minutes(minutes.meeting_id)
    if remarks_until < timezone.localdate(at):
        raise Refusal(_("Fristen for merknader må ligge fram i tid."))
    minutes.state, minutes.sent_at = State.REMARKS, at
    minutes.remarks_until, minutes.approval = remarks_until, approval
    minutes.save(update_fields=["state", "sent_at", "remarks_until", "approval"])
    freeze(minutes, MinutesVersion.Kind.HEARING, at=at, by=by)
    if approval == Minutes.Approval.NEXT_MEETING:
        place_approval_item(minutes=minutes, at=at, by=by)
    else:
        withdraw_approval_item(minutes=minutes, by=by)
    meeting = minutes.meeting
    Notice.objects.create(
        council=meeting.council,
        meeting=meeting,
        kind=Notice.Kind.MINUTES,
        sequence=meeting.sequence,
        sent_by=by,
        sent_at=at,
    )
    record("send_minutes", minutes, by=by, until=remarks_until.isoformat())
    ask_for_pdf(meeting=meeting, kind=MeetingPdf.Kind.MINUTES, by=by)
    return papers.minutes_sent(meeting, minutes)


@transaction.atomic
def remark_on_minutes(
    *, minutes: Minutes, text: str, at: datetime.datetime, by: User, item: AgendaItem | None = None
) -> Remark:
    """Say what is wrong or missing, of one item or of the whole; those who write the minutes hear of it.

    After the deadline a remark is still taken, and marked as late, until the minutes are approved. Raises Refusal
    when the minutes are not on hearing, and for an empty text or one with a national identity number.
    """
    minutes = open_minutes(minutes.meeting_id)
    if minutes.state != State.REMARKS:
        raise Refusal(_("Referatet er ikke sendt til merknader ennå."))
    assert minutes.remarks_until is not None
    remark = Remark.objects.create(
        council=minutes.council,
        minutes=minutes,
        item=item,
        text=checked(text),
        author=by,
        made_at=at,
        late=timezone.localdate(at) > minutes.remarks_until,
    )
    record("remark_on_minutes", minutes, by=by, about=item, late=remark.late)
    papers.remark_made(minutes.meeting, remark)
    return remark


@transaction.atomic
def answer_remark(*, remark: Remark, taken: bool, answer: str, at: datetime.datetime, by: User) -> Remark:
    """Say what came of a remark; the one who made it is told. The text of the minutes is changed by hand.

    Raises Refusal when the minutes are approved, when the answer is no without a reason, or holds an identity number.
    """
    open_minutes(remark.minutes.meeting_id)
    row = Remark.objects.select_for_update(of=("self",)).select_related("author", "item").get(pk=remark.pk)
    require_no_identity([answer])
    if not taken and not answer.strip():
        raise Refusal(_("Skriv hvorfor merknaden ikke blir tatt til følge."))
    row.state = Remark.State.TAKEN if taken else Remark.State.REFUSED
    row.answer, row.answered_by, row.answered_at = answer.strip(), by, at
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    record("answer_remark", remark.minutes, by=by, about=row.item, taken=taken)
    papers.remark_answered(remark.minutes.meeting, row)
    return row


def freeze(
    minutes: Minutes,
    kind: MinutesVersion.Kind,
    *,
    at: datetime.datetime,
    by: User,
    content: dict[str, Any] | None = None,
) -> MinutesVersion:
    """Keep the open part as it is now; `content` is that, where it has just been read."""
    content = content or snapshot_of(minutes.meeting, minutes)
    last = minutes.versions.aggregate(last=Max("number"))["last"] or 0
    version = MinutesVersion(
        council=minutes.council,
        minutes=minutes,
        number=last + 1,
        kind=kind,
        content=content,
        sha256=fingerprint(content),
        made_at=at,
        made_by=by,
    )
    version.save(force_insert=True)
    return version


def may_remark(user: User, minutes: Minutes) -> bool:
    """Members may, observers not, while the minutes are on hearing."""
    return minutes.state == State.REMARKS and may(user, minutes.meeting.council, Right.PROPOSE_ITEM)
