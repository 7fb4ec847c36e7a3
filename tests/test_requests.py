"""One request, one transaction: what a view did before it failed is undone, and a page that reads cannot write."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path

from politirad.tenancy.models import User
from politirad.urls import urlpatterns as ours
from tests.world import World


def write_and_fail(request: HttpRequest, how: str) -> HttpResponse:
    """Change the reader's name, then end in the way the address says."""
    User.objects.filter(email=request.user.get_username()).update(name="Skrevet")
    if how == "refused":
        raise PermissionDenied
    if how == "absent":
        raise Http404
    if how == "broken":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
    return HttpResponse(how, status=500 if how == "failed" else 200)


urlpatterns = [path("test/<str:how>/", write_and_fail), *ours]


@pytest.fixture
def name_after(world: World, settings: Any) -> Any:
    """Asks for an address as the secretary; answers the status and the name that is kept."""
    settings.ROOT_URLCONF = __name__
    client = world.client(world.north.slt)
    client.raise_request_exception = False

    def ask(method: str, how: str) -> tuple[int, str]:
        response = client.generic(method, f"/test/{how}/")
        return response.status_code, User.objects.get(email=world.north.slt.email).name

    return ask


@pytest.mark.django_db(transaction=True)
def test_deeds_of_a_request_stand_or_fall_together(name_after: Any) -> None:
    before = "Sindre Samordner nordvik"
    assert name_after("GET", "fine") == (500, before)  # a reading page's transaction is read only
    assert name_after("POST", "refused") == (403, before)
    assert name_after("POST", "absent") == (404, before)
    assert name_after("POST", "broken") == (500, before)
    assert name_after("POST", "failed") == (500, before)
    assert name_after("POST", "fine") == (200, "Skrevet")


@pytest.mark.django_db(transaction=True)
def test_what_every_page_costs_before_it_asks_anything(world: World) -> None:
    """Session, user, memberships; then a read-only transaction with its context, which ends with it."""
    client = world.client(world.north.slt)
    client.get("/profil/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/personvern/")
    said = [query["sql"] for query in captured.captured_queries]
    assert [" ".join(one.split()[:2]).split(' "')[0] for one in said if "FROM" not in one] == [
        "BEGIN",
        "SELECT set_config('politirad.user_id',",
        "SET TRANSACTION",
        "SAVEPOINT",
        "RELEASE SAVEPOINT",
        "COMMIT",
    ]
    assert len(said) == 9
