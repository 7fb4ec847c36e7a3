"""PDFs that the worker makes while a person looks on."""

from __future__ import annotations

import io
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
from playwright.sync_api import Locator, Page
from pypdf import PdfReader


@contextmanager
def at_rest(worker: subprocess.Popen[bytes]) -> Iterator[None]:
    """The worker takes nothing on meanwhile, as when it is busy: so what a waiting person sees can be seen."""
    os.kill(worker.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(worker.pid, signal.SIGCONT)


def fetched(page: Page, link: Locator) -> bytes:
    """What is behind the link, for the person of this page."""
    address = link.get_attribute("href")
    assert address
    answer = page.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return answer.body()


def words_of(pdf: bytes) -> str:
    """The text of every page, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def is_tagged(pdf: bytes) -> bool:
    """Whether a screen reader finds the structure and the language of the document."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root
        return bool(root.MarkInfo.Marked) and "/StructTreeRoot" in root and str(root.Lang).startswith("nb")
