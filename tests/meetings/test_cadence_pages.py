"""Every way the agreements say how often a council meets: written in the form, read back, and the year it gives.

The forms are those of the five agreements (Nedre Romerike, Lillestrøm, Lørenskog, Stange, Sarpsborg).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.actions import add_seat, appoint, open_office
from councils.models import Role
from meetings.models import Invitee, Meeting, YearPlan
from tests.councils.test_rules import filled
from tests.meetings.year_plan_scene import YEAR, page, url
from tests.world import World, affiliate, person

NO_DUTY = "Forslaget er ingen plikt."
EVERY_MONTH_BUT_JULY = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12]


@dataclass(frozen=True)
class Case:
    """A row of the form, the sentence it reads as, and the year: months of the meetings or how many at least and at
    most, weeks between them, and what the plan's page says."""

    row: dict[str, Any]
    reads: str
    months: Sequence[int] | None = None
    between: tuple[int, int] = (0, 0)
    shortest: int = 0
    says: Sequence[str] = field(default=())


CASES = {
    "so many a year": Case({"kind": "per_year", "count": "4"}, "Fire møter i året.", between=(4, 4)),
    "shall": Case(
        {"kind": "per_year", "count": "5", "strength": "shall"}, "Skal ha fem møter i året.", between=(5, 5)
    ),
    "main rule, preferred months": Case(
        {"kind": "per_year", "count": "3", "strength": "main_rule", "months": ["2", "6", "11"]},
        "Tre møter i året som hovedregel, fortrinnsvis i februar, juni og november.",
        months=[2, 6, 11],
        says=["Avtalen nevner februar."],
    ),
    "shall, in named months": Case(
        {"kind": "per_year", "count": "2", "strength": "shall", "months": ["3", "9"]},
        "Skal ha to møter i året, i mars og september.",
        months=[3, 9],
    ),
    "preferably": Case(
        {"kind": "per_year", "count": "2", "strength": "preferably"},
        "Fortrinnsvis to møter i året.",
        between=(2, 2),
    ),
    "optional": Case(
        {"kind": "per_year", "count": "1", "strength": "may"},
        "Kan ha ett møte i året.",
        between=(1, 1),
        says=[NO_DUTY],
    ),
    "every six to eight weeks": Case(
        {"kind": "every_weeks", "minimum": "6", "maximum": "8"},
        "Hver 6.–8. uke.",
        between=(6, 9),
        shortest=6,
    ),
    "monthly": Case(
        {"kind": "monthly"},
        "Hver måned.",
        months=EVERY_MONTH_BUT_JULY,
        says=["Ikke noe møte i juli: rådet møtes vanligvis ikke da."],
    ),
    "about monthly": Case(
        {"kind": "monthly", "strength": "about"}, "Omtrent hver måned.", months=EVERY_MONTH_BUT_JULY
    ),
    "monthly, may": Case(
        {"kind": "monthly", "strength": "may"},
        "Kan møtes hver måned.",
        months=EVERY_MONTH_BUT_JULY,
        says=[NO_DUTY],
    ),
    "weekly": Case({"kind": "weekly"}, "Hver uke.", between=(35, 52)),
    "a span of years": Case(
        {"kind": "per_year", "count": "4", "year_from": f"{YEAR - 2}", "year_to": f"{YEAR}"},
        f"Fire møter i året fra {YEAR - 2} til og med {YEAR}.",
        between=(4, 4),
    ),
    "a span that has ended": Case(
        {"kind": "per_year", "count": "4", "year_to": f"{YEAR - 1}"},
        f"Fire møter i året til og med {YEAR - 1}.",
        months=[],
        says=[f"For {YEAR} sier den ikke hvor mange."],
    ),
    "year wheel": Case(
        {"kind": "year_wheel"},
        "Etter et eget årshjul.",
        months=[],
        says=["Avtalen viser til et eget årshjul og gir ikke noe antall selv."],
    ),
    "when needed": Case({"kind": "as_needed"}, "Ved behov.", months=[], says=["Rådet møtes ved behov."]),
    "vague": Case(
        {"kind": "vague"},
        "Jevnlig, uten fast antall.",
        months=[],
        says=["Avtalen sier at rådet skal møtes jevnlig, men gir ikke noe antall."],
    ),
}


def days(world: World) -> list[datetime.date]:
    """The days that the year's plan proposes."""
    with world.acting(world.north.slt):
        return [one.date for one in YearPlan.objects.get(year=YEAR).meetings.order_by("date")]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.django_db
def test_how_often_is_written_read_back_and_planned(world: World, name: str) -> None:
    case, council = CASES[name], world.north.council.pk
    client = world.client(world.north.slt)
    written = filled(case.row, valid_from=f"{world.today:%d.%m.%Y}")
    assert client.post(reverse("adopt_rules", args=[council]), written).status_code == 302
    assert f"<dd>{case.reads}</dd>" in re.sub(
        r"\s*</?p>\s*", "", client.get(reverse("rules", args=[council])).content.decode()
    )
    # The form for the next rules begins with the same row.
    again = client.get(reverse("adopt_rules", args=[council])).context["cadence"]
    row = {key: value for key, value in again.initial[0].items() if value not in (None, "", [])}
    assert {
        key: [str(one) for one in value] if key == "months" else str(value) for key, value in row.items()
    } == case.row
    client.post(url("propose_plan", world))
    found = days(world)
    if case.months is not None:
        assert [day.month for day in found] == list(case.months)
    else:
        assert case.between[0] <= len(found) <= case.between[1]
    assert all((later - earlier).days >= 7 * case.shortest for earlier, later in pairwise(found))
    text = page(world)
    for sentence in case.says:
        assert sentence in text, sentence
    assert (NO_DUTY in text) is (NO_DUTY in case.says)


@pytest.mark.django_db
def test_months_that_bind_are_not_called_a_wish(world: World) -> None:
    council = world.north.council.pk
    client = world.client(world.north.slt)
    row = {"kind": "per_year", "count": "2", "strength": "shall", "months": ["3", "9"]}
    client.post(reverse("adopt_rules", args=[council]), filled(row, valid_from=f"{world.today:%d.%m.%Y}"))
    client.post(url("propose_plan", world))
    with world.acting(world.north.slt):
        one = YearPlan.objects.get(year=YEAR).meetings.order_by("date")[0]
    client.post(reverse("shift_planned_meeting", args=[council, YEAR, one.pk]), {"date": f"{YEAR}-04-21"})
    text = page(world)
    assert "Avtalen sier at møtene skal være i mars og september." in text
    assert "vil helst ha møter i mars" not in text
    form = client.get(reverse("adopt_rules", args=[council])).content.decode()
    assert "I disse månedene" in form and "Helst i disse månedene" not in form


@pytest.mark.django_db
def test_member_of_named_months_is_called_in_those_months_alone(world: World) -> None:
    north = world.north
    with world.acting(north.administrator):
        leader = person("skole", "Sara Skole")
        office = open_office(
            organization=north.municipality,
            council=north.council,
            role=Role.objects.get(code="member"),
            title="Skoleleder",
            by=north.administrator,
        )
        affiliate(leader, north.municipality)
        add_seat(
            council=north.council,
            title="Skoleleder",
            office=office,
            kind="named_months",
            months=[5, 12],
            by=north.administrator,
            today=world.today,
        )
        appoint(office=office, user=leader, valid_from=world.today, by=north.administrator, today=world.today)
    called = {}
    for month in (4, 5):
        with world.acting(north.slt):
            meeting = Meeting.objects.create(
                council=north.council,
                title="Møte",
                date=datetime.date(YEAR, month, 19),
                start=datetime.time(9),
                end=datetime.time(11),
                agenda_begun_at=timezone.now(),
            )
        client = world.client(north.slt)
        address = reverse("meeting_call", args=[meeting.pk])
        assert ("Sara Skole" in client.get(address).content.decode()) is (month == 5)
        assert client.post(address, {"message": "", "guests": ""}).status_code == 302
        with world.acting(north.slt):
            called[month] = Invitee.objects.filter(meeting=meeting, email=leader.email).exists()
    assert called == {4: False, 5: True}
