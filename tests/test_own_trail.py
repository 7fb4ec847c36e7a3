"""What people do to their own login and profile leaves a row in the trail, and no council reads it."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from politirad.tenancy.models import AuditEvent, User
from tests import engines
from tests.post_office import PostOffice
from tests.test_accounts import asked, logged_in
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db(transaction=True)
NEW_WORD = "sju-grønne-epler-i-skogen"


def rows(user: User) -> list[tuple[str, Any, bool]]:
    """(deed, facts, by the person), the oldest first, as the database's owner reads them."""
    with psycopg.connect(engines.superuser()) as connection:
        return connection.execute(
            "SELECT action, facts, actor_id IS NOT DISTINCT FROM subject_id FROM tenancy_auditevent"
            " WHERE subject_id = %s AND council_id IS NULL AND organization_id IS NULL ORDER BY at",
            [user.pk],
        ).fetchall()


def test_profile_and_language(world: World) -> None:
    slt = world.north.slt
    client = world.client(slt)
    profile = {"name": "Nytt Navn", "phone": slt.phone, "language": slt.language}
    for _twice in range(2):
        assert client.post(reverse("profile"), profile).status_code == 302
        assert client.post(reverse("set_language"), {"language": "nn"}).status_code == 302
        profile["language"] = "nn"
    assert rows(slt) == [
        ("change_profile", {"fields": ["name"]}, True),
        ("change_profile", {"fields": ["language"]}, True),
    ]
    with world.acting(world.north.administrator):
        assert not AuditEvent.objects.filter(action="change_profile").exists()


def test_password_address_and_another_login(world: World, post_office: PostOffice) -> None:
    cache.clear()
    slt = world.north.slt
    client = logged_in(world, slt)
    words = {"oldpassword": PASSWORD, "password1": NEW_WORD, "password2": NEW_WORD}
    assert client.post("/accounts/password/change/", words).status_code == 302
    post_office.clear()
    link = asked(world, post_office, client)
    assert client.post(link).status_code == 302
    said = rows(slt)
    assert ("change_login", {"what": "password_changed"}, True) in said
    assert said[-1] == ("change_address", {}, True)


def test_password_by_the_link_of_a_letter(world: World, post_office: PostOffice) -> None:
    cache.clear()
    slt = world.north.slt
    client = Client()
    assert client.post(reverse("account_reset_password"), {"email": slt.email}).status_code == 302
    letter = post_office.wait_for(1)[-1].message.get_body(("plain",))
    assert letter is not None
    address = next(word for word in letter.get_content().split() if "/accounts/password/reset/key/" in word)
    page = client.get("/accounts/" + address.split("/accounts/")[1], follow=True)
    form = page.request["PATH_INFO"]
    assert client.post(form, {"password1": NEW_WORD, "password2": NEW_WORD}).status_code == 302
    assert ("change_login", {"what": "password_reset"}) in [(deed, facts) for deed, facts, _own in rows(slt)]
