"""The demo's inbox and the catcher behind it."""

import smtplib
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from politirad import mailbox
from politirad.engines.mail import Mail

pytestmark = pytest.mark.django_db

INVITATION = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def catcher(tmp_path: Path, settings: Settings) -> Iterator[Mail]:
    engine = Mail(tmp_path, fast=True)
    process = engine.start()
    settings.MAIL_FOLDER = tmp_path / "mail"
    yield engine
    process.terminate()
    assert process.wait(10) == 0


def send(
    catcher: Mail, *, to: str = "slt@politirad.example", subject: str = "Innkalling: æøå", hidden: str = ""
) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "ikke-svar@politirad.example", to, subject
    message.set_content("Møtet er på rådhuset.\n\n<script>alert(1)</script> https://politirad.example/svar/")
    message.add_attachment(
        INVITATION.encode(), maintype="text", subtype="calendar", filename="innkalling.ics"
    )
    with smtplib.SMTP("127.0.0.1", catcher.port) as server:
        server.send_message(message, to_addrs=[address for address in (to, hidden) if address])


def test_mailbox_lists_what_was_sent_newest_first(client: Client, catcher: Mail) -> None:
    send(catcher, subject="Den første")
    time.sleep(0.01)
    send(catcher, subject="Den andre", to="ordforer@politirad.example")
    response = client.get("/demo/innboks/")
    assert response.status_code == 200
    assert [letter.subject for letter in response.context["letters"]] == ["Den andre", "Den første"]
    filtered = client.get("/demo/innboks/", {"til": "SLT@politirad.example"})
    assert [letter.subject for letter in filtered.context["letters"]] == ["Den første"]


def test_letter_shows_envelope_text_and_calendar_escaped(client: Client, catcher: Mail) -> None:
    send(catcher, hidden="skjult@politirad.example")
    (name,) = mailbox.names()
    letter = mailbox.read(mailbox.path_of(name))
    assert letter.subject == "Innkalling: æøå"
    assert letter.recipients == ["slt@politirad.example", "skjult@politirad.example"]
    assert letter.calendar.splitlines() == INVITATION.splitlines()
    assert letter.attachments == ["innkalling.ics"]
    page = client.get(f"/demo/innboks/{name}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page and "<script>alert" not in page
    assert 'href="https://politirad.example/svar/"' in page
    assert "METHOD:REQUEST" in page


def test_letter_can_be_downloaded_as_it_came(client: Client, catcher: Mail) -> None:
    send(catcher)
    (name,) = mailbox.names()
    response = client.get(f"/demo/innboks/{name}/fil/")
    assert response["Content-Type"] == "message/rfc822"
    assert response.content == mailbox.path_of(name).read_bytes()


@pytest.mark.parametrize("name", ["nei.eml", "1-abcd.eml", "..%2Fsecrets.json", "1-abcd.txt"])
def test_nothing_but_kept_letters_is_served(client: Client, catcher: Mail, name: str) -> None:
    (catcher.local / "secrets.json").write_text("{}")
    assert client.get(f"/demo/innboks/{name}/").status_code == 404
    assert client.get(f"/demo/innboks/{name}/fil/").status_code == 404


def test_empty_mailbox_says_so(client: Client, catcher: Mail) -> None:
    response = client.get("/demo/innboks/")
    assert response.context["letters"] == []
    assert "Ingen e-post ennå" in response.content.decode()


def test_mailbox_takes_many_letters_at_once(catcher: Mail) -> None:
    with ThreadPoolExecutor(max_workers=20) as senders:
        for sent in [senders.submit(send, catcher, subject=str(number)) for number in range(40)]:
            sent.result()
    assert {mailbox.read(mailbox.path_of(name)).subject for name in mailbox.names()} == set(
        map(str, range(40))
    )


def test_there_is_no_mailbox_outside_the_demo(
    manage: Callable[..., "subprocess.CompletedProcess[str]"],
) -> None:
    code = (
        "from django.urls import Resolver404, resolve\n"
        "try:\n    print(resolve('/demo/innboks/').url_name)\nexcept Resolver404:\n    print('none')"
    )
    assert manage("shell", "-c", code, DEMO="true").stdout.splitlines()[-1] == "demo_mailbox"
    assert manage("shell", "-c", code, DEMO="false").stdout.splitlines()[-1] == "none"
