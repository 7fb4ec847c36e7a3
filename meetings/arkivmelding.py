"""A Noark 5 package for an archive: arkivmelding.xml and the documents it names, in one zip. Pure.

The structure is that of the schema `arkivmelding.xsd`, version 1, in the namespace NAMESPACE, read in November 2026 from
public sources: mappe > registrering > dokumentbeskrivelse > dokumentobjekt. The schema wants elements in a fixed order;
ORDER holds it for those that we write, and `_element` refuses to write them otherwise. Times are ISO 8601 with an offset.
Codes are those that Noark 5's metadata catalogue makes obligatory (M054, M217, M300, M500, M502, M503, M700).
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree import ElementTree

from meetings.archive_folder import Document, Folder, Note, Registration, Shielding, file_names

NAMESPACE = "http://www.arkivverket.no/standarder/noark5/arkivmelding"
XML_FILE = "arkivmelding.xml"
#: What each element holds, in the schema's order, as far as we write it.
ORDER: dict[str, tuple[str, ...]] = {
    "arkivmelding": ("system", "meldingId", "tidspunkt", "antallFiler", "mappe"),
    "mappe": (
        "systemID",
        "mappeID",
        "tittel",
        "offentligTittel",
        "beskrivelse",
        "dokumentmedium",
        "opprettetDato",
        "opprettetAv",
        "avsluttetDato",
        "avsluttetAv",
        "merknad",
        "referanseEksternNoekkel",
        "registrering",
    ),
    "registrering": (
        "systemID",
        "opprettetDato",
        "opprettetAv",
        "arkivertDato",
        "arkivertAv",
        "skjerming",
        "dokumentbeskrivelse",
        "registreringsID",
        "tittel",
        "offentligTittel",
        "beskrivelse",
        "dokumentmedium",
        "merknad",
        "referanseEksternNoekkel",
    ),
    "referanseEksternNoekkel": ("fagsystem", "noekkel"),
    "dokumentbeskrivelse": (
        "systemID",
        "dokumenttype",
        "dokumentstatus",
        "tittel",
        "opprettetDato",
        "opprettetAv",
        "dokumentmedium",
        "tilknyttetRegistreringSom",
        "dokumentnummer",
        "tilknyttetDato",
        "tilknyttetAv",
        "skjerming",
        "dokumentobjekt",
    ),
    "dokumentobjekt": (
        "versjonsnummer",
        "variantformat",
        "format",
        "mimeType",
        "opprettetDato",
        "opprettetAv",
        "referanseDokumentfil",
        "sjekksum",
        "sjekksumAlgoritme",
        "filstoerrelse",
    ),
    "skjerming": (
        "tilgangsrestriksjon",
        "skjermingshjemmel",
        "skjermingMetadata",
        "skjermingDokument",
        "skjermingOpphoererDato",
    ),
    "merknad": ("merknadstekst", "merknadstype", "merknadsdato", "merknadRegistrertAv"),
}
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Child = tuple[str, Any]


def arkivmelding(folder: Folder, *, system: str, message_id: str, at: datetime.datetime) -> bytes:
    """The XML, in UTF-8 with its declaration."""
    names = file_names(folder)
    mappe = [
        ("systemID", folder.id),
        ("tittel", folder.title),
        ("offentligTittel", folder.title),
        ("beskrivelse", folder.description),
        ("dokumentmedium", "Elektronisk arkiv"),
        ("opprettetDato", folder.made_at),
        ("opprettetAv", folder.made_by),
        ("avsluttetDato", folder.closed_at),
        ("avsluttetAv", folder.closed_by),
        *(("merknad", _note(one)) for one in folder.notes),
        ("referanseEksternNoekkel", _key(folder.id, system)),
        *(("registrering", _registration(one, names, system, at)) for one in folder.registrations),
    ]
    root = _element(
        "arkivmelding",
        [
            ("system", system),
            ("meldingId", message_id),
            ("tidspunkt", at),
            ("antallFiler", len(names)),
            ("mappe", _element("mappe", mappe)),
        ],
    )
    ElementTree.register_namespace("", NAMESPACE)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def package(folder: Folder, *, system: str, message_id: str, at: datetime.datetime) -> bytes:
    """The zip: arkivmelding.xml first, then the documents under the names it gives them. Same input, same bytes."""
    names, held = file_names(folder), io.BytesIO()
    files = [(XML_FILE, arkivmelding(folder, system=system, message_id=message_id, at=at))]
    files += [(names[one.id], one.content) for record in folder.registrations for one in record.documents]
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, date_time=at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return held.getvalue()


def _registration(
    one: Registration, names: dict[str, str], system: str, at: datetime.datetime
) -> ElementTree.Element[str]:
    children: list[Child] = [
        ("systemID", one.id),
        ("opprettetDato", one.made_at),
        ("opprettetAv", one.made_by),
        ("arkivertDato", at),
        ("arkivertAv", one.made_by),
        *_shielding(one.shielding, "Skjerming tittel registrering - utvalgte ord"),
        *(
            ("dokumentbeskrivelse", _description(document, names, place))
            for place, document in enumerate(one.documents, start=1)
        ),
        ("registreringsID", one.number),
        ("tittel", one.title),
        ("offentligTittel", one.public_title or one.title),
        ("beskrivelse", one.description),
        ("dokumentmedium", "Elektronisk arkiv"),
        *(("merknad", _note(note)) for note in one.notes),
        ("referanseEksternNoekkel", _key(one.id, system)),
    ]
    return _element("registrering", children)


def _key(id: str, system: str) -> ElementTree.Element[str]:
    """Where the archive finds the thing with us: the name of the system, and our id of it."""
    return _element("referanseEksternNoekkel", [("fagsystem", system), ("noekkel", id)])


def _description(one: Document, names: dict[str, str], place: int) -> ElementTree.Element[str]:
    thing: list[Child] = [
        ("versjonsnummer", 1),
        ("variantformat", "Arkivformat" if one.archive_format else "Produksjonsformat"),
        ("format", one.format),
        ("mimeType", one.content_type),
        ("opprettetDato", one.made_at),
        ("opprettetAv", one.made_by),
        ("referanseDokumentfil", names[one.id]),
        ("sjekksum", one.sha256),
        ("sjekksumAlgoritme", "SHA-256"),
        ("filstoerrelse", len(one.content)),
    ]
    children: list[Child] = [
        ("systemID", one.id),
        ("dokumenttype", one.kind),
        ("dokumentstatus", "Dokumentet er ferdigstilt"),
        ("tittel", one.title),
        ("opprettetDato", one.made_at),
        ("opprettetAv", one.made_by),
        ("dokumentmedium", "Elektronisk arkiv"),
        ("tilknyttetRegistreringSom", "Hoveddokument" if place == 1 else "Vedlegg"),
        ("dokumentnummer", place),
        ("tilknyttetDato", one.made_at),
        ("tilknyttetAv", one.made_by),
        *_shielding(one.shielding, "Skjerming tittel dokumentbeskrivelse"),
        ("dokumentobjekt", _element("dokumentobjekt", thing)),
    ]
    return _element("dokumentbeskrivelse", children)


def _shielding(one: Shielding | None, metadata: str) -> list[Child]:
    """`metadata`: which of the thing's own metadata is kept from the public too (M502)."""
    if one is None:
        return []
    children: list[Child] = [
        ("tilgangsrestriksjon", "Unntatt offentlighet"),
        ("skjermingshjemmel", one.basis),
        ("skjermingMetadata", metadata),
        ("skjermingDokument", "Skjerming av hele dokumentet"),
        ("skjermingOpphoererDato", one.until),
    ]
    return [("skjerming", _element("skjerming", children))]


def _note(one: Note) -> ElementTree.Element[str]:
    children: Sequence[Child] = [
        ("merknadstekst", one.text),
        ("merknadstype", one.kind),
        ("merknadsdato", one.at),
        ("merknadRegistrertAv", one.by),
    ]
    return _element("merknad", children)


def _element(name: str, children: Iterable[Child]) -> ElementTree.Element[str]:
    """An element with its children; those without a value are left out. Raises ValueError out of the schema's order."""
    element = ElementTree.Element(f"{{{NAMESPACE}}}{name}")
    last = 0
    for key, value in children:
        place = ORDER[name].index(key)
        if place < last:
            raise ValueError(f"{key} stands too late in {name}.")
        last = place
        if isinstance(value, ElementTree.Element):
            element.append(value)
        elif value not in (None, ""):
            ElementTree.SubElement(element, f"{{{NAMESPACE}}}{key}").text = _text(value)
    return element


def _text(value: object) -> str:
    """A value as the schema writes it; characters that no XML may hold are left out."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return NOT_XML.sub("", str(value))
