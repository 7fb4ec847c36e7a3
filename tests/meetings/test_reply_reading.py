"""Mails that come back, read without believing them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.reply_reading import LARGEST, Incoming, read
from tests.meetings.reply_mails import PROGRAMS, STAMP, bounce, entry, mail

MONA, TO, UID = "mona@example.test", "svar+abc@politirad.example", "1@politirad"


def answer(**facts: Any) -> Incoming:
    program = facts.pop("program", "outlook")
    around = {key: facts.pop(key) for key in ("text", "headers", "identity") if key in facts}
    found = read(
        mail(
            entry(uid=UID, attendee=MONA, program=program, **facts),
            sender=MONA,
            to=TO,
            program=program,
            method=facts.get("method", "REPLY"),
            **around,
        )
    )
    assert found is not None
    return found


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(
    ("said", "expected"), [("ACCEPTED", "accepted"), ("DECLINED", "declined"), ("TENTATIVE", "tentative")]
)
def test_answer_of_each_program_is_read(program: str, said: str, expected: str) -> None:
    found = answer(program=program, answer=said, sequence=3)
    assert found.calendar is not None
    assert (found.calendar.uid, found.calendar.attendee, found.calendar.answer) == (UID, MONA, expected)
    assert (found.calendar.sequence, found.calendar.stamp, found.sent_at) == (3, STAMP, STAMP)
    assert (found.sender, found.identity, found.automatic) == (MONA, "<svar-1@example.test>", False)
    assert TO in found.recipients


def test_comment_is_the_note_and_outlooks_is_the_letters_text() -> None:
    words = "Kommer ti minutter\r\nsent"
    by_google = answer(program="google", extra=("COMMENT:Kommer sent",), text="Mona has accepted")
    by_outlook = answer(program="outlook", text=words)
    silent = answer(program="google", text="Mona has accepted this invitation")
    assert [found.calendar and found.calendar.note for found in (by_google, by_outlook, silent)] == [
        "Kommer sent",
        "Kommer ti minutter sent",
        "",
    ]


def test_delegation_is_a_no_with_somebody_else() -> None:
    found = answer(answer="DELEGATED", parameters=';DELEGATED-TO="mailto:vera@example.test"').calendar
    assert found is not None
    assert (found.answer, found.delegated_to) == ("declined", "vera@example.test")


def test_wish_for_another_time_is_read() -> None:
    extra = ("DTSTART:20261201T090000Z", "DTEND:20261201T110000Z")
    found = answer(method="COUNTER", answer="TENTATIVE", extra=extra).calendar
    assert found is not None
    assert found.proposed == (
        datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC),
        datetime.datetime(2026, 12, 1, 11, tzinfo=datetime.UTC),
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Auto-Submitted": "auto-generated (vacation)"},
        {"Precedence": "bulk"},
        {"X-Autoreply": "yes"},
        {"List-Id": "<alle.example.test>"},
        {"Return-Path": "<>"},
    ],
)
def test_automatic_letters_are_known(headers: dict[str, str]) -> None:
    found = read(mail(None, sender=MONA, to=TO, text="Jeg er på ferie.", headers=headers))
    assert found is not None
    assert (found.automatic, found.calendar) == (True, None)


def test_letter_of_a_person_is_no_automatic_one() -> None:
    found = read(mail(None, sender=MONA, to=TO, text="Hei! Kan vi ta saken om russ først?"))
    assert found is not None
    assert (found.automatic, found.calendar, found.text) == (
        False,
        None,
        "Hei! Kan vi ta saken om russ først?",
    )


def test_report_of_failed_delivery_names_the_letter_and_the_servers_words() -> None:
    found = read(bounce("<7@politirad>", to=TO))
    assert found is not None
    assert found.bounce is not None
    assert (found.bounce.message_id, found.bounce.words) == ("<7@politirad>", "550 5.1.1 Ukjent bruker")
    delayed = read(bounce("<7@politirad>", to=TO, action="delayed"))
    assert delayed is not None
    assert delayed.bounce is None


@pytest.mark.parametrize(
    "calendar",
    [
        "",
        "BEGIN:VCALENDAR",
        "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n",
        entry(uid="", attendee=MONA),
        entry(uid=UID, attendee=MONA, method="REQUEST"),
        entry(uid=UID, attendee=MONA, method="PUBLISH"),
        entry(uid=UID, attendee=MONA, extra=(f"ATTENDEE;PARTSTAT=DECLINED:mailto:{MONA}",)),
        entry(uid=UID, attendee=MONA).replace("SEQUENCE:0", "SEQUENCE:mange"),
        entry(uid=UID, attendee=MONA).replace("20261127T123000Z", "i morgen"),
        entry(uid=UID, attendee=MONA).replace("ATTENDEE", "X-ATTENDEE"),
        "BEGIN:VEVENT\r\n" * 300,
    ],
)
def test_entry_nobody_can_read_is_no_answer(calendar: str) -> None:
    found = read(mail(calendar, sender=MONA, to=TO))
    assert found is not None
    assert found.calendar is None


@pytest.mark.parametrize("said", ["", "NEEDS-ACTION", "COMPLETED", "KANSKJE"])
def test_answer_that_says_nothing_is_none(said: str) -> None:
    found = answer(answer=said or "X").calendar
    assert found is not None
    assert found.answer == ""


def test_long_and_strange_texts_are_cut_to_one_line() -> None:
    found = answer(program="google", extra=("COMMENT:" + "å\\n\x07" * 2000,)).calendar
    assert found is not None
    assert len(found.note) <= 500
    assert "\n" not in found.note and "\x07" not in found.note


@pytest.mark.parametrize("raw", [b"", b"\x00\xff", b"ikke en mail", b"x" * (LARGEST + 1)])
def test_what_is_no_mail_is_none(raw: bytes) -> None:
    assert read(raw) is None


def test_mail_of_a_thousand_layers_is_survived() -> None:
    layers = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (number, number)
        for number in range(1000)
    )
    found = read(b"From: mona@example.test\r\n" + layers + b"\r\nslutt")
    assert found is None or found.calendar is None


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=400), st.integers(0, 1200), st.integers(0, 300))
def test_mail_with_anything_in_it_never_raises(noise: bytes, place: int, gone: int) -> None:
    for good in (
        mail(entry(uid=UID, attendee=MONA), sender=MONA, to=TO),
        bounce("<7@politirad>", to=TO),
        b"From: a@b.no\r\nSubject: =?utf-8?b?" + noise + b"?=\r\n\r\n",
    ):
        found = read(good[:place] + noise + good[place + gone :])
        assert found is None or isinstance(found, Incoming)
