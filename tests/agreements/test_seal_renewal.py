"""Seals are renewed by the clock before what vouches for them runs out: once, never weaker, and still verifiable."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import datetime
import hashlib
import io
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader

from agreements.actions import publish
from agreements.actions.printing import request_renewal
from agreements.models import Agreement, AgreementJob, AgreementPdf, Publication
from agreements.register_clock import due_publications
from agreements.seal_clock import due_renewals
from agreements.verifying import Outcome, examined, looked_up
from politirad.overview import seals
from politirad.tenancy import context, sealed_files, work
from politirad.tenancy.models import AuditEvent, OutgoingMessage
from tests.agreements.register_scene import opened
from tests.agreements.seal_scene import (  # noqa: F401  (fixtures)
    agreement,
    authority,
    do,
    give_up,
    keys,
    newest,
    renewals,
    sealed_bytes,
)
from tests.world import World


def test_clock_orders_one_renewal_and_the_worker_does_it(
    world: World, agreement: Agreement, authority: Callable[[str], None]
) -> None:
    now, before = timezone.now(), newest(world)
    assert (due_renewals(now), due_renewals(now)) == (1, 0)
    [job] = renewals(world)
    assert do(world, job) == "done"
    after = newest(world)
    assert (after.renews_id, after.seal_digest, after.sealed) == (before.pk, before.seal_digest, True)
    assert bytes(after.content).startswith(bytes(before.content))
    assert before.good_until and after.good_until and after.good_until > before.good_until
    assert len(PdfFileReader(io.BytesIO(bytes(after.content))).embedded_timestamp_signatures) == 2
    assert (due_renewals(now), len(renewals(world))) == (0, 1)
    with world.inside(world.north.council):
        assert request_renewal(pdf=before, by=None) is None
        assert AuditEvent.objects.filter(action="renew_seal").count() == 1


def test_old_and_new_file_are_both_genuine_by_file_and_by_fingerprint(
    world: World, agreement: Agreement, authority: Callable[[str], None]
) -> None:
    due_renewals(timezone.now())
    do(world, *renewals(world))
    with world.inside(world.north.council):
        files = [bytes(one.content) for one in AgreementPdf.objects.filter(sealed=True)]
    assert len(files) == 2
    for content in files:
        assert examined(content).outcome == Outcome.GENUINE
        assert looked_up(hashlib.sha256(content).hexdigest()).outcome == Outcome.GENUINE
    assert examined(files[1] + b"\nhei").outcome == Outcome.CHANGED


def test_the_page_and_the_register_give_the_renewed_file(
    world: World, agreement: Agreement, authority: Callable[[str], None]
) -> None:
    cache.clear()
    opened(world)
    with world.acting(world.north.slt):
        entry = publish(agreement=agreement, by=world.north.slt, at=timezone.now(), today=world.today)
    due_renewals(timezone.now())
    do(world, *renewals(world))
    after = newest(world)
    page = world.client(world.north.mayor).get(reverse("agreement", args=[agreement.pk]))
    assert str(after.pk) in page.content.decode()
    assert "Fornyet segl" not in page.content.decode()
    due_publications(timezone.now())
    with world.inside(world.north.council):
        assert Publication.objects.get(pk=entry.pk).pdf_id == after.pk
    address = reverse("register_pdf", kwargs={"language": "nb", "entry_id": entry.pk})
    assert world.client().get(address).content == bytes(after.content)


def test_seal_that_lasts_is_left_alone(
    world: World, agreement: Agreement, authority: Callable[[str], None], settings: Any
) -> None:
    settings.SEAL_RENEWAL_DAYS = 10
    assert (due_renewals(timezone.now()), renewals(world)) == (0, [])
    later = timezone.now() + datetime.timedelta(days=40)
    assert due_renewals(later) == 1


def test_failing_authority_is_asked_again_and_then_given_up_with_a_letter(
    world: World, agreement: Agreement, authority: Callable[[str], None]
) -> None:
    now = timezone.now()
    due_renewals(now)
    [job] = renewals(world)
    authority("refuses")
    assert (do(world, job), do(world, job)) == ("running", None)
    assert seals.tell(now) == 0
    with world.inside(world.north.council):
        AgreementJob.objects.filter(pk=job.pk).update(lease_until=now - datetime.timedelta(seconds=1))
    give_up(world, job)
    with world.inside(world.north.council):
        assert AgreementPdf.objects.filter(sealed=True).count() == 1
    assert (seals.tell(now), seals.tell(now)) == (1, 0)
    with world.inside(world.north.council):
        letter = OutgoingMessage.objects.get(kind="seals_not_renewed")
    assert (letter.recipient, letter.subject) == (world.system_administrator, "1 segl kunne ikke fornyes")
    assert agreement.title not in letter.text
    assert seals.tell(now + datetime.timedelta(days=7)) == 1


def test_the_next_day_it_is_tried_anew(
    world: World, agreement: Agreement, authority: Callable[[str], None]
) -> None:
    due_renewals(timezone.now())
    authority("talks")
    give_up(world, *renewals(world))
    authority("works")
    assert due_renewals(timezone.now()) == 1
    assert do(world, renewals(world)[1]) == "done"
    assert seals.outlook(world.today).failed == 0


def test_without_an_authority_the_administrators_see_what_runs_out(
    world: World, agreement: Agreement
) -> None:
    assert (due_renewals(timezone.now()), renewals(world)) == (0, [])
    until = newest(world).good_until
    found = seals.outlook(world.today)
    assert (found.due, found.first_day, found.failed, found.has_authority) == (1, until, 0, False)
    page = world.client(world.system_administrator).get("/").content.decode()
    assert "1 forseglet fil må fornyes innen" in page
    assert "Ingen tidsstempeltjeneste er satt opp" in page
    assert agreement.title not in page
    for other in (world.north.administrator, world.north.slt):
        assert "tidsstempeltjeneste" not in world.client(other).get("/").content.decode()


def test_administrators_read_that_a_renewal_failed(
    world: World, agreement: Agreement, authority: Callable[[str], None]
) -> None:
    due_renewals(timezone.now())
    authority("refuses")
    give_up(world, *renewals(world))
    page = world.client(world.system_administrator).get("/").content.decode()
    assert "1 av dem kunne ikke fornyes" in page
    assert "Siste feil" in page


def test_two_clocks_at_once_order_it_once(
    world: World, agreement: Agreement, authority: Callable[[str], None]
) -> None:
    pdf = newest(world)
    with world.inside(world.north.council):
        pdf = AgreementPdf.objects.select_related("agreement").get(pk=pdf.pk)
        once, again = (request_renewal(pdf=pdf, by=None) for _clock in range(2))
    assert once is not None and once == again


def test_worker_that_comes_late_keeps_nothing(
    world: World, agreement: Agreement, authority: Callable[[str], None]
) -> None:
    due_renewals(timezone.now())
    [job] = renewals(world)
    before, wall = newest(world), context.of_council(world.north.council.pk)
    with context.entered(wall):
        rows = AgreementJob.objects.select_related("agreement", "renews")
        late = work.claim(rows, job.pk, at=timezone.now() - datetime.timedelta(hours=1))
    assert late is not None and late.renews is not None
    assert do(world, job) == "done"
    after = newest(world)
    successor = AgreementPdf(agreement_id=before.agreement_id, version_id=before.version_id, renews=before)
    assert sealed_files.renew(wall, late, successor, former=late.renews, subject=late.agreement) is None
    assert newest(world) == after
