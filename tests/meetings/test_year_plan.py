"""The year plan through its pages: propose, explain, move, copy, approve; and who may not."""

from __future__ import annotations

import datetime

import pytest

from agreements.models import Agreement, EvaluationRule, FocusArea
from councils.actions import CadenceTerms, RulesTerms, adopt_rules
from meetings.actions.planned import PlannedTerms, add_planned_meeting
from meetings.models import Activity, Meeting, PlannedMeeting, SchoolHoliday, YearPlan
from politirad.tenancy import context
from politirad.tenancy.models import AuditEvent
from tests.agreements.drafts import put_in_state
from tests.meetings.year_plan_scene import YEAR, page, proposed, url
from tests.world import World


@pytest.mark.django_db
def test_proposal_has_as_many_meetings_as_the_agreement_says_on_good_days(world: World) -> None:
    answer = world.client(world.north.slt).post(url("propose_plan", world))
    assert answer.status_code == 302
    with world.acting(world.north.slt):
        plan = YearPlan.objects.get(council=world.north.council, year=YEAR)
        meetings = list(plan.meetings.all())
        assert len(meetings) == 4
        assert {one.date.weekday() for one in meetings} <= {2, 3}
        assert [one.title for one in meetings] == [f"Møte {n}/{YEAR}" for n in (1, 2, 3, 4)]
        assert {one.place for one in meetings} == {"Rådhuset"}
        assert AuditEvent.objects.filter(action="propose_plan", subject_id=plan.pk).count() == 1


@pytest.mark.django_db
def test_each_choice_explains_itself(world: World) -> None:
    proposed(world)
    text = page(world)
    assert "Hvorfor denne dagen?" in text
    assert "Møte 2 av 4, jevnt fordelt over året." in text
    assert "er en av rådets faste møtedager." in text
    assert '<svg class="year-wheel__picture"' in text


@pytest.mark.django_db
def test_proposal_avoids_school_holidays_and_members_other_meetings(world: World) -> None:
    first = proposed(world)
    with world.acting(world.north.slt):
        taken = [one.date for one in first.meetings.all()]
    with world.acting(world.south.slt):
        Meeting.objects.create(
            council=world.south.council,
            title="Møte",
            date=taken[0],
            start=datetime.time(9),
            end=datetime.time(11),
        )
    with context.entered(context.of_organization(world.north.municipality.pk)):
        SchoolHoliday.objects.create(
            organization=world.north.municipality, name="ferie", first_day=taken[1], last_day=taken[1]
        )
    again = proposed(world)
    with world.acting(world.north.slt):
        days = [one.date for one in again.meetings.all()]
    assert len(days) == 4
    assert not {taken[0], taken[1]} & set(days)


@pytest.mark.django_db
def test_other_councils_meeting_shows_as_another_meeting_without_its_title(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        day = plan.meetings.first().date
    with world.acting(world.south.slt):
        Meeting.objects.create(
            council=world.south.council,
            title="Hemmelig tema",
            date=day,
            start=datetime.time(10),
            end=datetime.time(11),
        )
    text = page(world)
    assert "Stine Sjef har et annet møte kl. 10.00–11.00." in text
    assert "Hemmelig tema" not in text


@pytest.mark.django_db
def test_duties_and_themes_of_the_agreement_lie_on_meetings(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = Agreement.objects.create(owner_council=world.north.council, title="Avtalen")
        EvaluationRule.objects.create(
            agreement=agreement, kind="last_meeting_of_year", note="Tiltakene evalueres særskilt."
        )
        FocusArea.objects.create(agreement=agreement, text="Vold i nære relasjoner")
        put_in_state(agreement, "in_force")
    plan = proposed(world)
    with world.acting(world.north.slt):
        meetings = list(plan.meetings.all())
    assert [one.duties for one in meetings] == [
        [],
        [],
        [],
        [{"kind": "evaluation", "text": "Tiltakene evalueres særskilt."}],
    ]
    assert [one.theme for one in meetings].count("Vold i nære relasjoner") == 1
    # A later meeting takes over the duty of the year's last.
    with world.acting(world.north.slt):
        add_planned_meeting(
            plan=plan,
            terms=PlannedTerms(datetime.date(YEAR, 12, 20), datetime.time(9), datetime.time(10)),
            by=world.north.slt,
        )
        assert [bool(one.duties) for one in plan.meetings.all()] == [False, False, False, False, True]
        assert [one.title for one in plan.meetings.all()][-1] == f"Møte 5/{YEAR}"


@pytest.mark.django_db
def test_no_number_in_the_agreement_proposes_nothing_and_says_why(world: World) -> None:
    with world.acting(world.north.slt):
        adopt_rules(
            council=world.north.council,
            terms=RulesTerms(cadence=(CadenceTerms(kind="vague"),)),
            valid_from=world.today,
            by=world.north.slt,
        )
    client = world.client(world.north.slt)
    before = client.get(url("year_plan", world)).content.decode()
    assert "Begynn planen" in before
    assert "Da foreslår vi ingen dager." in before
    client.post(url("propose_plan", world))
    text = client.get(url("year_plan", world)).content.decode()
    with world.acting(world.north.slt):
        plan = YearPlan.objects.get(council=world.north.council, year=YEAR)
        assert plan.meetings.count() == 0
        assert [note["code"] for note in plan.notes] == ["no_number"]
    assert "Legg til det første møtet" in text


@pytest.mark.django_db
def test_moving_to_a_bad_day_warns_and_does_not_block(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        one = plan.meetings.first()
    client = world.client(world.north.slt)
    data = {
        "date": f"17.05.{YEAR}",
        "start": "9",
        "end": "11.30",
        "title": one.title,
        "place": "",
        "theme": "",
    }
    check = client.get(url("check_planned_day", world), {**data, "meeting": one.pk}).content.decode()
    assert "17. mai er fridag." in check
    answer = client.post(url("planned_meeting", world, one.pk), data)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"#mote-{one.pk}")
    with world.acting(world.north.slt):
        moved = PlannedMeeting.objects.get(pk=one.pk)
        assert (moved.date, moved.end) == (datetime.date(YEAR, 5, 17), datetime.time(11, 30))
        assert moved.moved_by_hand
    assert "17. mai er fridag." in page(world)


@pytest.mark.django_db
def test_shifting_by_a_week_keeps_the_hours_and_renumbers_by_day(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        one = plan.meetings.first()
    client = world.client(world.north.slt)
    client.post(url("shift_planned_meeting", world, one.pk), {"days": "7"})
    with world.acting(world.north.slt):
        moved = PlannedMeeting.objects.get(pk=one.pk)
        assert moved.date == one.date + datetime.timedelta(days=7)
        assert (moved.start, moved.end) == (one.start, one.end)
    client.post(url("shift_planned_meeting", world, one.pk), {"days": "400"})
    with world.acting(world.north.slt):
        assert PlannedMeeting.objects.get(pk=one.pk).date == moved.date


@pytest.mark.django_db
def test_two_meetings_on_one_day_are_refused_in_words(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        first, second = plan.meetings.all()[:2]
    data = {"date": f"{first.date:%d.%m.%Y}", "start": "14", "end": "15"}
    answer = world.client(world.north.slt).post(url("planned_meeting", world, second.pk), data)
    assert answer.status_code == 200
    assert "Planen har allerede et møte den dagen." in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"date": "31.02.2027", "start": "9", "end": "11"}, "Skriv datoen som dag.måned.år"),
        ({"date": "01.02.2019", "start": "9", "end": "11"}, f"Datoen må være i {YEAR}."),
        ({"date": f"01.02.{YEAR}", "start": "11", "end": "9"}, "Møtet må slutte etter at det begynner."),
        ({"date": f"01.02.{YEAR}", "start": "kvart på", "end": "9"}, "Skriv klokkeslettet"),
    ],
)
@pytest.mark.django_db
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    world: World, data: dict[str, str], sentence: str
) -> None:
    proposed(world)
    answer = world.client(world.north.slt).post(
        url("add_planned_meeting", world), {**data, "title": "Skrevet tittel"}
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in text
    assert "Skrevet tittel" in text


@pytest.mark.django_db
def test_removing_and_adding_a_meeting_changes_the_warnings(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        one = plan.meetings.first()
    client = world.client(world.north.slt)
    client.post(url("remove_planned_meeting", world, one.pk))
    assert "Planen har 3 møter. Avtalen sier 4." in page(world)
    client.post(
        url("add_planned_meeting", world), {"date": f"{one.date:%d.%m.%Y}", "start": "09.00", "end": "11.00"}
    )
    assert "Planen har 3 møter." not in page(world)


@pytest.mark.django_db
def test_activities_are_added_changed_and_removed(world: World) -> None:
    proposed(world)
    client = world.client(world.north.slt)
    answer = client.post(
        url("add_year_activity", world),
        {
            "title": "Foreldremøter",
            "month": "9",
            "kind": "parents",
            "responsible": "SLT",
            "target_group": "8. trinn",
        },
    )
    assert answer.status_code == 302
    with world.acting(world.north.slt):
        activity = Activity.objects.get(title="Foreldremøter")
    assert "for 8. trinn" in page(world)
    client.post(
        url("year_activity", world, activity.pk), {"title": "Foreldrekveld", "month": "10", "kind": "parents"}
    )
    with world.acting(world.north.slt):
        activity.refresh_from_db()
        assert (activity.title, activity.month, activity.target_group) == ("Foreldrekveld", 10, "")
    client.post(url("remove_year_activity", world, activity.pk))
    assert "Foreldrekveld" not in page(world)
    bad = client.post(url("add_year_activity", world), {"title": "", "month": "13"})
    assert bad.status_code == 200
