"""Write minutes: begin, and item by item."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.attendance import start_attendance
from meetings.actions.writing import open_minutes, require_no_identity
from meetings.merging import Clash, Keep, merge
from meetings.models import AgendaItem, ItemMinutes, ItemMinutesVersion, Meeting, Minutes
from meetings.thinning import Saved, superfluous
from politirad.richtext import clean, plain
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

State = Minutes.State


class Conflict(Refusal):
    """Somebody else has changed the same words since the text was opened; nothing is overwritten."""

    def __init__(self, sentence: str, clashes: tuple[Clash, ...]) -> None:
        super().__init__(sentence)
        self.clashes = clashes


@transaction.atomic
def begin_minutes(*, meeting: Meeting, at: datetime.datetime, by: User) -> Minutes:
    """The meeting's minutes, made now if there are none. Attendance is taken from the answers.

    Raises Refusal when the meeting has not been called, or lies ahead.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("council").get(pk=meeting.pk)
    known = Minutes.objects.filter(meeting=meeting).first()
    if known is not None:
        return known
    if meeting.state not in {Meeting.State.CALLED, Meeting.State.HELD}:
        raise Refusal(_("Møtet må være kalt inn før du kan skrive referat."))
    if meeting.date > timezone.localdate(at):
        raise Refusal(_("Du kan begynne på referatet den dagen møtet holdes."))
    minutes = Minutes.objects.create(council=meeting.council, meeting=meeting, started_by=by, started_at=at)
    meeting.state = Meeting.State.HELD
    meeting.save(update_fields=["state"])
    start_attendance(meeting)
    record("begin_minutes", minutes, by=by, meeting=meeting.pk)
    return minutes


@transaction.atomic
def save_item_minutes(
    *,
    item: AgendaItem,
    html: str,
    version: int,
    by: User,
    base: str | None = None,
    lost: str | None = None,
    keep: Keep | None = None,
) -> ItemMinutes:
    """Save what was said on one item, and answer what is stored then.

    `version` is the one the writer began from, 0 when there was none; `base` is the text of it, where the writer's
    screen has another one than we stored, and `lost` what the screen sent before without hearing an answer. What somebody else has written since is joined with it (`meetings.merging`);
    `keep` says what stands where both have changed the same words.
    Raises Conflict when they have and nothing is said, Refusal when the minutes are approved or the text holds a
    national identity number.
    """
    open_minutes(item.meeting_id)
    text = clean(html)
    require_no_identity([plain(text)])
    row = ItemMinutes.objects.select_for_update().filter(item=item).first()
    if row is None:
        row = ItemMinutes(council=item.council, item=item, version=0)
    if base is not None:
        began: str | None = clean(base)
    else:
        began = row.html if version == row.version else _text_of(item, version)
    if lost is not None and clean(lost) == row.html:
        began = row.html
    if row.version and began != row.html:
        joined = merge(began, text, row.html, keep=keep or Keep.BOTH)
        if joined.clashes and keep is None:
            raise Conflict(_conflict(row.saved_by, by), joined.clashes)
        text = joined.html
    if row.version and row.html == text:
        return row
    row.html, row.version, row.saved_by = text, row.version + 1, by
    row.save()
    _keep_version(row)
    record("save_item_minutes", row, by=by, item=item.pk, version=row.version)
    return row


@transaction.atomic
def restore_version(*, item: AgendaItem, number: int, by: User) -> ItemMinutes:
    """Put an earlier text back as the newest version. Raises Refusal when it is not kept, or minutes are approved."""
    html = _text_of(item, number)
    if html is None or number == 0:
        raise Refusal(_("Den versjonen finnes ikke lenger."))
    row = ItemMinutes.objects.get(item=item)
    return save_item_minutes(item=item, html=html, version=row.version, by=by)


def _text_of(item: AgendaItem, version: int) -> str | None:
    """The text of an earlier version, "" for version 0; None when it is thinned out."""
    if version == 0:
        return ""
    kept = ItemMinutesVersion.objects.filter(item=item, number=version)
    return kept.values_list("html", flat=True).first()


def _keep_version(row: ItemMinutes) -> None:
    """Keep the text as it was saved now, and let go of those in between that nobody will ask for."""
    ItemMinutesVersion.objects.create(
        council=row.council,
        item=row.item,
        number=row.version,
        html=row.html,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
    )
    rows = ItemMinutesVersion.objects.filter(item=row.item)
    known = [Saved(*values) for values in rows.values_list("number", "saved_by_id", "saved_at")]
    if gone := superfluous(known, row.saved_at):
        rows.filter(number__in=gone).delete()


def _conflict(writer: User | None, by: User) -> str:
    if writer == by:
        return _("Du har endret de samme ordene i et annet vindu. Velg hva som skal stå.")
    name = writer.name if writer else _("Noen andre")
    return _("%(name)s har endret de samme ordene mens du skrev. Velg hva som skal stå.") % {"name": name}
