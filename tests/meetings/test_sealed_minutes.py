"""Approved minutes are sealed, drafts are not; the seal is renewed before it runs out."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from agreements.verifying import Outcome, examined
from meetings.making import ask_for_pdf, ask_for_renewal, make_pdf
from meetings.models import Meeting, MeetingJob, MeetingPdf, Minutes
from meetings.seal_clock import due_renewals, due_seals
from politirad import seal
from politirad.overview import seals
from politirad.tenancy.sealed_files import MOST_ATTEMPTS
from tests.meetings.minutes_scene import approved, begun, sent
from tests.seal_scene import an_authority
from tests.world import World


@pytest.fixture(autouse=True)
def _own_seal(settings: Any, tmp_path: Path) -> None:
    settings.SEAL_FOLDER, settings.SEAL_TRUST, settings.TIMESTAMP_URL = tmp_path / "seal", "", ""


def printed(world: World, meeting: Meeting) -> tuple[Any, MeetingPdf | None]:
    """The minutes as a worker makes them: the job's state, and the newest file."""
    with world.acting(world.north.slt):
        job = ask_for_pdf(meeting=meeting, kind=MeetingPdf.Kind.MINUTES, by=world.north.slt)
    state = make_pdf(world.north.council.pk, job.pk, at=timezone.now())
    return state, files(world)[-1] if files(world) else None


def files(world: World) -> list[MeetingPdf]:
    with world.inside(world.north.council):
        return list(MeetingPdf.objects.filter(kind="minutes").order_by("stored_at"))


def renewals(world: World) -> list[MeetingJob]:
    with world.inside(world.north.council):
        return list(MeetingJob.objects.filter(renews__isnull=False).order_by("created_at"))


@pytest.fixture
def scene(world: World) -> tuple[Meeting, Minutes]:
    meeting, minutes, _item = begun(world)
    return meeting, minutes


def test_minutes_on_hearing_are_not_sealed(world: World, scene: tuple[Meeting, Minutes]) -> None:
    meeting, minutes = scene
    sent(world, minutes)
    state, file = printed(world, meeting)
    assert file is not None
    assert (state, file.sealed, file.good_until) == ("done", False, None)
    assert not seal.verify(bytes(file.content)).sealed_here


def test_approved_minutes_are_sealed_and_anybody_can_verify_them(
    world: World, scene: tuple[Meeting, Minutes]
) -> None:
    meeting, minutes = scene
    approved(world, minutes)
    state, file = printed(world, meeting)
    assert file is not None
    content = bytes(file.content)
    assert (state, file.sealed, file.seal_digest) == ("done", True, seal.verify(content).digest)
    assert file.good_until == seal.good_until(content)
    assert examined(content).outcome == Outcome.GENUINE
    assert examined(content + b"\nhei").outcome == Outcome.CHANGED


def test_sealed_minutes_are_renewed_once(
    world: World, scene: tuple[Meeting, Minutes], settings: Any, tmp_path: Path
) -> None:
    meeting, minutes = scene
    approved(world, minutes)
    with an_authority(tmp_path, settings, name="Gammel", days=60):
        printed(world, meeting)
    now = timezone.now()
    assert (due_renewals(now), seals.outlook(world.today).due) == (0, 1)
    with an_authority(tmp_path, settings, name="Ny", days=3000):
        assert (due_renewals(now), due_renewals(now)) == (1, 0)
        [job] = renewals(world)
        assert make_pdf(world.north.council.pk, job.pk, at=now) == "done"
        assert due_renewals(now) == 0
    before, after = files(world)
    assert (after.renews_id, after.seal_digest) == (before.pk, before.seal_digest)
    assert bytes(after.content).startswith(bytes(before.content))
    assert [examined(bytes(one.content)).outcome for one in (before, after)] == [Outcome.GENUINE] * 2
    with world.inside(world.north.council):
        assert ask_for_renewal(pdf=before, by=None) is None
    assert seals.outlook(world.today).due == 0


def test_authority_that_fails_leaves_approved_minutes_waiting_and_never_unsealed(
    world: World, scene: tuple[Meeting, Minutes], settings: Any
) -> None:
    meeting, minutes = scene
    approved(world, minutes)
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/nobody-listens"
    assert printed(world, meeting) == ("running", None)
    with world.inside(world.north.council):
        past = timezone.now() - datetime.timedelta(seconds=1)
        MeetingJob.objects.update(lease_until=past, attempts=MOST_ATTEMPTS - 1)
        job = MeetingJob.objects.get(state="running")
    assert make_pdf(world.north.council.pk, job.pk, at=timezone.now()) == "failed"
    assert files(world) == []


def test_an_order_of_the_paper_does_not_answer_with_a_renewal(
    world: World, scene: tuple[Meeting, Minutes]
) -> None:
    meeting, minutes = scene
    approved(world, minutes)
    _state, file = printed(world, meeting)
    assert file is not None
    with world.inside(world.north.council):
        renewal = ask_for_renewal(pdf=file, by=None)
        order = ask_for_pdf(meeting=meeting, kind=MeetingPdf.Kind.MINUTES, by=None)
    assert renewal is not None
    assert (order.renews_id, order.pk == renewal.pk) == (None, False)


def test_approved_minutes_that_could_not_be_sealed_are_ordered_again(
    world: World, scene: tuple[Meeting, Minutes], settings: Any
) -> None:
    meeting, minutes = scene
    approved(world, minutes)
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/nobody-listens"
    with world.inside(world.north.council):
        job = MeetingJob.objects.filter(meeting=meeting, kind="minutes").latest("created_at")
        MeetingJob.objects.filter(pk=job.pk).update(attempts=MOST_ATTEMPTS - 1)
    assert make_pdf(world.north.council.pk, job.pk, at=timezone.now()) == "failed"
    assert (files(world), seals.outlook(world.today).missing) == ([], 1)
    assert (due_seals(timezone.now()), due_seals(timezone.now())) == (1, 0)
    settings.TIMESTAMP_URL = ""
    with world.inside(world.north.council):
        again = MeetingJob.objects.filter(meeting=meeting, kind="minutes").latest("created_at")
    assert make_pdf(world.north.council.pk, again.pk, at=timezone.now()) == "done"
    assert files(world)[-1].sealed
    assert (due_seals(timezone.now()), seals.outlook(world.today).missing) == (0, 0)
