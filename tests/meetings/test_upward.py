"""Approved minutes become a proposed item in the council above, once, and nothing of the closed part travels."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from councils.models import Council
from meetings.actions.follow_up import ActionTerms, assign_action, decide
from meetings.actions.upward import report_upward
from meetings.models import AgendaItem, ItemProposal, Meeting, Minutes, UpwardReport
from meetings.upward import LONGEST_TITLE, Words, report_text, report_title
from meetings.upward_clock import due_reports
from politirad.tenancy import context
from politirad.tenancy.models import AuditEvent, OutgoingMessage
from tests.meetings.minutes_scene import approved, begun, closed_item
from tests.world import World

WORDS = Words(
    title="Referat fra %(council)s, %(date)s",
    lead="Fra %(meeting)s, %(date)s.",
    decision="Vedtak %(number)s: %(text)s",
    task="Oppgave: %(text)s (%(who)s)",
    nothing="Ingen saker.",
)


def content(**more: Any) -> dict[str, Any]:
    return {"council": "SLT-møtet", "meeting": {"title": "Møte 2"}, "items": [], "closed": [], **more}


def test_text_tells_item_by_item_and_nothing_of_closed_ones() -> None:
    said = content(
        items=[
            {"number": "1", "title": "Russetid", "decisions": [{"number": "3/2026", "text": "Uteteam"}],
             "tasks": [{"text": "Lag plan", "who": ""}]},
            {"number": "2", "title": "Orientering", "decisions": [], "tasks": []},
        ],
        closed=[{"number": "3", "basis": "politiloven § 2"}],
    )  # fmt: skip
    assert report_text(said, "4. mai", WORDS) == (
        "Fra Møte 2, 4. mai.\n\n1 Russetid\nVedtak 3/2026: Uteteam\nOppgave: Lag plan (–)\n\n2 Orientering"
    )
    assert report_text(content(), "4. mai", WORDS) == "Fra Møte 2, 4. mai.\n\nIngen saker."


def test_title_fits() -> None:
    assert report_title(content(), "4. mai", WORDS) == "Referat fra SLT-møtet, 4. mai"
    assert len(report_title(content(council="x" * 300), "4. mai", WORDS)) == LONGEST_TITLE


def below(world: World, *, reports: bool = True) -> None:
    """The north council reports to the south one, which belongs to another municipality."""
    with context.entered(
        context.Context(councils=frozenset({world.north.council.pk, world.south.council.pk}))
    ):
        Council.objects.filter(pk=world.north.council.pk).update(
            parent=world.south.council, reports_upward=reports
        )


def next_above(world: World) -> Meeting:
    with world.acting(world.south.slt):
        return Meeting.objects.create(
            council=world.south.council,
            title="Felles møte",
            date=world.today + datetime.timedelta(days=30),
            start=datetime.time(9),
            end=datetime.time(11),
        )


def minuted(world: World) -> Minutes:
    """Approved minutes of the north council, with a decision, a task and a closed item that has a decision too."""
    meeting, minutes, item = begun(world)
    hidden = closed_item(world, meeting, title="Kvitveisgruppa")
    with world.acting(world.north.slt):
        decide(item=item, text="Rådet oppretter et uteteam.", by=world.north.slt)
        terms = ActionTerms("Lag vaktplan", responsible=world.north.member)
        assign_action(council=world.north.council, item=item, terms=terms, by=world.north.slt)
        decide(
            item=AgendaItem.objects.get(pk=hidden.pk), text="Kvitveisgruppa følges opp.", by=world.north.slt
        )
    approved(world, minutes)
    return minutes


@pytest.mark.django_db
def test_approved_minutes_are_proposed_to_the_council_above_once(world: World) -> None:
    below(world)
    meeting = next_above(world)
    minutes = minuted(world)
    assert due_reports(timezone.now()) == 1
    assert due_reports(timezone.now()) == 0
    with world.acting(world.south.slt):
        proposal = ItemProposal.objects.get()
        assert (proposal.state, proposal.preferred_meeting, proposal.kind) == (
            "submitted",
            meeting,
            "information",
        )
        assert proposal.title.startswith(f"Referat fra {world.north.council.name}, ")
        assert "Rådet oppretter et uteteam." in proposal.text
        assert f"Oppgave: Lag vaktplan ({world.north.member.name})" in proposal.text
        assert "Kvitveis" not in proposal.text + proposal.title
        assert AuditEvent.objects.filter(action="propose_item", subject_id=proposal.pk).exists()
        (letter,) = OutgoingMessage.objects.filter(kind="proposal_submitted")
        assert letter.recipient == world.south.slt
        assert world.north.council.name in letter.text
    with world.acting(world.north.slt):
        report = UpwardReport.objects.get()
        assert (report.minutes, report.above, report.proposal) == (
            minutes,
            world.south.council.pk,
            proposal.pk,
        )
    own = world.client(world.north.slt).get(reverse("minutes", args=[minutes.meeting_id])).content.decode()
    assert f"Meldt til {world.south.council.name} " in own


@pytest.mark.django_db
def test_secretary_above_takes_it_on_or_sends_it_back(world: World) -> None:
    below(world)
    meeting = next_above(world)
    minuted(world)
    due_reports(timezone.now())
    with world.acting(world.south.slt):
        proposal = ItemProposal.objects.get()
    client = world.client(world.south.slt)
    page = client.get(reverse("proposal", args=[proposal.pk])).content.decode()
    assert f"av {world.north.council.name}" in page
    answer = client.post(reverse("accept_proposal", args=[proposal.pk]), {"meeting": str(meeting.pk)})
    assert answer.status_code == 302
    with world.acting(world.south.slt):
        item = AgendaItem.objects.get(meeting=meeting)
        assert item.presenter == world.north.council.name
        assert "<p>" in item.text
        assert not OutgoingMessage.objects.filter(kind="proposal_answered").exists()
    # The other tenant's people find neither the proposal nor the meeting.
    for user in (world.north.slt, world.north.mayor):
        assert world.client(user).get(reverse("proposal", args=[proposal.pk])).status_code == 404


@pytest.mark.django_db
def test_minutes_that_are_not_approved_stay(world: World) -> None:
    below(world)
    begun(world)
    assert due_reports(timezone.now()) == 0


@pytest.mark.django_db
def test_council_without_one_above_reports_to_nobody(world: World) -> None:
    minuted(world)
    assert due_reports(timezone.now()) == 0
    with world.acting(world.north.slt):
        assert not UpwardReport.objects.exists()


@pytest.mark.django_db
def test_council_that_has_not_said_so_reports_nothing_to_the_one_above(world: World) -> None:
    below(world, reports=False)
    minuted(world)
    assert due_reports(timezone.now()) == 0
    with world.acting(world.south.slt):
        assert not ItemProposal.objects.exists()
    # Said later, it holds for what was approved within the month.
    below(world)
    assert due_reports(timezone.now()) == 1


@pytest.mark.django_db
def test_database_lets_no_council_report_to_nobody(world: World) -> None:
    with (
        world.acting(world.north.administrator),
        pytest.raises(IntegrityError, match="council_reports_to_a_parent"),
        transaction.atomic(),
    ):
        Council.objects.filter(pk=world.north.council.pk).update(reports_upward=True)


@pytest.mark.django_db
def test_council_above_that_is_closed_down_and_minutes_of_long_ago_are_left(world: World) -> None:
    below(world)
    minuted(world)
    assert due_reports(timezone.now() + datetime.timedelta(days=31)) == 0
    with world.acting(world.south.administrator):
        Council.objects.filter(pk=world.south.council.pk).update(closed_on=world.today)
    assert due_reports(timezone.now()) == 0


@pytest.mark.django_db
def test_two_secretaries_above_who_accept_and_return_get_one_answer(world: World) -> None:
    below(world)
    meeting = next_above(world)
    minuted(world)
    due_reports(timezone.now())
    with world.acting(world.south.slt):
        proposal = ItemProposal.objects.get()
    client = world.client(world.south.slt)
    client.post(reverse("return_proposal", args=[proposal.pk]), {"return-reason": "Tas skriftlig"})
    again = client.post(reverse("accept_proposal", args=[proposal.pk]), {"meeting": str(meeting.pk)})
    assert again.status_code == 422
    assert "Saken er besvart allerede" in again.content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_report_once(world: World) -> None:
    below(world)
    minutes = minuted(world)
    both = context.Context(councils=frozenset({world.north.council.pk, world.south.council.pk}))
    barrier = threading.Barrier(2)
    told: list[bool] = []

    def tell() -> None:
        try:
            with context.entered(both):
                row = Minutes.objects.select_related("council", "approved_by", "started_by").get(
                    pk=minutes.pk
                )
                above = Council.objects.get(pk=world.south.council.pk)
                barrier.wait(10)
                told.append(report_upward(minutes=row, above=above, at=timezone.now(), by=None) is not None)
        finally:
            connection.close()

    threads = [threading.Thread(target=tell) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [False, True]
    with world.acting(world.south.slt):
        assert ItemProposal.objects.count() == 1
