"""Letters that follow an agreement's days: notice, a missing election, measures, settled remarks. Each goes once."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

import datetime

from django.utils import timezone

from agreements import clock
from agreements.actions import add_measure, add_term, comment, settle_comment, tell_measure
from agreements.measures import Progress
from agreements.models import Agreement, RevisionRule
from politirad.tenancy.models import ElectionDay, OutgoingMessage
from tests.agreements.drafts import put_in_state, signed
from tests.agreements.writing_scene import written  # noqa: F401  (fixture)
from tests.world import World

DAY = datetime.date


def run(day: DAY) -> None:
    """The clock's daily work, twice: the second time nothing more is written."""
    at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(7)))
    clock.due_reminders(at)
    assert clock.due_reminders(at) == 0


def letters(world: World, kind: str) -> list[str]:
    """Whom the letters of a kind went to, by address."""
    with world.inside(world.north.council):
        found = OutgoingMessage.objects.filter(kind=kind).order_by("recipient__email")
        return list(found.values_list("recipient__email", flat=True))


def ends(world: World, agreement: Agreement, valid_to: str, **changed: object) -> None:
    with world.inside(world.north.council):
        Agreement.objects.filter(pk=agreement.pk).update(valid_from="2026", valid_to=valid_to, **changed)


def test_notice_deadline_is_told_to_both_parties_before_it_and_never_after(world: World) -> None:
    agreement, kind = signed(world), "agreement_notice_deadline"
    ends(world, agreement, "2029", notice_months=3)  # the last day is 30 September 2029
    run(DAY(2028, 9, 29))
    assert letters(world, kind) == []
    run(DAY(2028, 9, 30))  # twelve months before
    once = letters(world, kind)
    assert {world.north.slt.email, world.north.mayor.email, world.station_chief.email} <= set(once)
    assert world.south.slt.email not in once and len(once) == len(set(once))
    run(DAY(2028, 12, 1))
    assert len(letters(world, kind)) == len(once)
    ends(
        world, agreement, "2028", notice_months=3
    )  # the period is shortened: now it passed on 30 September 2028
    run(DAY(2028, 12, 1))
    assert len(letters(world, kind)) == len(once)
    ends(world, agreement, "2029-06", notice_months=3)  # and here it is 31 March 2029: reckoned anew
    run(DAY(2028, 12, 31))
    assert len(letters(world, kind)) == 2 * len(once)


def test_notice_deadline_is_not_told_when_notice_is_given(world: World) -> None:
    agreement = signed(world)
    ends(world, agreement, "2029", notice_days=30)
    with world.inside(world.north.council):
        put_in_state(agreement, "notice_given")
    run(DAY(2029, 11, 1))
    assert letters(world, "agreement_notice_deadline") == []


def test_end_by_notice_is_told_before_and_after_it_and_no_revision_meanwhile(world: World) -> None:
    agreement, kind = signed(world), "agreement_expires"
    everybody = sorted([world.north.slt.email, world.north.mayor.email, world.station_chief.email])
    ends(world, agreement, "", open_ended=True, signed_on="2025-04-01")
    with world.acting(world.north.slt):
        Agreement.objects.filter(pk=agreement.pk).update(state="draft")
        rule = {"kind": "every_n_years", "years": 4}
        add_term(RevisionRule, agreement=agreement, by=world.north.slt, today=world.today, **rule)
    with world.inside(world.north.council):
        put_in_state(agreement, "notice_given")
        Agreement.objects.filter(pk=agreement.pk).update(notice_ends_on=DAY(2029, 2, 28))
    run(DAY(2028, 2, 28))
    assert letters(world, kind) == []
    run(DAY(2028, 12, 1))  # three months before
    assert letters(world, kind) == everybody
    with world.inside(world.north.council):
        told = OutgoingMessage.objects.filter(kind=kind).first()
        assert told and "gjelder til og med 28. februar 2029" in told.text and "Den er sagt opp." in told.text
    with world.inside(world.north.council):
        put_in_state(agreement, "terminated")
    run(DAY(2029, 3, 1))
    assert letters(world, kind) == sorted(2 * everybody)
    assert letters(world, "agreement_revision_due") == []


def test_missing_election_day_is_told_once_a_year_until_it_is_there(world: World) -> None:
    agreement, kind = signed(world), "agreement_election_missing"
    ends(world, agreement, "", open_ended=True, signed_on="2026-04-01")
    with world.acting(world.north.slt):
        Agreement.objects.filter(pk=agreement.pk).update(state="draft")
        add_term(
            RevisionRule,
            agreement=agreement,
            by=world.north.slt,
            today=world.today,
            kind="after_municipal_election",
            years=4,
            grace_months=6,
        )
        Agreement.objects.filter(pk=agreement.pk).update(state="in_force")
    ElectionDay.objects.filter(date__gt=DAY(2026, 4, 1)).delete()
    run(DAY(2027, 1, 10))
    run(DAY(2027, 5, 10))
    assert letters(world, kind) == [world.north.slt.email]
    run(DAY(2028, 1, 10))
    assert len(letters(world, kind)) == 2
    ElectionDay.objects.create(date=DAY(2028, 3, 13), confirmed=True)
    run(DAY(2028, 9, 20))
    assert len(letters(world, kind)) == 2
    everybody = [world.north.slt.email, world.north.mayor.email, world.station_chief.email]
    assert letters(world, "agreement_revision_due") == sorted(everybody)


def test_measure_is_told_of_before_its_time_ends_and_once_after(world: World) -> None:
    agreement, kind, contact = signed(world), "agreement_measure_due", world.north.police_contact
    ends(world, agreement, "2030")
    told = {"agreement": agreement, "by": world.north.slt, "at": timezone.now(), "today": world.today}
    with world.acting(world.north.slt):
        measure = add_measure(text="Natteravner", responsible=contact, due="2027-03", **told)
        add_measure(text="Uten ansvarlig", due="2027-03-31", **told)
        add_measure(text="Uten frist", **told)
    run(DAY(2027, 3, 16))
    assert letters(world, kind) == []
    run(DAY(2027, 3, 17))
    assert letters(world, kind) == sorted([contact.email, world.north.slt.email])
    run(DAY(2027, 4, 1))
    assert len(letters(world, kind)) == 4
    with world.acting(world.north.slt):
        tell_measure(measure=measure, seen=1, progress=Progress.DONE, result="Gjort", **told)
    run(DAY(2027, 6, 1))
    assert len(letters(world, kind)) == 4


def test_author_hears_when_somebody_else_settles_the_remark(world: World, written: Agreement) -> None:
    kind, contact = "agreement_remark_settled", world.north.police_contact
    with world.acting(contact):
        remark = comment(
            agreement=written, section=None, text="Hva med helgene?", by=contact, at=timezone.now()
        )
        own = comment(agreement=written, section=None, text="Glem det", by=contact, at=timezone.now())
        settle_comment(thread=own, agreement=written, settled=True, by=contact, at=timezone.now())
    assert letters(world, kind) == []
    told = {"thread": remark, "agreement": written, "by": world.north.slt}
    with world.acting(world.north.slt):
        settle_comment(settled=True, at=timezone.now(), **told)
        settle_comment(settled=True, at=timezone.now(), **told)
        assert letters(world, kind) == [contact.email]
        settle_comment(settled=False, at=timezone.now(), **told)
        settle_comment(settled=True, at=timezone.now(), **told)
    assert letters(world, kind) == [contact.email, contact.email]
