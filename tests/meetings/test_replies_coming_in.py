"""The three ways a mail comes in: posted, handed to a command, and fetched from a mailbox."""

from __future__ import annotations

import imaplib
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from meetings import clock
from meetings.models import Meeting
from politirad.incoming import empty_mailbox
from tests import engines
from tests.meetings.calls import called
from tests.meetings.imap_server import PASSWORD, Mailbox, mailbox_server
from tests.meetings.reply_mails import entry, mail
from tests.meetings.reply_scene import PATTERN, call_of, line_of
from tests.world import World

SECRET = "et-langt-ord-som-bare-e-posttjeneren-har"


@pytest.fixture(autouse=True)
def _reply_address(settings: Any) -> None:
    settings.REPLY_ADDRESS = PATTERN


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mailbox_server() as opened:
        yield opened


def reply(world: World, meeting: Meeting, **facts: Any) -> bytes:
    """The member's calendar accepts."""
    uid, organizer, _letter = call_of(world, meeting, world.north.member)
    address = world.north.member.email
    return mail(entry(uid=uid, attendee=address, stamp=timezone.now(), **facts), sender=address, to=organizer)


def answer(world: World, meeting: Meeting) -> str:
    return line_of(world, meeting, world.north.member).answer


def post(raw: bytes, secret: str | None = SECRET) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {secret}"} if secret is not None else {}
    response = Client(enforce_csrf_checks=True).post(
        "/svar-epost/", raw, content_type="message/rfc822", headers=headers
    )
    return response.status_code, response.content.decode()


def test_posted_mail_is_taken_from_whoever_shows_the_secret(world: World, settings: Any) -> None:
    settings.REPLY_SECRET = SECRET
    meeting = called(world)
    raw = reply(world, meeting)
    assert [post(raw, secret)[0] for secret in (None, "", "feil", "å")] == [403] * 4
    assert answer(world, meeting) == "none"
    assert post(raw) == (200, "taken")
    assert post(raw) == (200, "taken")
    assert answer(world, meeting) == "accepted"
    assert post(b"tull") == (202, "unknown")
    assert post(b"") == (202, "unknown")
    assert post(b"x" * 6_000_000)[0] == 413
    assert Client().get("/svar-epost/").status_code == 405


@pytest.mark.django_db
def test_without_a_secret_there_is_no_such_address(settings: Any) -> None:
    settings.REPLY_SECRET = ""
    assert [post(b"x", secret)[0] for secret in (None, "", "x")] == [404] * 3


@pytest.mark.django_db(transaction=True)
def test_command_takes_a_mail_from_its_input(world: World) -> None:
    meeting = called(world)
    environment = {**os.environ, "REPLY_ADDRESS": PATTERN}
    done = subprocess.run(
        [sys.executable, "manage.py", "receive_reply"],
        cwd=engines.ROOT,
        env=environment,
        input=reply(world, meeting),
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert (done.returncode, done.stdout.decode().strip()) == (0, "taken"), done.stderr.decode()
    assert answer(world, meeting) == "accepted"


def address_of(mailbox: Mailbox) -> str:
    return f"imap://{quote('svar@example.test', safe='')}:{quote(PASSWORD, safe='')}@127.0.0.1:{mailbox.port}/INBOX"


def test_mailbox_is_emptied_by_the_clock(world: World, settings: Any, mailbox: Mailbox) -> None:
    meeting = called(world)
    settings.REPLY_MAILBOX = address_of(mailbox)
    spam = mailbox.put(b"From: noen@example.test\r\nSubject: Kjop!\r\n\r\nBillig")
    good = mailbox.put(reply(world, meeting))
    assert clock.due_replies(timezone.now()) == 2
    assert answer(world, meeting) == "accepted"
    assert mailbox.flags == {spam: {r"\Seen", r"\Flagged"}, good: {r"\Seen"}}
    assert clock.due_replies(timezone.now()) == 0


def test_mailbox_that_breaks_off_loses_nothing(world: World, settings: Any, mailbox: Mailbox) -> None:
    meeting = called(world)
    settings.REPLY_MAILBOX = address_of(mailbox)
    mailbox.put(b"From: noen@example.test\r\n\r\nHei")
    mailbox.breaks_off = mailbox.put(reply(world, meeting))
    assert clock.due_replies(timezone.now()) == 0
    assert (answer(world, meeting), mailbox.flags[2]) == ("none", set())
    mailbox.breaks_off = 0
    assert clock.due_replies(timezone.now()) == 1
    assert answer(world, meeting) == "accepted"


@pytest.mark.parametrize(
    ("error", "flags"), [(OperationalError, set()), (ZeroDivisionError, {r"\Seen", r"\Flagged"})]
)
def test_mail_we_stumble_over_holds_up_no_other_and_waits_for_a_database(
    mailbox: Mailbox, settings: Any, monkeypatch: pytest.MonkeyPatch, error: type[Exception], flags: set[str]
) -> None:
    settings.REPLY_MAILBOX = address_of(mailbox)
    mailbox.put(b"From: noen@example.test\r\n\r\nHei")

    def stumble(raw: bytes, *, at: object) -> None:
        raise error

    monkeypatch.setattr(clock, "receive_mail", stumble)
    if error is OperationalError:
        with pytest.raises(OperationalError):
            clock.due_replies(timezone.now())
    else:
        assert clock.due_replies(timezone.now()) == 1
    assert mailbox.flags[1] == flags


def test_no_mailbox_is_no_work(settings: Any) -> None:
    settings.REPLY_MAILBOX = ""
    assert clock.due_replies(timezone.now()) == 0


def test_wrong_password_and_missing_folder_are_said(mailbox: Mailbox) -> None:
    right = address_of(mailbox)
    with pytest.raises(imaplib.IMAP4.error):
        empty_mailbox(right.replace(quote(PASSWORD, safe=""), "feil"), lambda raw: raw)
    with pytest.raises(imaplib.IMAP4.error, match="no folder Svar"):
        empty_mailbox(right.replace("INBOX", "Svar"), lambda raw: raw)
    for wrong in ("https://a:b@c/", "imaps://c/INBOX", "imaps:///"):
        with pytest.raises(ImproperlyConfigured):
            empty_mailbox(wrong, lambda raw: raw)
