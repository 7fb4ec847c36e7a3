"""A council's own months of reminding, through the clock's daily task: what goes, once, and after what has changed."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest
from django.urls import reverse

from agreements.actions import add_term, set_policy
from agreements.models import Agreement, RevisionRule
from agreements.reminders import months_before
from agreements.revision import add_months
from politirad import clock
from politirad.tenancy.models import OutgoingMessage
from tests.agreements.drafts import signed
from tests.world import World

REVISION, EXPIRY = "agreement_revision_due", "agreement_expires"


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


def choose(world: World, *months: int) -> None:
    """As the council's page does."""
    page = world.client(world.north.slt).post(
        reverse("agreement_policy", args=[world.north.council.pk]),
        {"reminder_months": ", ".join(map(str, months))},
    )
    assert page.status_code == 302


def to_be_revised(world: World, *, months: int) -> Agreement:
    """An agreement in force whose revision is due in so many months from today, by a rule of four years."""
    agreement = signed(world)
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
    due_in(world, agreement, months)
    return agreement


def due_in(world: World, agreement: Agreement, months: int) -> None:
    """Let the agreement have been signed so that the revision is due then."""
    on = add_months(world.today, months - 48)
    with world.inside(world.north.council):
        Agreement.objects.filter(pk=agreement.pk).update(
            valid_to="", open_ended=True, signed_on=on.isoformat()
        )


@pytest.mark.parametrize(
    ("steps", "left", "step"),
    [((9, 2), 10, None), ((9, 2), 9, 9), ((9, 2), 3, 9), ((9, 2), 2, 2), ((), 1, None), ((24,), 24, 24)],
)
def test_step_is_one_of_the_councils_own(steps: tuple[int, ...], left: int, step: int | None) -> None:
    due = datetime.date(2028, 1, 15)
    assert months_before(due, add_months(due, -left), steps) == step
    assert months_before(due, due, steps) == 0


def test_revision_is_reminded_of_at_the_councils_months_and_once(world: World) -> None:
    to_be_revised(world, months=9)
    choose(world, 8, 2)
    clock.day()
    assert letters(world, REVISION) == 0
    choose(world, 9, 2)
    clock.day()
    clock.day()
    assert letters(world, REVISION) == 1


def test_usual_months_hold_where_nothing_is_chosen(world: World) -> None:
    agreement = to_be_revised(world, months=13)
    clock.day()
    assert letters(world, REVISION) == 0
    for months, count in ((12, 1), (6, 2), (3, 3), (1, 4)):
        due_in(world, agreement, months)
        clock.day()
        clock.day()
        assert letters(world, REVISION) == count, months


def test_moved_date_is_reckoned_anew(world: World) -> None:
    agreement = to_be_revised(world, months=9)
    choose(world, 9)
    clock.day()
    due_in(world, agreement, 10)
    clock.day()
    assert letters(world, REVISION) == 1
    choose(world, 10)
    clock.day()
    clock.day()
    assert letters(world, REVISION) == 2


def test_expiry_follows_the_same_months(world: World) -> None:
    agreement = signed(world)
    last = add_months(world.today, 5) - datetime.timedelta(days=1)
    with world.inside(world.north.council):
        Agreement.objects.filter(pk=agreement.pk).update(valid_to=last.isoformat(), open_ended=False)
    choose(world, 4)
    clock.day()
    assert letters(world, EXPIRY) == 0
    choose(world, 5, 4)
    clock.day()
    clock.day()
    assert letters(world, EXPIRY) == 1


def test_each_council_has_its_own(world: World) -> None:
    to_be_revised(world, months=9)
    with world.acting(world.south.slt):
        set_policy(council=world.south.council, second_factor=False, reminder_months=[2], by=world.south.slt)
    clock.day()
    assert letters(world, REVISION) == 1
