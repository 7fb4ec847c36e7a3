"""A council's minutes across its meetings: from one to the next, a year on one page, and the approved ones as one PDF."""

from __future__ import annotations

import datetime
import io
import threading
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from councils.refusals import Refusal
from meetings.actions.follow_up import decide
from meetings.actions.minutes import save_item_minutes
from meetings.models import Meeting, YearJob, YearKind, YearPdf
from meetings.year_making import ask_for_year_pdf, make_year_pdf
from politirad.tenancy.models import User
from tests.again import again
from tests.meetings.calls import planned
from tests.meetings.minutes_scene import approved, begun, closed_item
from tests.queries import MOST, asked
from tests.world import World

pytestmark = pytest.mark.django_db
YEAR = 2024


def minuted(world: World, month: int, words: str, *, done: bool = True, year: int = YEAR) -> Meeting:
    """A meeting of that month with these words in its minutes, which are approved unless said otherwise."""
    meeting, minutes, item = begun(world)
    closed_item(world, meeting, title="Hemmelig")
    with world.acting(world.north.slt):
        save_item_minutes(item=item, html=f"<p>{words}</p>", version=0, by=world.north.slt)
        decide(item=item, text=f"Vedtatt {words}", by=world.north.slt)
        day = datetime.date(year, month, 10)
        Meeting.objects.filter(pk=meeting.pk).update(date=day, title=f"Møtet i måned {month}")
    if done:
        approved(world, minutes)
    return meeting


def volume(world: World) -> str:
    """Ordered by a member, made by the worker, read."""
    address = reverse("order_year_minutes", args=[world.north.council.pk, YEAR])
    assert world.client(world.north.member).post(address).status_code == 302
    with world.inside(world.north.council):
        job = YearJob.objects.get(kind=YearKind.MINUTES, state="waiting")
    assert make_year_pdf(world.north.council.pk, job.pk, at=timezone.now()) == "done"
    with world.inside(world.north.council):
        content = bytes(YearPdf.objects.latest("stored_at").content)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def page(world: World, who: User, name: str, *args: object) -> str:
    answer = world.client(who).get(reverse(name, args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_years_approved_minutes_are_bound_in_order_and_the_others_are_named(world: World) -> None:
    minuted(world, 9, "om høsten")
    minuted(world, 3, "om våren")
    minuted(world, 6, "om sommeren", done=False)
    minuted(world, 3, "året etter", year=YEAR + 1)
    text = volume(world)
    assert text.index("om våren") < text.index("om høsten")
    assert "om sommeren" not in text
    assert "året etter" not in text
    assert "Møtet i måned 6" in text
    assert "ikke godkjent, og er ikke med" in text
    assert "Hemmelig" not in text
    assert "Offentleglova § 13" in text


def test_each_minutes_have_a_bookmark_and_the_file_says_what_it_is(world: World) -> None:
    minuted(world, 3, "om våren")
    volume(world)
    with world.inside(world.north.council):
        pdf = YearPdf.objects.get()
    assert (pdf.kind, pdf.name) == ("minutes", f"referater-politiradet-i-nordvik-{YEAR}.pdf")
    marks = str(PdfReader(io.BytesIO(bytes(pdf.content))).outline)
    assert f"Møtet i måned 3, 10.03.{YEAR}" in marks


def test_worker_says_how_far_it_has_come_and_the_page_shows_it(world: World) -> None:
    meeting = minuted(world, 3, "om våren")
    client, council = world.client(world.north.member), world.north.council.pk
    shown = page(world, world.north.member, "year_minutes", council, YEAR)
    address = reverse("order_year_minutes", args=[council, YEAR])
    assert f'action="{address}"' in shown
    assert reverse("minutes", args=[meeting.pk]) in shown
    part = client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert 'data-state="waiting"' in part
    assert f"Årets referater {YEAR}" in part
    with world.inside(world.north.council):
        job = YearJob.objects.get()
        assert not YearPdf.objects.exists(), "the web process made it"
    make_year_pdf(council, job.pk, at=timezone.now())
    watch = reverse("year_job", args=[council, YEAR, job.pk])
    part = client.get(watch, headers={"HX-Request": "true"}).content.decode()
    assert 'data-state="done"' in part
    plain = client.get(watch).content.decode()
    assert "Årets referater som PDF" in plain
    assert reverse("year_minutes", args=[council, YEAR]) in plain


def test_year_without_approved_minutes_is_refused_in_words(world: World) -> None:
    minuted(world, 3, "om våren", done=False)
    council = world.north.council.pk
    shown = page(world, world.north.member, "year_minutes", council, YEAR)
    address = reverse("order_year_minutes", args=[council, YEAR])
    assert address not in shown
    client = world.client(world.north.member)
    assert "Ingen referater fra 2024 er godkjent" in client.post(address, follow=True).content.decode()
    part = client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert "Ingen referater fra 2024 er godkjent" in part
    with world.acting(world.north.slt), pytest.raises(Refusal, match="godkjent"):
        ask_for_year_pdf(council=world.north.council, year=2001, by=world.north.slt, kind=YearKind.MINUTES)
    assert "Ingen møter er holdt" in page(world, world.north.member, "year_minutes", council, 2001)
    assert client.get(reverse("year_minutes", args=[council, 1999])).status_code == 404


def test_years_plan_and_its_minutes_are_two_orders_and_each_waits_once(world: World) -> None:
    minuted(world, 3, "om våren")
    council = world.north.council
    with world.acting(world.north.slt):
        jobs = {
            ask_for_year_pdf(council=council, year=YEAR, by=world.north.slt, kind=kind).pk
            for kind in (*YearKind, *YearKind)
        }
    assert len(jobs) == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_order_at_once_get_one_job(world: World) -> None:
    minuted(world, 3, "om våren")
    barrier = threading.Barrier(2)
    jobs: list[UUID] = []

    def order() -> None:
        try:
            with world.acting(world.north.slt):
                barrier.wait(timeout=10)
                kind = YearKind.MINUTES
                jobs.append(
                    ask_for_year_pdf(council=world.north.council, year=YEAR, by=world.north.slt, kind=kind).pk
                )
        finally:
            connection.close()

    threads = [threading.Thread(target=order) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(jobs) == 2
    assert len(set(jobs)) == 1


def test_other_tenant_and_strangers_find_nothing(world: World) -> None:
    minuted(world, 3, "om våren")
    at = [world.north.council.pk, YEAR]
    for who in (world.south.slt, world.stranger):
        assert world.client(who).get(reverse("year_minutes", args=at)).status_code == 404
        assert world.client(who).post(reverse("order_year_minutes", args=at)).status_code == 404


def test_meeting_and_minutes_lead_to_the_earlier_and_the_later_one(world: World) -> None:
    first, second = minuted(world, 3, "om våren"), minuted(world, 6, "om sommeren")
    third = planned(world)
    cancelled = minuted(world, 5, "avlyst", done=False)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=cancelled.pk).update(state="cancelled", cancelled_reason="Snø")
    who = world.north.member
    middle = page(world, who, "meeting", second.pk)
    assert "Forrige møte: Møtet i måned 3" in middle
    assert "Neste møte: Møte 1" in middle
    assert reverse("meeting", args=[first.pk]) in middle
    assert reverse("meeting", args=[cancelled.pk]) not in middle
    assert reverse("year_minutes", args=[world.north.council.pk, YEAR]) in middle
    read = page(world, who, "minutes", second.pk)
    assert reverse("minutes", args=[first.pk]) in read
    assert reverse("meeting", args=[third.pk]) in read
    assert "Forrige møte" not in page(world, who, "meeting", first.pk)
    assert "Neste møte" not in page(world, who, "meeting", third.pk)


def test_thirty_meetings_cost_no_more_questions_than_one(world: World) -> None:
    meeting = minuted(world, 3, "om våren")
    address = reverse("year_minutes", args=[world.north.council.pk, YEAR])
    client = world.client(world.north.member)
    few = len(asked(client, address))
    with world.acting(world.north.slt):
        meeting.refresh_from_db()
        minutes = meeting.minutes_set.get()
        made = again(
            meeting,
            planned_id=lambda number: None,
            number=lambda number: 100 + number,
            date=lambda number: datetime.date(YEAR, 4, number),
        )
        again(minutes, meeting_id=lambda number: made[number - 1].pk)
    assert len(asked(client, address)) <= few <= MOST
