"""The list of meetings, one meeting's page, and a single meeting made or changed by hand."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.models import Council
from meetings.making import file_name
from meetings.models import AgendaItem, Invitee, Meeting, MeetingPdf
from meetings.views.meetings import folded
from tests.world import World


def a_meeting(world: World, days: int = 30, place: Any = None, **facts: Any) -> Meeting:
    where = place or world.north
    with world.acting(where.slt):
        return Meeting.objects.create(
            council=where.council,
            title=facts.pop("title", f"Møte om {days}"),
            date=world.today + datetime.timedelta(days=days),
            start=datetime.time(9),
            end=datetime.time(11),
            **facts,
        )


@pytest.mark.django_db
def test_list_shows_coming_and_past_meetings_of_my_councils_only(world: World) -> None:
    a_meeting(world, 10, title="Kommende møte")
    a_meeting(world, -10, title="Tidligere møte")
    a_meeting(world, 10, world.south, title="Andres møte")
    client = world.client(world.north.member)
    coming = client.get(reverse("meetings")).content.decode()
    assert "Kommende møte" in coming
    assert "Tidligere møte" not in coming
    assert "Andres møte" not in coming
    past = client.get(reverse("meetings"), {"vis": "tidligere"}).content.decode()
    assert "Tidligere møte" in past
    assert "Kommende møte" not in past
    chief = world.client(world.station_chief)
    both = chief.get(reverse("meetings")).content.decode()
    assert "Andres møte" in both
    one = chief.get(reverse("meetings"), {"rad": str(world.south.council.pk)}).content.decode()
    assert "Andres møte" in one
    assert "Kommende møte" not in one
    assert "Kommende møte" in chief.get(reverse("meetings"), {"rad": "tull"}).content.decode()


@pytest.mark.django_db
def test_empty_list_says_how_to_begin(world: World) -> None:
    assert "Lag årshjulet først." in world.client(world.north.slt).get(reverse("meetings")).content.decode()
    stranger = world.client(world.stranger).get(reverse("meetings")).content.decode()
    assert "Du er ikke med i noe råd" in stranger


@pytest.mark.django_db
def test_page_shows_when_where_and_who_has_answered(world: World) -> None:
    meeting = a_meeting(world, 30, place=None, theme="Rus", state="called", called_at=timezone.now())
    with world.acting(world.north.slt):
        for name, answer in (("Kari", "accepted"), ("Ola", "none")):
            Invitee.objects.create(
                council=meeting.council, meeting=meeting, name=name, email=f"{name}@x.test", answer=answer
            )
    text = world.client(world.north.member).get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "Rus" in text
    assert "om 30 dager" in text
    assert "Kommer: <strong>1</strong>" in text
    assert "Ikke svart: <strong>1</strong>" in text


@pytest.mark.django_db
def test_first_button_follows_state_and_role(world: World) -> None:
    meeting = a_meeting(world)
    url = reverse("meeting", args=[meeting.pk])

    def first(user: Any) -> str | None:
        buttons = world.client(user).get(url).context["next"]
        return buttons[0]["url"] if buttons else None

    assert first(world.north.slt) == reverse("agenda", args=[meeting.pk])
    assert first(world.north.member).startswith(reverse("propose_item", args=[meeting.council_id]))
    assert first(world.north.observer) is None
    with world.acting(world.north.slt):
        meeting.items.create(council=meeting.council, title="Sak")
    assert first(world.north.slt) == reverse("meeting_call", args=[meeting.pk])
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(review_state="asked")
    assert first(world.north.police_contact) == reverse("agenda_review", args=[meeting.pk])
    assert first(world.north.slt) == reverse("meeting_call", args=[meeting.pk])


@pytest.mark.django_db
def test_single_meeting_gets_the_years_next_number(world: World) -> None:
    client = world.client(world.north.slt)
    year = world.today.year + 1
    for day in ("01.02", "01.03"):
        answer = client.post(
            reverse("new_meeting", args=[world.north.council.pk]),
            {"date": f"{day}.{year}", "start": "9", "end": "11", "place": "Rådhuset"},
        )
        assert answer.status_code == 302
    with world.acting(world.north.slt):
        assert list(Meeting.objects.order_by("date").values_list("title", "number")) == [
            (f"Møte 1/{year}", 1),
            (f"Møte 2/{year}", 2),
        ]


@pytest.mark.django_db
def test_bad_input_keeps_what_was_typed(world: World) -> None:
    answer = world.client(world.north.slt).post(
        reverse("new_meeting", args=[world.north.council.pk]),
        {"date": "i morgen", "start": "9", "end": "8", "title": "Skrevet"},
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Skriv datoen som dag.måned.år" in text
    assert "Møtet må slutte etter at det begynner." in text
    assert 'value="Skrevet"' in text


@pytest.mark.django_db
def test_planned_meeting_is_changed_and_a_called_one_is_not(world: World) -> None:
    meeting = a_meeting(world)
    client = world.client(world.north.slt)
    url = reverse("edit_meeting", args=[meeting.pk])
    data = {
        "date": f"{meeting.date:%d.%m.%Y}",
        "start": "12",
        "end": "13",
        "place": "Biblioteket",
        "title": "",
    }
    assert client.post(url, data).status_code == 302
    with world.acting(world.north.slt):
        meeting.refresh_from_db()
        assert (meeting.start, meeting.place, meeting.title) == (
            datetime.time(12),
            "Biblioteket",
            "Møte om 30",
        )
        Meeting.objects.filter(pk=meeting.pk).update(state="called", called_at=timezone.now())
    answer = client.post(url, data | {"place": "Et annet sted"})
    assert "Møtet er innkalt." in answer.content.decode()
    with world.acting(world.north.slt):
        meeting.refresh_from_db()
        assert meeting.place == "Biblioteket"


@pytest.mark.django_db
def test_doors_of_a_meeting(world: World) -> None:
    meeting = a_meeting(world)
    for name, user, status in (
        ("meeting", world.north.observer, 200),
        ("meeting", world.south.slt, 404),
        ("meeting", world.stranger, 404),
        ("edit_meeting", world.north.member, 403),
        ("edit_meeting", world.south.slt, 404),
    ):
        assert world.client(user).get(reverse(name, args=[meeting.pk])).status_code == status
    new = reverse("new_meeting", args=[world.north.council.pk])
    assert world.client(world.north.member).get(new).status_code == 403
    assert world.client(world.south.slt).get(new).status_code == 404
    assert world.client().get(reverse("meeting", args=[meeting.pk])).status_code == 302


@pytest.mark.django_db
def test_list_asks_the_same_number_of_questions_for_many_meetings(world: World) -> None:
    a_meeting(world, 10)
    client = world.client(world.station_chief)
    client.get(reverse("meetings"))
    with CaptureQueriesContext(connection) as few:
        assert client.get(reverse("meetings")).status_code == 200
    for number in range(30):
        a_meeting(world, 11 + number, world.south if number % 2 else world.north)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("meetings"))
    assert len(many) == len(few)


def test_long_list_of_the_called_folds_those_who_have_said_nothing() -> None:
    people = [Invitee(name=f"N{number}") for number in range(20)]
    people[7].answer = Invitee.Answer.DECLINED
    first, rest = folded(people)
    assert [one.name for one in first] == ["N7"]
    assert len(rest) == 19
    assert folded(people[:12]) == (people[:12], [])


def test_long_list_of_silent_people_shows_the_first_of_them() -> None:
    first, rest = folded([Invitee(name=f"N{number}") for number in range(20)])
    assert (len(first), len(rest)) == (12, 8)


def test_long_list_after_a_meeting_shows_who_was_not_there() -> None:
    people = [Invitee(name=f"N{number}", attendance=Invitee.Attendance.PRESENT) for number in range(20)]
    people[3].attendance = Invitee.Attendance.ABSENT
    assert [one.name for one in folded(people)[0]] == ["N3"]


@pytest.mark.parametrize(
    ("name", "written"),
    [("Politirådet i Lørenskog", "politiradet-i-lorenskog"), ("Ævor–Ås øvre", "aevor-as-ovre")],
)
def test_files_keep_the_letters_of_the_councils_name(name: str, written: str) -> None:
    meeting = Meeting(council=Council(name=name), date=datetime.date(2026, 11, 11))
    assert file_name(meeting, MeetingPdf.Kind.AGENDA) == f"saksliste-{written}-2026-11-11.pdf"


@pytest.mark.django_db
def test_agenda_of_a_held_meeting_is_not_offered_for_changes(world: World) -> None:
    ahead, held = (
        a_meeting(world, 10),
        a_meeting(world, -3, state=Meeting.State.HELD, called_at=timezone.now()),
    )
    client = world.client(world.north.slt)
    pages = [client.get(reverse("meeting", args=[one.pk])).content.decode() for one in (ahead, held)]
    assert ["Rediger sakslisten" in page for page in pages] == [True, False]


def test_item_without_a_time_of_its_own_says_how_long_it_lasts(world: World) -> None:
    meeting = a_meeting(world)
    with world.acting(world.north.slt):
        first = AgendaItem.objects.create(
            council=world.north.council, meeting=meeting, title="Først", order=1
        )
        second = AgendaItem.objects.create(
            council=world.north.council, meeting=meeting, title="Så", order=2, minutes=15
        )
    client = world.client(world.north.slt)
    page = client.get(reverse("item", args=[meeting.pk, second.pk])).content.decode()
    assert "<dd>15 minutter</dd>" in page
    page = client.get(reverse("item", args=[meeting.pk, first.pk])).content.decode()
    assert "<dd>kl. 09.00</dd>" in page
