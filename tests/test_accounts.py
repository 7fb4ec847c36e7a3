"""One's own login: another e-mail address, a new password, and letters about what was done to it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from politirad import addresses
from politirad.tenancy.models import User
from tests.agreements import sign_scene
from tests.browser.story_people import link_in, subject
from tests.post_office import Letter, PostOffice
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db
NEW = "ny@example.test"
PAGE = "/accounts/email/"


@pytest.fixture(autouse=True)
def _nobody_has_asked() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def logged_in(world: World, user: User) -> Client:
    """A browser whose person has just typed the password once more."""
    client = sign_scene.logged_in(world, user)
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer.status_code == 302
    return client


def text(letter: Letter) -> str:
    body = letter.message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def asked(world: World, post_office: PostOffice, client: Client, email: str = NEW) -> str:
    """Ask for the address; the link in the letter that came."""
    answer = client.post(PAGE, {"email": email})
    assert answer.status_code == 302, answer.content.decode()
    return link_in(post_office.wait_for(1)[-1], "/accounts/confirm-email/")


def address_now(user: User) -> str:
    return User.objects.get(pk=user.pk).email


def test_address_is_changed_by_the_link_and_the_old_one_is_told(
    world: World, post_office: PostOffice
) -> None:
    slt, client = world.north.slt, logged_in(world, world.north.slt)
    link = asked(world, post_office, client, "Ny@Example.test")
    (letter,) = post_office.letters
    assert letter.recipients == [NEW]
    assert subject(letter) == "Bekreft den nye e-postadressen din"
    assert f"Hei, {slt.name}!" in text(letter) and slt.email in text(letter)
    assert letter.message.get_body(("html",)) is not None
    waiting = client.get(PAGE).content.decode()
    assert "Se i innboksen din" in waiting and NEW in waiting
    assert address_now(slt) == slt.email
    stranger = Client()
    page = stranger.get(link).content.decode()
    assert slt.email in page and NEW in page
    assert address_now(slt) == slt.email, "a program that opens every link changes nothing"
    assert stranger.post(link)["Location"] == reverse("account_login")
    assert address_now(slt) == NEW
    told = post_office.wait_for(2)[-1]
    assert told.recipients == [slt.email]
    assert subject(told) == "E-postadressen din i Politiråd er byttet"
    assert NEW in text(told)
    assert list(EmailAddress.objects.filter(user=slt).values_list("email", "verified", "primary")) == [
        (NEW, True, True)
    ]
    assert Client().post("/accounts/login/", {"login": NEW, "password": PASSWORD}).status_code == 302
    assert Client().post("/accounts/login/", {"login": slt.email, "password": PASSWORD}).status_code == 200
    assert "Du logger inn med <strong>ny@example.test</strong>" in client.get(PAGE).content.decode()


def test_password_is_asked_for_before_the_address_is_changed(world: World, post_office: PostOffice) -> None:
    client = world.client(world.north.slt)
    for answer in (client.get(PAGE), client.post(PAGE, {"email": NEW})):
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert Client().get(PAGE)["Location"].startswith(reverse("account_login"))
    assert post_office.letters == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ikke en adresse", "Skriv hele e-postadressen, med @"),
        ("", "Fyll ut dette feltet."),
        ("{own}", "Dette er adressen du har nå."),
    ],
)
def test_bad_address_gets_a_sentence_and_is_kept(
    world: World, post_office: PostOffice, typed: str, said: str
) -> None:
    typed = typed.format(own=world.north.slt.email)
    page = logged_in(world, world.north.slt).post(PAGE, {"email": typed}).content.decode()
    assert said in page
    assert f'value="{typed}"' in page or not typed
    assert post_office.letters == []


def test_link_opens_once(world: World, post_office: PostOffice) -> None:
    link = asked(world, post_office, logged_in(world, world.north.slt))
    assert Client().post(link).status_code == 302
    for answer in (Client().get(link), Client().post(link)):
        assert answer.status_code == 410
        assert "Lenken virker ikke" in answer.content.decode()
    assert len(post_office.letters) == 2


@pytest.mark.parametrize("key", ["tull", "eyJhZGRyZXNzIjoxfQ:1abcde:feil"])
def test_wrong_link_opens_nothing(world: World, key: str) -> None:
    answer = Client().post(reverse("account_confirm_email", args=[key]))
    assert answer.status_code == 410


def test_link_is_too_old_after_its_days(
    world: World, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = asked(world, post_office, logged_in(world, world.north.slt))
    monkeypatch.setattr(addresses, "LIFE", -addresses.LIFE)
    assert Client().post(link).status_code == 410
    assert address_now(world.north.slt) == world.north.slt.email


def test_later_wish_and_a_cancelled_one_close_the_link(world: World, post_office: PostOffice) -> None:
    client = logged_in(world, world.north.slt)
    first = asked(world, post_office, client)
    client.post(PAGE, {"email": "enda.en@example.test"})
    assert Client().get(first).status_code == 410
    second = link_in(post_office.wait_for(2)[-1], "/accounts/confirm-email/")
    client.post(PAGE, {"again": "1"})
    again = link_in(post_office.wait_for(3)[-1], "/accounts/confirm-email/")
    assert Client().get(second).status_code == Client().get(again).status_code == 200
    page = client.post(PAGE, {"drop": "1"}, follow=True).content.decode()
    assert "Byttet er avbrutt." in page and "Se i innboksen din" not in page
    assert Client().get(again).status_code == 410


def test_address_of_another_login_is_not_given_away_and_not_taken(
    world: World, post_office: PostOffice
) -> None:
    slt, member = world.north.slt, world.south.member
    client = logged_in(world, slt)
    page = client.post(PAGE, {"email": member.email.upper()}, follow=True).content.decode()
    assert "Lenken er sendt." in page, "who asks does not learn who has a login"
    (letter,) = post_office.wait_for(1)
    assert letter.recipients == [member.email]
    assert subject(letter) == "Adressen din har allerede en innlogging"
    assert "/confirm-email/" not in text(letter)
    assert slt.name not in text(letter) and member.name not in text(letter)


def test_address_that_another_takes_meanwhile_stays_theirs(world: World, post_office: PostOffice) -> None:
    link = asked(world, post_office, logged_in(world, world.north.slt))
    User.objects.create_user(NEW, None, name="Nina Ny")
    answer = Client().post(link)
    assert answer.status_code == 410
    assert "hører til en annen innlogging" in answer.content.decode()
    assert address_now(world.north.slt) == world.north.slt.email
    assert len(post_office.letters) == 1


def test_sixth_letter_in_an_hour_is_refused_and_the_address_kept(
    world: World, post_office: PostOffice
) -> None:
    client = logged_in(world, world.north.slt)
    for number in range(5):
        assert client.post(PAGE, {"email": f"{number}@example.test"}).status_code == 302
    answer = client.post(PAGE, {"email": NEW})
    assert answer.status_code == 429
    assert "Vent en time" in answer.content.decode() and f'value="{NEW}"' in answer.content.decode()
    assert client.post(PAGE, {"again": "1"}).status_code == 429
    assert len(post_office.letters) == 5
    other = logged_in(world, world.north.member)
    assert other.post(PAGE, {"email": NEW}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_who_want_the_same_address_one_gets_it(world: World, post_office: PostOffice) -> None:
    people = (world.north.slt, world.south.slt)
    waiting = [EmailAddress.objects.create(user=user, email=NEW) for user in people]
    ended: list[str] = []
    start = threading.Barrier(2)

    def press(address: Any) -> None:
        start.wait()
        try:
            ended.append("changed" if addresses.change_address(address) else "used")
        except addresses.Taken:
            ended.append("taken")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[address]) for address in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["changed", "taken"]
    assert User.objects.filter(email=NEW).count() == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_changed_when_the_letter_cannot_leave(world: World, post_office: PostOffice) -> None:
    client = logged_in(world, world.north.slt)
    client.raise_request_exception = False
    post_office.answer_letter = lambda _letter: "550 No."
    assert client.post(PAGE, {"email": NEW}).status_code == 500
    assert not EmailAddress.objects.filter(email=NEW).exists()


LANGUAGES = {
    "nb": ("Lag nytt passord i Politiråd", "Bekreft den nye e-postadressen din", "Passordet ditt er byttet."),
    "nn": ("Lag nytt passord i Politiråd", "Stadfest den nye e-postadressa di", "Passordet ditt er bytt."),
    "en": ("Make a new password in Politiråd", "Confirm your new email address", "Your password is changed."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_in_the_persons_own_language(
    world: World, post_office: PostOffice, language: str
) -> None:
    slt, (reset, confirm, changed) = world.north.slt, LANGUAGES[language]
    User.objects.filter(pk=slt.pk).update(language=language)
    Client().post("/accounts/password/reset/", {"email": slt.email})
    (letter,) = post_office.wait_for(1)
    assert subject(letter) == reset and f"{slt.name}!" in text(letter)
    assert re.search(r"/accounts/password/reset/key/\S+", text(letter))
    client = logged_in(world, slt)
    client.post(PAGE, {"email": NEW})
    assert subject(post_office.wait_for(2)[-1]) == confirm
    words = {"oldpassword": PASSWORD, "password1": "sju-grønne-epler-i-skogen"}
    client.post("/accounts/password/change/", {**words, "password2": words["password1"]})
    assert changed in text(post_office.wait_for(3)[-1])


def test_unknown_address_gets_no_letter(world: World, post_office: PostOffice) -> None:
    answer = Client().post("/accounts/password/reset/", {"email": "ukjent@example.test"})
    assert answer["Location"] == reverse("account_reset_password_done")
    assert post_office.letters == []


@pytest.mark.django_db(transaction=True)
def test_new_code_app_is_told_of(world: World, post_office: PostOffice) -> None:
    client = logged_in(world, world.north.slt)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    _before, shown, _next = yield_hotp_counters_from_time()
    code = format_hotp_value(hotp_value(secret, shown))
    assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    letters = post_office.wait_for(1)
    assert {subject(letter) for letter in letters} == {"Innloggingen din i Politiråd er endret"}
    assert any("Du har tatt i bruk kodeapp" in text(letter) for letter in letters)


def test_change_of_password_stands_though_its_notice_cannot_leave(
    world: World, post_office: PostOffice
) -> None:
    client = logged_in(world, world.north.slt)
    post_office.close()
    words = {"oldpassword": PASSWORD, "password1": "sju-grønne-epler-i-skogen"}
    answer = client.post("/accounts/password/change/", {**words, "password2": words["password1"]})
    assert answer.status_code == 302
    assert User.objects.get(pk=world.north.slt.pk).check_password(words["password1"])


def test_guessing_a_password_is_stopped_and_the_right_one_waits_too(world: World) -> None:
    client, login = Client(), world.north.slt.email
    address = reverse("account_login")
    for _guess in range(5):
        assert client.post(address, {"login": login, "password": "feil"}).status_code == 200
    stopped = client.post(address, {"login": login, "password": PASSWORD})
    assert stopped.status_code == 200
    assert "Du har prøvd for mange ganger. Vent litt" in stopped.content.decode()
    assert client.get(reverse("overview")).status_code == 302
    other = Client().post(address, {"login": world.south.slt.email, "password": PASSWORD})
    assert other.status_code == 302, "somebody else at the same place gets in"
