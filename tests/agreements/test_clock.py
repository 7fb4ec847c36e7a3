"""What the clock owes: reminders that go once, states that follow the date, rounds and jobs that nobody saw."""

import datetime
from collections import Counter

import pytest
from django.utils import timezone

from agreements import clock
from agreements.actions import add_term, sign
from agreements.models import Agreement, AgreementJob, RevisionRule, Round, SignatorySlot
from agreements.reminders import before_deadline, months_before
from politirad.tenancy.models import OutgoingMessage
from tests.agreements.drafts import frozen, sign_all, signed
from tests.world import World

DUE = datetime.date(2028, 3, 31)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (datetime.date(2027, 3, 30), None),
        (datetime.date(2027, 3, 31), 12),
        (datetime.date(2027, 9, 29), 12),
        (datetime.date(2027, 9, 30), 6),
        (datetime.date(2027, 12, 31), 3),
        (datetime.date(2028, 2, 28), 3),
        (datetime.date(2028, 2, 29), 1),
        (datetime.date(2028, 3, 30), 1),
        (datetime.date(2028, 3, 31), 0),
        (datetime.date(2028, 6, 30), 0),
        (datetime.date(2028, 7, 1), None),
    ],
)
def test_step_of_the_ladder_holds_until_the_next(today: datetime.date, step: int | None) -> None:
    assert months_before(DUE, today) == step


@pytest.mark.parametrize(
    ("given", "left", "step"),
    [(30, 6, None), (30, 5, 5), (30, 0, 5), (30, -1, None), (7, 3, 3), (7, 4, None), (2, 1, 1), (1, 0, None)],
)
def test_reminder_before_the_deadline_follows_the_time_given(given: int, left: int, step: int | None) -> None:
    opened = datetime.date(2027, 1, 1)
    deadline = opened + datetime.timedelta(days=given)
    assert before_deadline(opened, deadline, deadline - datetime.timedelta(days=left)) == step


def at(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(7)))


def letters(world: World, kind: str) -> int:
    """How many times something was told, each time to all who are to know."""
    with world.inside(world.north.council):
        found = (
            OutgoingMessage.objects.filter(kind=kind).order_by().values_list("recipient__email", flat=True)
        )
        times = Counter(found)
    if kind in {"agreement_revision_due", "agreement_expires"}:
        everybody = {world.north.slt.email, world.north.mayor.email, world.station_chief.email}
        assert set(times) in (set(), everybody)
        assert len(set(times.values())) <= 1
        return times[world.north.slt.email]
    return times.total()


def test_revision_reminders_go_once_at_each_step(world: World) -> None:
    agreement = signed(world)
    with world.inside(world.north.council):
        Agreement.objects.filter(pk=agreement.pk).update(valid_to="", open_ended=True, signed_on="2026-04-01")
    due = datetime.date(2030, 4, 1)
    put_rule(world, agreement)
    for day, count in (
        (datetime.date(2029, 3, 31), 0),
        (datetime.date(2029, 4, 1), 1),
        (datetime.date(2029, 5, 1), 1),
        (datetime.date(2029, 10, 1), 2),
        (due, 3),
    ):
        clock.due_reminders(at(day))
        clock.due_reminders(at(day))
        assert letters(world, "agreement_revision_due") == count, day


def put_rule(world: World, agreement: Agreement) -> None:
    """A rule in a signed agreement: a draft for a moment, as the wall demands."""
    with world.acting(world.north.slt):
        Agreement.objects.filter(pk=agreement.pk).update(state="draft")
        add_term(
            RevisionRule,
            agreement=agreement,
            by=world.north.slt,
            today=world.today,
            kind="every_n_years",
            years=4,
        )
        Agreement.objects.filter(pk=agreement.pk).update(state="in_force")


def test_expiry_is_told_before_and_on_the_day_and_the_state_follows(world: World) -> None:
    agreement = signed(world)
    with world.inside(world.north.council):
        Agreement.objects.filter(pk=agreement.pk).update(valid_from="2025", valid_to="2027")
    clock.due_reminders(at(datetime.date(2026, 12, 1)))
    assert letters(world, "agreement_expires") == 0
    clock.due_reminders(at(datetime.date(2027, 1, 1)))
    assert letters(world, "agreement_expires") == 1
    assert clock.due_states(at(datetime.date(2027, 8, 1))) == 1
    assert clock.due_states(at(datetime.date(2027, 8, 2))) == 0
    with world.inside(world.north.council):
        assert Agreement.objects.get(pk=agreement.pk).state == "to_renew"
    assert clock.due_states(at(datetime.date(2028, 1, 1))) == 1
    clock.due_reminders(at(datetime.date(2028, 1, 1)))
    with world.inside(world.north.council):
        assert Agreement.objects.get(pk=agreement.pk).state == "expired"
        last = OutgoingMessage.objects.filter(kind="agreement_expires").last()
        assert last is not None and "gjaldt til og med 31. desember 2027" in last.text


def test_unsigned_lines_are_reminded_once_before_the_deadline(world: World) -> None:
    with world.acting(world.north.slt):
        signing = frozen(world, days=20)
    for days_left, count in ((6, 0), (5, 2), (4, 2), (0, 2)):
        clock.due_reminders(at(world.today + datetime.timedelta(days=20 - days_left)))
        assert letters(world, "agreement_unsigned") == count
    with world.inside(world.north.council):
        Round.objects.filter(pk=signing.pk).update(deadline=world.today + datetime.timedelta(days=30))
    clock.due_reminders(at(world.today + datetime.timedelta(days=25)))
    assert letters(world, "agreement_unsigned") == 4


def test_writers_are_told_once_of_a_deadline_that_passes_with_lines_unsigned(world: World) -> None:
    with world.acting(world.north.slt):
        signing = frozen(world, days=20)
    with world.acting(world.north.mayor):
        sign(
            slot=SignatorySlot.objects.get(agreement=signing.agreement_id, planned_user=world.north.mayor),
            sha256=signing.version.sha256,
            by=world.north.mayor,
            at=timezone.now(),
            today=world.today,
            evidence={"method": "password"},
        )
    clock.due_reminders(at(world.today + datetime.timedelta(days=20)))
    assert letters(world, "agreement_signing_over") == 0
    for days in (21, 21, 22):
        clock.due_reminders(at(world.today + datetime.timedelta(days=days)))
    with world.inside(world.north.council):
        [letter] = OutgoingMessage.objects.filter(kind="agreement_signing_over")
        chief = world.station_chief.name
        assert letter.recipient == world.north.slt
        assert "Disse linjene er ikke signert:" in letter.text
        assert f"politistasjonssjef: {chief}" in letter.text
        assert world.north.mayor.name not in letter.text
        Round.objects.filter(pk=signing.pk).update(deadline=world.today + datetime.timedelta(days=30))
    clock.due_reminders(at(world.today + datetime.timedelta(days=31)))
    assert letters(world, "agreement_signing_over") == 2


def test_round_that_nobody_saw_the_end_of_is_settled_by_the_clock(world: World) -> None:
    with world.acting(world.north.slt):
        signing = frozen(world)
    sign_all(world, signing)
    assert clock.due_settlements(timezone.now()) == 1
    assert clock.due_settlements(timezone.now()) == 0
    with world.inside(world.north.council):
        assert Agreement.objects.get(pk=signing.agreement_id).state == "in_force"


def test_left_jobs_are_found_and_finished_ones_are_not(world: World) -> None:
    signed(world)
    assert clock.due_jobs(timezone.now()) == 1
    with world.inside(world.north.council):
        AgreementJob.objects.update(
            state="running", lease_until=timezone.now() + datetime.timedelta(minutes=1)
        )
    assert clock.due_jobs(timezone.now()) == 0
    assert clock.due_jobs(timezone.now() + datetime.timedelta(minutes=2)) == 1


def test_successor_in_force_replaces_its_predecessor(world: World) -> None:
    former = signed(world)
    with world.acting(world.north.slt):
        signing = frozen(world)
        Agreement.objects.filter(pk=signing.agreement_id).update(predecessor=former, valid_from="2027-03-01")
    sign_all(world, signing)
    clock.due_settlements(timezone.now())
    with world.inside(world.north.council):
        assert Agreement.objects.get(pk=former.pk).state == "in_force"
    clock.due_states(at(datetime.date(2027, 3, 1)))
    with world.inside(world.north.council):
        assert Agreement.objects.get(pk=former.pk).state == "replaced"
