"""Declarations of confidentiality: given in the app, written down from paper, withdrawn, and who lacks one."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from councils.actions.declarations import give_declaration, register_declaration
from councils.declarations import lacking
from councils.models import Declaration
from councils.refusals import Refusal
from politirad.tenancy.models import AuditEvent, User
from tests.queries import MOST, asked
from tests.world import World


def withdrawn(world: World, user: User) -> None:
    """The person has none."""
    with world.acting(world.north.slt):
        Declaration.objects.filter(council=world.north.council, user=user).update(
            withdrawn_at=timezone.now(), withdrawn_by=world.north.slt
        )


def of(world: World, user: User) -> list[Declaration]:
    """The person's declarations that are in force."""
    with world.acting(world.north.slt):
        rows = Declaration.objects.filter(council=world.north.council, user=user, withdrawn_at__isnull=True)
        return list(rows.select_related("recorded_by"))


@pytest.mark.django_db
def test_member_reads_the_words_and_gives_it(world: World) -> None:
    member = world.north.member
    withdrawn(world, member)
    client = world.client(member)
    page = reverse("declarations", args=[world.north.council.pk])
    text = client.get(page).content.decode()
    assert "Jeg skal bevare taushet" in text
    url = reverse("declare", args=[world.north.council.pk])
    answer = client.post(url, {})
    assert answer.status_code == 422
    assert "Kryss av for at du gir erklæringen." in answer.content.decode()
    assert of(world, member) == []
    answer = client.post(url, {"understood": "on", "next": "/moter/"})
    assert answer["Location"] == "/moter/"
    (row,) = of(world, member)
    assert (row.given_on, row.on_paper, row.recorded_by) == (world.today, False, member)
    assert "Taushetsplikten gjelder også etter" in row.text
    client.post(url, {"understood": "on"})
    assert len(of(world, member)) == 1
    with world.acting(world.north.slt):
        assert AuditEvent.objects.filter(action="give_declaration", actor=member).count() == 1


@pytest.mark.django_db
def test_it_leads_nowhere_else(world: World) -> None:
    url = reverse("declare", args=[world.north.council.pk])
    answer = world.client(world.north.member).post(url, {"understood": "on", "next": "https://ond.example/"})
    assert answer["Location"] == reverse("declarations", args=[world.north.council.pk])


@pytest.mark.django_db
def test_secretary_sees_who_lacks_one_and_writes_down_one_given_on_paper(world: World) -> None:
    member, council = world.north.member, world.north.council
    withdrawn(world, member)
    client = world.client(world.north.slt)
    page = reverse("declarations", args=[council.pk])
    text = client.get(page).content.decode()
    assert text.count("Mangler") == 1
    assert "1 mangler" in text
    assert page in client.get(reverse("council", args=[council.pk])).content.decode()
    url = reverse("register_declaration", args=[council.pk])
    tomorrow = world.today + datetime.timedelta(days=1)
    answer = client.post(url, {"person": str(member.pk), "given_on": f"{tomorrow:%d.%m.%Y}"})
    assert answer.status_code == 422
    assert "Datoen kan ikke ligge fram i tid." in answer.content.decode()
    assert f"{tomorrow:%d.%m.%Y}" in answer.content.decode()
    answer = client.post(url, {"person": str(world.north.observer.pk), "given_on": "01.02.2025"})
    assert answer.status_code == 422
    client.post(url, {"person": str(member.pk), "given_on": "01.02.2025"})
    (row,) = of(world, member)
    assert (row.given_on, row.on_paper) == (datetime.date(2025, 2, 1), True)
    assert row.recorded_by == world.north.slt
    text = client.get(page).content.decode()
    assert "Mangler" not in text
    assert "på papir, registrert av Sindre Samordner" in text
    text = client.get(reverse("council_trail", args=[council.pk])).content.decode()
    assert f"Taushetserklæringen fra {member.name} er registrert" in text


@pytest.mark.django_db
def test_one_written_down_by_mistake_is_withdrawn(world: World) -> None:
    member = world.north.member
    (row,) = of(world, member)
    url = reverse("withdraw_declaration", args=[world.north.council.pk, row.pk])
    assert world.client(member).post(url).status_code == 403
    assert world.client(world.south.slt).post(url).status_code == 404
    foreign = reverse("withdraw_declaration", args=[world.south.council.pk, row.pk])
    assert world.client(world.south.slt).post(foreign).status_code == 404
    world.client(world.north.slt).post(url)
    assert of(world, member) == []
    world.client(world.north.slt).post(url)
    with world.acting(world.north.slt):
        assert AuditEvent.objects.filter(action="withdraw_declaration").count() == 1
        assert lacking(world.north.council) == [member]


@pytest.mark.django_db
def test_observer_and_administrator_are_told_that_they_need_none(world: World) -> None:
    page = reverse("declarations", args=[world.north.council.pk])
    for user in (world.north.observer, world.north.administrator):
        client = world.client(user)
        assert "Du er ikke medlem av rådet" in client.get(page).content.decode()
        answer = client.post(reverse("declare", args=[world.north.council.pk]), {"understood": "on"})
        assert answer.status_code == 403
        with world.acting(user), pytest.raises(Refusal, match="medlemmer"):
            give_declaration(council=world.north.council, text="x", on=world.today, by=user)
    assert "Mona Medlem" not in world.client(world.north.observer).get(page).content.decode()
    assert "Mona Medlem" in world.client(world.north.administrator).get(page).content.decode()
    assert world.client(world.south.slt).get(page).status_code == 404


@pytest.mark.django_db
def test_nobody_declares_in_anothers_name(world: World) -> None:
    withdrawn(world, world.north.member)
    with (
        world.acting(world.north.mayor),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Declaration.objects.create(
            council=world.north.council,
            user=world.north.member,
            given_on=world.today,
            text="x",
            recorded_by=world.north.member,
        )
    with (
        world.acting(world.north.slt),
        pytest.raises(IntegrityError, match="declaration_in_the_app_has_a_text"),
        transaction.atomic(),
    ):
        Declaration.objects.create(
            council=world.north.council,
            user=world.north.member,
            given_on=world.today,
            recorded_by=world.north.slt,
        )
    with (
        world.acting(world.north.slt),
        pytest.raises(IntegrityError, match="declaration_once"),
        transaction.atomic(),
    ):
        Declaration.objects.create(
            council=world.north.council,
            user=world.north.mayor,
            given_on=world.today,
            on_paper=True,
            recorded_by=world.north.slt,
        )


@pytest.mark.django_db
def test_second_registration_is_refused_in_words(world: World) -> None:
    with world.acting(world.north.slt), pytest.raises(Refusal, match="allerede"):
        register_declaration(
            council=world.north.council,
            user=world.north.mayor,
            given_on=world.today,
            today=world.today,
            by=world.north.slt,
        )


@pytest.mark.django_db(transaction=True)
def test_two_at_once_leave_one(world: World) -> None:
    withdrawn(world, world.north.member)
    barrier = threading.Barrier(2)

    def declare() -> None:
        try:
            with world.acting(world.north.member):
                barrier.wait(10)
                give_declaration(
                    council=world.north.council,
                    text="x",
                    on=world.today,
                    by=world.north.member,
                )
        finally:
            connection.close()

    threads = [threading.Thread(target=declare) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(of(world, world.north.member)) == 1


@pytest.mark.django_db
def test_page_asks_the_same_for_many_members(world: World) -> None:
    page = reverse("declarations", args=[world.north.council.pk])
    client = world.client(world.north.slt)
    few = len(asked(client, page))
    withdrawn(world, world.north.member)
    withdrawn(world, world.north.mayor)
    assert len(asked(client, page)) == few <= MOST
