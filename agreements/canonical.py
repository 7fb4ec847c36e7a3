"""The canonical text of an agreement, and its fingerprint.

A signature binds to the SHA-256 of these bytes: UTF-8 JSON with sorted keys, no white space between its parts, text
in Unicode normal form C with "\\n" line ends, whole numbers only. The same agreement gives the same bytes on every
machine, and any change that a reader could notice gives others. `read` turns the bytes back into the text, so a
frozen version can be shown and printed from exactly what was signed.
"""

import hashlib
import json
import types
import typing
import unicodedata
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum

from agreements.revision import RevisionRule
from agreements.validity import PartialDate, Period

FORMAT = "politirad-agreement/1"


#: Marks a part that came after the format had a name: it is left out where it says nothing, so that the texts frozen
#: before it keep their bytes, and their signatures.
LATER = {"later": True}


class NotCanonical(ValueError):
    """The value cannot be written canonically, or the bytes are not canonical text of this format."""


@dataclass(frozen=True, slots=True)
class Party:
    """`kind` is municipality, county, police_district, police_station_district or other; `number` the kommune- or
    fylkesnummer, None when it has none."""

    name: str
    kind: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """One line to sign: the party, the capacity ("ordfører") and the name printed there, if any."""

    party: str
    capacity: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a section of an addendum does to the agreement: `effect` and the key `target` of
    `agreements.consolidation`, the `level` that a new chapter gets there, and the same in `words`, as printed."""

    effect: str
    target: str
    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """`level` counts from 1 for the highest heading; `number` is as printed ("2.1", "" for none); `html` is the
    cleaned text, "" for a heading alone."""

    level: int
    number: str
    heading: str
    html: str
    change: Change | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class FocusArea:
    """`kind` is focus, goal, slt or purpose; `text` the agreement's own words, `word` what it calls such an area."""

    kind: str
    text: str
    word: str | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluation duty. `written` is None when unsaid; `by` are roles; `note` what the text says besides."""

    kind: str
    written: bool | None = None
    by: tuple[str, ...] = ()
    note: str | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class Termination:
    """Who may give notice, and how long before; None when unsaid."""

    by: str
    notice_days: int | None = None
    notice_months: int | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The agreement this one replaces, inside or outside the system; what is not known is None."""

    title: str | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Amended:
    """The signed agreement that an addendum changes: its title, date and SHA-256. `number` is the addendum's own,
    from 1; `extended_to` the last day the agreement is to have from now on, None when that stays."""

    title: str
    number: int
    sha256: str
    date: PartialDate | None = None
    extended_to: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A document the agreement builds on; `read_on` the day somebody read it at its address."""

    title: str
    url: str | None = None
    read_on: PartialDate | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A signed attachment is bound by the SHA-256 of its file or text, in 64 lower-case hexadecimal digits.

    A living one (that may change without signing again) has only its number and title here: `sha256` is None.
    `validity` is the period of its own, None without. Raises `ValueError` for anything else that calls itself a
    fingerprint.
    """

    number: int
    title: str
    sha256: str | None = None
    validity: Period | None = field(default=None, metadata=LATER)

    def __post_init__(self) -> None:
        if self.sha256 is not None and (len(self.sha256) != 64 or set(self.sha256) - set("0123456789abcdef")):
            raise ValueError("a SHA-256 is 64 lower-case hexadecimal digits")


@dataclass(frozen=True, slots=True)
class ForumMention:
    """A forum that the agreement regulates, by its name and level (None when the text gives no level)."""

    name: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementText:
    """Everything that is signed. `language` is nb, nn or en; `kind` police_council, cooperation or slt."""

    title: str
    kind: str
    language: str
    parties: tuple[Party, ...]
    signatories: tuple[Signatory, ...]
    sections: tuple[Section, ...]
    focus_areas: tuple[FocusArea, ...] = ()
    validity: Period = field(default_factory=Period)
    revision: tuple[RevisionRule, ...] = ()
    evaluation: tuple[Evaluation, ...] = ()
    termination: Termination | None = None
    predecessor: Predecessor | None = None
    references: tuple[Reference, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    forums: tuple[ForumMention, ...] = ()
    amends: Amended | None = field(default=None, metadata=LATER)


def canonical(document: AgreementText) -> bytes:
    """The canonical bytes. Raises `NotCanonical` for text that is not Unicode or a value JSON cannot hold exactly."""
    tree = {"format": FORMAT, "agreement": _plain(document)}
    text = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical(f"the text holds half a character at position {error.start}") from None


def fingerprint(document: AgreementText) -> str:
    """The SHA-256 of the canonical bytes, in 64 lower-case hexadecimal digits. Raises `NotCanonical`."""
    return hashlib.sha256(canonical(document)).hexdigest()


def read(data: bytes) -> AgreementText:
    """The text that the canonical bytes hold. Raises `NotCanonical` for any other bytes, down to one space more."""
    try:
        tree = json.loads(data)
        if not isinstance(tree, dict) or tree.get("format") != FORMAT:
            raise NotCanonical(f"not in the format {FORMAT}")
        document = _built(AgreementText, tree["agreement"])
    except (
        UnicodeDecodeError,
        json.JSONDecodeError,
        KeyError,
        TypeError,
        ValueError,
        RecursionError,
    ) as error:
        raise NotCanonical(str(error)) from error
    if canonical(document) != data:
        raise NotCanonical("the bytes are not the canonical ones for their content")
    return typing.cast(AgreementText, document)


def _plain(value: object) -> object:
    """The value as JSON's own types, with normalised text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, int):
        return value
    if isinstance(value, PartialDate):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        said = {item.name: getattr(value, item.name) for item in fields(value)}
        later = {item.name for item in fields(value) if item.metadata.get("later")}
        return {name: _plain(part) for name, part in said.items() if part is not None or name not in later}
    raise NotCanonical(f"{type(value).__name__} has no canonical form")


def _built(kind: typing.Any, value: typing.Any) -> typing.Any:
    """The inverse of `_plain`, led by the type hints of the dataclasses. Raises `TypeError`, `ValueError`, `KeyError`."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        (kind,) = (choice for choice in typing.get_args(kind) if choice is not types.NoneType)
        return _built(kind, value)
    if origin is tuple:
        if not isinstance(value, list):
            raise TypeError("expected a list")
        return tuple(_built(typing.get_args(kind)[0], item) for item in value)
    if kind is PartialDate:
        return PartialDate.fromisoformat(value)
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        later = {item.name for item in fields(kind) if item.metadata.get("later")}
        if not isinstance(value, dict) or not set(hints) - later <= set(value) <= set(hints):
            raise TypeError(f"expected the parts of {kind}")
        parts = {name: _built(hint, value[name]) for name, hint in hints.items() if name in value}
        return typing.cast(type, kind)(**parts)
    if issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(f"expected {kind.__name__}")
    return value
