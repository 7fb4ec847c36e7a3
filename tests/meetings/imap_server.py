"""A mailbox on a socket that speaks as much IMAP4rev1 as imaplib needs to empty it."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

PASSWORD = "hemmelig: a/@"
CAPABILITIES = b"* CAPABILITY IMAP4REV1\r\n"


@dataclass
class Mailbox:
    """`mails` by UID, and the flags of each. `breaks_off`: the UID at whose fetching the line goes dead."""

    mails: dict[int, bytes] = field(default_factory=dict)
    flags: dict[int, set[str]] = field(default_factory=dict)
    breaks_off: int = 0
    port: int = 0

    def put(self, raw: bytes) -> int:
        """A new, unread mail."""
        uid = max(self.mails, default=0) + 1
        self.mails[uid], self.flags[uid] = raw, set()
        return uid


@contextmanager
def mailbox_server() -> Iterator[Mailbox]:
    """The mailbox of `svar@example.test`, on a free port."""
    mailbox = Mailbox()

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK klar\r\n")
            for line in self.rfile:
                tag, _space, command = line.strip().decode().partition(" ")
                try:
                    answer = _answer(mailbox, command)
                except ConnectionAbortedError:
                    return
                words = b"NO nei" if answer is None else b"OK ferdig"
                self.wfile.write((answer or b"") + tag.encode() + b" " + words + b"\r\n")
                if command.upper() == "LOGOUT":
                    return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        mailbox.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield mailbox
        finally:
            server.shutdown()
            thread.join(10)


def _answer(mailbox: Mailbox, command: str) -> bytes | None:
    """What comes before the tagged line; None for a no."""
    verb = command.split()[0].upper()
    if verb == "CAPABILITY":
        return CAPABILITIES
    if verb == "LOGIN":
        return b"" if command == f'LOGIN svar@example.test "{PASSWORD}"' else None
    if verb == "SELECT":
        return b"* %d EXISTS\r\n" % len(mailbox.mails) if command == 'SELECT "INBOX"' else None
    if verb == "UID":
        return _by_uid(mailbox, command.removeprefix("UID "))
    return b"* BYE\r\n" if verb == "LOGOUT" else b""


def _by_uid(mailbox: Mailbox, command: str) -> bytes | None:
    if command == "SEARCH UNSEEN":
        unread = [str(uid) for uid in mailbox.mails if r"\Seen" not in mailbox.flags[uid]]
        return f"* SEARCH {' '.join(unread)}\r\n".encode()
    if found := re.fullmatch(r"FETCH (\d+) \(BODY\.PEEK\[\]\)", command):
        uid = int(found.group(1))
        if uid == mailbox.breaks_off:
            raise ConnectionAbortedError
        raw = mailbox.mails[uid]
        return b"* 1 FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (uid, len(raw), raw)
    if found := re.fullmatch(r"STORE (\d+) \+FLAGS \((.*)\)", command):
        mailbox.flags[int(found.group(1))] |= set(found.group(2).split())
        return b""
    return None
