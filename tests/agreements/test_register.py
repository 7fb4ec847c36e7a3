"""Taking part in the public register, showing an agreement there, taking it out: the deeds."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from agreements import register_clock as clock
from agreements.actions import join_register, leave_register, publish, unpublish
from agreements.models import Agreement, Publication
from councils.refusals import Refusal
from politirad.tenancy import context
from politirad.tenancy.models import OutgoingMessage
from tests.agreements.drafts import draft, put_in_state, signed
from tests.agreements.register_scene import _own_seal, opened, published, sealed  # noqa: F401  (fixture)
from tests.world import World


def letters(world: World, kind: str) -> set[str]:
    """To whom letters of a kind were written."""
    with world.inside(world.north.council):
        return set(OutgoingMessage.objects.filter(kind=kind).values_list("to_email", flat=True))


def now_shown() -> list[str]:
    with context.entered(context.Context()):
        return [one.title for one in Publication.objects.all()]


def test_published_agreement_is_told_to_the_people_of_every_party(world: World) -> None:
    published(world)
    north = world.north
    told = letters(world, "agreement_published")
    assert {user.email for user in (north.slt, north.mayor, world.station_chief, north.administrator)} <= told
    assert not {user.email for user in (world.south.slt, world.south.mayor, world.stranger)} & told
    with world.inside(north.council):
        letter = OutgoingMessage.objects.get(kind="agreement_published", recipient=world.station_chief)
    assert "/avtaleregister/" in letter.text


def test_unpublished_agreement_is_told_to_the_same_people(world: World) -> None:
    entry = published(world)
    with world.acting(world.north.slt):
        unpublish(agreement=entry.agreement, by=world.north.slt, at=timezone.now())
        unpublish(agreement=entry.agreement, by=world.north.slt, at=timezone.now())
    assert letters(world, "agreement_unpublished") == letters(world, "agreement_published")
    assert now_shown() == []


def test_publishing_twice_tells_once_and_again_after_it_was_taken_out(world: World) -> None:
    entry = published(world)
    north = world.north
    with world.acting(north.slt):
        said = {"agreement": entry.agreement, "by": north.slt, "today": world.today}
        publish(**said, at=timezone.now())
        assert OutgoingMessage.objects.filter(kind="agreement_published", recipient=north.mayor).count() == 1
        unpublish(agreement=entry.agreement, by=north.slt, at=timezone.now())
        again = publish(**said, at=timezone.now() + datetime.timedelta(seconds=1))
        assert OutgoingMessage.objects.filter(kind="agreement_published", recipient=north.mayor).count() == 2
    assert again.pk == entry.pk
    assert len(now_shown()) == 1


def test_agreement_of_an_owner_that_takes_no_part_is_not_published(world: World) -> None:
    agreement = sealed(world)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="deltar ikke"):
        publish(agreement=agreement, by=world.north.slt, at=timezone.now(), today=world.today)


@pytest.mark.parametrize("what", ["draft", "not sealed yet"])
def test_agreement_that_is_not_ready_is_not_published(world: World, what: str) -> None:
    opened(world)
    with world.acting(world.north.slt):
        agreement = draft(world) if what == "draft" else None
    agreement = agreement or signed(world)
    words = "alle har signert" if what == "draft" else "ikke laget ennå"
    with world.acting(world.north.slt), pytest.raises(Refusal, match=words):
        publish(agreement=agreement, by=world.north.slt, at=timezone.now(), today=world.today)


@pytest.mark.parametrize("who", ["another party", "other tenant"])
def test_only_the_owner_publishes(world: World, who: str) -> None:
    agreement = sealed(world)
    opened(world)
    user = world.south.police_contact if who == "another party" else world.south.slt
    with world.acting(user), pytest.raises(Refusal):
        publish(agreement=agreement, by=user, at=timezone.now(), today=world.today)


def test_member_who_left_and_comes_back_shows_the_same_again(world: World) -> None:
    published(world)
    administrator, organization = world.north.administrator, world.north.municipality
    with world.acting(administrator):
        leave_register(organization=organization, by=administrator, at=timezone.now())
    assert now_shown() == []
    with world.acting(administrator):
        join_register(organization=organization, by=administrator, at=timezone.now())
    assert len(now_shown()) == 1


def test_clock_keeps_the_register_up_to_date_and_does_nothing_twice(world: World) -> None:
    entry = published(world)
    assert clock.due_publications(timezone.now()) == 0
    with world.inside(world.north.council):
        put_in_state(Agreement.objects.get(pk=entry.agreement_id), "replaced")
    later = timezone.now()
    assert clock.due_publications(later) == 1
    assert clock.due_publications(later) == 0
    with context.entered(context.Context()):
        fresh = Publication.objects.get()
    assert (fresh.state, fresh.next_revision) == ("replaced", None)
    assert clock.due_publications(later + datetime.timedelta(days=1)) == 1


def test_entry_tells_what_was_signed(world: World) -> None:
    entry = published(world)
    expected: dict[str, Any] = {
        "title": "Avtale om kommune- og politisamarbeid",
        "parties": ["Nordvik kommune", "Vik politistasjonsdistrikt"],
        "focus": [{"label": "Satsingsområde", "items": ["Ungdom og rus"]}],
        "state": "in_force",
        "valid_from": str(world.today.year),
    }
    assert {name: getattr(entry, name) for name in expected} == expected
