"""A worker killed with SIGKILL while 200 notices leave: all arrive, at most one twice a kill, under the same id."""

from __future__ import annotations

import subprocess
import time
from collections import Counter
from collections.abc import Callable

import pytest
from django.utils import timezone

from politirad import delivery, mail
from politirad.tenancy.models import OutgoingMessage
from tests.post_office import PostOffice
from tests.world import World

pytestmark = pytest.mark.soak
NOTICES = 200
KILLS = 3


def test_200_notices_survive_killed_workers(
    world: World, start_worker: Callable[[], subprocess.Popen[bytes]], post_office: PostOffice
) -> None:
    process = start_worker()
    with world.inside(world.north.council):
        for number in range(NOTICES):
            mail.queue(
                "meeting_to_call",
                mail.Recipient(email=f"n{number}@example.test", name=f"Mottaker {number}"),
                dedupe_key=f"n{number}",
                council_id=world.north.council.pk,
                facts={
                    "meeting": {"title": "Møte 1", "date": world.today, "council": world.north.council},
                    "deadline": world.today,
                    "address": "http://localhost/",
                },
            )
    for kill in range(KILLS):
        post_office.wait_for((kill + 1) * NOTICES // (KILLS + 1), seconds=120)
        process.kill()
        process.wait()
        process = start_worker()
        delivery.sweep(timezone.now())
    deadline = time.monotonic() + 300
    while True:
        with world.inside(world.north.council):
            left = OutgoingMessage.objects.exclude(state=OutgoingMessage.State.SENT).count()
        if not left:
            break
        assert time.monotonic() < deadline, f"{left} letters have not left"
        time.sleep(2)
        delivery.sweep(timezone.now())
    arrived = Counter(letter.message["Message-ID"] for letter in post_office.letters)
    recipients = {letter.recipients[0] for letter in post_office.letters}
    duplicates = sum(count - 1 for count in arrived.values())
    print(f"notices {NOTICES}, kills {KILLS}, lost {NOTICES - len(recipients)}, duplicates {duplicates}")
    assert len(recipients) == len(arrived) == NOTICES
    assert duplicates <= KILLS
