"""What the clock owes the agreements at a time. Each function may be called as often as one likes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from uuid import UUID

from celery import current_app
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from agreements import notifications
from agreements.actions.commenting import tell_comments
from agreements.actions.printing import MAKE_PDF
from agreements.actions.settling import follow_calendar, lacks_election, revision_due, settle
from agreements.following import due_before
from agreements.lifecycle import latest_notice_day
from agreements.measures import IN_CHARGE
from agreements.models import Agreement, Enquiry, Hearing, Round, SectionVersion
from agreements.models.policy import reminder_months_of
from agreements.permissions import assign_rights, leaders_by_party
from agreements.register_clock import due_publications
from agreements.reminders import before_deadline, months_before
from agreements.seal_clock import due_renewals, due_seals
from agreements.standing import last_day_of, period_of
from agreements.validity import PartialDate
from politirad.tenancy import context
from politirad.tenancy.models import User

#: Agreements that are watched for revision and expiry.
WATCHED = (Agreement.State.IN_FORCE, Agreement.State.TO_RENEW, Agreement.State.NOTICE_GIVEN)

#: Comments are told of together: when it has been quiet for so long, or the first has waited for so long.
QUIET, WAITED = datetime.timedelta(minutes=5), datetime.timedelta(minutes=30)

#: A measure is told of so many days before its time is over, and once after.
MEASURE_DAYS = 14

OVER = (Agreement.State.EXPIRED, Agreement.State.TERMINATED)
AWAITING = (Agreement.State.FROZEN, Agreement.State.PARTLY_SIGNED)


def due_jobs(at: datetime.datetime) -> int:
    """Wake the worker for every PDF job that is waiting, or whose worker has died."""
    found = _ids("SELECT council_id, job_id FROM sec.due_agreement_jobs(%s)", at)
    for council_id, job_id in found:
        current_app.send_task(MAKE_PDF, [str(council_id), str(job_id)])
    return len(found)


def due_settlements(at: datetime.datetime) -> int:
    """Settle every agreement with signatures or notices that its state does not tell of yet. Returns how many rounds closed."""
    closed = 0
    found = _ids("SELECT council_id, agreement_id FROM sec.signed_out_agreements()")
    found += _ids("SELECT council_id, agreement_id FROM sec.noticed_agreements()")
    for council_id, agreement_id in found:
        with context.entered(context.of_council(council_id)):
            agreement = Agreement.objects.filter(pk=agreement_id).first()
            if agreement is not None:
                closed += settle(agreement=agreement, at=at, today=_day(at))
    return closed


def due_states(at: datetime.datetime) -> int:
    """Let every signed agreement's state, and everybody's rights, follow the date. Returns how many states moved."""
    today, moved = _day(at), 0
    for agreement in _each(Agreement.State.values):
        assign_rights(agreement, today=today)
        if agreement.state in {*WATCHED, Agreement.State.EXPIRED}:
            moved += follow_calendar(agreement=agreement, at=at, today=today)
    return moved


def due_reminders(at: datetime.datetime) -> int:
    """Write the letters that are due: revision, expiry, notice, missing election days, unsigned lines, late measures,
    unanswered enquiries.
    The ledger keeps each from going twice.

    Everything is reckoned anew each day, from the dates and the council's months as they are then.
    """
    today, written = _day(at), 0
    for agreement in _each([*WATCHED, *AWAITING, *OVER]):
        if agreement.state in AWAITING:
            written += _unsigned(agreement, today)
            continue
        written += _enquiries(agreement, today)
        if agreement.amends_id is not None:
            continue  # it ends with its agreement, and that one is told of
        steps = reminder_months_of(agreement.owner_council_id)
        written += _expiry(agreement, today, steps)
        if agreement.state in WATCHED:
            if agreement.state != Agreement.State.NOTICE_GIVEN:  # it ends instead
                written += _revision(agreement, today, steps)
            written += _notice(agreement, today, steps)
            written += _election(agreement, today)
            written += _attachments(agreement, today, steps)
            written += _living(agreement, today)
        written += _measures(agreement, today)
    return written


def due_comments(at: datetime.datetime) -> int:
    """Tell of new comments once nobody has written one for a while, or they have waited long. Returns the letters written."""
    written = 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT council_id, agreement_id FROM sec.untold_comments(%s, %s)", [at - QUIET, at - WAITED]
        )
        found = list(cursor.fetchall())
    for council_id, agreement_id in found:
        with context.entered(context.of_council(council_id)):
            agreement = Agreement.objects.filter(pk=agreement_id).first()
            if agreement is not None:
                written += tell_comments(agreement=agreement, at=at)
    return written


def _revision(agreement: Agreement, today: datetime.date, steps: Sequence[int]) -> int:
    due = revision_due(agreement, today=today)
    months = months_before(due, today, steps) if due else None
    if due is None or months is None:
        return 0
    return notifications.revision_due(agreement, due=due, months=months, today=today)


def _expiry(agreement: Agreement, today: datetime.date, steps: Sequence[int]) -> int:
    """Nobody is told about an agreement that has its successor."""
    last_day = last_day_of(agreement)
    if last_day is None or agreement.successors.filter(state__in=WATCHED).exists():
        return 0
    months = months_before(last_day + datetime.timedelta(days=1), today, steps)
    if months is None:
        return 0
    return notifications.expiry(agreement, last_day=last_day, months=months, today=today)


def _attachments(agreement: Agreement, today: datetime.date, steps: Sequence[int]) -> int:
    """An attachment has a period of its own that is coming to its end, or is over."""
    written = 0
    for attachment in agreement.attachments.exclude(valid_to="").order_by("number"):
        last_day = PartialDate.fromisoformat(attachment.valid_to).last_day
        months = months_before(last_day + datetime.timedelta(days=1), today, steps)
        if months is not None:
            written += notifications.attachment_ends(agreement, attachment, last_day=last_day, months=months)
    return written


def _living(agreement: Agreement, today: datetime.date) -> int:
    """The parties hear of what was written in a living attachment after the signing, the day after its last save."""
    signing = agreement.rounds.filter(outcome=Round.Outcome.SIGNED).first()
    if signing is None or signing.closed_at is None:
        return 0
    written = 0
    for attachment in agreement.attachments.filter(living=True).select_related("file").order_by("number"):
        saves = SectionVersion.objects.filter(
            section__attachment=attachment, aside=False, saved_at__gt=signing.closed_at
        )
        moments = [
            saves.aggregate(last=Max("saved_at"))["last"],
            attachment.file and attachment.file.stored_at,
        ]
        days = [_day(one) for one in moments if one is not None and one > signing.closed_at]
        if days and max(days) < today:
            written += notifications.attachment_written(agreement, attachment, day=max(days))
    return written


def _notice(agreement: Agreement, today: datetime.date, steps: Sequence[int]) -> int:
    """Before the last day to give notice; nobody is told once it has passed, notice is given, or there is a successor."""
    last = latest_notice_day(period_of(agreement).last_day, agreement.notice_days, agreement.notice_months)
    if last is None or last < today or agreement.state == Agreement.State.NOTICE_GIVEN:
        return 0
    if agreement.successors.filter(state__in=WATCHED).exists():
        return 0
    months = months_before(last, today, steps)
    return notifications.notice_deadline(agreement, last=last, months=months) if months is not None else 0


def _election(agreement: Agreement, today: datetime.date) -> int:
    """Once a year for an agreement that is revised after an election whose day nobody has entered."""
    return (
        notifications.election_missing(agreement, today=today)
        if lacks_election(agreement, today=today)
        else 0
    )


def _measures(agreement: Agreement, today: datetime.date) -> int:
    """A measure's time is coming to its end, or is over: told to whoever answers for it, else to the writers."""
    soon = today + datetime.timedelta(days=MEASURE_DAYS)
    due = due_before(soon + datetime.timedelta(days=1)).filter(agreement=agreement)
    return sum(
        notifications.measure_due(agreement, measure, today=today)
        for measure in due.select_related("responsible").order_by("order")
    )


def _enquiries(agreement: Agreement, today: datetime.date) -> int:
    """The asked party hears of each enquiry with a deadline, where it has not already, and is reminded before it once."""
    if agreement.state not in IN_CHARGE:
        return 0
    written = 0
    waiting = Enquiry.objects.filter(agreement=agreement, answer__isnull=True, deadline__gte=today)
    for enquiry in waiting.select_related("party__organization", "by").order_by("at"):
        assert enquiry.deadline is not None and enquiry.deadline_set_on is not None
        written += notifications.enquiry_asked(agreement, enquiry, today=today)
        if before_deadline(enquiry.deadline_set_on, enquiry.deadline, today) is not None:
            written += notifications.enquiry_due(agreement, enquiry, today=today)
    return written


def _unsigned(agreement: Agreement, today: datetime.date) -> int:
    """Remind those who have not signed, by how long the deadline gives them; once it has passed, tell the writers."""
    signing = agreement.rounds.filter(outcome=Round.Outcome.OPEN).first()
    if signing is None or signing.deadline is None:
        return 0
    if today > signing.deadline:
        return notifications.signing_over(agreement, signing)
    asked = signing.turn_began_at or signing.opened_at
    given_from = timezone.localdate(max(asked, signing.deadline_set_at or asked))
    days_left = before_deadline(given_from, signing.deadline, today)
    if days_left is None:
        return 0
    return sum(
        notifications.unsigned_slot(agreement, signing, person, days_left=days_left)
        for person in notifications.waiting(agreement, signing)
    )


def due_hearings(at: datetime.datetime) -> int:
    """Remind the parties that have not answered a hearing, and tell the writers when its deadline has passed."""
    today, written = _day(at), 0
    for agreement in _each([Agreement.State.HEARING]):
        hearing = Hearing.objects.filter(agreement=agreement, closed_at__isnull=True).first()
        if hearing is None:
            continue
        answered = set(hearing.answers.values_list("party_id", flat=True))
        silent = [
            party for party in agreement.parties.select_related("organization") if party.pk not in answered
        ]
        if today > hearing.deadline:
            written += notifications.hearing_over(agreement, hearing, silent=map(str, silent))
        elif before_deadline(timezone.localdate(hearing.opened_at), hearing.deadline, today) is not None:
            written += _remind_silent(agreement, hearing, {party.pk for party in silent}, today)
    return written


def _remind_silent(agreement: Agreement, hearing: Hearing, silent: set[UUID], today: datetime.date) -> int:
    """Remind those who lead a party that has not answered, each once."""
    leaders = leaders_by_party(agreement, today=today)
    people = {user for party_id in silent for user in leaders.get(party_id, set())}
    found = User.objects.filter(pk__in=people, is_active=True).order_by("name")
    return sum(notifications.hearing_reminder(agreement, hearing, user) for user in found)


def _each(states: Collection[str]) -> Iterator[Agreement]:
    """Each agreement in one of `states`, in the context of its owning council, one transaction a council."""
    for (council_id,) in _ids("SELECT sec.every_council()"):
        with context.entered(context.of_council(council_id)):
            yield from list(Agreement.objects.filter(owner_council=council_id, state__in=states))


def _ids(statement: str, *values: datetime.date) -> list[tuple[UUID, ...]]:
    """What a definer function answers: ids, and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())


def _day(at: datetime.datetime) -> datetime.date:
    return timezone.localdate(at)


JOBS: list[tuple[str, Callable[[datetime.datetime], int]]] = [
    ("agreements.settle", due_settlements),
    ("agreements.states", due_states),
    ("agreements.reminders", due_reminders),
    ("agreements.hearings", due_hearings),
    ("agreements.jobs", due_jobs),
    ("agreements.comments", due_comments),
    ("agreements.register", due_publications),
    ("agreements.seals", due_renewals),
    ("agreements.unsealed", due_seals),
]
