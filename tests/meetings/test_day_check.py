"""A meeting made or moved by hand: what speaks against the day is said while it is written and when it is stored."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from councils.actions import RulesTerms, adopt_rules
from meetings.actions.calling import MeetingTerms
from meetings.actions.changes import change_called_meeting
from meetings.day_check import meeting_day
from meetings.deadlines import notice_deadline
from meetings.models import Meeting, SchoolHoliday, YearPlan
from politirad.dates import weekday_date
from politirad.tenancy import context
from tests.meetings.calls import called, planned
from tests.meetings.year_plan_scene import proposed, url
from tests.queries import asked
from tests.world import World

NINE, ELEVEN = datetime.time(9), datetime.time(11)


def ahead(world: World) -> datetime.date:
    """A Wednesday of next year that nothing speaks against."""
    day = datetime.date(world.today.year + 1, 3, 1)
    return day + datetime.timedelta(days=(2 - day.weekday()) % 7)


def national_day(world: World) -> datetime.date:
    return datetime.date(world.today.year + 1, 5, 17)


def written(day: datetime.date, start: str = "09.00", end: str = "11.00") -> dict[str, str]:
    return {"date": f"{day:%d.%m.%Y}", "start": start, "end": end}


def said(world: World, address: str, sent: dict[str, str]) -> str:
    return world.client(world.north.slt).get(address, sent).content.decode()


def stored(world: World, address: str, sent: dict[str, str]) -> list[str]:
    """What the page says when the form is stored."""
    answer = world.client(world.north.slt).post(address, sent)
    assert answer.status_code == 302
    return [str(one) for one in get_messages(answer.wsgi_request)]


@pytest.mark.django_db
def test_day_is_judged_without_any_plan(world: World) -> None:
    address = reverse("check_new_day", args=[world.north.council.pk])
    assert "17. mai er fridag." in said(world, address, written(national_day(world)))
    good = said(world, address, written(ahead(world)))
    assert "Ingenting taler mot denne dagen." in good
    assert "Innkallingen må sendes senest " in good
    with world.acting(world.north.slt):
        assert not YearPlan.objects.exists()


@pytest.mark.django_db
def test_form_that_names_no_day_or_hours_says_nothing(world: World) -> None:
    meeting = planned(world)
    for address in (
        reverse("check_new_day", args=[world.north.council.pk]),
        reverse("check_meeting_day", args=[meeting.pk]),
    ):
        for sent in (
            {},
            {"date": "i mai", "start": "09.00", "end": "11.00"},
            {"date": "17.05.2199", "start": "09.00", "end": "11.00"},
            {"date": "17.05.2027", "start": "11.00", "end": "09.00"},
        ):
            assert said(world, address, sent).strip() == ""


@pytest.mark.django_db
def test_holiday_school_holiday_clash_and_the_councils_other_meeting_are_told(world: World) -> None:
    meeting, day = called(world), ahead(world)
    with context.entered(context.of_organization(world.north.municipality.pk)):
        SchoolHoliday.objects.create(
            organization=world.north.municipality, name="Vinterferie", first_day=day, last_day=day
        )
    facts = {"date": day, "start": NINE, "end": ELEVEN}
    for place in (world.north, world.south):
        with world.acting(place.slt):
            Meeting.objects.create(council=place.council, title="Et annet", **facts)
    text = said(world, reverse("check_meeting_day", args=[meeting.pk]), written(day))
    for words in ("vinterferie", "Rådet har et annet møte samme dag.", "Stine Sjef"):
        assert words in text, words
    assert "Et annet" not in text


@pytest.mark.django_db
def test_a_meeting_is_no_hindrance_to_itself(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        found = meeting_day(
            meeting.council,
            meeting.date,
            NINE,
            ELEVEN,
            meeting=meeting,
            today=world.today,
            language="nb",
        )
    assert found is not None
    assert not any("et annet møte" in caution.text for caution in found.warnings)
    assert (found.deadline, found.late) == (None, False)


@pytest.mark.django_db
def test_moved_called_meeting_warns_once_it_is_stored_and_is_stored(world: World) -> None:
    meeting = called(world)
    sent = {"title": meeting.title, "place": meeting.place, **written(national_day(world))}
    told = stored(world, reverse("meeting_change", args=[meeting.pk]), sent)
    assert any("17. mai er fridag." in one for one in told)
    with world.acting(world.north.slt):
        assert Meeting.objects.get(pk=meeting.pk).date == national_day(world)


@pytest.mark.django_db
def test_new_place_alone_warns_of_nothing(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(date=national_day(world))
    sent = {"title": meeting.title, "place": "Biblioteket", **written(national_day(world))}
    told = stored(world, reverse("meeting_change", args=[meeting.pk]), sent)
    assert told == ["Møtet er endret. De som er kalt inn, får beskjed om et minutt."]


@pytest.mark.django_db
def test_new_day_that_breaks_the_notice_deadline_is_told(world: World) -> None:
    meeting, soon = called(world), world.today + datetime.timedelta(days=3)
    address = reverse("check_meeting_day", args=[meeting.pk])
    assert "De innkalte skulle hatt beskjed om denne dagen senest" in said(world, address, written(soon))
    sent = {"title": meeting.title, "place": meeting.place, **written(soon)}
    told = stored(world, reverse("meeting_change", args=[meeting.pk]), sent)
    assert any("De innkalte skulle hatt beskjed om denne dagen senest" in one for one in told)
    uncalled = planned(world, days=40)
    told = stored(world, reverse("edit_meeting", args=[uncalled.pk]), written(soon))
    assert any("Fristen for å kalle inn til denne dagen var" in one for one in told)


@pytest.mark.django_db
def test_new_meeting_warns_of_its_day_but_not_of_itself(world: World) -> None:
    address = reverse("new_meeting", args=[world.north.council.pk])
    (told, warned) = stored(world, address, written(national_day(world)))
    assert told == "Møtet er opprettet. Ingen er kalt inn ennå."
    assert "17. mai er fridag." in warned
    assert "et annet møte" not in warned
    assert len(stored(world, address, written(ahead(world)))) == 1


@pytest.mark.django_db
def test_page_says_it_without_script(world: World) -> None:
    meeting = called(world)
    sent = {"title": "", "place": "", **written(national_day(world))}
    client = world.client(world.north.slt)
    for name, key in (("meeting_change", meeting.pk), ("new_meeting", world.north.council.pk)):
        if name == "new_meeting":
            sent |= {"title": "x" * 300}
        answer = client.post(reverse(name, args=[key]), sent)
        assert answer.status_code == 200
        assert "17. mai er fridag." in answer.content.decode()
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(date=national_day(world))
    page = client.get(reverse("meeting_change", args=[meeting.pk])).content.decode()
    assert "17. mai er fridag." in page


@pytest.mark.django_db
def test_those_who_may_not_call_are_not_answered(world: World) -> None:
    meeting = called(world)
    for name, key in (("check_meeting_day", meeting.pk), ("check_new_day", world.north.council.pk)):
        address = reverse(name, args=[key])
        for user, status in (
            (world.north.slt, 200),
            (world.north.member, 403),
            (world.north.police_contact, 403),
            (world.south.slt, 404),
            (world.stranger, 404),
        ):
            assert world.client(user).get(address, written(ahead(world))).status_code == status
        assert world.client(world.north.slt).post(address).status_code == 405
        assert world.client().get(address).status_code == 302


@pytest.mark.django_db
def test_check_asks_as_often_with_thirty_meetings_as_with_one(world: World) -> None:
    meeting, day = called(world), ahead(world)
    query = "&".join(f"{name}={value}" for name, value in written(day).items())
    address = f"{reverse('check_meeting_day', args=[meeting.pk])}?{query}"
    client = world.client(world.north.slt)
    one = len(asked(client, address))
    with world.acting(world.north.slt):
        Meeting.objects.bulk_create(
            Meeting(
                council=world.north.council,
                title=f"Møte {n}",
                date=day + datetime.timedelta(days=n),
                start=NINE,
                end=ELEVEN,
            )
            for n in range(1, 30)
        )
    assert len(asked(client, address)) == one


@pytest.mark.django_db
def test_warning_blocks_nothing(world: World) -> None:
    meeting = called(world)
    terms = MeetingTerms(meeting.title, national_day(world), NINE, ELEVEN, meeting.place)
    with world.acting(world.north.slt):
        assert change_called_meeting(meeting=meeting, terms=terms, at=timezone.now(), by=world.north.slt)


@pytest.mark.django_db
def test_plans_own_form_knows_the_day_of_another_proposal(world: World) -> None:
    plan = proposed(world)
    with world.acting(world.north.slt):
        first, second = plan.meetings.all()[:2]
    sent = {**written(second.date), "meeting": str(first.pk)}
    assert "Rådet har et annet møte samme dag." in said(world, url("check_planned_day", world), sent)
    sent["meeting"] = str(second.pk)
    assert "Rådet har et annet møte samme dag." not in said(world, url("check_planned_day", world), sent)


@pytest.mark.django_db
def test_meeting_moved_on_the_wheel_past_its_notice_deadline_says_so(world: World) -> None:
    soon = world.today + datetime.timedelta(days=3)
    week_after, day_before = soon + datetime.timedelta(days=7), soon - datetime.timedelta(days=1)
    meeting = planned(world)
    with world.acting(world.north.slt):
        where = week_after if week_after.year == soon.year else day_before
        Meeting.objects.filter(pk=meeting.pk).update(date=where)
    address = reverse("shift_meeting", args=[meeting.pk])
    told = stored(world, address, {"date": soon.isoformat()})
    assert told[0].startswith("Møtet er flyttet til ")
    assert any("Fristen for å kalle inn til denne dagen var" in one for one in told)
    later = planned(world, days=40)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=later.pk).update(date=ahead(world))
    assert len(stored(world, reverse("shift_meeting", args=[later.pk]), {"days": "7"})) == 1


@pytest.mark.django_db
def test_plans_own_form_says_when_the_notice_is_due(world: World) -> None:
    proposed(world)
    text = said(world, url("check_planned_day", world), written(ahead(world)))
    assert "Innkallingen må sendes senest " in text


@pytest.mark.django_db
def test_deadline_is_that_of_the_rules_on_the_new_day(world: World) -> None:
    day = ahead(world)
    begins = datetime.date(day.year, 2, 1)
    with world.acting(world.north.slt):
        terms = RulesTerms(agenda_deadline_days=28)
        adopt_rules(council=world.north.council, terms=terms, valid_from=begins, by=world.north.slt)
    address = reverse("check_new_day", args=[world.north.council.pk])
    before = begins - datetime.timedelta(days=7)
    for at, days in ((day, 28), (before, 7)):
        last = weekday_date(notice_deadline(at, days), "nb")
        assert f"Innkallingen må sendes senest {last}." in said(world, address, written(at))
