"""What the guided flow has been told so far: the answers of its steps, and what they will make. No writing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from councils.membership import holders_of
from councils.models import Office, Onboarding, Role
from councils.onboarding_steps import ORDER, STEPS
from councils.starters import Starter, StarterCouncil, StarterSeat, starters
from politirad.tenancy.models import Organization, User

#: Those who are asked for by name; the first of each side must be there.
ASKED = ("slt_coordinator", "mayor", "deputy_mayor", "chief_executive", "police_contact", "station_chief")
REQUIRED = frozenset({"slt_coordinator", "police_contact"})
#: Offices that may have seats in many councils, so that their organisation fills them.
SHARED = frozenset({"mayor", "deputy_mayor", "chief_executive", "station_chief"})


@dataclass(frozen=True)
class PersonAnswer:
    """One person of step "personer"."""

    role: str
    title: str
    name: str
    email: str
    is_administrator: bool


@dataclass(frozen=True)
class Planned:
    """One seat as it will be made, with who gets it: a person of the flow, one who holds it already, or nobody."""

    seat: StarterSeat | None
    title: str
    role: str
    person: PersonAnswer | None
    holder: str = ""


@dataclass(frozen=True)
class Forum:
    """One council as it will be made."""

    starter: StarterCouncil
    name: str
    seats: tuple[Planned, ...]


def is_taken(municipality: Organization) -> bool:
    """Has the municipality a politiråd here already? The database answers past the wall, with yes or no alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.has_council(%s)", [municipality.pk])
        row = cursor.fetchone()
    return bool(row and row[0])


def place_of(municipality: Organization) -> str:
    """What a council is named after: "Herøy" for "Herøy kommune"."""
    return municipality.name.removesuffix(" kommune")


def people_of(onboarding: Onboarding) -> list[PersonAnswer]:
    """Everybody who has been named."""
    return [PersonAnswer(**person) for person in onboarding.answers.get("personer", [])]


def unit_name(onboarding: Onboarding) -> str:
    """The police unit's name: the chosen one's, or the new one's that is to be made."""
    if onboarding.police_unit is not None:
        return str(onboarding.police_unit)
    return str(onboarding.answers.get("politi", {}).get("new_name", ""))


def starter_of(onboarding: Onboarding) -> Starter | None:
    """The chosen beginning, or None."""
    return starters().get(onboarding.answers.get("rad", {}).get("starter", ""))


def known_office(organization: Organization | None, role: str) -> Office | None:
    """The organisation's own office with this role, if it has one here already."""
    if organization is None or role not in SHARED:
        return None
    return Office.objects.filter(organization=organization, council__isnull=True, role_id=role).first()


def known_holder(organization: Organization | None, role: str, day: datetime.date) -> User | None:
    """Who holds that office regularly on `day`."""
    office = known_office(organization, role)
    if office is None:
        return None
    return next((holder.user for holder in holders_of(office, day) if not holder.acting), None)


def side_of_role(role: str) -> str:
    """Which of the two organisations the office belongs to: "police", else the municipality."""
    found = Role.objects.filter(pk=role).values_list("side", flat=True).first()
    return "police" if found == "police" else "municipality"


def organization_of(onboarding: Onboarding, role: str) -> Organization | None:
    """The organisation that a role's office belongs to; None for a police unit that is not made yet."""
    return onboarding.police_unit if side_of_role(role) == "police" else onboarding.organization


def forums_of(onboarding: Onboarding, day: datetime.date) -> list[Forum]:
    """What the answers will make: councils with seats and who gets them. Empty before a beginning is chosen."""
    starter = starter_of(onboarding)
    if starter is None:
        return []
    language = str(onboarding.answers.get("sprak", {}).get("language", "nb"))
    people = people_of(onboarding)
    forums = []
    for position, one in enumerate(starter.councils):
        left = list(people)
        planned = [_planned(onboarding, seat, left, language, day) for seat in one.seats]
        if position == 0:
            # People for whom the beginning has no seat get one of their own in the politiråd.
            planned += [Planned(None, person.title, person.role, person) for person in left]
        name = one.name.in_language(language).format(place=place_of(onboarding.organization))
        if position == 0 and onboarding.answers["rad"].get("name"):
            name = str(onboarding.answers["rad"]["name"])
        forums.append(Forum(one, name, tuple(planned)))
    return forums


def _planned(
    onboarding: Onboarding, seat: StarterSeat, left: list[PersonAnswer], language: str, day: datetime.date
) -> Planned:
    """One seat; the first person left with its role gets it."""
    title = seat.title.in_language(language)
    if not seat.role:
        return Planned(seat, title, "", None)
    person = next((one for one in left if one.role == seat.role), None)
    if person is not None:
        left.remove(person)
        # Those who are not asked for by role have said what they are called.
        return Planned(seat, title if seat.role in ASKED else person.title, seat.role, person)
    holder = known_holder(organization_of(onboarding, seat.role), seat.role, day)
    return Planned(seat, title, seat.role, None, holder.name if holder else "")


def missing(onboarding: Onboarding) -> list[str]:
    """The names of the steps that have no answer yet."""
    return [str(STEPS[step]) for step in ORDER[:-1] if step not in onboarding.answers]


def owner_of_archive(onboarding: Onboarding) -> str:
    """Who keeps the archive, in words."""
    if onboarding.answers.get("sprak", {}).get("archive") == "police":
        return unit_name(onboarding) or _("politiet")
    return str(onboarding.organization)
