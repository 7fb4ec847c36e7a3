"""`manage.py run_due`: a line per job, nothing twice, also when two run at the same moment."""

from __future__ import annotations

import datetime
import io
import re
import subprocess
import threading
import time
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from agreements import clock as agreements_clock
from agreements import notifications
from agreements.models import Agreement
from agreements.reminders import before_deadline
from politirad import clock
from politirad.tenancy.models import OutgoingMessage
from tests import engines
from tests.agreements.drafts import frozen
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
LINE = re.compile(r"[a-z_.]+ +\d+")


def waiting(world: World) -> str:
    """A text out for signing with three days left, and the moment that its reminders are due."""
    with world.acting(world.north.slt):
        frozen(world, days=20)
    at = timezone.make_aware(datetime.datetime.combine(world.today, datetime.time(8)))
    return (at + datetime.timedelta(days=17)).isoformat()


def reminders(world: World) -> list[str]:
    with world.inside(world.north.council):
        found = OutgoingMessage.objects.filter(kind="agreement_unsigned")
        return sorted(found.values_list("recipient__email", flat=True))


def test_each_job_has_a_line_and_a_repeated_run_sends_nothing(world: World) -> None:
    at = waiting(world)
    printed = []
    for _twice in range(2):
        said = io.StringIO()
        call_command("run_due", at=at, stdout=said)
        lines = said.getvalue().splitlines()
        assert [line.split()[0] for line in lines] == [name for name, _job in clock.JOBS]
        assert all(LINE.fullmatch(line) for line in lines), lines
        printed.append(dict(line.split() for line in lines))
        assert reminders(world) == sorted([world.north.mayor.email, world.station_chief.email])
    assert printed[0]["agreements.reminders"] == "2"
    assert printed[1]["agreements.reminders"] == "0"


def test_two_runs_at_the_same_moment_send_nothing_twice(world: World) -> None:
    at = datetime.datetime.fromisoformat(waiting(world))
    start, counts = threading.Barrier(2), []

    def run() -> None:
        start.wait()
        try:
            counts.append({done.name: done.count for done in clock.run(at)})
        finally:
            connections.close_all()

    runs = [threading.Thread(target=run) for _two in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert len(counts) == 2, "one of them failed"
    assert sum(found["agreements.reminders"] for found in counts) == 2
    assert reminders(world) == sorted([world.north.mayor.email, world.station_chief.email])


def test_letter_that_another_run_is_writing_is_waited_for_and_not_written_again(world: World) -> None:
    """The second run finds no letter before the first has committed; the database then holds it back."""
    at = datetime.datetime.fromisoformat(waiting(world))
    counts: list[int] = []

    def second() -> None:
        try:
            counts.append(agreements_clock.due_reminders(at))
        finally:
            connections.close_all()

    other = threading.Thread(target=second)
    with world.inside(world.north.council):
        agreement = Agreement.objects.get(owner_council=world.north.council)
        signing = agreement.rounds.get()
        step = before_deadline(world.today, signing.deadline, timezone.localdate(at))
        for user in (world.north.mayor, world.station_chief):
            assert notifications.unsigned_slot(agreement, signing, user, days_left=step)
        other.start()
        deadline = time.monotonic() + 30
        while not waits_for_a_lock():
            assert time.monotonic() < deadline and other.is_alive(), "the second run does not meet the first"
            time.sleep(0.02)
    other.join(30)
    assert counts == [0]
    assert reminders(world) == sorted([world.north.mayor.email, world.station_chief.email])


def waits_for_a_lock() -> bool:
    with engines.administrator() as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_locks l JOIN pg_database d ON d.datname = %s"
            " JOIN pg_stat_activity a ON a.pid = l.pid AND a.datid = d.oid WHERE NOT l.granted",
            [connections["default"].settings_dict["NAME"]],
        ).fetchone()
    return found is not None


@pytest.mark.parametrize("at", ["i morgen", "2027-13-01", "08:00"])
def test_moment_that_is_none_is_refused_in_a_sentence(
    world: World, manage: Callable[..., subprocess.CompletedProcess[str]], at: str
) -> None:
    done = manage("run_due", "--at", at)
    assert done.returncode == 1
    assert f"«{at}» er ikke et tidspunkt. Skriv for eksempel 2027-01-15T08:00." in done.stderr
    assert "Traceback" not in done.stderr
