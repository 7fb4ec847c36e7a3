"""A real SMTP server for tests: keeps what it takes, and misbehaves when told to."""

import email
import email.policy
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True)
class Letter:
    """One mail as it came over the wire."""

    sender: str
    recipients: list[str]
    message: EmailMessage


class PostOffice:
    """`letters` in the order of arrival. `answer_recipient` and `answer_letter` decide on refusals.

    Both take what is at hand and return None to accept, or an SMTP answer such as "450 Come back later".
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.letters: list[Letter] = []
        self.answer_recipient: Callable[[str], str | None] = lambda address: None
        self.answer_letter: Callable[[Letter], str | None] = lambda letter: None
        self._controller: Controller | None = None

    def open(self) -> None:
        """Take mail on the port."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, data_size_limit=50_000_000)
        self._controller.start()

    def close(self) -> None:
        """Refuse every connection, as a server that is down."""
        if self._controller is not None:
            self._controller.stop(no_assert=True)
            self._controller = None

    @property
    def is_open(self) -> bool:
        """Whether it takes mail."""
        return self._controller is not None

    def clear(self) -> None:
        """Forget all letters, behave well, and be open."""
        self.letters.clear()
        self.answer_recipient = lambda address: None
        self.answer_letter = lambda letter: None
        if not self.is_open:
            self.open()

    def wait_for(self, count: int, *, seconds: float = 30) -> list[Letter]:
        """The letters once there are at least `count`; AssertionError when they do not come in time."""
        deadline = time.monotonic() + seconds
        while len(self.letters) < count:
            assert time.monotonic() < deadline, (
                f"{len(self.letters)} of {count} letters came within {seconds} s"
            )
            time.sleep(0.05)
        return list(self.letters)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept or refuse one recipient."""
        refusal = self.answer_recipient(address)
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep the letter unless it is refused."""
        content = envelope.content
        raw = content.encode() if isinstance(content, str) else content or b""
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        letter = Letter(envelope.mail_from or "", list(envelope.rcpt_tos), message)
        refusal = self.answer_letter(letter)
        if refusal is None or refusal.startswith("2"):
            self.letters.append(letter)
        return refusal or "250 Kept"
