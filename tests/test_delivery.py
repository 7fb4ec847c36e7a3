"""The outbox over a real mail server, by a real worker: sent, refused, retried, found again, never lost in silence."""

from __future__ import annotations

import datetime
import smtplib
import subprocess
import time
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
import redis
from django.utils import timezone

from politirad import delivery, mail
from politirad.tenancy import context
from politirad.tenancy.models import OutgoingMessage
from tests.post_office import PostOffice
from tests.world import World

State = OutgoingMessage.State
Worker = subprocess.Popen[bytes]


def write(
    world: World, name: str = "Mona Medlem", *, key: str = "letter", waits: bool = False
) -> OutgoingMessage:
    """A letter in the north council's outbox, committed."""
    with world.inside(world.north.council):
        message = mail.queue(
            "meeting_to_call",
            mail.Recipient(email=f"{key}@example.test", name=name),
            dedupe_key=key,
            council_id=world.north.council.pk,
            waits_when_uncertain=waits,
            facts={
                "meeting": {"title": "Møte 1", "date": world.today, "council": world.north.council},
                "deadline": world.today,
                "address": "http://localhost/",
            },
        )
    assert message is not None
    return message


def now(world: World, message: OutgoingMessage) -> OutgoingMessage:
    """The letter as it stands in the database."""
    with world.inside(world.north.council):
        return OutgoingMessage.objects.get(pk=message.pk)


def wait_until(question: Callable[[], bool], *, seconds: float = 30) -> None:
    """Wait for something another process does."""
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def test_letter_leaves_after_the_commit(world: World, worker: Worker, post_office: PostOffice) -> None:
    message = write(world)
    [letter] = post_office.wait_for(1)
    assert letter.message["Message-ID"] == message.message_id
    assert letter.message["To"] == "Mona Medlem <letter@example.test>"
    assert letter.message.get_body(("plain",)) is not None
    assert letter.message.get_body(("html",)) is not None
    wait_until(lambda: now(world, message).state == State.SENT)


def test_same_letter_is_written_once(world: World) -> None:
    write(world)
    with world.inside(world.north.council):
        again = mail.queue(
            "meeting_to_call",
            mail.Recipient(email="x@example.test", name="X"),
            dedupe_key="letter",
            council_id=world.north.council.pk,
            facts={},
        )
        assert again is None
        assert OutgoingMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_letter_of_a_deed_that_failed_is_not_written(world: World) -> None:
    with pytest.raises(ZeroDivisionError), world.inside(world.north.council):
        write(world)
        raise ZeroDivisionError
    with world.inside(world.north.council):
        assert OutgoingMessage.objects.count() == 0


def test_temporary_refusal_is_tried_again_later(
    world: World, worker: Worker, post_office: PostOffice
) -> None:
    post_office.answer_recipient = lambda address: "450 Kom igjen senere"
    message = write(world)
    wait_until(lambda: now(world, message).state == State.FAILED)
    refused = now(world, message)
    assert "450 Kom igjen senere" in refused.server_words
    assert refused.due_at > refused.created_at
    post_office.answer_recipient = lambda address: None
    with world.inside(world.north.council):
        OutgoingMessage.objects.update(due_at=timezone.now())
    assert delivery.sweep(timezone.now()) == 1
    [letter] = post_office.wait_for(1)
    assert letter.message["Message-ID"] == message.message_id


def test_final_refusal_is_kept_with_the_servers_words(
    world: World, worker: Worker, post_office: PostOffice
) -> None:
    post_office.answer_recipient = lambda address: "550 Ukjent mottaker"
    message = write(world)
    wait_until(lambda: now(world, message).state == State.DEAD)
    assert "550 Ukjent mottaker" in now(world, message).server_words
    assert delivery.due(timezone.now() + datetime.timedelta(days=1)) == []


def test_server_that_is_down_delays_and_loses_nothing(
    world: World, worker: Worker, post_office: PostOffice
) -> None:
    post_office.close()
    message = write(world)
    wait_until(lambda: now(world, message).state == State.FAILED)
    post_office.open()
    with world.inside(world.north.council):
        OutgoingMessage.objects.update(due_at=timezone.now())
    delivery.sweep(timezone.now())
    assert len(post_office.wait_for(1)) == 1


def test_sweep_finds_what_the_broker_lost(
    world: World,
    transactional_db: None,
    broker: redis.Redis,
    request: pytest.FixtureRequest,
    post_office: PostOffice,
) -> None:
    write(world)
    broker.flushdb()
    request.getfixturevalue("worker")
    assert delivery.sweep(timezone.now()) == 1
    assert len(post_office.wait_for(1)) == 1


def leave_in_mid_send(world: World, message: OutgoingMessage) -> datetime.datetime:
    """As a worker that was killed while the server had the letter. Returns a time after its lease."""
    at = timezone.now()
    with world.inside(world.north.council):
        assert delivery.claim(message.pk, at=at) is not None
    return at + delivery.LEASE + datetime.timedelta(seconds=1)


def test_letter_left_in_mid_send_goes_out_again_under_the_same_id(world: World) -> None:
    message = write(world)
    later = leave_in_mid_send(world, message)
    with world.inside(world.north.council):
        assert delivery.claim(message.pk, at=timezone.now()) is None
        again = delivery.claim(message.pk, at=later)
    assert again is not None
    assert (again.message_id, again.attempts) == (message.message_id, 2)


def test_request_to_sign_left_in_mid_send_waits_for_a_person(world: World) -> None:
    message = write(world, waits=True)
    later = leave_in_mid_send(world, message)
    with world.inside(world.north.council):
        assert delivery.claim(message.pk, at=later) is None
    assert now(world, message).state == State.UNCERTAIN


def test_message_is_out_of_reach_from_another_council(world: World) -> None:
    message = write(world)
    with context.entered(context.of_council(world.south.council.pk)):
        assert delivery.claim(message.pk, at=timezone.now()) is None


def about(world: World, key: str, address: str, subject: UUID) -> OutgoingMessage:
    """A letter to an address about a thing."""
    with world.inside(world.north.council):
        message = write(world, key=key)
        OutgoingMessage.objects.filter(pk=message.pk).update(subject_id=subject, to_email=address)
    return message


@pytest.mark.django_db
def test_letters_to_one_person_about_one_thing_leave_in_order(world: World) -> None:
    thing, other = uuid4(), uuid4()
    first = about(world, "first", "mona@example.test", thing)
    second = about(world, "second", "MONA@example.test", thing)
    elsewhere = about(world, "elsewhere", "per@example.test", thing)
    unrelated = about(world, "unrelated", "mona@example.test", other)
    at = timezone.now()
    with world.inside(world.north.council):
        claimed = [one.dedupe_key for one in (second, elsewhere, unrelated) if delivery.claim(one.pk, at=at)]
        assert claimed == ["elsewhere", "unrelated"]
        taken = delivery.claim(first.pk, at=at)
        assert taken is not None
        assert delivery.claim(second.pk, at=at) is None
        delivery.settle(taken, at=at, error=smtplib.SMTPResponseException(450, b"Kom igjen"))
        assert delivery.claim(second.pk, at=at) is None
        again = delivery.claim(first.pk, at=at + delivery.LEASE)
        assert again is not None
        delivery.settle(again, at=at, error=smtplib.SMTPResponseException(550, b"Ukjent"))
        assert delivery.claim(second.pk, at=at) is not None


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 15), (2, 30), (3, 60), (20, 3600)])
def test_pause_doubles_up_to_an_hour(attempts: int, seconds: int) -> None:
    assert delivery.back_off(attempts) == datetime.timedelta(seconds=seconds)


@pytest.mark.parametrize("name", ['Ola "O" Normann', "Kari\r\nBcc: alle@example.test", "Å, Æ <x@y>"])
def test_strange_name_cannot_add_a_header(
    world: World, worker: Worker, post_office: PostOffice, name: str
) -> None:
    write(world, name)
    [letter] = post_office.wait_for(1)
    assert letter.recipients == ["letter@example.test"]
    assert letter.message["Bcc"] is None
