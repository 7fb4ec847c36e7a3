"""The package for an archive, parsed back: order, checksums, names, shielding, and nothing that no XML may hold."""

from __future__ import annotations

import datetime
import hashlib
import io
import uuid
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from meetings.archive_folder import Document, Folder, Note, Registration, Shielding, file_names
from meetings.arkivmelding import NAMESPACE, ORDER, XML_FILE, _element, arkivmelding, package
from tests.meetings.arkivmelding_schema import SCHEMA, wrong_in

AT = datetime.datetime(2026, 11, 27, 12, 0, tzinfo=datetime.UTC)
N = {"n": NAMESPACE}
BASIS = Shielding("politiregisterloven § 27", datetime.date(2031, 1, 1))


def guid(key: str) -> str:
    """An id as ours are."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, key))


def document(key: str, name: str = "referat.pdf", content: bytes = b"%PDF-1.7") -> Document:
    return Document(guid(key), "Referat", name, content, "application/pdf", AT, "Sindre", archive_format=True)


def folder(**more: object) -> Folder:
    """A meeting with its minutes, an item with two papers, and a closed item."""
    closed = replace(document("d4", "notat.txt", "Æ".encode()), archive_format=False, shielding=BASIS)
    records = (
        Registration(guid("r1"), "Referat", "Referat", AT, "Sindre", documents=(document("d1"),)),
        Registration(
            guid("r2"),
            "1",
            "Russetid",
            AT,
            "Sindre",
            description="Vedtak 1/2026: Ja & <nei>",
            documents=(document("d2", "plan.docx"), document("d3", "plan.docx", b"to")),
            notes=(Note("Rett navn er Kari.", "Rettelse", AT, "Sindre"),),
        ),
        Registration(
            guid("r3"),
            "2",
            "Hemmelig",
            AT,
            "Sindre",
            public_title="Lukket sak",
            documents=(closed,),
            shielding=BASIS,
        ),
    )
    whole = Folder(guid("m1"), "Møte 1", "", AT, "Nordvik kommune", AT, "Olga", records)
    return replace(whole, **more)


def everything() -> Folder:
    """The same with everything that we ever write."""
    return folder(description="Trygg oppvekst", notes=(Note("En lukket sak mangler.", "Merknad", AT, "S"),))


def parsed(whole: Folder) -> ElementTree.Element:
    return ElementTree.fromstring(arkivmelding(whole, system="Politiråd", message_id="x", at=AT))


def test_head_says_where_it_comes_from_and_how_many_files_there_are() -> None:
    root = parsed(folder())
    assert root.tag == f"{{{NAMESPACE}}}arkivmelding"
    assert [(one.tag.rpartition("}")[2], one.text) for one in root][:4] == [
        ("system", "Politiråd"),
        ("meldingId", "x"),
        ("tidspunkt", "2026-11-27T12:00:00+00:00"),
        ("antallFiler", "4"),
    ]
    assert len(root.findall("n:mappe", N)) == 1


def test_every_element_has_its_children_in_the_schemas_order() -> None:
    checked = 0
    for element in parsed(folder(notes=(Note("En lukket sak mangler.", "Merknad", AT, "S"),))).iter():
        name = element.tag.rpartition("}")[2]
        places = [ORDER[name].index(child.tag.rpartition("}")[2]) for child in element]
        assert places == sorted(places), name
        checked += bool(places)
    assert checked > 15


def test_message_is_as_the_schema_wants_it() -> None:
    assert wrong_in(parsed(everything())) == []
    names = {element.tag.rpartition("}")[2] for element in parsed(everything()).iter()}
    assert set(SCHEMA) <= names


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("n:mappe/n:tittel", "mappe lacks tittel"),
        ("n:mappe/n:referanseEksternNoekkel", "mappe lacks referanseEksternNoekkel"),
        ("n:mappe/n:registrering/n:referanseEksternNoekkel", "registrering lacks referanseEksternNoekkel"),
        ("n:mappe/n:referanseEksternNoekkel/n:noekkel", "referanseEksternNoekkel lacks noekkel"),
        (".//n:dokumentobjekt/n:format", "dokumentobjekt lacks format"),
        (".//n:skjerming/n:skjermingMetadata", "skjerming lacks skjermingMetadata"),
    ],
)
def test_what_is_missing_is_found(path: str, wrong: str) -> None:
    root = parsed(everything())
    above, below = root.find(f"{path}/..", N), root.find(path, N)
    assert above is not None
    assert below is not None
    above.remove(below)
    assert wrong_in(root) == [wrong]


def test_archive_finds_the_meeting_and_its_items_with_us() -> None:
    root = parsed(folder())
    keys = root.findall("n:mappe/n:referanseEksternNoekkel", N)
    keys += root.findall("n:mappe/n:registrering/n:referanseEksternNoekkel", N)
    said = [[child.text for child in key] for key in keys]
    assert said == [["Politiråd", guid(key)] for key in ("m1", "r1", "r2", "r3")]


def test_each_document_is_in_the_package_with_its_checksum_and_size() -> None:
    whole = folder()
    with zipfile.ZipFile(io.BytesIO(package(whole, system="P", message_id="x", at=AT))) as archive:
        assert archive.namelist()[0] == XML_FILE
        root = ElementTree.fromstring(archive.read(XML_FILE))
        things = list(root.iter(f"{{{NAMESPACE}}}dokumentobjekt"))
        named = [one.findtext("n:referanseDokumentfil", "", N) for one in things]
        assert sorted(named) == sorted(archive.namelist()[1:])
        for one, name in zip(things, named, strict=True):
            content = archive.read(name)
            assert one.findtext("n:sjekksum", "", N) == hashlib.sha256(content).hexdigest()
            assert one.findtext("n:sjekksumAlgoritme", "", N) == "SHA-256"
            assert one.findtext("n:filstoerrelse", "", N) == str(len(content))
    assert root.findtext("n:antallFiler", "", N) == str(len(things))


def test_same_meeting_gives_the_same_bytes() -> None:
    first, second = (package(folder(), system="P", message_id="x", at=AT) for _time in range(2))
    assert first == second


def test_two_papers_of_the_same_name_do_not_meet_and_no_name_leads_out() -> None:
    names = file_names(folder())
    assert len(set(names.values())) == 4
    hostile = Registration(guid("r"), "1", "S", AT, "S", documents=(document("d9", "../../etc/passwd"),))
    (name,) = file_names(folder(registrations=(hostile,))).values()
    assert name.startswith("dokumenter/001-")
    assert "/" not in name.removeprefix("dokumenter/")


def test_first_document_is_the_main_one() -> None:
    said = [one.text for one in parsed(folder()).iter(f"{{{NAMESPACE}}}tilknyttetRegistreringSom")]
    assert said == ["Hoveddokument", "Hoveddokument", "Vedlegg", "Hoveddokument"]


def test_closed_item_is_shielded_and_has_another_title_for_the_public() -> None:
    records = parsed(folder()).findall("n:mappe/n:registrering", N)
    assert [one.find("n:skjerming", N) is not None for one in records] == [False, False, True]
    closed = records[2]
    assert closed.findtext("n:offentligTittel", "", N) == "Lukket sak"
    assert closed.findtext("n:skjerming/n:skjermingshjemmel", "", N) == "politiregisterloven § 27"
    assert closed.findtext("n:skjerming/n:skjermingOpphoererDato", "", N) == "2031-01-01"
    assert closed.find("n:dokumentbeskrivelse/n:skjerming", N) is not None


def test_text_comes_back_as_it_was_without_what_no_xml_may_hold() -> None:
    strange = Registration(guid("r"), "1", "Æøå & <b>\x00\x0b\ufffe č", AT, "S")
    root = parsed(folder(registrations=(strange,)))
    assert root.findtext("n:mappe/n:registrering/n:tittel", "", N) == "Æøå & <b> č"


def test_what_is_not_said_is_left_out() -> None:
    record = parsed(folder()).find("n:mappe/n:registrering", N)
    assert record is not None
    assert record.find("n:beskrivelse", N) is None


def test_element_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="too late"):
        _element("mappe", [("tittel", "b"), ("systemID", "a")])
