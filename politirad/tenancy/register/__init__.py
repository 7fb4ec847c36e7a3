"""The public register of municipalities, counties and police units, kept as tables in this folder.

Sources: Kartverket's administrative units (CC BY 4.0), SSB's organisation numbers, the police's own
names of districts, and for station districts what agreements and public articles say. The list of
station districts is not complete: it is where an administrator starts, never a rule. `confidence`
says how sure each line is; a doubt is kept, in words, in the municipality's note.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from politirad.tenancy.models import ElectionDay, Organization
from politirad.tenancy.models.users import Language

FOLDER = Path(__file__).parent
Kind = Organization.Kind


def rows(name: str) -> Iterator[dict[str, str]]:
    """The lines of one table, by column name."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


#: What a line's confidence means to the administrator who reads it; empty when an agreement names the unit.
DOUBTS = {
    "current": "",
    "confirmed": "",
    "decided": "Vedtatt i politireformen; sjekk med politiet.",
    "proposal": "Foreslått i politireformen; sjekk med politiet.",
    "mapped": "Overført fra tidligere kommuner; sjekk med politiet.",
    "inferred": "Antatt ut fra navnet; sjekk med politiet.",
    "conflict": "Kildene er uenige; sjekk med politiet.",
}


def doubt(confidence: str) -> str:
    """The sentence for a confidence such as `decided-2017`."""
    return DOUBTS[confidence.split("-")[0]]


@transaction.atomic
def load() -> int:
    """Add or bring up to date every entry; what an administrator has chosen (language) is left alone.

    Returns the number of organisations in the register.
    """
    counties = {row["number"]: _county(row) for row in rows("counties")}
    districts = {row["slug"]: _district(row) for row in rows("police_districts")}
    district_of = {
        row["municipality_number"]: row["police_district_slug"]
        for row in rows("municipality_police_district")
    }
    for row in rows("municipalities"):
        _municipality(row, counties[row["county_number"]], districts[district_of[row["number"]]])
    for row in rows("police_station_districts"):
        _station(row, districts[row["police_district_slug"]])
    for row in rows("municipal_elections"):
        day = datetime.date.fromisoformat(row["date"])
        if ElectionDay.objects.filter(date__year=day.year, confirmed=True).exclude(date=day).exists():
            continue  # a system administrator has entered what was decided since
        facts = {"confirmed": row["status"] == "held", "basis": row["basis"][:300]}
        ElectionDay.objects.update_or_create(date=day, defaults=facts)
    return Organization.objects.count()


def _county(row: dict[str, str]) -> Organization:
    name = row["name"] if row["name"].endswith("kommune") else f"{row['name']} fylkeskommune"
    return _put(Kind.COUNTY, row["number"], name=name, official_name=row["official_name"])


def _district(row: dict[str, str]) -> Organization:
    return _put(Kind.POLICE_DISTRICT, row["slug"], name=row["name_nb"], name_nn=row["name_nn"])


def _municipality(row: dict[str, str], county: Organization, district: Organization) -> Organization:
    return _put(
        Kind.MUNICIPALITY,
        row["number"],
        name=f"{row['name']} kommune",
        official_name=row["official_name"],
        org_number=row["org_number"],
        parent=county,
        police_district=district,
    )


def _station(row: dict[str, str], district: Organization) -> None:
    station, _made = Organization.objects.get_or_create(
        kind=Kind.POLICE_STATION_DISTRICT,
        name=row["unit_name"],
        defaults={"parent": district, "language": Language.BOKMAAL},
    )
    municipality = Organization.objects.get(kind=Kind.MUNICIPALITY, number=row["municipality_number"])
    if municipality.station_district_id is None:
        municipality.station_district = station
        municipality.note = doubt(row["confidence"])
        municipality.save(update_fields=["station_district", "note"])


def _put(kind: Organization.Kind, number: str, **facts: object) -> Organization:
    organization, _made = Organization.objects.update_or_create(kind=kind, number=number, defaults=facts)
    return organization
