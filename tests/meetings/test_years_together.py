"""The year of all councils on one page: look, propose together, approve all or one, and who may not."""

from __future__ import annotations

import datetime
import threading

import icalendar
import pytest
from django.db import connection
from django.urls import reverse

from councils.actions import CadenceTerms
from councils.models import Council, Seat
from meetings.actions.planned import PlannedTerms, add_planned_meeting
from meetings.actions.plans import approve_plan, propose_plan
from meetings.actions.together import propose_plans
from meetings.models import Meeting, PlannedMeeting, YearPlan
from politirad.tenancy.models import AuditEvent
from tests.meetings.forums_scene import ELEVEN, NINE, PAGE, forum, monthly, page, post, silent
from tests.meetings.year_plan_scene import YEAR, at
from tests.queries import MOST, asked
from tests.world import World


@pytest.mark.django_db
def test_councils_planned_at_once_call_nobody_to_two_places(world: World) -> None:
    other, quiet = monthly(world), silent(world)
    answer = post(world, "propose_together", council=[world.north.council.pk, other.pk, quiet.pk])
    text = answer.content.decode()
    assert "2 råd har fått forslag." in text
    assert "Nettverket i Nordvik fikk ikke noe forslag: reglene gir ikke noe antall." in text
    assert "Ingen er ventet to steder på en gang." in text
    with world.acting(world.north.slt):
        found = {
            council: list(PlannedMeeting.objects.filter(council=council, plan__year=YEAR))
            for council in (world.north.council, other, quiet)
        }
        assert [len(rows) for rows in found.values()] == [4, 11, 0]
        assert not YearPlan.objects.filter(council=quiet).exists()
        events = AuditEvent.objects.filter(action="propose_plan")
        assert {event.council_id for event in events} == {world.north.council.pk, other.pk}
    days = {row.date for row in found[world.north.council]} & {row.date for row in found[other]}
    assert days == set()


@pytest.mark.django_db
def test_each_choice_explains_itself(world: World) -> None:
    other = monthly(world)
    post(world, "propose_together", council=[world.north.council.pk, other.pk])
    text = page(world)
    assert text.count("Hvorfor denne dagen?") == 15
    assert "Møte 2 av 4, jevnt fordelt over året." in text


@pytest.mark.django_db
def test_meetings_of_an_approved_plan_are_what_the_others_avoid(world: World) -> None:
    with world.acting(world.north.slt):
        plan = propose_plan(council=world.north.council, year=YEAR, by=world.north.slt, at=at())
        approve_plan(plan=plan, by=world.north.slt, at=at())
        decided = set(Meeting.objects.filter(council=world.north.council).values_list("date", flat=True))
    other = monthly(world)
    answer = post(world, "propose_together", council=[world.north.council.pk, other.pk])
    assert "Politirådet i Nordvik er godkjent fra før og står som det er." in answer.content.decode()
    with world.acting(world.north.slt):
        days = set(PlannedMeeting.objects.filter(council=other).values_list("date", flat=True))
        assert len(days) == 11
        assert not days & decided
        assert Meeting.objects.filter(council=world.north.council).count() == 4


@pytest.mark.django_db
def test_what_is_proposed_in_a_council_planned_before_is_avoided_too(world: World) -> None:
    other = monthly(world)
    with world.acting(world.north.slt):
        first = propose_plan(council=other, year=YEAR, by=world.north.slt, at=at())
        taken = {one.date for one in first.meetings.all()}
        second = propose_plan(council=world.north.council, year=YEAR, by=world.north.slt, at=at())
        assert not taken & {one.date for one in second.meetings.all()}


@pytest.mark.django_db
def test_clash_names_the_meetings_and_who_is_wanted_in_both(world: World) -> None:
    other = monthly(world)
    with world.acting(world.north.slt):
        plan = propose_plan(council=world.north.council, year=YEAR, by=world.north.slt, at=at())
        day = plan.meetings.all()[0].date
        Meeting.objects.create(
            council=other, title="Møte om russetida", date=day, start=datetime.time(10), end=ELEVEN
        )
    text = page(world)
    assert "Noen er ventet to steder 1 gang" in text
    assert "10.00–11.00: Sindre Samordner nordvik" in text
    assert "Møte om russetida" in text
    assert text.count("noen er opptatt") == 3  # the legend, and the two days
    # The south council's meeting at the same time is not to be seen, but takes the station chief.
    with world.acting(world.south.slt):
        Meeting.objects.create(
            council=world.south.council, title="Hemmelig tema", date=day, start=NINE, end=ELEVEN
        )
    text = page(world)
    assert "Noen er ventet to steder 2 ganger" in text
    assert "Stine Sjef" in text
    assert "og et annet møte" in text
    assert "Hemmelig tema" not in text


@pytest.mark.django_db
def test_station_chief_reads_the_year_across_councils_and_changes_nothing(world: World) -> None:
    for place in (world.north, world.south):
        with world.acting(place.slt):
            Meeting.objects.create(
                council=place.council,
                title=f"Møte i {place.municipality.name}",
                date=datetime.date(YEAR, 2, 10),
                start=NINE,
                end=ELEVEN,
            )
    text = page(world, world.station_chief)
    assert "Politirådet i Nordvik" in text
    assert "Politirådet i Sørvik" in text
    assert "Noen er ventet to steder 1 gang" in text
    assert "Foreslå året" not in text
    assert "Godkjenn" not in text
    assert 'type="checkbox"' not in text
    own = page(world, world.north.police_contact)
    assert "Politirådet i Sørvik" not in own
    calendar = world.client(world.station_chief).get(reverse("together_calendar", args=[YEAR]))
    entries = icalendar.Calendar.from_ical(calendar.content).walk("VEVENT")
    assert sorted(str(entry["SUMMARY"]) for entry in entries) == [
        "Politirådet i Nordvik: Møte i Nordvik kommune",
        "Politirådet i Sørvik: Møte i Sørvik kommune",
    ]


@pytest.mark.django_db
def test_one_plan_is_approved_or_all_of_them(world: World) -> None:
    other = monthly(world)
    post(world, "propose_together", council=[world.north.council.pk, other.pk])
    answer = post(world, "approve_together", only=other.pk)
    assert "1 årshjul er godkjent. 11 møter er opprettet." in answer.content.decode()
    with world.acting(world.north.slt):
        states = dict(YearPlan.objects.values_list("council_id", "state"))
    assert states == {other.pk: "approved", world.north.council.pk: "proposed"}
    answer = post(world, "approve_together", all="1")
    assert "1 årshjul er godkjent. 4 møter er opprettet." in answer.content.decode()
    assert "Det er ingen forslag å godkjenne." in post(world, "approve_together", all="1").content.decode()
    with world.acting(world.north.slt):
        assert Meeting.objects.count() == 15


@pytest.mark.django_db
def test_mayor_approves_own_council_and_cannot_propose(world: World) -> None:
    other = monthly(world)
    post(world, "propose_together", council=[world.north.council.pk, other.pk])
    text = page(world, world.north.mayor)
    assert "Godkjenn alle forslagene" in text
    assert "Foreslå året" not in text
    post(world, "approve_together", world.north.mayor, all="1")
    with world.acting(world.north.slt):
        assert set(Meeting.objects.values_list("council_id", flat=True)) == {world.north.council.pk}


@pytest.mark.django_db
def test_meetings_moved_by_hand_are_not_replaced_unless_ticked(world: World) -> None:
    with world.acting(world.north.slt):
        plan = propose_plan(council=world.north.council, year=YEAR, by=world.north.slt, at=at())
        terms = PlannedTerms(datetime.date(YEAR, 3, 3), NINE, ELEVEN)
        add_planned_meeting(plan=plan, terms=terms, by=world.north.slt)
    tick = f'value="{world.north.council.pk}" id="velg-{world.north.council.pk}"'
    assert f"{tick}>" in page(world)
    other = monthly(world)
    assert f'value="{other.pk}" id="velg-{other.pk}" checked>' in page(world)


@pytest.mark.django_db
def test_one_without_councils_is_told_so(world: World) -> None:
    assert "Du er ikke med i noe råd" in page(world, world.stranger)


@pytest.mark.django_db
def test_closed_council_is_left_out(world: World) -> None:
    other = monthly(world)
    with world.inside(other):
        Council.objects.filter(pk=other.pk).update(closed_on=world.today)
    assert "SLT-møtet i Nordvik" not in page(world)


@pytest.mark.django_db
def test_page_asks_the_same_for_one_council_and_for_many(world: World) -> None:
    client = world.client(world.north.slt)
    with world.acting(world.north.slt):
        propose_plan(council=world.north.council, year=YEAR, by=world.north.slt, at=at())
    few = asked(client, PAGE)
    more = [forum(world, f"Forum {n}", CadenceTerms(kind="monthly")) for n in range(9)]
    with world.acting(world.north.slt):
        propose_plans(councils=more, year=YEAR, by=world.north.slt, at=at())
    many = asked(client, PAGE)
    assert len(many) == len(few) <= MOST


@pytest.mark.django_db(transaction=True)
def test_two_who_plan_at_once_leave_one_proposal_for_each_council(world: World) -> None:
    other = monthly(world)
    data = {"council": [str(world.north.council.pk), str(other.pk)]}
    gate = threading.Barrier(2)
    answers: list[int] = []

    def plan() -> None:
        client = world.client(world.north.slt)
        gate.wait()
        answers.append(client.post(reverse("propose_together", args=[YEAR]), data).status_code)
        connection.close()

    threads = [threading.Thread(target=plan) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302, 302]
    with world.acting(world.north.slt):
        counts = [PlannedMeeting.objects.filter(council=one).count() for one in (world.north.council, other)]
    assert counts == [4, 11]


@pytest.mark.django_db
def test_seats_without_people_do_not_break_the_page(world: World) -> None:
    other = monthly(world)
    with world.inside(other):
        Seat.objects.filter(council=other).update(office=None)
    # Nobody sees it any more but its administrator; the page of the others stands.
    assert "Året samlet" in page(world)
