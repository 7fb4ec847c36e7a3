"""Show a council's approved minutes to everybody: open the council's pages, publish, withdraw."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from councils.models import Council
from councils.refusals import Refusal
from meetings.actions.writing import checked
from meetings.making import ask_for_pdf
from meetings.models import MeetingPdf, Minutes, PublishedMinutes, PublishingCouncil
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def open_minutes_to_all(*, council: Council, at: datetime.datetime, by: User) -> PublishingCouncil:
    """Let the council's minutes be published. What was published before is shown again."""
    facts = {"name": council.name, "owner": str(council.owner), "language": council.language}
    row, made = PublishingCouncil.objects.select_for_update(of=("self",)).get_or_create(
        council=council, defaults={**facts, "since": at}
    )
    if made or row.until is not None:
        for name, value in facts.items():
            setattr(row, name, value)
        row.since, row.until = at, None
        row.save()
        record("open_minutes_to_all", council, by=by)
    return row


@transaction.atomic
def close_minutes_to_all(*, council: Council, at: datetime.datetime, by: User) -> None:
    """Hide every published edition of the council at once; closing twice changes nothing."""
    row = PublishingCouncil.objects.select_for_update().filter(council=council, until=None).first()
    if row is None:
        return
    row.until = at
    row.save(update_fields=["until"])
    record("close_minutes_to_all", council, by=by)


@transaction.atomic
def publish_minutes(*, minutes: Minutes, at: datetime.datetime, by: User) -> PublishedMinutes:
    """Order the public edition; a job makes it, shows it to everybody and tells those who were called.

    Raises Refusal when the minutes are not approved, or the council does not publish its minutes. Ordering again what
    is shown or under way changes nothing; what was withdrawn is made anew.
    """
    row = Minutes.objects.select_related("meeting__council__owner").get(pk=minutes.pk)
    if row.state != Minutes.State.APPROVED:
        raise Refusal(_("Bare et godkjent referat kan publiseres."))
    if not PublishingCouncil.objects.filter(council=row.council_id, until=None).exists():
        raise Refusal(_("Rådet viser ikke referatene sine for alle. Det kan åpnes på siden til rådet."))
    Council.objects.select_for_update(of=("self",)).get(pk=row.council_id)  # two at once would make two
    found = PublishedMinutes.objects.filter(minutes=row).first()
    if found is not None and found.withdrawn_at is None:
        return found
    meeting = row.meeting
    if found is None:
        found = PublishedMinutes(council=meeting.council, minutes=row)
    found.title, found.date = meeting.title, meeting.date
    found.ordered_by, found.ordered_at = by, at
    found.published_at = found.withdrawn_at = found.withdrawn_by = None
    found.reason = ""
    found.save()
    record("publish_minutes", row, by=by, meeting=meeting.pk)
    ask_for_pdf(meeting=meeting, kind=MeetingPdf.Kind.PUBLIC, by=by)
    return found


@transaction.atomic
def withdraw_published(
    *, published: PublishedMinutes, reason: str, at: datetime.datetime, by: User
) -> PublishedMinutes:
    """Take the public edition away at once, with the reason in its place. Raises Refusal without a reason."""
    reason = checked(reason)
    row = PublishedMinutes.objects.select_for_update(of=("self",)).get(pk=published.pk)
    if row.withdrawn_at is not None:
        return row
    row.withdrawn_at, row.withdrawn_by, row.reason = at, by, reason
    row.content, row.pdf = {}, None
    row.save()
    record("withdraw_minutes", row.minutes, by=by)
    return row
