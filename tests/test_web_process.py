"""The process that answers people never typesets: it orders the PDF, and a job makes it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse

from agreements.models import AgreementJob
from tests.agreements.drafts import signed
from tests.world import World

#: Visits pages as one user in a process of its own; prints each page's status, and whether the typesetter was loaded.
VISIT = """
import json, sys
import politirad.wsgi
from django.test import Client
from politirad.tenancy.models import User
asked = json.loads({asked!r})
client = Client(SERVER_NAME=asked["host"])
client.force_login(User.objects.get(pk=asked["user"]), backend="allauth.account.auth_backends.AuthenticationBackend")
seen = [getattr(client, method)(address, secure=asked["secure"]).status_code for method, address in asked["pages"]]
print(json.dumps([seen, "politirad.typesetting" in sys.modules or "weasyprint" in sys.modules]))
"""


@pytest.mark.django_db(transaction=True)
def test_process_that_answers_people_never_loads_the_typesetter(
    world: World, manage: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    agreement = signed(world)
    pages = [
        ("get", reverse("agreement", args=[agreement.pk])),
        ("get", reverse("agreement_text", args=[agreement.pk])),
        ("post", reverse("agreement_order_pdf", args=[agreement.pk])),
        ("get", reverse("agreement_sealing", args=[agreement.pk])),
        ("get", reverse("council", args=[world.north.council.pk])),
        ("get", reverse("year_plan", args=[world.north.council.pk, world.today.year])),
    ]
    place = urlsplit(settings.SITE_URL)
    asked = {
        "host": place.hostname,
        "secure": place.scheme == "https",
        "user": str(world.north.slt.pk),
        "pages": pages,
    }
    done = manage("shell", "--no-imports", "-c", VISIT.format(asked=json.dumps(asked)))
    assert done.returncode == 0, done.stderr
    statuses, loaded = json.loads(done.stdout.splitlines()[-1])
    assert statuses == [200, 200, 302, 200, 200, 200]
    assert loaded is False
    with world.inside(world.north.council):
        assert AgreementJob.objects.filter(agreement=agreement).exists()
