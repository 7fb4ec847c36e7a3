"""What the schema says of an arkivmelding: order, what must be there, formats and codes.

Written by hand from `arkivmelding.xsd` version 1 (namespace http://www.arkivverket.no/standarder/noark5/arkivmelding) and
Noark 5's metadata catalogue; not read from our own ORDER, so that a wrong one is found.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

#: Element -> its children in order, a "!" behind what must be there.
SCHEMA = {
    "arkivmelding": "system! meldingId! tidspunkt! antallFiler! mappe",
    "mappe": "systemID mappeID ReferanseForeldermappe tittel! offentligTittel beskrivelse noekkelord dokumentmedium"
    " oppbevaringssted opprettetDato opprettetAv avsluttetDato avsluttetAv referanseArkivdel"
    " virksomhetsspesifikkeMetadata part kryssreferanse merknad skjerming gradering klasse referanseEksternNoekkel!"
    " mappe registrering",
    "registrering": "systemID opprettetDato opprettetAv arkivertDato arkivertAv referanseForelderMappe referanseArkivdel"
    " part skjerming gradering dokumentbeskrivelse registreringsID tittel! offentligTittel beskrivelse noekkelord"
    " forfatter dokumentmedium oppbevaringssted virksomhetsspesifikkeMetadata merknad kryssreferanse"
    " korrespondansepart referanseEksternNoekkel!",
    "dokumentbeskrivelse": "systemID dokumenttype! dokumentstatus! tittel! beskrivelse forfatter opprettetDato"
    " opprettetAv dokumentmedium oppbevaringssted referanseArkivdel tilknyttetRegistreringSom! dokumentnummer"
    " tilknyttetDato tilknyttetAv part merknad skjerming gradering dokumentobjekt",
    "dokumentobjekt": "versjonsnummer! variantformat! format! formatDetaljer mimeType opprettetDato opprettetAv"
    " referanseDokumentfil! sjekksum sjekksumAlgoritme filstoerrelse",
    "merknad": "merknadstekst! merknadstype merknadsdato! merknadRegistrertAv!",
    "skjerming": "tilgangsrestriksjon! skjermingshjemmel! skjermingMetadata! skjermingDokument skjermingsvarighet"
    " skjermingOpphoererDato",
    "referanseEksternNoekkel": "fagsystem! noekkel!",
}
#: Children that there may be several of.
MANY = {
    *(
        "mappe",
        "registrering",
        "dokumentbeskrivelse",
        "dokumentobjekt",
        "merknad",
        "part",
        "klasse",
        "noekkelord",
    ),
    *("skjermingMetadata", "forfatter", "oppbevaringssted", "referanseArkivdel", "kryssreferanse"),
    "korrespondansepart",
}
CODES = {
    "dokumentmedium": {"Fysisk medium", "Elektronisk arkiv", "Blandet fysisk og elektronisk arkiv"},
    "dokumentstatus": {"Dokumentet er under redigering", "Dokumentet er ferdigstilt"},
    "tilknyttetRegistreringSom": {"Hoveddokument", "Vedlegg"},
    "variantformat": {"Produksjonsformat", "Arkivformat", "Dokument hvor deler av innholdet er skjermet"},
    "tilgangsrestriksjon": {"Unntatt offentlighet"},
    "skjermingDokument": {"Skjerming av hele dokumentet", "Skjerming av deler av dokumentet"},
    "skjermingMetadata": {
        "Skjerming klasseID",
        "Skjerming tittel klasse",
        "Skjerming tittel mappe - unntatt første linje",
        "Skjerming tittel mappe - utvalgte ord",
        "Skjerming navn part i sak",
        "Skjerming tittel registrering - unntatt første linje",
        "Skjerming tittel registrering - utvalgte ord",
        "Skjerming navn avsender",
        "Skjerming navn mottaker",
        "Skjerming tittel dokumentbeskrivelse",
        "Skjerming merknadstekst",
        "Midlertidig skjerming",
    },
}
MOMENTS = {
    *("tidspunkt", "opprettetDato", "avsluttetDato", "arkivertDato", "tilknyttetDato", "merknadsdato"),
}
WHOLE = {"antallFiler", "versjonsnummer", "dokumentnummer", "filstoerrelse", "skjermingsvarighet"}
GUID = re.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def _moment(text: str) -> bool:
    return "T" in text and datetime.datetime.fromisoformat(text).tzinfo is not None


def _day(text: str) -> bool:
    return bool(datetime.date.fromisoformat(text))


FORMATS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(MOMENTS, _moment),
    **dict.fromkeys(WHOLE, str.isdecimal),
    "systemID": GUID.fullmatch,
    "skjermingOpphoererDato": _day,
    **{name: values.__contains__ for name, values in CODES.items()},
}


def wrong_in(root: ElementTree.Element) -> list[str]:
    """Where the message is not as the schema wants it, in words."""
    return [said for element in root.iter() for said in _wrong(element)]


def _wrong(element: ElementTree.Element) -> Iterator[str]:
    name, children = _name(element), [_name(child) for child in element]
    if name not in SCHEMA:
        text = element.text or ""
        if not text:
            yield f"{name} is empty"
        elif not FORMATS.get(name, bool)(text):
            yield f"{name} says {text}"
        return
    known = [one.rstrip("!") for one in SCHEMA[name].split()]
    if unknown := [child for child in children if child not in known]:
        yield f"{name} has {unknown}"
        return
    places = [known.index(child) for child in children]
    if places != sorted(places):
        yield f"{name} has {children}"
    for one in SCHEMA[name].split():
        if one.endswith("!") and one.rstrip("!") not in children:
            yield f"{name} lacks {one.rstrip('!')}"
    if twice := {child for child in children if child not in MANY and children.count(child) > 1}:
        yield f"{name} has several {sorted(twice)}"


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
