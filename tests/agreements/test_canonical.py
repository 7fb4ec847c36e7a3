"""The canonical text: the same for the same agreement, another for any other, and readable back."""

import hashlib
import json
import unicodedata
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.canonical import (
    AgreementText,
    Amended,
    Attachment,
    Change,
    Evaluation,
    FocusArea,
    ForumMention,
    NotCanonical,
    Party,
    Predecessor,
    Reference,
    Section,
    Signatory,
    Termination,
    canonical,
    fingerprint,
    read,
)
from agreements.revision import RevisionKind, RevisionRule
from agreements.validity import PartialDate, Period

DOCUMENT = AgreementText(
    title="Avtale om politiråd i Kárášjohka",
    kind="police_council",
    language="nb",
    parties=(
        Party("Karasjok kommune", "municipality", "5610"),
        Party("Karasjok politistasjonsdistrikt", "other"),
    ),
    signatories=(
        Signatory("Karasjok kommune", "ordfører", "Ánne Ŧeigmo"),
        Signatory("Politiet", "stasjonssjef"),
    ),
    sections=(Section(1, "1", "Formål", "<p>Trygghet.</p>"), Section(2, "1.1", "Mål", "")),
    focus_areas=(FocusArea("focus", "Ungdom"), FocusArea("goal", "Trygge uteområder")),
    validity=Period(PartialDate(2025), PartialDate(2027, 12)),
    revision=(
        RevisionRule(RevisionKind.AFTER_MUNICIPAL_ELECTION, 4, 6),
        RevisionRule(RevisionKind.ON_REQUEST),
    ),
    evaluation=(Evaluation("yearly", True, ("SLT-koordinator", "politikontakt")),),
    termination=Termination("either_party", 90),
    predecessor=Predecessor("Eldre avtale", PartialDate(2011, 10, 12)),
    references=(Reference("Rundskriv 2013/012"), Reference("Veileder", "https://example.org/a?b=1&c=2")),
    attachments=(Attachment(1, "Roller", "0" * 64), Attachment(2, "Årshjul")),
    forums=(ForumMention("Politiråd", "strategic"), ForumMention("SLT-møte")),
)


def test_canonical_bytes_never_change_for_a_known_agreement() -> None:
    """The bytes of this agreement are part of the format: a change here breaks every signature ever given."""
    assert fingerprint(DOCUMENT) == "b47172103020943201d89d4f5c99da9c1fb4654414e111b2e38429e24a08c2d2"
    assert fingerprint(DOCUMENT) == hashlib.sha256(canonical(DOCUMENT)).hexdigest()


def test_canonical_is_plain_sorted_json() -> None:
    data = canonical(DOCUMENT)
    tree = json.loads(data)
    assert tree["format"] == "politirad-agreement/1"
    assert data == json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert tree["agreement"]["validity"] == {"starts": "2025", "ends": "2027-12", "open_ended": False}
    assert tree["agreement"]["attachments"][1] == {"number": 2, "title": "Årshjul", "sha256": None}


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
optional_texts = st.none() | texts
partial_dates = st.dates(date(2000, 1, 1), date(2099, 12, 31)).flatmap(
    lambda day: st.sampled_from(
        [PartialDate(day.year), PartialDate(day.year, day.month), PartialDate(day.year, day.month, day.day)]
    )
)
periods = st.one_of(
    st.builds(Period, starts=st.none() | partial_dates, open_ended=st.booleans()),
    st.builds(
        lambda a, b: Period(*sorted((a, b), key=lambda day: (day.first_day, day.last_day))),
        partial_dates,
        partial_dates,
    ),
)
rules = st.one_of(
    st.builds(RevisionRule, st.just(RevisionKind.EVERY_N_YEARS), st.integers(1, 12)),
    st.builds(
        RevisionRule,
        st.just(RevisionKind.AFTER_MUNICIPAL_ELECTION),
        st.sampled_from([None, 4, 8]),
        st.none() | st.integers(0, 24),
    ),
    st.sampled_from(
        [
            RevisionRule(kind)
            for kind in RevisionKind
            if kind.value in ("yearly", "on_request", "by_mutual_agreement")
        ]
    ),
)


def lists(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=3).map(tuple)


hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
documents = st.builds(
    AgreementText,
    title=texts,
    kind=st.sampled_from(["police_council", "cooperation", "slt"]),
    language=st.sampled_from(["nb", "nn", "en"]),
    parties=lists(st.builds(Party, texts, texts, optional_texts)),
    signatories=lists(st.builds(Signatory, texts, texts, optional_texts)),
    sections=lists(st.builds(Section, st.integers(1, 6), texts, texts, texts)),
    focus_areas=lists(st.builds(FocusArea, texts, texts)),
    validity=periods,
    revision=lists(rules),
    evaluation=lists(st.builds(Evaluation, texts, st.none() | st.booleans(), lists(texts))),
    termination=st.none() | st.builds(Termination, texts, st.none() | st.integers(0, 400)),
    predecessor=st.none() | st.builds(Predecessor, optional_texts, st.none() | partial_dates),
    references=lists(st.builds(Reference, texts, optional_texts)),
    attachments=lists(st.builds(Attachment, st.integers(1, 9), texts, st.none() | hashes)),
    forums=lists(st.builds(ForumMention, texts, optional_texts)),
)


@given(documents)
def test_canonical_reads_back_to_the_same_bytes(document: AgreementText) -> None:
    data = canonical(document)
    again = read(data)
    assert canonical(again) == data
    assert {item.name for item in fields(again)} == {item.name for item in fields(document)}
    assert again.validity == document.validity
    assert again.revision == document.revision


@given(texts)
def test_canonical_does_not_depend_on_how_letters_are_composed(text: str) -> None:
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fingerprint(replace(DOCUMENT, title=composed)) == fingerprint(replace(DOCUMENT, title=apart))


def test_canonical_does_not_depend_on_line_ends() -> None:
    unix, windows, old = "<p>a</p>\n<p>b</p>", "<p>a</p>\r\n<p>b</p>", "<p>a</p>\r<p>b</p>"
    found = {
        fingerprint(replace(DOCUMENT, sections=(Section(1, "", "A", html),))) for html in (unix, windows, old)
    }
    assert len(found) == 1


CHANGES: list[dict[str, Any]] = [
    {"title": DOCUMENT.title + "."},
    {"kind": "slt"},
    {"language": "nn"},
    {"parties": DOCUMENT.parties[::-1]},
    {"parties": DOCUMENT.parties[:1]},
    {"signatories": (DOCUMENT.signatories[0], Signatory("Politiet", "seksjonsleder"))},
    {"signatories": (replace(DOCUMENT.signatories[0], name=None), DOCUMENT.signatories[1])},
    {"sections": (replace(DOCUMENT.sections[0], html="<p>Tryggleik.</p>"), DOCUMENT.sections[1])},
    {"sections": (replace(DOCUMENT.sections[0], level=2), DOCUMENT.sections[1])},
    {"focus_areas": DOCUMENT.focus_areas[:1]},
    {"validity": Period(PartialDate(2025, 1), PartialDate(2027, 12))},
    {"validity": Period(open_ended=True)},
    {"validity": Period()},
    {
        "revision": (
            RevisionRule(RevisionKind.AFTER_MUNICIPAL_ELECTION, 4),
            RevisionRule(RevisionKind.ON_REQUEST),
        )
    },
    {"evaluation": (Evaluation("yearly", None, ("SLT-koordinator", "politikontakt")),)},
    {"evaluation": (Evaluation("yearly", False, ("SLT-koordinator", "politikontakt")),)},
    {"termination": None},
    {"termination": Termination("either_party", None)},
    {"predecessor": None},
    {"references": (Reference("Rundskriv 2013/012", ""), DOCUMENT.references[1])},
    {"attachments": (Attachment(1, "Roller", "1" + "0" * 63), DOCUMENT.attachments[1])},
    {"attachments": (Attachment(1, "Roller"), DOCUMENT.attachments[1])},
    {"forums": DOCUMENT.forums[:1]},
    {"amends": Amended("Avtale", 1, "0" * 64)},
    {"amends": Amended("Avtale", 2, "0" * 64)},
    {"amends": Amended("Avtale", 1, "1" * 64)},
    {"amends": Amended("Avtale", 1, "0" * 64, extended_to=PartialDate(2029))},
    {
        "sections": (
            replace(DOCUMENT.sections[0], change=Change("repeals", "0.1", 1, "Opphever punkt 1.")),
            DOCUMENT.sections[1],
        )
    },
]


def test_fingerprint_changes_with_every_part() -> None:
    changed = [fingerprint(replace(DOCUMENT, **change)) for change in CHANGES]
    assert len({fingerprint(DOCUMENT), *changed}) == len(CHANGES) + 1
    assert {name for change in CHANGES for name in change} == {item.name for item in fields(AgreementText)}


@given(documents, documents)
def test_fingerprints_differ_when_documents_differ(one: AgreementText, other: AgreementText) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (canonical(one) == canonical(other))


def test_canonical_refuses_half_a_character() -> None:
    with pytest.raises(NotCanonical, match="half a character"):
        canonical(replace(DOCUMENT, title="Politiråd \ud800"))


def test_canonical_refuses_what_json_cannot_hold_exactly() -> None:
    with pytest.raises(NotCanonical, match="float"):
        canonical(replace(DOCUMENT, sections=(Section(1.5, "", "A", ""),)))


@pytest.mark.parametrize("sha256", ["", "0" * 63, "G" * 64, "A" * 64])
def test_attachment_refuses_a_false_fingerprint(sha256: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        Attachment(1, "Roller", sha256)


GOOD = canonical(DOCUMENT)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        GOOD + b"\n",
        GOOD.replace(b'":', b'": ', 1),
        GOOD.replace(b"politirad-agreement/1", b"politirad-agreement/2"),
        GOOD.replace(b'"level":1', b'"level":1.0'),
        GOOD.replace(b'"level":1', b'"level":true'),
        GOOD.replace(b'"level":1', b'"level":"1"'),
        GOOD.replace(b'"language":"nb",', b""),
        GOOD.replace(b'"language":"nb"', b'"language":"nb","extra":1'),
        GOOD.replace(b'"ends":"2027-12"', b'"ends":"2027-13"'),
        GOOD.replace(b'"ends":"2027-12"', b'"ends":"2020"'),
        GOOD.replace(b'"years":4', b'"years":3'),
        GOOD.replace("å".encode(), "a\u030a".encode()),
        b'{"format":"politirad-agreement/1","agreement":' + b"[" * 100_000,
    ],
)
def test_read_refuses_other_bytes(data: bytes) -> None:
    assert data != GOOD
    with pytest.raises(NotCanonical):
        read(data)


def test_read_gives_the_document() -> None:
    assert read(GOOD) == DOCUMENT
