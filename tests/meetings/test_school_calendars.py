"""School holidays by county and by municipality: whose count, who keeps them, and that all planners find the same."""

from __future__ import annotations

import datetime
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from meetings.actions.plans import propose_plan
from meetings.models import SchoolHoliday, YearPlan
from meetings.school_calendars import schools_closed
from meetings.workdays import SchoolHoliday as Span
from meetings.year_overview import year_overview
from meetings.year_request import year_facts
from politirad.tenancy import context
from politirad.tenancy.models import Affiliation, Organization, User
from tests.meetings.joint_scene import closed, joint
from tests.meetings.year_plan_scene import YEAR, at
from tests.queries import asked
from tests.world import BEGAN, World

COUNTY = (
    Span("vinterferie", date(2027, 2, 22), date(2027, 2, 26)),
    Span("høstferie", date(2027, 10, 4), date(2027, 10, 8)),
    Span("juleferie", date(2026, 12, 21), date(2027, 1, 1)),
    Span("juleferie", date(2027, 12, 20), date(2028, 1, 3)),
)


@pytest.mark.parametrize(
    ("own", "left", "why"),
    [
        ([], [0, 1, 2, 3], "a municipality that keeps none has the county's"),
        ([Span("Vinterferie", date(2027, 2, 15), date(2027, 2, 19))], [1, 2, 3], "its own week, same name"),
        ([Span("skiferie", date(2027, 2, 24), date(2027, 3, 2))], [1, 2, 3], "its own name, days in common"),
        (
            [Span("planleggingsdag", date(2027, 8, 20), date(2027, 8, 20))],
            [0, 1, 2, 3],
            "one that it has beside",
        ),
        (
            [Span("juleferie", date(2027, 12, 22), date(2028, 1, 2))],
            [0, 1, 2],
            "this Christmas, not the last",
        ),
    ],
)
def test_own_row_takes_the_place_of_the_countys_for_that_holiday(
    own: list[Span], left: list[int], why: str
) -> None:
    assert schools_closed(own, COUNTY) == (*own, *(COUNTY[place] for place in left)), why


def spans(world: World, who: User) -> tuple[Span, ...]:
    with world.acting(who):
        return year_facts(world.north.council, YEAR, with_duties=False).request.school_holidays


@pytest.mark.django_db
def test_year_avoids_the_countys_where_the_municipality_has_none(world: World) -> None:
    winter, autumn = datetime.date(YEAR, 2, 22), datetime.date(YEAR, 10, 4)
    closed(world.county, "vinterferie", winter)
    closed(world.county, "høstferie", autumn)
    assert [span.first for span in spans(world, world.north.slt)] == [winter, autumn]
    closed(world.north.municipality, "Vinterferie", winter - datetime.timedelta(days=7))
    assert [span.first for span in spans(world, world.north.slt)] == [
        winter - datetime.timedelta(days=7),
        autumn,
    ]


@pytest.mark.django_db
def test_only_those_who_take_part_count(world: World) -> None:
    other = Organization.objects.create(kind="county", number="98", name="Fjern testfylkeskommune")
    closed(world.south.municipality, "vinterferie", datetime.date(YEAR, 2, 22))
    closed(other, "høstferie", datetime.date(YEAR, 10, 4))
    closed(world.police_unit, "tull", datetime.date(YEAR, 5, 4))
    assert spans(world, world.north.slt) == ()
    joint(world)
    assert [span.name for span in spans(world, world.north.slt)] == ["vinterferie"]


@pytest.mark.django_db
def test_two_planners_of_a_joint_council_get_the_same_proposal_and_warnings(world: World) -> None:
    north, colleague = world.north, joint(world)
    closed(world.county, "høstferie", datetime.date(YEAR, 10, 4))
    with world.acting(north.slt):
        plan = propose_plan(council=north.council, year=YEAR, by=north.slt, at=at())
        taken = [one.date for one in plan.meetings.all()]
    for organization, day in ((north.municipality, taken[0]), (world.south.municipality, taken[1])):
        closed(organization, "planleggingsdag", day, days=1)
    found, seen = [], []
    for who in (north.slt, colleague):
        with world.acting(who):
            plan = YearPlan.objects.select_related("council").get(council=north.council, year=YEAR)
            overview = year_overview(plan, today=world.today, language="nb", advise=True)
            seen.append(
                [entry.warnings for month in overview.months for entry in month.entries]
                + [overview.warnings, overview.wheel.bands]
            )
    for who in (north.slt, colleague):
        with world.acting(who):
            plan = propose_plan(council=north.council, year=YEAR, by=who, at=at())
            found.append([(one.date, one.reasons) for one in plan.meetings.all()])
    assert seen[0] == seen[1]
    assert any("planleggingsdag" in str(warnings) for warnings in seen[0])
    assert found[0] == found[1]
    assert not {taken[0], taken[1]} & {day for day, _reasons in found[0]}


@pytest.mark.django_db
def test_job_of_the_council_sees_them_too(world: World) -> None:
    closed(world.county, "høstferie", datetime.date(YEAR, 10, 4))
    with world.inside(world.north.council):
        assert len(year_facts(world.north.council, YEAR).request.school_holidays) == 1


@pytest.mark.django_db
def test_everybody_who_is_known_reads_them_and_only_their_keeper_writes(world: World) -> None:
    holiday = closed(world.county, "høstferie", datetime.date(YEAR, 10, 4))
    with context.entered(context.Context()):
        assert not SchoolHoliday.objects.exists()
    for who in (world.north.slt, world.south.member, world.stranger):
        with world.acting(who):
            assert SchoolHoliday.objects.get().pk == holiday.pk
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                SchoolHoliday.objects.create(
                    organization=world.county, name="x", first_day=world.today, last_day=world.today
                )
            with connection.cursor() as cursor:
                for statement in (
                    "UPDATE meetings_schoolholiday SET name = 'x'",
                    "DELETE FROM meetings_schoolholiday",
                ):
                    cursor.execute(statement)
                    assert cursor.rowcount == 0


def written(**facts: str) -> dict[str, str]:
    return {"name": "vinterferie", "first_day": f"22.02.{YEAR}", "last_day": f"26.02.{YEAR}", **facts}


@pytest.mark.django_db
def test_each_planner_of_a_joint_council_keeps_their_own_and_reads_the_others(world: World) -> None:
    colleague = joint(world)
    theirs = closed(world.north.municipality, "høstferie", datetime.date(YEAR, 10, 4))
    address = reverse("school_holidays", args=[world.north.council.pk])
    client = world.client(colleague)
    page = client.get(address).content.decode()
    for words in (
        "Høstferie",
        "Føres av Nordvik kommune",
        "Føres av Viken testfylkeskommune",
        "Feriene til Viken testfylkeskommune gjelder.",
    ):
        assert words in page, words
    assert reverse("remove_school_holiday", args=[world.north.council.pk, theirs.pk]) not in page
    assert client.post(address, written()).status_code == 302
    with world.acting(colleague):
        mine = SchoolHoliday.objects.get(name="vinterferie")
        assert mine.organization == world.south.municipality
    others = reverse("remove_school_holiday", args=[world.north.council.pk, theirs.pk])
    assert client.post(others).status_code == 403
    assert (
        client.post(reverse("remove_school_holiday", args=[world.north.council.pk, mine.pk])).status_code
        == 302
    )
    with world.acting(colleague):
        assert list(SchoolHoliday.objects.all()) == [theirs]


@pytest.mark.django_db
def test_planner_of_two_organisations_says_for_which(world: World) -> None:
    with context.entered(context.of_organization(world.county.pk)):
        Affiliation.objects.create(user=world.north.slt, organization=world.county, valid_from=BEGAN)
    client, address = world.client(world.north.slt), reverse("school_holidays", args=[world.north.council.pk])
    assert "Gjelder for" in client.get(address).content.decode()
    refused = client.post(address, written(organization=str(world.south.municipality.pk)))
    assert refused.status_code == 200
    assert "ds-error-summary" in refused.content.decode()
    assert client.post(address, written(organization=str(world.county.pk))).status_code == 302
    with world.acting(world.north.slt):
        assert SchoolHoliday.objects.get().organization == world.county


@pytest.mark.django_db
def test_county_keeps_its_table_on_a_page_of_its_own(world: World) -> None:
    keeper = world.stranger
    with context.entered(context.of_organization(world.county.pk)):
        Affiliation.objects.create(
            user=keeper, organization=world.county, valid_from=BEGAN, is_administrator=True
        )
    client, address = world.client(keeper), reverse("organization_holidays", args=[world.county.pk])
    assert address in client.get(reverse("organization", args=[world.county.pk])).content.decode()
    assert "Ingen ferier er lagt inn." in client.get(address).content.decode()
    assert client.post(address, written(last_day=f"21.02.{YEAR}")).status_code == 200
    assert client.post(address, written()).status_code == 302
    with world.acting(keeper):
        holiday = SchoolHoliday.objects.get()
        assert holiday.organization == world.county
    assert "Vinterferie" in client.get(address).content.decode()
    remove = reverse("remove_organization_holiday", args=[world.county.pk, holiday.pk])
    for user in (world.north.administrator, world.north.slt):
        assert world.client(user).get(address).status_code == 404
        assert world.client(user).post(remove).status_code == 404
    own = reverse("remove_organization_holiday", args=[world.north.municipality.pk, holiday.pk])
    assert world.client(world.north.administrator).post(own).status_code == 404
    assert client.post(remove).status_code == 302
    with world.acting(keeper):
        assert not SchoolHoliday.objects.exists()


@pytest.mark.django_db
def test_police_unit_keeps_no_school_holidays(world: World) -> None:
    with context.entered(context.of_organization(world.police_unit.pk)):
        Affiliation.objects.filter(user=world.north.police_contact).update(is_administrator=True)
    address = reverse("organization_holidays", args=[world.police_unit.pk])
    assert world.client(world.north.police_contact).get(address).status_code == 404


@pytest.mark.django_db
def test_way_to_the_page_is_shown_to_those_whom_it_lets_in(world: World) -> None:
    colleague, plain = joint(world), reverse("school_holidays", args=[world.north.council.pk])
    propose = reverse("year_plan", args=[world.north.council.pk, YEAR])
    for user in (world.north.slt, colleague):
        assert plain in world.client(user).get(propose).content.decode()
    with world.acting(world.north.slt):
        Affiliation.objects.filter(user=world.north.slt).update(valid_to=BEGAN)
    assert plain not in world.client(world.north.slt).get(propose).content.decode()


@pytest.mark.django_db
def test_page_asks_as_often_for_thirty_keepers_as_for_one(world: World) -> None:
    joint(world)
    client, address = world.client(world.north.slt), reverse("school_holidays", args=[world.north.council.pk])
    one = len(asked(client, address))
    for number in range(10):
        for organization in (world.county, world.north.municipality, world.south.municipality):
            closed(
                organization, f"ferie {number}", datetime.date(YEAR, 2, 1) + datetime.timedelta(days=number)
            )
    assert len(asked(client, address)) == one
