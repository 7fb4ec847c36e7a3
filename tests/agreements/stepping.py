"""Deeds of several people in step: one database statement at a time, in an order that a seed decides.

Every person is a thread with a connection of its own to the real database. Before the first statement and after each,
a person stands still until the conductor lets it go on; so each may pause between any two statements, with the locks
that it holds. Whoever waits for a lock of another (PostgreSQL says so) is passed over until it is free; a lock that
somebody outside the play holds is waited for. Nothing sleeps for luck: the same seed gives the same order.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connection, connections

from councils.refusals import Refusal

PATIENCE = 60.0  # seconds; only what hangs for good comes so far
GLANCE = 0.002  # seconds between two looks at who waits for a lock
LONGEST_RUN = 60  # statements; most deeds have fewer
TO_THE_END = 10**6


class Stuck(AssertionError):
    """Nobody can go on: people wait for each other."""


@dataclass
class _Person:
    name: str
    deed: Callable[[], Any]
    backend: int = 0
    moving: bool = True  # until it stands still for the first time
    done: bool = False
    blocked: bool = False
    answer: Any = None
    failure: BaseException | None = None
    steps: int = 0
    go: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Told:
    """How it went: what each person was answered (or the Refusal), who ended before whom, and the switches."""

    answers: dict[str, Any]
    ended: list[str]
    order: list[str]

    def before(self, one: str, other: str) -> bool:
        """Whether `one` had committed before `other` had."""
        return self.ended.index(one) < self.ended.index(other)


class _Conductor:
    def __init__(self, deeds: Mapping[str, Callable[[], Any]], chance: random.Random) -> None:
        self._people = [_Person(name, deed) for name, deed in deeds.items()]
        self._chance = chance
        self._still = threading.Condition()
        self._ended: list[str] = []
        self._order: list[str] = []
        self._over = False

    def run(self) -> Told:
        """Conduct. Whatever goes wrong, nobody is left behind with a lock that the next test runs into."""
        threads = [threading.Thread(target=self._live, args=[one], daemon=True) for one in self._people]
        for thread in threads:
            thread.start()
        try:
            self._conduct()
        finally:
            self._over = True
            for one in self._people:
                one.go.set()
            for thread in threads:
                thread.join(PATIENCE)
        for one in self._people:
            if one.failure is not None:
                raise one.failure
        return Told({one.name: one.answer for one in self._people}, self._ended, self._order)

    def _conduct(self) -> None:
        settings = connection.settings_dict
        with psycopg.connect(
            host=settings["HOST"],
            port=settings["PORT"] or None,
            dbname=settings["NAME"],
            user=settings["USER"],
            password=settings["PASSWORD"],
            autocommit=True,
        ) as watch:
            self._wait(watch)
            while not all(one.done for one in self._people):
                self._take_turns(watch)

    def _take_turns(self, watch: psycopg.Connection[Any]) -> None:
        """Let one of those who can run for a while: so many statements, or until it waits or has ended."""
        ready = [one for one in self._people if not one.done and not one.blocked]
        if not ready:
            raise Stuck(f"all wait: {self._order}\n{self._waits_for(watch)}")
        last = self._order[-1].split()[0] if self._order else ""
        others = [one for one in ready if one.name != last]
        one = self._chance.choice(others or ready)
        left = self._chance.choice([1, 2, 3, 5, 8, 13, self._chance.randint(1, LONGEST_RUN), TO_THE_END])
        begun = one.steps
        while left and not one.done and not one.blocked:
            with self._still:
                one.moving = True
            one.go.set()
            self._wait(watch)
            left -= 1
        self._order.append(f"{one.name} {one.steps - begun}")

    def _wait(self, watch: psycopg.Connection[Any]) -> None:
        """Until everybody stands still, has ended, or waits for a lock that another holds."""
        patience = PATIENCE / GLANCE
        while True:
            with self._still:
                if all(not one.moving for one in self._people):
                    for one in self._people:
                        one.blocked = False
                    return
                self._still.wait(GLANCE)
                moving = [one for one in self._people if one.moving]
            # Asked twice: between two questions somebody may have let go of what another waited for.
            stuck = all(one.backend and self._waits(watch, one) for one in [*moving, *moving])
            with self._still:
                if stuck and moving and moving == [one for one in self._people if one.moving]:
                    for one in self._people:
                        one.blocked = one.moving
                    return
            patience -= 1
            if patience < 0:
                raise Stuck(f"nothing moves: {self._order}\n{self._waits_for(watch)}")

    def _waits(self, watch: psycopg.Connection[Any], one: _Person) -> bool:
        """Whether it waits for people alone, be it through somebody outside who waits for them in turn."""
        people = {each.backend for each in self._people}
        asked, found = {one.backend}, [one.backend]
        while found:
            backend = found.pop()
            row = watch.execute("SELECT pg_blocking_pids(%s)", [backend]).fetchone()
            holders: list[int] = row[0] if row else []
            if not holders and (backend == one.backend or backend not in people):
                return False
            new = set(holders) - asked
            asked |= new
            found += new
        return True

    def _waits_for(self, watch: psycopg.Connection[Any]) -> str:
        """Who waits for whom, with which statement."""
        names = {one.backend: one.name for one in self._people}
        rows = watch.execute(
            "SELECT pid, pg_blocking_pids(pid), state, left(query, 300) FROM pg_stat_activity WHERE pid = ANY(%s)",
            [list(names)],
        )
        return "\n".join(
            f"{names[pid]} waits for {[names.get(by, by) for by in blockers]} ({state}): {query}"
            for pid, blockers, state, query in rows
        )

    def _stand_still(self, one: _Person) -> None:
        with self._still:
            one.moving = False
            one.steps += 1
            self._still.notify_all()
        if not self._over and not one.go.wait(PATIENCE):
            raise Stuck(f"{one.name} was never let go")
        if self._over:
            raise Stuck(f"{one.name} was left behind")
        one.go.clear()

    def _live(self, one: _Person) -> None:
        def step(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            try:
                return execute(sql, params, many, context)
            finally:
                self._stand_still(one)

        try:
            connection.ensure_connection()
            one.backend = connection.connection.info.backend_pid
            self._stand_still(one)
            with connection.execute_wrapper(step):
                one.answer = one.deed()
        except Refusal as refusal:
            one.answer = refusal
        except BaseException as failure:  # noqa: BLE001  (raised again where the test waits)
            one.failure = failure
        finally:
            connections.close_all()
            with self._still:
                self._ended.append(one.name)
                one.moving, one.done = False, True
                self._still.notify_all()


def in_step(deeds: Mapping[str, Callable[[], Any]], chance: random.Random) -> Told:
    """Do the deeds in an order that `chance` decides. Raises what a deed raised, Refusals apart, and Stuck."""
    return _Conductor(deeds, chance).run()
