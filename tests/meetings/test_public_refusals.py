"""Who may open a council's minutes to everybody, what is refused, and what stays behind the wall."""

from __future__ import annotations

import threading
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from councils.refusals import Refusal
from meetings.actions.publishing import (
    publish_minutes,
)
from meetings.models import (
    Meeting,
    MeetingPdf,
    Minutes,
    PublishedMinutes,
)
from politirad.tenancy.models import AuditEvent
from tests.meetings.minutes_scene import (
    approved,
    begun,
)
from tests.meetings.public_scene import SECRET, WHY, address, opened, published, ready
from tests.queries import MOST, asked
from tests.world import World


@pytest.mark.django_db
def test_it_is_off_until_the_council_opens_and_only_approved_minutes_go(world: World) -> None:
    meeting, minutes, _first = begun(world)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="godkjent"):
        publish_minutes(minutes=minutes, at=timezone.now(), by=world.north.slt)
    approved(world, minutes)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="viser ikke referatene"):
        publish_minutes(minutes=minutes, at=timezone.now(), by=world.north.slt)
    client = world.client(world.north.slt)
    answer = client.post(reverse("minutes_publish", args=[meeting.pk]))
    assert answer.status_code == 422
    assert "Rådet viser ikke referatene sine for alle." in answer.content.decode()
    assert "Publiser referatet" not in client.get(reverse("minutes", args=[meeting.pk])).content.decode()
    # Straight past the deeds the wall says no too.
    with (
        world.acting(world.north.slt),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        PublishedMinutes.objects.create(
            council=world.north.council,
            minutes=minutes,
            title="x",
            date=world.today,
            ordered_at=timezone.now(),
        )


@pytest.mark.django_db
def test_setting_is_changed_by_those_who_edit_the_rules_and_written_down(world: World) -> None:
    page = reverse("council_publishing", args=[world.north.council.pk])
    for user in (world.north.member, world.north.mayor, world.north.observer):
        assert world.client(user).post(page, {"open": "ja"}).status_code == 403
    assert world.client(world.south.slt).post(page, {"open": "ja"}).status_code == 404
    client = world.client(world.north.administrator)
    assert "Referatene er ikke åpne." in client.get(page).content.decode()
    client.post(page, {"open": "ja"})
    client.post(page, {"open": "ja"})
    assert "0 referater vises nå" in client.get(page).content.decode()
    client.post(page, {"open": "nei"})
    with world.acting(world.north.slt):
        actions = AuditEvent.objects.filter(action__endswith="minutes_to_all").order_by("at")
        assert list(actions.values_list("action", "actor")) == [
            ("open_minutes_to_all", world.north.administrator.pk),
            ("close_minutes_to_all", world.north.administrator.pk),
        ]


@pytest.mark.django_db
def test_pdf_of_the_council_that_is_not_published_stays_behind_the_wall(world: World) -> None:
    meeting, _minutes, row = published(world)
    with world.inside(world.north.council):
        other = MeetingPdf(
            council=meeting.council,
            meeting=meeting,
            kind=MeetingPdf.Kind.MINUTES,
            name="referat.pdf",
            content_type="application/pdf",
        )
        other.hold(b"%PDF-1.7")
        other.save(force_insert=True)
    with world.acting(world.stranger):
        assert set(MeetingPdf.objects.values_list("kind", flat=True)) == {MeetingPdf.Kind.PUBLIC}
        assert not Minutes.objects.exists()
        found = PublishedMinutes.objects.get()
    assert (found.pk, WHY in str(found.content), SECRET in str(found.content)) == (row.pk, False, False)


@pytest.mark.django_db
def test_edition_cannot_be_ordered_as_an_ordinary_pdf(world: World) -> None:
    meeting, _minutes, _first = begun(world)
    answer = world.client(world.north.slt).post(reverse("meeting_order_pdf", args=[meeting.pk, "public"]))
    assert answer.status_code == 404


@pytest.mark.django_db
def test_guessed_addresses_are_not_found(world: World) -> None:
    _meeting, _minutes, row = published(world)
    nobody = UUID(int=0)
    for place in (
        {"publishing_id": nobody, "published_id": row.pk},
        {"publishing_id": nobody, "published_id": nobody},
    ):
        for name in ("public_minutes_of", "public_minutes_pdf"):
            assert world.client().get(reverse(name, kwargs=place)).status_code == 404
    assert world.client().get(reverse("public_council", kwargs={"publishing_id": nobody})).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one(world: World) -> None:
    opened(world)
    _meeting, minutes = ready(world)
    barrier = threading.Barrier(2)

    def publish() -> None:
        try:
            with world.acting(world.north.slt):
                barrier.wait(10)
                publish_minutes(minutes=minutes, at=timezone.now(), by=world.north.slt)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with world.acting(world.north.slt):
        assert PublishedMinutes.objects.count() == 1
        assert AuditEvent.objects.filter(action="publish_minutes").count() == 1


@pytest.mark.django_db
def test_pages_ask_the_same_for_many(world: World) -> None:
    _meeting, _minutes, row = published(world)
    pages = ["/referater/", address(world, row, "public_council"), address(world, row)]
    client = world.client()
    few = [len(asked(client, page)) for page in pages]
    with world.acting(world.north.slt):
        for number in range(30):
            other = Meeting.objects.create(
                council=world.north.council,
                title=f"Møte {number}",
                date=world.today,
                start="09:00",
                end="10:00",
            )
            its = Minutes.objects.create(
                council=world.north.council, meeting=other, started_at=timezone.now()
            )
            PublishedMinutes.objects.create(
                council=world.north.council,
                minutes=its,
                title=other.title,
                date=other.date,
                ordered_at=timezone.now(),
                published_at=timezone.now(),
            )
    assert [len(asked(client, page)) for page in pages] == few
    assert max(few) <= MOST
