"""Last year copied on the page: what makes a meeting itself comes along, and what was only usual does not."""

from __future__ import annotations

import datetime

import pytest

from agreements.models import Agreement, FocusArea
from councils.models import Rules
from meetings.actions.plans import approve_plan, copy_plan
from meetings.models import Meeting, YearPlan
from meetings.numbering import label
from tests.agreements.drafts import put_in_state
from tests.meetings.year_plan_scene import YEAR, at, page, url
from tests.world import World

NINE, ELEVEN = datetime.time(9), datetime.time(11)
#: month, title, place and themes of last year's meetings; the council's own place is Rådhuset.
LAST_YEAR = (
    (2, label("meeting", 1, YEAR - 1), "Rådhuset", "Rus"),
    (5, "Fagdag om rus", "Kulturhuset", "Rus; Trygge skoler"),
    (10, label("meeting", 3, YEAR - 1, "en"), "", ""),
)


def held(world: World) -> None:
    with world.acting(world.north.slt):
        for number, (month, title, place, theme) in enumerate(LAST_YEAR, 1):
            Meeting.objects.create(
                council=world.north.council,
                number=number,
                number_year=YEAR - 1,
                title=title,
                place=place,
                theme=theme,
                date=datetime.date(YEAR - 1, month, 10),
                start=NINE,
                end=ELEVEN,
            )


def copied(world: World) -> list[tuple[str, str, str]]:
    with world.acting(world.north.slt):
        plan = copy_plan(council=world.north.council, year=YEAR, by=world.north.slt, at=at())
        return [(one.title, one.place, one.theme) for one in plan.meetings.all()]


@pytest.mark.django_db
def test_title_place_and_themes_come_along_and_numbers_are_this_years(world: World) -> None:
    held(world)
    with world.acting(world.north.slt):
        before, new = Rules.objects.get(council=world.north.council), datetime.date(YEAR, 1, 1)
        Rules.objects.filter(pk=before.pk).update(valid_to=new - datetime.timedelta(days=1))
        Rules.objects.create(council=world.north.council, valid_from=new, place="Kommunehuset")
    assert copied(world) == [
        (f"Møte 1/{YEAR}", "Kommunehuset", "Rus"),
        ("Fagdag om rus", "Kulturhuset", "Rus; Trygge skoler"),
        (f"Møte 3/{YEAR}", "Kommunehuset", ""),
    ]


@pytest.mark.django_db
def test_only_focus_areas_that_nobody_has_are_added(world: World) -> None:
    held(world)
    with world.acting(world.north.slt):
        agreement = Agreement.objects.create(owner_council=world.north.council, title="Avtalen")
        for text in ("Rus", "Vold i nære relasjoner"):
            FocusArea.objects.create(agreement=agreement, text=text)
        put_in_state(agreement, "in_force")
    assert [theme for _title, _place, theme in copied(world)] == [
        "Rus",
        "Rus; Trygge skoler",
        "Vold i nære relasjoner",
    ]


@pytest.mark.django_db
def test_copy_is_seen_on_the_page_and_becomes_meetings(world: World) -> None:
    held(world)
    world.client(world.north.slt).post(url("copy_plan", world))
    text = page(world)
    assert "Fagdag om rus" in text
    assert "Kulturhuset" in text
    with world.acting(world.north.slt):
        plan = YearPlan.objects.get(council=world.north.council, year=YEAR)
        approve_plan(plan=plan, by=world.north.slt, at=at())
        made = Meeting.objects.get(council=world.north.council, date__year=YEAR, title="Fagdag om rus")
        assert (made.place, made.number) == ("Kulturhuset", 2)


@pytest.mark.django_db
def test_those_who_do_not_plan_copy_nothing(world: World) -> None:
    held(world)
    for user, status in ((world.north.member, 403), (world.south.slt, 404), (world.stranger, 404)):
        assert world.client(user).post(url("copy_plan", world)).status_code == status
    with world.acting(world.north.slt):
        assert not YearPlan.objects.exists()
