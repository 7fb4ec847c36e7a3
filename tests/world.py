"""The world every test starts from: two municipalities that share a police unit, each with its council.

`world.north` and `world.south` are alike (see Place). `world.station_chief` sits in both councils;
`world.stranger` has a login and nothing else; `world.system_administrator` runs onboarding. Everybody's
password is PASSWORD, and every member has declared to keep closed items confidential. `with world.acting(user):`
sees what that person sees, as a request would.
"""

from __future__ import annotations

import datetime
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.test import Client
from django.utils import timezone

from councils.actions import (
    CadenceTerms,
    RulesTerms,
    add_seat,
    adopt_rules,
    appoint,
    found_council,
    open_office,
)
from councils.actions.declarations import register_declaration
from councils.models import Council, Office, Role, Seat
from politirad.tenancy import context
from politirad.tenancy.models import Affiliation, Organization, User

PASSWORD = "et-langt-passord-til-test"
BEGAN = datetime.date(2024, 1, 1)
STANDING_ITEMS = ("Referat fra forrige møte", "Nytt fra politiet", "Nytt fra kommunen")


@dataclass(frozen=True)
class Place:
    """One municipality with its council and its people, by role."""

    municipality: Organization
    council: Council
    slt: User
    mayor: User
    deputy_mayor: User
    chief_executive: User
    member: User
    observer: User
    administrator: User
    police_contact: User


@dataclass(frozen=True)
class World:
    """Two places, what they share, and those outside."""

    north: Place
    south: Place
    police_unit: Organization
    county: Organization
    station_chief: User
    stranger: User
    system_administrator: User
    today: datetime.date

    def acting(self, user: User) -> AbstractContextManager[context.Context]:
        """The context of a person's request."""
        return context.entered(context.of_user(user.pk, today=self.today))

    def inside(self, council: Council) -> AbstractContextManager[context.Context]:
        """The context of a job that serves a council."""
        return context.entered(context.of_council(council.pk))

    def client(self, user: User | None = None) -> Client:
        """A browser, signed in as `user` if given."""
        client = Client()
        if user is not None:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def everybody(self) -> dict[str, User | None]:
        """Each kind of visitor to the north council's pages, by a name for the test's report."""
        north, south = self.north, self.south
        return {
            "anonymous": None,
            "stranger": self.stranger,
            "slt": north.slt,
            "mayor": north.mayor,
            "deputy_mayor": north.deputy_mayor,
            "chief_executive": north.chief_executive,
            "member": north.member,
            "observer": north.observer,
            "administrator": north.administrator,
            "police_contact": north.police_contact,
            "station_chief": self.station_chief,
            "other_slt": south.slt,
            "other_mayor": south.mayor,
            "other_police_contact": south.police_contact,
            "system_administrator": self.system_administrator,
        }


def person(address: str, name: str) -> User:
    """Somebody with a login."""
    return User.objects.create_user(f"{address}@example.test", PASSWORD, name=name)


def affiliate(user: User, organization: Organization, *, administrator: bool = False) -> None:
    """Let somebody work for an organisation since the beginning."""
    Affiliation.objects.create(
        user=user, organization=organization, is_administrator=administrator, valid_from=BEGAN
    )


def build() -> None:
    """Make the world, once for every database of the tests. It uses the rooms' own actions, as onboarding does."""
    today = timezone.localdate()
    county = Organization.objects.create(kind="county", number="99", name="Viken testfylkeskommune")
    unit = Organization.objects.create(kind="police_station_district", name="Vik politistasjonsdistrikt")
    organizations = [
        Organization.objects.create(
            kind="municipality", number=number, name=name, parent=county, station_district=unit
        )
        for number, name in (("9901", "Nordvik kommune"), ("9902", "Sørvik kommune"))
    ]
    chief = person("stasjonssjef", "Stine Sjef")
    with context.entered(context.Context(organizations=frozenset({unit.pk}))):
        affiliate(chief, unit)
        station = open_office(
            organization=unit,
            role=Role.objects.get(code="station_chief"),
            title="Politistasjonssjef",
            by=None,
        )
        appoint(office=station, user=chief, valid_from=BEGAN, by=None, today=today)
    for one in organizations:
        _build_place(one, unit, station, today)
    system_administrator = person("system", "Siv System")
    system_administrator.is_system_administrator = True
    system_administrator.save()
    person("fremmed", "Frida Fremmed")


def find() -> World:
    """The world as this test finds it."""
    people = {user.email.removesuffix("@example.test"): user for user in User.objects.all()}
    organizations = {organization.name: organization for organization in Organization.objects.all()}
    north, south = (_find_place(organizations[f"{name} kommune"], people) for name in ("Nordvik", "Sørvik"))
    return World(
        north=north,
        south=south,
        police_unit=organizations["Vik politistasjonsdistrikt"],
        county=organizations["Viken testfylkeskommune"],
        station_chief=people["stasjonssjef"],
        stranger=people["fremmed"],
        system_administrator=people["system"],
        today=timezone.localdate(),
    )


def _find_place(municipality: Organization, people: dict[str, User]) -> Place:
    """One municipality's council and people."""
    short = short_name(municipality)
    found = {key: people[f"{key}.{short}"] for key in (*(line[0] for line in PEOPLE), "administrator")}
    with context.entered(context.of_user(found["administrator"].pk, today=timezone.localdate())):
        return Place(municipality=municipality, council=Council.objects.get(), **found)


def short_name(municipality: Organization) -> str:
    """The part of an address that tells the place."""
    return municipality.name.split()[0].lower().replace("ø", "o")


#: attribute of Place, name, role, title of the seat, side, kind of seat
PEOPLE = (
    ("mayor", "Olga Ordfører", "mayor", "Ordfører", "municipality", Seat.Kind.PERMANENT),
    ("deputy_mayor", "Vera Vara", "deputy_mayor", "Varaordfører", "municipality", Seat.Kind.DEPUTY),
    (
        "chief_executive",
        "Kari Direktør",
        "chief_executive",
        "Kommunedirektør",
        "municipality",
        Seat.Kind.PERMANENT,
    ),
    ("slt", "Sindre Samordner", "slt_coordinator", "SLT-koordinator", "municipality", Seat.Kind.PERMANENT),
    ("member", "Mona Medlem", "director", "Direktør oppvekst", "municipality", Seat.Kind.PERMANENT),
    ("observer", "Odd Observatør", "observer", "Observatør", "municipality", Seat.Kind.OBSERVER),
    ("police_contact", "Pia Politikontakt", "police_contact", "Politikontakt", "police", Seat.Kind.PERMANENT),
)


def _build_place(
    municipality: Organization, unit: Organization, station: Office, today: datetime.date
) -> None:
    """One municipality's council and people."""
    short = short_name(municipality)
    with context.entered(context.Context(organizations=frozenset({municipality.pk, unit.pk}))):
        people = {key: person(f"{key}.{short}", f"{name} {short}") for key, name, *_rest in PEOPLE}
        people["administrator"] = person(f"administrator.{short}", f"Ada Administrator {short}")
        affiliate(people["administrator"], municipality, administrator=True)
        for key, _name, _role, _title, side, _kind in PEOPLE:
            affiliate(people[key], unit if side == "police" else municipality)
        council = found_council(
            owner=municipality,
            name=f"Politirådet i {municipality.name.split()[0]}",
            participants=[unit],
            today=today,
            by=None,
            level=Council.Level.STRATEGIC,
        )
        with context.joined(council.pk):
            for key, _name, role, title, side, kind in PEOPLE:
                office = open_office(
                    organization=unit if side == "police" else municipality,
                    role=Role.objects.get(code=role),
                    title=title,
                    council=council,
                    by=None,
                )
                facts = {"is_chair": key == "mayor", "is_secretary": key == "slt"}
                add_seat(
                    council=council,
                    title=title,
                    side=side,
                    kind=kind,
                    office=office,
                    by=None,
                    today=today,
                    **facts,
                )
                appoint(office=office, user=people[key], valid_from=BEGAN, by=None, today=today)
            chief = User.objects.get(email="stasjonssjef@example.test")
            add_seat(
                council=council,
                title="Politistasjonssjef",
                side="police",
                office=station,
                by=None,
                today=today,
            )
            for user in (*people.values(), chief):
                if user not in (people["observer"], people["administrator"]):
                    register_declaration(council=council, user=user, given_on=BEGAN, today=today, by=None)
            adopt_rules(council=council, terms=usual_rules(), valid_from=BEGAN, by=None)


def usual_rules() -> RulesTerms:
    """Four meetings a year, called a week before."""
    return RulesTerms(
        chair="ordfører",
        secretary="SLT-koordinator",
        caller="SLT-koordinator",
        agenda_deadline_days=7,
        item_deadline_days=14,
        minutes_by="SLT-koordinator",
        minutes_public=True,
        minutes_archived=True,
        preferred_weekdays=(2, 3),
        start_time=datetime.time(9),
        duration_minutes=120,
        place="Rådhuset",
        cadence=(CadenceTerms(kind="per_year", count=4, strength="shall"),),
        standing_items=STANDING_ITEMS,
    )
