"""Empty a mailbox: fetch what is unread over IMAP, hand each mail on, and mark what was taken. The only user of imaplib."""

from __future__ import annotations

import imaplib
import logging
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

logger = logging.getLogger(__name__)
TIMEOUT = 20  # seconds
MOST = 50  # mails at a time; the rest wait a minute
PORTS = {"imaps": 993, "imap+tls": 143, "imap": 143}


def empty_mailbox(address: str, take: Callable[[bytes], object | None]) -> int:
    """Give every unread mail of `address` to `take`, oldest first. Returns how many were taken.

    A taken mail is marked as read. One that `take` knows nothing to do with (None) is also flagged, for a person to
    look at. When `take` raises, or the server breaks off, the mail stays unread and comes again. Raises what imaplib
    raises (IMAP4.error, OSError), and ImproperlyConfigured for an address that is none.
    """
    taken = 0
    with _opened(address) as mailbox:
        _status, found = mailbox.uid("SEARCH", "UNSEEN")
        for number in (found[0] or b"").split()[:MOST]:
            _status, parts = mailbox.uid("FETCH", number.decode(), "(BODY.PEEK[])")
            raw = next((part[1] for part in parts if isinstance(part, tuple)), None)
            if raw is None:  # somebody else has moved it meanwhile
                continue
            known = take(raw)
            flags = r"(\Seen)" if known is not None else r"(\Seen \Flagged)"
            mailbox.uid("STORE", number.decode(), "+FLAGS", flags)
            taken += 1
    return taken


@contextmanager
def _opened(address: str) -> Iterator[imaplib.IMAP4]:
    """The folder, open for reading and marking."""
    url = urlsplit(address)
    name, password = unquote(url.username or ""), unquote(url.password or "")
    if url.scheme not in PORTS or not url.hostname or not name or not (name + password).isascii():
        raise ImproperlyConfigured(
            "REPLY_MAILBOX must look like imaps://user:password@host/INBOX (or imap+tls://), in ASCII letters."
        )
    port = url.port or PORTS[url.scheme]
    tls = ssl.create_default_context()
    mailbox = (
        imaplib.IMAP4_SSL(url.hostname, port, ssl_context=tls, timeout=TIMEOUT)
        if url.scheme == "imaps"
        else imaplib.IMAP4(url.hostname, port, timeout=TIMEOUT)
    )
    with mailbox:
        if url.scheme == "imap+tls":
            mailbox.starttls(tls)
        mailbox.login(name, password)
        folder = unquote(url.path.strip("/")) or "INBOX"
        status, answer = mailbox.select(f'"{folder}"')
        if status != "OK":
            raise imaplib.IMAP4.error(f"There is no folder {folder}: {answer!r}")
        yield mailbox
