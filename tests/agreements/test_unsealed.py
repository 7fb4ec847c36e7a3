"""A signed agreement whose sealed file could not be made is tried again every day, and the system administrators hear of it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from agreements import making
from agreements.models import AgreementJob, AgreementPdf
from agreements.seal_clock import due_seals
from politirad import clock
from politirad.overview import seals
from politirad.tenancy.models import OutgoingMessage
from politirad.tenancy.sealed_files import MOST_ATTEMPTS
from tests.agreements.drafts import signed
from tests.world import World

NOBODY = "http://127.0.0.1:9/nobody-listens"


def jobs(world: World) -> list[AgreementJob]:
    with world.inside(world.north.council):
        return list(AgreementJob.objects.filter(kind="sealed_pdf").order_by("created_at"))


def given_up(world: World, settings: Any) -> None:
    """The last attempt of the newest job fails: the authority is still down."""
    settings.TIMESTAMP_URL = NOBODY
    with world.inside(world.north.council):
        AgreementJob.objects.filter(pk=jobs(world)[-1].pk).update(attempts=MOST_ATTEMPTS - 1)
    assert making.make_pdf(world.north.council.pk, jobs(world)[-1].pk, at=timezone.now()) == "failed"


def letters(world: World) -> list[OutgoingMessage]:
    with world.inside(world.north.council):
        return list(OutgoingMessage.objects.filter(kind="seals_not_renewed"))


def test_seal_that_could_not_be_set_is_ordered_again_every_day_until_it_is(
    world: World, settings: Any
) -> None:
    agreement = signed(world)
    assert due_seals(timezone.now()) == 0, "the first order is still waiting"
    for attempt in (1, 2):
        given_up(world, settings)
        with world.inside(world.north.council):
            assert not AgreementPdf.objects.filter(agreement=agreement).exists(), "never a weaker seal"
        clock.day()
        assert [job.state for job in jobs(world)] == ["failed"] * attempt + ["waiting"]
        assert due_seals(timezone.now()) == 0, "ordered already"
    settings.TIMESTAMP_URL = ""
    assert making.make_pdf(world.north.council.pk, jobs(world)[-1].pk, at=timezone.now()) == "done"
    assert due_seals(timezone.now()) == 0
    assert seals.outlook(world.today).missing == 0


def test_system_administrators_read_of_it_on_the_overview_and_in_a_weekly_letter(
    world: World, settings: Any
) -> None:
    signed(world)
    now = timezone.now()
    assert (seals.outlook(world.today).missing, seals.tell(now)) == (0, 0)
    given_up(world, settings)
    found = seals.outlook(world.today)
    assert (found.missing, found.failed, found.due) == (1, 0, 0)
    assert (seals.tell(now), seals.tell(now)) == (1, 0)
    (letter,) = letters(world)
    assert letter.to_email == world.system_administrator.email
    assert "1 dokument mangler segl" in letter.subject
    assert "har ikke fått forseglet fil. Vi prøver igjen hver dag." in letter.text
    assert "Politirådet i Nordvik" not in letter.text + letter.subject
    page = world.client(world.system_administrator).get(reverse("overview")).content.decode()
    assert "Mangler segl" in page and "har ikke fått forseglet fil" in page
    others = world.client(world.north.administrator).get(reverse("overview")).content.decode()
    assert "Mangler segl" not in others
