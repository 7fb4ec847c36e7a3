"""Invitations: the link opens once, for one person, for fourteen days."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from councils.actions import accept_invitation, invite_person, renew_expired, renew_invitation
from councils.invitations import LIFE, Fault, Invitation, LinkError, make_token, read_token
from councils.notifications import inside
from councils.refusals import Refusal
from politirad.tenancy.models import AuditEvent, OutgoingMessage, User
from tests.world import PASSWORD, World

GOOD = "grønne epler i kjelleren"


def invited(world: World, *, at: datetime.datetime | None = None) -> User:
    """A person whom the north secretary has invited."""
    with world.acting(world.north.slt):
        return invite_person(
            email="Ny@Example.test",
            name="Nina Ny",
            council=world.north.council,
            role="politikontakt",
            by=world.north.slt,
            at=at or timezone.now(),
        )


def letters(world: World) -> list[OutgoingMessage]:
    """The council's outbox, oldest first."""
    with world.inside(world.north.council):
        return list(OutgoingMessage.objects.order_by("created_at"))


def path_in(letter: OutgoingMessage) -> str:
    """The link's path in a letter."""
    found = re.search(r"https?://[^/\s]+(/invitasjon/\S+)", letter.text)
    assert found is not None
    return found.group(1)


def accepting(**changes: Any) -> dict[str, Any]:
    return {"name": "Nina Nyheim", "password": GOOD, "repeated": GOOD, **changes}


def test_invited_person_chooses_name_and_password_and_is_in(world: World) -> None:
    user = invited(world)
    letter = letters(world)[0]
    assert letter.subject == "Du er invitert til Politirådet i Nordvik som politikontakt"
    assert letter.to_email == "ny@example.test"
    assert letter.reply_to == world.north.slt.email
    assert "&" not in letter.text.replace(path_in(letter), "")
    client = Client()
    page = client.get(path_in(letter))
    assert page.status_code == 200
    assert 'value="Nina Ny"' in page.content.decode() and "ny@example.test" in page.content.decode()
    answer = client.post(path_in(letter), accepting())
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.name == "Nina Nyheim"
    assert user.check_password(GOOD)
    assert EmailAddress.objects.get(user=user).verified
    assert client.session["_auth_user_id"] == str(user.pk)
    with world.acting(user):
        assert not AuditEvent.objects.exists()  # no seat yet: the row lies with the person alone


def test_invited_member_lands_on_the_council_and_the_trail_says_so(world: World) -> None:
    from_seat = world.north.member
    from_seat.set_unusable_password()
    from_seat.save()
    with world.acting(world.north.slt):
        renew_invitation(user=from_seat, at=timezone.now(), by=world.north.slt, council=world.north.council)
    client = Client()
    answer = client.post(path_in(letters(world)[0]), accepting())
    assert answer["Location"] == reverse("council", args=[world.north.council.pk])
    assert client.get(answer["Location"]).status_code == 200
    with world.acting(world.north.slt):
        row = AuditEvent.objects.get(action="accept_invitation")
    assert (row.council_id, row.actor_id) == (world.north.council.pk, from_seat.pk)


def test_link_is_dead_after_use_and_says_what_to_do(world: World) -> None:
    invited(world)
    path = path_in(letters(world)[0])
    Client().post(path, accepting())
    answer = Client().get(path)
    assert answer.status_code == 410
    assert "Invitasjonen er brukt" in answer.content.decode()
    second = Client().post(
        path, accepting(password="et helt annet passord", repeated="et helt annet passord")
    )
    assert second.status_code == 410
    assert User.objects.get(email="ny@example.test").check_password(GOOD)


def test_all_links_die_when_a_password_is_set_in_another_way(world: World) -> None:
    user = invited(world)
    path = path_in(letters(world)[0])
    user.set_password(PASSWORD)
    user.save()
    assert Client().get(path).status_code == 410


def test_link_is_dead_when_the_address_has_changed(world: World) -> None:
    user = invited(world)
    path = path_in(letters(world)[0])
    user.email = "annen@example.test"
    user.save()
    assert "Invitasjonen er brukt" in Client().get(path).content.decode()


def test_expired_link_sends_a_new_one_to_the_same_address(world: World) -> None:
    invited(world, at=timezone.now() - LIFE - datetime.timedelta(minutes=5))
    with world.inside(world.north.council):
        OutgoingMessage.objects.update(created_at=timezone.now() - LIFE)
    path = path_in(letters(world)[0])
    answer = Client().get(path)
    assert answer.status_code == 410
    assert "Lenken har gått ut" in answer.content.decode()
    assert Client().post(path, accepting()).status_code == 410
    renewed = Client().post(f"{path}ny/")
    assert renewed.status_code == 302
    first, second = letters(world)
    assert second.to_email == first.to_email
    assert Client().get(path_in(second)).status_code == 200
    # Pressing again at once sends nothing more.
    Client().post(f"{path}ny/")
    assert len(letters(world)) == 2


def test_link_opens_until_its_last_second(world: World) -> None:
    user = invited(world)
    expires = datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC)
    token = make_token(Invitation(user=user, expires=expires, council_id=world.north.council.pk))
    read = read_token(token, at=expires - datetime.timedelta(seconds=1))
    assert (read.user, read.council_id, read.organization_id) == (user, world.north.council.pk, None)
    with pytest.raises(LinkError) as error:
        read_token(token, at=expires)
    assert error.value.fault is Fault.EXPIRED


def test_valid_link_is_not_renewed(world: World) -> None:
    invited(world)
    token = path_in(letters(world)[0]).split("/")[2]
    with pytest.raises(Refusal, match="gjelder fortsatt"):
        renew_expired(token=token, at=timezone.now())


@pytest.mark.parametrize("spoil", ["x", "", "tull", "A.B.C"])
def test_spoilt_link_is_refused(world: World, spoil: str) -> None:
    invited(world)
    token = path_in(letters(world)[0]).split("/")[2]
    spoilt = token[:-3] + spoil if spoil in {"x", ""} else spoil
    answer = Client().get(reverse("invitation", args=[spoilt]))
    assert answer.status_code == 410
    assert "Lenken virker ikke" in answer.content.decode()
    assert Client().post(reverse("renew_invitation", args=[spoilt])).status_code == 410


def test_link_of_an_inactive_person_is_refused(world: World) -> None:
    user = invited(world)
    user.is_active = False
    user.save()
    assert Client().get(path_in(letters(world)[0])).status_code == 410


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "ds-error-summary"),
        ({"password": "bly4nt", "repeated": "bly4nt"}, "ds-error-summary"),
        ({"password": "passordpassord", "repeated": "passordpassorb"}, "De to passordene er ikke like."),
        ({"password": "123456789012", "repeated": "123456789012"}, "ds-error-summary"),
        ({"password": "nina nyheim!", "repeated": "nina nyheim!"}, "ds-error-summary"),
        ({"password": "", "repeated": ""}, "ds-error-summary"),
    ],
)
def test_bad_answer_to_an_invitation_is_answered_with_a_sentence(
    world: World, changes: dict[str, Any], sentence: str
) -> None:
    user = invited(world)
    path = path_in(letters(world)[0])
    answer = Client().post(path, accepting(**changes))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    if changes.get("password"):
        assert changes["password"] not in answer.content.decode()
    user.refresh_from_db()
    assert not user.has_usable_password()


def test_of_two_who_use_the_link_at_once_one_gets_in(world: World) -> None:
    invited(world)
    token = path_in(letters(world)[0]).split("/")[2]
    facts = {"token": token, "at": timezone.now(), "today": world.today}
    accept_invitation(name="Først", password=GOOD, **facts)
    with pytest.raises(LinkError) as error:
        accept_invitation(name="Sist", password="noe helt annet her", **facts)
    assert error.value.fault is Fault.USED
    assert User.objects.get(email="ny@example.test").name == "Først"


def test_double_press_sends_one_invitation(world: World) -> None:
    user = invited(world)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="for et øyeblikk siden"):
        renew_invitation(user=user, at=timezone.now(), by=world.north.slt, council=world.north.council)
    later = timezone.now() + datetime.timedelta(minutes=3)
    with world.acting(world.north.slt):
        renew_invitation(user=user, at=later, by=world.north.slt, council=world.north.council)
    assert [letter.kind for letter in letters(world)] == ["invitation", "invitation"]


def test_person_with_a_login_is_told_without_a_link_to_a_password(world: World) -> None:
    with world.acting(world.north.slt):
        invite_person(
            email=world.stranger.email,
            name="",
            council=world.north.council,
            by=world.north.slt,
            at=timezone.now(),
        )
        with pytest.raises(Refusal, match="trenger ingen invitasjon"):
            renew_invitation(
                user=world.stranger, at=timezone.now(), by=world.north.slt, council=world.north.council
            )
    letter = letters(world)[0]
    assert letter.kind == "added"
    assert "/invitasjon/" not in letter.text


def test_letter_is_written_in_the_councils_language(world: World) -> None:
    with world.acting(world.north.slt):
        world.north.council.language = "nn"
        world.north.council.save()
    assert invited(world).language == "nn"


@pytest.mark.parametrize(
    ("title", "said"), [("Politikontakt", "politikontakt"), ("SLT-koordinator", "SLT-koordinator"), ("", "")]
)
def test_title_stands_in_small_letters_inside_a_sentence(title: str, said: str) -> None:
    assert inside(title) == said
