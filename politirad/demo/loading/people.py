"""Organisations outside the register, people with logins, whom they work for, and the posts they hold."""

from __future__ import annotations

import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from councils.actions import open_office
from councils.models import Office, OfficeHolding, Role
from politirad.demo.loading.stage import Stage
from politirad.demo.people import Person
from politirad.demo.reading import Demo
from politirad.tenancy.audit import record
from politirad.tenancy.models import Affiliation, Organization, User

ROLES = {
    "ordfører": "mayor",
    "varaordfører": "deputy_mayor",
    "kommunedirektør": "chief_executive",
    "SLT-koordinator": "slt_coordinator",
    "politistasjonssjef": "station_chief",
    "stasjonssjef": "station_chief",
    "politikontakt": "police_contact",
    "fylkesordfører": "county_mayor",
    "fylkesdirektør": "county_director",
}
ROLE_BEGINNINGS = {
    "direktør ": "director",
    "kommunaldirektør": "director",
    "seksjonsleder nærpoliti": "section_leader",
    "seksjonsleder etterforskning": "section_leader",
    "avsnittsleder": "section_leader",
}


def is_loaded(demo: Demo) -> bool:
    """Whether the demo's people are there already."""
    addresses = [person.email for person in demo.people.people]
    return User.objects.filter(email__in=addresses).exists()


def role_code(role: str) -> str:
    """The role catalogue's code for a post in the files' words; everybody else is a member."""
    beginnings = (code for start, code in ROLE_BEGINNINGS.items() if role.startswith(start))
    return ROLES.get(role) or next(beginnings, "member")


def register_organizations(stage: Stage) -> None:
    """Find the demo's organisations in the register; those it does not list are added."""
    for entry in stage.demo.people.organizations:
        organization, _made = Organization.objects.get_or_create(
            kind=entry.kind,
            name=entry.name,
            defaults={
                "number": entry.number or "",
                "parent": stage.organizations.get(entry.within or ""),
            },
        )
        stage.organizations[entry.name] = organization


def settle_people(stage: Stage, *, password: str) -> None:
    """Everybody gets a login with the same password, an affiliation and a post."""
    secret = make_password(password)
    stage.users = {
        person.key: User(
            email=person.email,
            name=person.name,
            password=secret,
            is_system_administrator=person.system_administrator,
        )
        for person in stage.demo.people.people
    }
    User.objects.bulk_create(stage.users.values())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True)
        for user in stage.users.values()
    )
    with stage.acting():
        for person in stage.demo.people.people:
            if person.organization:
                _affiliate(stage, person)
                _give_post(stage, person)


def title_of(person: Person) -> str:
    """The post's title: the role, and the service or area where that tells posts apart."""
    unit = person.unit or ""
    title = f"{person.role}, {unit}" if unit else person.role
    if unit.startswith(person.role):
        title = unit
    return title[0].upper() + title[1:]


def hold(office: Office, user: User, *, start: datetime.date, end: datetime.date | None = None) -> None:
    """Let a person hold a post, with its trail.

    Not by `councils.actions.appoint`, which wakes a look at every council's rights for each appointment:
    nothing hangs on the posts yet when they are filled here.
    """
    holding = OfficeHolding.objects.create(office=office, user=user, valid_from=start, valid_to=end)
    record(
        "appoint",
        holding,
        by=None,
        council_id=office.council_id,
        organization_id=None if office.council_id else office.organization_id,
        office=office.pk,
        user=user.pk,
    )


def _affiliate(stage: Stage, person: Person) -> None:
    Affiliation.objects.create(
        organization=stage.organizations[person.organization or ""],
        user=stage.users[person.key],
        is_administrator=person.tenant_administrator,
        valid_from=datetime.date.fromisoformat(person.since),
        valid_to=datetime.date.fromisoformat(person.until) if person.until else None,
    )


def _give_post(stage: Stage, person: Person) -> None:
    """The post serves every council; people with the same title in one organisation hold it together."""
    organization = stage.organizations[person.organization or ""]
    role = Role.objects.get(code=role_code(person.role))
    office = open_office(organization=organization, role=role, title=title_of(person), by=None)
    hold(
        office,
        stage.users[person.key],
        start=datetime.date.fromisoformat(person.since),
        end=datetime.date.fromisoformat(person.until) if person.until else None,
    )
    stage.offices[person.key] = office
