"""What an archive gets of a meeting, before it is written down: a folder with records, documents and notes. Pure."""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass, field

FOLDER = "dokumenter/"
UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Shielding:
    """Why something is kept from the public, and until when where that is known."""

    basis: str
    until: datetime.date | None = None


@dataclass(frozen=True)
class Note:
    """A remark of the archive's own kind: text, kind, when and by whom."""

    text: str
    kind: str
    at: datetime.datetime
    by: str


@dataclass(frozen=True)
class Document:
    """One file. `archive_format`: whether it is fit to be kept as it is (PDF/A); else it is as it was received."""

    id: str
    title: str
    name: str
    content: bytes
    content_type: str
    made_at: datetime.datetime
    made_by: str
    kind: str = "Møtedokument"
    archive_format: bool = False
    shielding: Shielding | None = None

    @property
    def sha256(self) -> str:
        """The checksum of the bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def format(self) -> str:
        """The file's ending in capitals, PDF/A for what is that."""
        ending = self.name.rpartition(".")[2] if "." in self.name else ""
        return "PDF/A" if self.archive_format else ending.upper() or "UKJENT"


@dataclass(frozen=True)
class Registration:
    """One record: its main document and attachments. `public_title`: what may be shown in its place."""

    id: str
    number: str
    title: str
    made_at: datetime.datetime
    made_by: str
    description: str = ""
    public_title: str = ""
    documents: tuple[Document, ...] = ()
    notes: tuple[Note, ...] = ()
    shielding: Shielding | None = None


@dataclass(frozen=True)
class Folder:
    """The whole: one meeting."""

    id: str
    title: str
    description: str
    made_at: datetime.datetime
    made_by: str
    closed_at: datetime.datetime
    closed_by: str
    registrations: tuple[Registration, ...]
    notes: tuple[Note, ...] = field(default=())


def file_names(folder: Folder) -> dict[str, str]:
    """Each document's path in the package by its id: numbered in order, so that no two are the same."""
    documents = [one for record in folder.registrations for one in record.documents]
    return {
        one.id: f"{FOLDER}{number:03}-{UNSAFE.sub('-', one.name)[-80:]}"
        for number, one in enumerate(documents, start=1)
    }
