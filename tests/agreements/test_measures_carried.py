"""Measures from year to year and from one agreement to the next; the pure rules of it."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements import measures as rules
from agreements.actions import add_measure, change_measure, freeze, open_revision, settle, tell_measure
from agreements.lifecycle import State
from agreements.measures import Progress, is_late, is_led_elsewhere
from agreements.models import Agreement, Measure
from agreements.validity import PartialDate
from councils.refusals import Refusal
from tests.agreements.drafts import sign_all
from tests.agreements.measure_scene import agreed, fresh, measure, now, planned, tell  # noqa: F401  (fixtures)
from tests.world import World

DAY = datetime.date


@pytest.mark.parametrize(
    ("due", "progress", "today", "late"),
    [
        ("2026", Progress.PLANNED, DAY(2026, 12, 31), False),  # a year lasts until its last day
        ("2026", Progress.PLANNED, DAY(2027, 1, 1), True),
        ("2028-02", Progress.STARTED, DAY(2028, 2, 29), False),  # and so does February of a leap year
        ("2028-02", Progress.STARTED, DAY(2028, 3, 1), True),
        ("2026-05-04", Progress.STARTED, DAY(2026, 5, 4), False),
        ("2026-05-04", Progress.STARTED, DAY(2026, 5, 5), True),
        ("2026-05-04", Progress.DONE, DAY(2026, 5, 5), False),  # what is done is not late
        ("2026-05-04", Progress.DROPPED, DAY(2026, 5, 5), False),
        ("", Progress.STARTED, DAY(2026, 5, 5), False),
    ],
)
def test_late_is_what_is_open_after_the_last_day_of_its_date(
    due: str, progress: Progress, today: DAY, late: bool
) -> None:
    assert is_late(PartialDate.fromisoformat(due) if due else None, progress, today) is late


@pytest.mark.parametrize(
    ("year", "begun", "closed", "belongs"),
    [
        (2025, DAY(2025, 12, 31), None, True),
        (2024, DAY(2025, 1, 1), None, False),
        (2026, DAY(2025, 3, 1), None, True),  # goes on by itself
        (2026, DAY(2025, 3, 1), DAY(2026, 1, 1), True),
        (2026, DAY(2025, 3, 1), DAY(2025, 12, 31), False),
    ],
)
def test_open_measures_go_on_into_the_next_year(
    year: int, begun: DAY, closed: DAY | None, belongs: bool
) -> None:
    assert rules.belongs_to(year, begun=begun, closed=closed) is belongs


@pytest.mark.parametrize(
    ("own", "starts", "predecessor", "elsewhere"),
    [
        (State.DRAFT, None, State.IN_FORCE, True),
        (State.PARTLY_SIGNED, None, State.EXPIRED, True),
        (State.IN_FORCE, DAY(2027, 1, 1), State.IN_FORCE, True),  # signed, and begins at New Year
        (State.IN_FORCE, DAY(2026, 1, 1), State.REPLACED, False),
        (State.DRAFT, None, State.TERMINATED, False),
        (State.DRAFT, None, None, False),
        (State.IN_FORCE, DAY(2026, 1, 1), State.IN_FORCE, False),
    ],
)
def test_carried_measure_is_followed_up_in_one_place(
    own: State, starts: DAY | None, predecessor: State | None, elsewhere: bool
) -> None:
    found = is_led_elsewhere(own, starts=starts, predecessor=predecessor, today=DAY(2026, 6, 1))
    assert found is elsewhere


def test_year_that_is_over_is_shown_as_it_stood(world: World, agreed: Agreement) -> None:
    before = world.today.replace(year=world.today.year - 1, month=3, day=1)
    then = timezone.now() - (world.today - before)
    with world.acting(world.north.slt):
        one = add_measure(agreement=agreed, by=world.north.slt, at=then, today=before, text="Gatevakter")
        tell_measure(
            measure=one, agreement=agreed, seen=1, progress=Progress.STARTED, result="Halvveis",
            by=world.north.slt, at=then, today=before,
        )  # fmt: skip
        tell_measure(
            measure=one, agreement=agreed, seen=2, progress=Progress.DONE, result="Ferdig", by=world.north.slt,
            **now(world),
        )  # fmt: skip
    address = reverse("agreement_measures", args=[agreed.pk])
    client = world.client(world.north.slt)
    this = client.get(address).content.decode()
    assert "Ferdig" in this and f"fra {before.year}" in this
    last = client.get(f"{address}?ar={before.year}").content.decode()
    assert "Halvveis" in last and "Ferdig" not in last and f"31. desember {before.year}" in last


def test_open_measures_go_on_in_the_successor(world: World, agreed: Agreement, measure: Measure) -> None:
    slt, north = world.north.slt, world.north
    with world.acting(slt):
        done = planned(world, agreed, "Ferdig alt")
        tell_measure(
            measure=done,
            agreement=agreed,
            seen=1,
            progress=Progress.DONE,
            result="Gjort",
            by=slt,
            **now(world),
        )
        successor = open_revision(agreement=agreed, by=slt, today=world.today)
        copy = Measure.objects.get(agreement=successor)
        assert (copy.text, copy.carried_from, copy.begun_on) == (measure.text, measure, measure.begun_on)
        assert copy.focus_area is not None and copy.focus_area.agreement_id == successor.pk
        planned(world, agreed, "Etter at revisjonen ble åpnet")
        assert Measure.objects.filter(agreement=successor).count() == 2
        with pytest.raises(Refusal, match="følges opp i avtalen som gjelder nå"):
            tell_measure(
                measure=copy,
                agreement=successor,
                seen=1,
                progress=Progress.STARTED,
                result="",
                by=slt,
                **now(world),
            )
    assert tell(world, north.police_contact, measure, "started", "Godt i gang").status_code == 302
    with world.acting(slt):
        change_measure(measure=measure, agreement=agreed, seen=2, by=slt, due="2030", **now(world))
    followed = fresh(world, copy)
    assert (followed.progress, followed.result, followed.due, followed.changes) == (
        "started",
        "Godt i gang",
        "2030",
        3,
    )
    page = world.client(slt).get(reverse("measure", args=[successor.pk, copy.pk])).content.decode()
    assert "Tiltaket følges opp i avtalen som gjelder nå" in page
    assert (
        "Videreført"
        not in world.client(slt).get(reverse("measure", args=[agreed.pk, measure.pk])).content.decode()
    )


def test_successor_in_force_takes_over_what_is_left(
    world: World, agreed: Agreement, measure: Measure
) -> None:
    slt = world.north.slt
    with world.acting(slt):
        successor = open_revision(agreement=agreed, by=slt, today=world.today)
        signing = freeze(agreement=successor, by=slt, at=timezone.now(), today=world.today, deadline=None)
    sign_all(world, signing)
    with world.inside(world.north.council):
        settle(agreement=Agreement.objects.get(pk=successor.pk), at=timezone.now(), today=world.today)
        copy = Measure.objects.get(agreement=successor)
    assert "Avtalen er erstattet" in tell(world, slt, measure, "started").content.decode()
    assert tell(world, world.north.police_contact, copy, "started").status_code == 302
    old = world.client(slt).get(reverse("measure", args=[agreed.pk, measure.pk])).content.decode()
    assert "Tiltaket følges opp i den nye" in old
