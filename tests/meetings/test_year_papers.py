"""The year on paper: ordered by whoever sees the council, made by a job, and fetched by the same people."""

from __future__ import annotations

import io
import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from meetings.actions.activities import ActivityTerms, add_activity
from meetings.actions.plans import approve_plan, propose_plan
from meetings.clock import due_jobs
from meetings.models import Meeting, YearJob, YearPdf, YearPlan
from meetings.year_making import ask_for_year_pdf, make_year_pdf
from politirad.tenancy.models import AuditEvent
from tests.queries import asked
from tests.world import World


def planned(world: World) -> YearPlan:
    """Next year, proposed, with something in May."""
    north = world.north
    with world.acting(north.slt):
        plan = propose_plan(council=north.council, year=world.today.year + 1, by=north.slt, at=timezone.now())
        add_activity(plan=plan, terms=ActivityTerms(5, "Russetid", responsible="Politiet"), by=north.slt)
        return plan


def order(world: World) -> str:
    return reverse("year_order_pdf", args=[world.north.council.pk, world.today.year + 1])


def job_of(world: World) -> YearJob:
    """The one job there is."""
    with world.inside(world.north.council):
        return YearJob.objects.get()


def words(world: World) -> str:
    """What the one paper says."""
    with world.inside(world.north.council):
        content = bytes(YearPdf.objects.latest("stored_at").content)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@pytest.mark.django_db
def test_member_orders_watches_and_fetches_the_year(world: World) -> None:
    plan, north = planned(world), world.north
    client = world.client(north.member)
    page = client.get(reverse("year_plan", args=[north.council.pk, plan.year])).content.decode()
    assert f'action="{order(world)}"' in page
    part = client.post(order(world), headers={"HX-Request": "true"}).content.decode()
    job = job_of(world)
    watch = reverse("year_job", args=[north.council.pk, plan.year, job.pk])
    assert 'data-state="waiting"' in part and f'data-hx-get="{watch}"' in part
    with world.inside(north.council):
        assert not YearPdf.objects.exists(), "the web process made it"
    assert make_year_pdf(north.council.pk, job.pk, at=timezone.now()) == "done"
    with world.inside(north.council):
        pdf = YearPdf.objects.get()
    address = reverse("year_pdf", args=[north.council.pk, plan.year, pdf.pk])
    part = client.get(watch, headers={"HX-Request": "true"}).content.decode()
    assert 'data-state="done"' in part and f'href="{address}"' in part and "<html" not in part
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert f'filename="arshjul-politiradet-i-nordvik-{plan.year}.pdf"' in answer["Content-Disposition"]
    with world.acting(north.slt):
        told = [one.action for one in AuditEvent.objects.filter(action__endswith="year_pdf")]
    assert sorted(told) == ["ask_for_year_pdf", "make_year_pdf"]


@pytest.mark.django_db
def test_paper_says_what_is_proposed_what_is_decided_and_who_approved(world: World) -> None:
    plan, north = planned(world), world.north
    with world.acting(north.slt):
        job = ask_for_year_pdf(council=north.council, year=plan.year, by=north.slt)
        count = plan.meetings.count()
    make_year_pdf(north.council.pk, job.pk, at=timezone.now())
    text = words(world)
    assert f"Årshjul {plan.year}" in text and "Russetid" in text and "Politiet" in text
    assert text.count("Forslag") == count and "Utkast" in text
    with world.acting(north.slt):
        approve_plan(plan=plan, by=north.slt, at=timezone.now())
        again = ask_for_year_pdf(council=north.council, year=plan.year, by=north.slt)
        place = Meeting.objects.filter(council=north.council, date__year=plan.year)[0].title
    make_year_pdf(north.council.pk, again.pk, at=timezone.now())
    text = words(world)
    assert "Forslag" not in text and "Utkast" not in text
    assert f"Godkjent av {north.slt.name}" in text and place in text


@pytest.mark.django_db
def test_year_without_anything_and_year_that_nobody_plans(world: World) -> None:
    north = world.north
    with world.acting(north.slt):
        job = ask_for_year_pdf(council=north.council, year=2001, by=north.slt)
    assert make_year_pdf(north.council.pk, job.pk, at=timezone.now()) == "done"
    assert words(world).count("Ingenting planlagt") == 12
    client = world.client(north.member)
    assert client.post(reverse("year_order_pdf", args=[north.council.pk, 1999])).status_code == 404


@pytest.mark.django_db
def test_plain_form_leads_to_a_page_that_shows_the_job(world: World) -> None:
    planned(world)
    client = world.client(world.north.member)
    page = client.post(order(world), follow=True).content.decode()
    assert "<html" in page and 'data-state="waiting"' in page and "Se om den er ferdig" in page
    job = job_of(world)
    make_year_pdf(world.north.council.pk, job.pk, at=timezone.now())
    page = client.get(reverse("year_job", args=[job.council_id, job.year, job.pk])).content.decode()
    assert "Last ned PDF" in page and "Se om den er ferdig" not in page


@pytest.mark.django_db
def test_letter_that_no_font_has_ends_the_job_with_a_sentence(world: World) -> None:
    plan, north = planned(world), world.north
    with world.acting(north.slt):
        add_activity(plan=plan, terms=ActivityTerms(6, "Møte 漢"), by=north.slt)
        job = ask_for_year_pdf(council=north.council, year=plan.year, by=north.slt)
    assert make_year_pdf(north.council.pk, job.pk, at=timezone.now()) == "failed"
    address = reverse("year_job", args=[north.council.pk, plan.year, job.pk])
    part = world.client(north.member).get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'data-state="failed"' in part and "漢" in part


@pytest.mark.django_db
def test_other_tenant_other_council_and_other_year_find_nothing(world: World) -> None:
    plan, north = planned(world), world.north
    with world.acting(north.slt):
        job = ask_for_year_pdf(council=north.council, year=plan.year, by=north.slt)
    make_year_pdf(north.council.pk, job.pk, at=timezone.now())
    with world.inside(north.council):
        pdf = YearPdf.objects.get()
    stranger = world.client(world.south.slt)
    assert stranger.post(order(world)).status_code == 404
    member = world.client(north.member)
    for name, key in (("year_job", job.pk), ("year_pdf", pdf.pk)):
        assert stranger.get(reverse(name, args=[north.council.pk, plan.year, key])).status_code == 404
        own = reverse(name, args=[world.south.council.pk, plan.year, key])
        assert stranger.get(own).status_code == 404
        assert member.get(reverse(name, args=[north.council.pk, plan.year + 1, key])).status_code == 404
        assert len(asked(member, reverse(name, args=[north.council.pk, plan.year, key]))) <= 15
    assert member.get(order(world)).status_code == 405


@pytest.mark.django_db
def test_sweep_wakes_the_job_until_it_is_over(world: World) -> None:
    plan, north = planned(world), world.north
    with world.acting(north.slt):
        job = ask_for_year_pdf(council=north.council, year=plan.year, by=north.slt)
    assert due_jobs(timezone.now()) == 1
    make_year_pdf(north.council.pk, job.pk, at=timezone.now())
    assert due_jobs(timezone.now()) == 0
    assert make_year_pdf(north.council.pk, job.pk, at=timezone.now()) is None


@pytest.mark.django_db(transaction=True)
def test_two_who_order_at_once_get_one_job(world: World) -> None:
    north, year = world.north, world.today.year + 1
    barrier = threading.Barrier(2)
    got: list[object] = []

    def ask() -> None:
        try:
            with world.acting(north.member):
                barrier.wait(10)
                got.append(ask_for_year_pdf(council=north.council, year=year, by=north.member).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 2 and len(set(got)) == 1
