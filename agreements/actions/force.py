"""When an agreement is in force: from the last signature, until it runs out, is replaced, or notice was given.

Runs in the owning council's context, on rows that are locked already.
"""

from __future__ import annotations

import datetime

from agreements import notifications
from agreements.actions.measures import carry_measures
from agreements.actions.moving import move
from agreements.lifecycle import State, days_in_force
from agreements.models import Agreement, Notice
from agreements.standing import partial, period_of, state_on
from politirad.tenancy.audit import record

#: States that a successor in force ends.
REPLACEABLE = (Agreement.State.IN_FORCE, Agreement.State.TO_RENEW, Agreement.State.NOTICE_GIVEN)
DAYS = ["in_force_from", "out_of_force_on", "updated_at"]


def take_effect(row: Agreement, *, signed_on: datetime.date) -> None:
    """Store the days that a signed agreement is in force, after those of its predecessor have been cut short.

    The database lets no two of a chain be in force on one day, so the former one gives way first.
    """
    first, until = days_in_force(signed_on=signed_on, period=period_of(row))
    former = _former(row)
    if former is not None and former.in_force_from is not None:
        ends = min(former.out_of_force_on or first, first)
        former.out_of_force_on = max(ends, former.in_force_from)
        if former.in_force_from > first:  # it was to begin later than its own successor: it never will
            former.in_force_from = former.out_of_force_on = first
        former.save(update_fields=DAYS)
    row.in_force_from, row.out_of_force_on = first, until
    row.save(update_fields=DAYS)


def _former(row: Agreement) -> Agreement | None:
    """The predecessor, locked, where the same council owns it; another's is not ours to change."""
    if row.predecessor_id is None:
        return None
    return (
        Agreement.objects.select_for_update(no_key=True)
        .filter(pk=row.predecessor_id, owner_council=row.owner_council_id)
        .first()
    )


def replace_predecessor(row: Agreement, *, at: datetime.datetime, today: datetime.date) -> bool:
    """Mark the former agreement as replaced from the day its successor is in force. True when it was done now.

    Measures that are still open go on in the successor.
    """
    if row.in_force_from is None or row.in_force_from > today:
        return False
    former = _former(row)
    if former is None or former.state not in REPLACEABLE:
        return False
    carry_measures(former=former, successor=row, by=None, at=at, today=today)
    move(former, Agreement.State.REPLACED, by=None, at=at, successor=str(row.pk))
    record("replaced", former, by=None, successor=row.pk)
    return True


def extend_amended(row: Agreement, *, today: datetime.date) -> bool:
    """Let an addendum in force give its agreement the later end it states. True when it was done now.

    An agreement that has ended meanwhile stays ended.
    """
    if row.amends_id is None or not row.extends_to or row.in_force_from is None or row.in_force_from > today:
        return False
    base = Agreement.objects.select_for_update(no_key=True).get(pk=row.amends_id)
    later = partial(row.extends_to)
    ends = period_of(base).last_day
    if base.state not in REPLACEABLE or later is None or ends is None or later.last_day <= ends:
        return False
    base.extended_to = row.extends_to
    if base.in_force_from is not None:
        _first, base.out_of_force_on = days_in_force(
            signed_on=base.in_force_from,
            period=period_of(base),
            notice_ends_on=base.notice_ends_on,
            replaced_on=replaced_on(base),
        )
    base.save(update_fields=["extended_to", "out_of_force_on", "updated_at"])
    record("extended", base, by=None, addendum=row.pk, until=row.extends_to)
    return True


def replaced_on(row: Agreement) -> datetime.date | None:
    """The first day a signed successor is in force; None without one."""
    days = row.successors.filter(state__in=REPLACEABLE).values_list("in_force_from", flat=True)
    return min((day for day in days if day is not None), default=None)


def settle_notices(row: Agreement, *, at: datetime.datetime, today: datetime.date) -> bool:
    """Bring the agreement up to date with the notices that parties gave or took back. True if anything changed.

    Of several notices the one that ends the agreement first counts.
    """
    if row.state not in REPLACEABLE:
        return False
    standing = Notice.objects.filter(agreement=row, takes_back__isnull=True, taken_back_by__isnull=True)
    first = standing.select_related("user", "party__organization").order_by("last_day", "recorded_at").first()
    given, ends = (first.given_on, first.last_day) if first else (None, None)
    if (row.notice_given_on, row.notice_ends_on) == (given, ends):
        return False
    row.notice_given_on, row.notice_ends_on = given, ends
    if row.in_force_from is not None:
        _first, row.out_of_force_on = days_in_force(
            signed_on=row.in_force_from,
            period=period_of(row),
            notice_ends_on=ends,
            replaced_on=replaced_on(row),
        )
    row.save(update_fields=["notice_given_on", "notice_ends_on", "out_of_force_on", "updated_at"])
    if first is not None:
        notifications.notice_given(row, first)
        _tell_state(row, first, at=at, today=today)
        return True
    back = Notice.objects.filter(agreement=row, takes_back__isnull=False).select_related("user", "party")
    latest = back.order_by("-recorded_at").first()
    assert latest is not None
    notifications.notice_taken_back(row, latest)
    _tell_state(row, latest, at=at, today=today)
    return True


def _tell_state(row: Agreement, notice: Notice, *, at: datetime.datetime, today: datetime.date) -> None:
    """Move to the state that follows from the notice, in the name of whoever gave it or took it back."""
    state = state_on(row, today=today, revision_due=None, replaced_on=replaced_on(row))
    if state is State.UPCOMING or state.value == row.state:
        return
    facts = {"party": str(notice.party), "last_day": notice.last_day.isoformat()}
    if notice.takes_back_id is not None:
        facts["taken_back"] = "1"
    move(
        row,
        Agreement.State(state.value),
        by=notice.user,
        at=notice.recorded_at,
        reason=notice.reason,
        **facts,
    )
