"""The year plan through its pages: propose, explain, move, copy, approve; and who may not."""

from __future__ import annotations

import datetime
import io
import json
import threading
from typing import Any

import icalendar
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, EvaluationRule, FocusArea
from councils.actions import CadenceTerms, RulesTerms, adopt_rules
from meetings.actions.activities import ActivityTerms, add_activity
from meetings.actions.plans import PlannedTerms, add_planned_meeting, approve_plan, propose_plan
from meetings.models import Activity, Meeting, PlannedMeeting, SchoolHoliday, YearPlan
from politirad.tenancy import context
from politirad.tenancy.models import AuditEvent
from tests.world import World

YEAR = timezone.localdate().year + 1


def at() -> datetime.datetime:
    return timezone.localtime()


def proposed(world: World) -> YearPlan:
    with world.acting(world.north.slt):
        return propose_plan(council=world.north.council, year=YEAR, by=world.north.slt, at=at())


def url(name: str, world: World, *more: Any) -> str:
    return reverse(name, args=[world.north.council.pk, YEAR, *more])


def of_the_page(queries: CaptureQueriesContext) -> list[str]:
    """What the page itself asks: without savepoints, the login's bookkeeping and the context's settings."""
    beside = ("SAVEPOINT", "RELEASE", "usersessions", "set_config", "django_session", "sec.memberships")
    return [query["sql"] for query in queries if not any(word in query["sql"] for word in beside)]


def page(world: World) -> str:
    return world.client(world.north.slt).get(url("year_plan", world)).content.decode()


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
        Agreement.objects.filter(pk=agreement.pk).update(state=Agreement.State.IN_FORCE)
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
        {"title": "Foreldremøter", "month": "9", "responsible": "SLT", "target_group": "8. trinn"},
    )
    assert answer.status_code == 302
    with world.acting(world.north.slt):
        activity = Activity.objects.get(title="Foreldremøter")
    assert "for 8. trinn" in page(world)
    client.post(url("year_activity", world, activity.pk), {"title": "Foreldrekveld", "month": "10"})
    with world.acting(world.north.slt):
        activity.refresh_from_db()
        assert (activity.title, activity.month, activity.target_group) == ("Foreldrekveld", 10, "")
    client.post(url("remove_year_activity", world, activity.pk))
    assert "Foreldrekveld" not in page(world)
    bad = client.post(url("add_year_activity", world), {"title": "", "month": "13"})
    assert bad.status_code == 200


@pytest.mark.django_db
def test_copying_takes_last_years_weeks_and_activities(world: World) -> None:
    with world.acting(world.north.slt):
        council, by = world.north.council, world.north.slt
        before = YearPlan.objects.create(council=council, year=YEAR - 1, made_by=by)
        terms = PlannedTerms(
            datetime.date(YEAR - 1, 2, 10), datetime.time(13), datetime.time(15), theme="Rus"
        )
        add_planned_meeting(plan=before, terms=terms, by=by)
        add_activity(plan=before, terms=ActivityTerms(5, "Russetid"), by=by)
    world.client(world.north.slt).post(url("copy_plan", world))
    with world.acting(world.north.slt):
        plan = YearPlan.objects.get(council=council, year=YEAR)
        (copied,) = plan.meetings.all()
        assert abs((copied.date - datetime.date(YEAR, 2, 10)).days) <= 13
        assert (copied.start, copied.theme) == (datetime.time(13), "Rus")
        assert [one.title for one in plan.activities.all()] == ["Russetid"]


@pytest.mark.django_db
def test_copying_nothing_says_so(world: World) -> None:
    answer = world.client(world.north.slt).post(url("copy_plan", world), follow=True)
    assert f"Det er ingen møter i {YEAR - 1} å kopiere." in answer.content.decode()
    with world.acting(world.north.slt):
        assert not YearPlan.objects.filter(council=world.north.council).exists()


@pytest.mark.django_db
def test_approving_makes_the_meetings_once(world: World) -> None:
    plan = proposed(world)
    client = world.client(world.north.slt)
    client.post(url("approve_plan", world))
    client.post(url("approve_plan", world))
    with world.acting(world.north.slt):
        meetings = list(Meeting.objects.filter(council=world.north.council))
        assert [one.number for one in meetings] == [1, 2, 3, 4]
        assert {one.planned_id for one in meetings} == {one.pk for one in plan.meetings.all()}
        plan.refresh_from_db()
        assert (plan.state, plan.approved_by) == ("approved", world.north.slt)
        assert AuditEvent.objects.filter(action="approve_plan").count() == 1
    text = page(world)
    assert reverse("meeting", args=[meetings[0].pk]) in text
    assert "Uka etter" not in text


@pytest.mark.django_db
def test_approved_plan_cannot_be_changed(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        one = plan.meetings.first()
        approve_plan(plan=plan, by=world.north.slt, at=at())
    client = world.client(world.north.slt)
    answer = client.post(url("shift_planned_meeting", world, one.pk), {"days": "7"}, follow=True)
    assert "Årshjulet er godkjent. Endre hvert møte på møtets egen side." in answer.content.decode()
    client.post(url("propose_plan", world))
    client.post(url("remove_planned_meeting", world, one.pk))
    with world.acting(world.north.slt):
        assert plan.meetings.count() == 4
        assert PlannedMeeting.objects.get(pk=one.pk).date == one.date


@pytest.mark.django_db
def test_approving_takes_over_a_meeting_that_is_there_already(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        one = plan.meetings.first()
        there = Meeting.objects.create(
            council=world.north.council,
            title="Seminar",
            date=one.date,
            start=datetime.time(12),
            end=datetime.time(14),
        )
        made = approve_plan(plan=plan, by=world.north.slt, at=at())
        assert there in made
        assert Meeting.objects.filter(council=world.north.council).count() == 4


@pytest.mark.django_db
def test_empty_plan_cannot_be_approved(world: World) -> None:
    with world.acting(world.north.slt):
        YearPlan.objects.create(council=world.north.council, year=YEAR)
    answer = world.client(world.north.slt).post(url("approve_plan", world), follow=True)
    assert "Planen har ingen møter." in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_once_make_one_set_of_meetings(world: World) -> None:
    plan = proposed(world)
    barrier = threading.Barrier(2)
    answers: list[int] = []

    def approve() -> None:
        try:
            barrier.wait(timeout=10)
            answers.append(world.client(world.north.slt).post(url("approve_plan", world)).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=approve) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert answers == [302, 302]
    with world.acting(world.north.slt):
        assert Meeting.objects.filter(planned__plan=plan).count() == 4


POSTS = ["propose_plan", "copy_plan", "approve_plan", "add_planned_meeting", "add_year_activity"]


@pytest.mark.parametrize("name", POSTS)
@pytest.mark.django_db
def test_members_may_see_the_plan_and_not_change_it(world: World, name: str) -> None:
    proposed(world)
    client = world.client(world.north.member)
    assert client.get(url("year_plan", world)).status_code == 200
    assert client.post(url(name, world)).status_code == 403
    assert world.client(world.north.slt).post(url(name, world)).status_code in (200, 302)


@pytest.mark.parametrize("name", [*POSTS, "year_plan", "year_calendar", "check_planned_day"])
@pytest.mark.django_db
def test_other_councils_plan_is_not_there(world: World, name: str) -> None:
    proposed(world)
    client = world.client(world.south.slt)
    method = client.post if name in POSTS else client.get
    assert method(url(name, world)).status_code == 404
    anonymous = Client()
    assert anonymous.get(url("year_plan", world)).status_code == 302


@pytest.mark.django_db
def test_planned_meeting_of_another_council_is_not_there(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        one = plan.meetings.first()
    for user, status in ((world.south.slt, 404), (world.north.member, 403), (world.north.slt, 200)):
        assert world.client(user).get(url("planned_meeting", world, one.pk)).status_code == status
    # Under another council's address the meeting is not found either.
    wrong = reverse("planned_meeting", args=[world.south.council.pk, YEAR, one.pk])
    assert world.client(world.station_chief).get(wrong).status_code == 404


@pytest.mark.django_db
def test_calendar_file_has_every_meeting_and_marks_proposals(world: World) -> None:
    plan = proposed(world)
    answer = world.client(world.north.member).get(url("year_calendar", world))
    assert answer["Content-Type"].startswith("text/calendar")
    events = list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
    with world.acting(world.north.slt):
        days = [one.date for one in plan.meetings.all()]
    assert [event["DTSTART"].dt.date() for event in events] == days
    assert {str(event["STATUS"]) for event in events} == {"TENTATIVE"}


@pytest.mark.django_db
def test_page_asks_the_same_number_of_questions_for_many_meetings(world: World) -> None:
    plan = proposed(world)
    client = world.client(world.north.slt)
    client.get(url("year_plan", world))
    with CaptureQueriesContext(connection) as few:
        assert client.get(url("year_plan", world)).status_code == 200
    with world.acting(world.north.slt):
        taken = {one.date for one in plan.meetings.all()}
        for number in range(30):
            day = datetime.date(YEAR, 1, 4) + datetime.timedelta(days=11 * number)
            if day not in taken:
                terms = PlannedTerms(day, datetime.time(9), datetime.time(10))
                PlannedMeeting.objects.create(
                    council=plan.council, plan=plan, date=terms.date, start=terms.start, end=terms.end
                )
                Activity.objects.create(council=plan.council, plan=plan, month=day.month, title=f"A{number}")
    with CaptureQueriesContext(connection) as many:
        client.get(url("year_plan", world))
    assert len(many) == len(few)
    assert len(of_the_page(many)) <= 15, "\n".join(of_the_page(many))


@pytest.mark.django_db
def test_index_lists_my_councils_and_their_years(world: World) -> None:
    proposed(world)
    text = world.client(world.north.member).get(reverse("year_plans")).content.decode()
    assert world.north.council.name in text
    assert world.south.council.name not in text
    assert "4 møter" in text
    assert "Ikke begynt" in text
    stranger = world.client(world.stranger).get(reverse("year_plans")).content.decode()
    assert "Du er ikke med i noe råd" in stranger


@pytest.mark.django_db
def test_command_prints_the_proposal_and_stores_nothing(world: World) -> None:
    out = io.StringIO()
    call_command("plan_year", "i nordvik", str(YEAR), "--format", "json", stdout=out)
    rows = json.loads(out.getvalue())
    assert len(rows) == 4
    assert set(rows[0]) == {"date", "start", "end", "title", "duties", "reasons"}
    assert (rows[0]["start"], rows[0]["end"], rows[0]["title"]) == ("09:00", "11:00", f"Møte 1/{YEAR}")
    assert all(row["reasons"] for row in rows)
    with world.acting(world.north.slt):
        assert not YearPlan.objects.exists()
    by_id = io.StringIO()
    call_command("plan_year", str(world.north.council.pk), str(YEAR), "--format", "json", stdout=by_id)
    assert by_id.getvalue() == out.getvalue()


@pytest.mark.parametrize(
    ("council", "year", "sentence"),
    [
        ("Politirådet", YEAR, "passer på flere råd"),
        ("Atlantis", YEAR, "Ingen råd heter noe med «Atlantis»."),
        ("i nordvik", 1066, "Året må være mellom 2000 og 2100."),
    ],
)
@pytest.mark.django_db
def test_command_says_what_is_wrong(world: World, council: str, year: int, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("plan_year", council, str(year))
