"""Answer a notice by link, without login, and on the meeting's page."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from councils.refusals import Refusal
from meetings.actions.answers import AnswerTerms, answer_notice
from meetings.actions.calling import remove_invitee
from meetings.actions.changes import cancel_meeting
from meetings.calling import answer_secret
from meetings.models import Invitee, Meeting
from politirad.tenancy.models import AuditEvent, User
from tests.meetings.calls import called
from tests.world import World


def invitee_of(world: World, meeting: Meeting, user: User) -> Invitee:
    """The user's own line of the notice."""
    with world.inside(world.north.council):
        return Invitee.objects.get(meeting=meeting, user=user)


def link(invitee: Invitee) -> str:
    """The address in the letter."""
    return f"/svar/{answer_secret(invitee)}/"


def test_link_shows_the_meeting_and_takes_an_answer_without_login(world: World) -> None:
    meeting = called(world)
    invitee = invitee_of(world, meeting, world.north.mayor)
    page = Client().get(link(invitee))
    assert page.status_code == 200
    assert "Nytt fra politiet" in page.content.decode()
    response = Client().post(link(invitee), {"answer": "accepted", "note": "Kommer ti minutter sent"})
    assert response.status_code == 200
    answered = invitee_of(world, meeting, world.north.mayor)
    assert (answered.answer, answered.answer_note) == ("accepted", "Kommer ti minutter sent")
    with world.acting(world.north.slt):
        event = AuditEvent.objects.get(action="answer_notice")
        assert (event.actor, event.facts) == (None, {"answer": "accepted", "source": "link"})


def test_opening_the_link_answers_nothing(world: World) -> None:
    meeting = called(world)
    invitee = invitee_of(world, meeting, world.north.mayor)
    Client().get(link(invitee))
    assert invitee_of(world, meeting, world.north.mayor).answer == Invitee.Answer.NONE


@pytest.mark.django_db
@pytest.mark.parametrize("secret", ["x", "0" * 64, "%00", "' OR 1=1 --"])
def test_unknown_secret_is_not_found(secret: str) -> None:
    assert Client().get(f"/svar/{secret}/").status_code == 404


def test_link_opens_nothing_but_its_own_page(world: World) -> None:
    meeting = called(world)
    client = Client()
    client.get(link(invitee_of(world, meeting, world.north.mayor)))
    assert client.get(f"/moter/{meeting.pk}/").status_code == 302


def test_declining_names_a_deputy(world: World) -> None:
    meeting = called(world)
    invitee = invitee_of(world, meeting, world.north.mayor)
    Client().post(
        link(invitee),
        {"answer": "declined", "deputy_name": "Vera Vara", "deputy_email": "vera@example.test"},
    )
    answered = invitee_of(world, meeting, world.north.mayor)
    assert (answered.answer, answered.deputy_name) == ("declined", "Vera Vara")


def test_deputy_is_dropped_when_one_comes_after_all(world: World) -> None:
    meeting = called(world)
    invitee = invitee_of(world, meeting, world.north.mayor)
    with world.inside(world.north.council):
        for terms in (
            AnswerTerms(Invitee.Answer.DECLINED, deputy_name="Vera Vara"),
            AnswerTerms(Invitee.Answer.ACCEPTED, deputy_name="Vera Vara"),
        ):
            answer_notice(invitee=invitee, terms=terms, at=timezone.now(), by=None)
    assert invitee_of(world, meeting, world.north.mayor).deputy_name == ""


def test_bad_answer_gets_a_sentence_and_keeps_the_note(world: World) -> None:
    invitee = invitee_of(world, called(world), world.north.mayor)
    response = Client().post(link(invitee), {"answer": "kanskje ikke", "note": "Min merknad"})
    assert response.status_code == 422
    assert "Min merknad" in response.content.decode()


def test_cancelled_meeting_takes_no_answer_and_says_so(world: World) -> None:
    meeting = called(world)
    invitee = invitee_of(world, meeting, world.north.mayor)
    with world.acting(world.north.slt):
        cancel_meeting(meeting=meeting, reason="Sykdom", at=timezone.now(), by=world.north.slt)
    assert "avlyst" in Client().get(link(invitee)).content.decode()
    assert Client().post(link(invitee), {"answer": "accepted"}).status_code == 422


def test_removed_person_cannot_answer(world: World) -> None:
    meeting = called(world)
    invitee = invitee_of(world, meeting, world.north.member)
    with world.acting(world.north.slt):
        remove_invitee(meeting=meeting, invitee_id=invitee.pk, at=timezone.now(), by=world.north.slt)
    with world.inside(world.north.council), pytest.raises(Refusal, match="ikke lenger"):
        answer_notice(invitee=invitee, terms=AnswerTerms(Invitee.Answer.ACCEPTED), at=timezone.now(), by=None)


def test_answer_after_the_meeting_is_refused(world: World) -> None:
    meeting = called(world)
    invitee = invitee_of(world, meeting, world.north.member)
    later = timezone.now() + datetime.timedelta(days=60)
    with world.inside(world.north.council), pytest.raises(Refusal, match="har vært"):
        answer_notice(invitee=invitee, terms=AnswerTerms(Invitee.Answer.ACCEPTED), at=later, by=None)


def test_answer_on_the_meetings_page(world: World) -> None:
    meeting = called(world)
    response = world.client(world.north.member).post(f"/moter/{meeting.pk}/svar/", {"answer": "tentative"})
    assert response.status_code == 302
    assert invitee_of(world, meeting, world.north.member).answer == "tentative"


def test_refused_answer_on_the_meetings_page_keeps_the_note(world: World) -> None:
    meeting = called(world)
    client, address = world.client(world.north.member), f"/moter/{meeting.pk}/svar/"
    response = client.post(address, {"answer": "kanskje ikke", "note": "Min merknad"})
    assert (response.status_code, "Min merknad" in response.content.decode()) == (422, True)
    with world.acting(world.north.slt):
        cancel_meeting(meeting=meeting, reason="Sykdom", at=timezone.now(), by=world.north.slt)
    response = client.post(address, {"answer": "accepted", "note": "Kommer likevel"})
    assert (response.status_code, "Kommer likevel" in response.content.decode()) == (422, True)
    assert "avlyst" in response.content.decode()


def test_one_who_is_not_called_has_nothing_to_answer(world: World) -> None:
    meeting = called(world)
    answers = {
        name: world.client(user).post(f"/moter/{meeting.pk}/svar/", {"answer": "accepted"}).status_code
        for name, user in (("deputy", world.north.deputy_mayor), ("other", world.south.slt))
    }
    assert answers == {"deputy": 404, "other": 404}
