"""What the people file of the demo may contain: organisations outside the agreements' parties, and people.

Every person is invented. `key` is the part of the e-mail address before the @: ``slt.lorenskog``.
"""

from pydantic import Field

from politirad import DEMO_DOMAIN
from politirad.demo.part import Part
from politirad.demo.words import PartyKind, YesNo


class DemoOrganization(Part):
    """An organisation of the register: a municipality, county, police unit, or another (NAV, a trade)."""

    name: str = Field(alias="navn", min_length=2)
    kind: PartyKind = Field(alias="type")
    number: str | None = Field(default=None, alias="nummer", pattern=r"^(\d{2}|\d{4})$")
    within: str | None = Field(default=None, alias="hører til")
    tenant: YesNo = Field(default=False, alias="bruker Politiråd")


class Person(Part):
    """An invented person. `role` is the office; `unit` the service or school within the organisation."""

    key: str = Field(alias="nøkkel", pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)?$")
    name: str = Field(alias="navn", min_length=3)
    organization: str | None = Field(default=None, alias="organisasjon")
    role: str = Field(alias="stilling")
    unit: str | None = Field(default=None, alias="enhet")
    since: str = Field(default="2023-10-01", alias="siden", pattern=r"^\d{4}-\d{2}-\d{2}$")
    until: str | None = Field(default=None, alias="til", pattern=r"^\d{4}-\d{2}-\d{2}$")
    tenant_administrator: YesNo = Field(default=False, alias="administrator")
    system_administrator: YesNo = Field(default=False, alias="systemadministrator")
    shown_at_login: str | None = Field(default=None, alias="på innloggingssiden")

    @property
    def email(self) -> str:
        """The person's address in the demo."""
        return f"{self.key}@{DEMO_DOMAIN}"


class SchoolHoliday(Part):
    """A holiday of a municipality's schools in an ISO week: Monday to Friday, this year and the next."""

    name: str = Field(alias="navn")
    week: int = Field(alias="uke", ge=1, le=52)
    municipalities: list[str] = Field(alias="kommuner", min_length=1)


class DemoPeople(Part):
    organizations: list[DemoOrganization] = Field(alias="organisasjoner", min_length=1)
    people: list[Person] = Field(alias="personer", min_length=1)
    school_holidays: list[SchoolHoliday] = Field(default=[], alias="skoleferier")
