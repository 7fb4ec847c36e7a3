"""What waits on a day lies on a meeting still ahead, by the clock, and leaves again: signatures, measures, election days."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, Measure, RevisionRule, Round
from councils.models import Council
from meetings.actions.meetings import MeetingTerms, change_meeting
from meetings.duties import waiting_duties
from meetings.duty_clock import due_duties
from meetings.models import Meeting
from meetings.ordered import ordered_by_agreements
from meetings.plan_request import DutyRule, Placement
from politirad.tenancy.models import ElectionDay
from tests.agreements.drafts import frozen, put_in_state, sign_all, signed
from tests.agreements.measure_scene import planned as planned_measure
from tests.meetings.asked_scene import BOX, begun, page
from tests.world import World

pytestmark = pytest.mark.django_db
DAY, TODAY = datetime.timedelta(days=1), datetime.date(2026, 11, 28)
UNSIGNED, LATE = "Avtalen mangler signaturer", "Tiltak i avtalen er over fristen"
ELECTION = "Valgdagen som avtalen skal revideres etter, mangler"
LAST_YEARS = datetime.date(2026, 12, 10)


def kinds(rules: list[DutyRule]) -> list[tuple[str, datetime.date | None]]:
    assert {rule.placement for rule in rules} <= {Placement.AFTER}
    return [(rule.kind, rule.after) for rule in rules]


@pytest.mark.parametrize(
    ("year", "previous", "deadline", "expected"),
    [
        (2026, None, TODAY + 5 * DAY, [TODAY + 5 * DAY]),  # the first meeting after the deadline
        (2026, None, TODAY - 90 * DAY, [TODAY - DAY]),  # past: the first that is still ahead, today's too
        (2027, LAST_YEARS, TODAY + 5 * DAY, []),  # December still takes it
        (2027, LAST_YEARS, LAST_YEARS, [LAST_YEARS]),  # December is not after it
        (2027, None, TODAY - 90 * DAY, [TODAY - DAY]),  # nothing before the year takes it
        (2027, LAST_YEARS, datetime.date(2027, 3, 1), [datetime.date(2027, 3, 1)]),
        (2026, None, datetime.date(2027, 3, 1), []),  # not yet
        (2025, None, TODAY - 900 * DAY, []),  # that year is over
    ],
)
def test_signatures_are_for_the_first_meeting_ahead_after_the_deadline(
    year: int, previous: datetime.date | None, deadline: datetime.date, expected: list[datetime.date]
) -> None:
    found = waiting_duties(year=year, today=TODAY, previous=previous, signing_ends=[deadline])
    assert kinds(found) == [("unsigned", day) for day in expected]


@pytest.mark.parametrize(
    ("year", "previous", "late", "missing"),
    [
        (2026, None, True, True),
        (
            2027,
            LAST_YEARS,
            False,
            True,
        ),  # a meeting this year takes the measures; the election is for each year
        (2027, TODAY - 2 * DAY, True, True),
        (2025, None, False, False),
    ],
)
def test_late_measures_are_for_the_next_meeting_and_a_missing_election_for_each_year_s_first_ahead(
    year: int, previous: datetime.date | None, late: bool, missing: bool
) -> None:
    found = waiting_duties(year=year, today=TODAY, previous=previous, late_measures=True, lacks_election=True)
    expected = [kind for kind, is_due in (("measures_late", late), ("election_missing", missing)) if is_due]
    assert kinds(found) == [(kind, TODAY - DAY) for kind in expected]


def test_nothing_waits_where_nothing_is_asked_for() -> None:
    assert waiting_duties(year=2026, today=TODAY, previous=None) == []


def meetings_at(world: World, *days: int) -> list[Meeting]:
    """Planned meetings so many days from today."""
    with world.acting(world.north.slt):
        return [
            Meeting.objects.create(
                council=world.north.council,
                title=f"Møte om {number} dager",
                date=world.today + number * DAY,
                start=datetime.time(9),
                end=datetime.time(11),
            )
            for number in days
        ]


def by_clock(world: World, *meetings: Meeting, days: int = 0) -> list[list[str]]:
    """The kinds that lie on each meeting when the clock has run in so many days."""
    due_duties(timezone.now() + days * DAY)
    with world.acting(world.north.slt):
        kept = {one.pk: one.duties for one in Meeting.objects.all()}
    ours = {"unsigned", "measures_late", "election_missing"}
    return [[duty["kind"] for duty in kept[one.pk] if duty["kind"] in ours] for one in meetings]


def year_page(world: World, meeting: Meeting) -> str:
    address = reverse("year_plan", args=[world.north.council.pk, meeting.date.year])
    return str(world.client(world.north.slt).get(address).content.decode())


def test_unsigned_agreement_lies_on_the_first_meeting_after_its_deadline_until_it_is_signed(
    world: World,
) -> None:
    before, after, last = meetings_at(world, 7, 21, 60)
    with world.acting(world.north.slt):
        signing = frozen(world, days=14)
    assert by_clock(world, before, after, last) == [[], ["unsigned"], []]
    shown = year_page(world, after)
    assert UNSIGNED in shown.split('class="year-wheel', 1)[-1] and shown.count(UNSIGNED) > 1
    assert by_clock(world, before, after, last, days=30)[2] == ["unsigned"]
    sign_all(world, signing)
    with world.inside(world.north.council):
        Round.objects.filter(pk=signing.pk).update(outcome="signed", closed_at=timezone.now())
    assert by_clock(world, before, after, last) == [[], [], []]
    assert UNSIGNED not in year_page(world, after)


def test_successor_that_nobody_signs_waits_though_its_predecessor_is_in_force(world: World) -> None:
    (meeting,) = meetings_at(world, 21)
    former = signed(world)
    with world.acting(world.north.slt):
        signing = frozen(world, days=14)
        Agreement.objects.filter(pk=signing.agreement_id).update(predecessor=former)
    assert by_clock(world, meeting) == [["unsigned"]]
    with world.acting(world.north.slt):
        Round.objects.filter(pk=signing.pk).update(outcome="withdrawn", closed_at=timezone.now())
    assert by_clock(world, meeting) == [[]]


def test_text_frozen_without_a_deadline_waits_for_no_meeting(world: World) -> None:
    (meeting,) = meetings_at(world, 21)
    with world.acting(world.north.slt):
        frozen(world, days=None)
    assert by_clock(world, meeting) == [[]]


def test_late_measure_lies_on_the_next_meeting_until_it_is_done(world: World) -> None:
    past, following, last = meetings_at(world, -3, 7, 21)
    agreement = signed(world)
    with world.acting(world.north.slt):
        late = planned_measure(world, agreement, due=(world.today - DAY).isoformat())
        planned_measure(world, agreement, due=(world.today + 900 * DAY).isoformat())
    assert by_clock(world, past, following, last) == [[], ["measures_late"], []]
    assert LATE in year_page(world, following)
    assert by_clock(world, past, following, last, days=10)[2] == ["measures_late"]
    with world.inside(world.north.council):
        Measure.objects.filter(pk=late.pk).update(due=(world.today + 900 * DAY).isoformat())
    assert by_clock(world, past, following, last) == [[], [], []]


def test_missing_election_day_lies_on_the_next_meeting_until_it_is_entered(world: World) -> None:
    following, last = meetings_at(world, 7, 14)
    with world.acting(world.north.slt):
        agreement = Agreement.objects.create(
            owner_council=world.north.council,
            title="Avtalen",
            open_ended=True,
            signed_on=world.today.isoformat(),
        )
        RevisionRule.objects.create(agreement=agreement, kind="after_municipal_election", years=4)
    with world.inside(world.north.council):
        put_in_state(agreement, "in_force")
    ElectionDay.objects.all().delete()
    on_next = [["election_missing"], []]
    if last.date.year != following.date.year:  # in the last weeks of a year: each year's first meeting
        on_next = [["election_missing"], ["election_missing"]]
    assert by_clock(world, following, last) == on_next
    assert ELECTION in year_page(world, following)
    ElectionDay.objects.create(date=world.today + 900 * DAY, confirmed=False)
    assert by_clock(world, following, last) == [[], []]


def test_called_meeting_keeps_what_it_has_and_a_begun_agenda_is_asked(world: World) -> None:
    meeting = begun(world)
    agreement = signed(world)
    with world.acting(world.north.slt):
        planned_measure(world, agreement, due="2020")
    assert by_clock(world, meeting) == [["measures_late"]]
    shown = page(world, meeting)
    assert BOX in shown and LATE in shown
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(state="called", called_at=timezone.now())
        Measure.objects.update(due="2099")
    assert by_clock(world, meeting) == [["measures_late"]]
    assert BOX not in page(world, meeting)


def test_meeting_that_is_moved_leaves_what_waits_to_the_one_that_is_next_now(world: World) -> None:
    first, second = meetings_at(world, 7, 9)
    agreement = signed(world)
    with world.acting(world.north.slt):
        planned_measure(world, agreement, due="2020")
    assert by_clock(world, first, second) == [["measures_late"], []]
    terms = MeetingTerms(second.date + DAY, datetime.time(9), datetime.time(11))
    with world.acting(world.north.slt):
        change_meeting(meeting=first, terms=terms, by=world.north.slt, today=world.today)
        kept = [[duty["kind"] for duty in one.duties] for one in Meeting.objects.order_by("date")]
    assert ["measures_late" in one for one in kept] == [True, False]


def test_other_councils_agreements_are_not_asked_of_this_one(world: World) -> None:
    agreement = signed(world)
    with world.acting(world.north.slt):
        planned_measure(world, agreement, due="2020")
    with world.acting(world.south.slt):
        meeting = Meeting.objects.create(
            council=world.south.council,
            title="Møte",
            date=world.today + 7 * DAY,
            start=datetime.time(9),
            end=datetime.time(11),
        )
    due_duties(timezone.now())
    with world.acting(world.south.slt):
        assert Meeting.objects.get(pk=meeting.pk).duties == []


def test_what_waits_is_one_question_more_for_however_many_councils(world: World) -> None:
    signed(world)
    with world.acting(world.north.slt):
        councils = list(Council.objects.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as without:
            ordered_by_agreements(councils, world.today.year, ())
        with CaptureQueriesContext(connection) as one:
            ordered_by_agreements([world.north.council.pk], world.today.year, (), today=world.today)
        with CaptureQueriesContext(connection) as all_of_them:
            ordered_by_agreements(councils, world.today.year, (), today=world.today)
    assert len(one) == len(all_of_them) == len(without) + 1


def test_what_waits_sends_nothing_to_calendars_and_stands_in_the_workbook(world: World) -> None:
    (meeting,) = meetings_at(world, 7)
    agreement = signed(world)
    client = world.client(world.north.slt)
    where = [world.north.council.pk, meeting.date.year]

    def entries() -> list[str]:
        lines = client.get(reverse("year_calendar", args=where)).content.decode().splitlines()
        return [line for line in lines if not line.startswith(("DTSTAMP", "LAST-MODIFIED"))]

    before = entries()
    assert meeting.title in "".join(before)
    with world.acting(world.north.slt):
        planned_measure(world, agreement, due="2020")
    assert by_clock(world, meeting) == [["measures_late"]]
    assert entries() == before
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("year_workbook", args=where)).content))
    assert any(
        LATE in str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )
