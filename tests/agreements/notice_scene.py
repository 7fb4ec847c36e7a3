"""Notices given and taken back, as the tests of this subject share it."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from agreements.actions import give_notice, settle, take_notice_back
from agreements.models import Agreement, Notice, Party
from politirad.tenancy.models import OutgoingMessage, User
from tests.agreements.drafts import signed
from tests.world import World

REASON = "Kommunen slår seg sammen med naboen."


@pytest.fixture
def held(world: World) -> Agreement:
    """An agreement in force until notice, three months ahead."""
    agreement = signed(world)
    with world.inside(world.north.council):
        Agreement.objects.filter(pk=agreement.pk).update(
            valid_to="", open_ended=True, notice_months=3, out_of_force_on=None
        )
        return Agreement.objects.get(pk=agreement.pk)


def party(world: World, agreement: Agreement, organization: Any) -> Party:
    with world.inside(world.north.council):
        return Party.objects.get(agreement=agreement, organization=organization)


def say(world: World, user: User, agreement: Agreement, organization: Any, reason: str = REASON) -> Notice:
    one = party(world, agreement, organization)
    with world.acting(user):
        return give_notice(
            agreement=Agreement.objects.get(pk=agreement.pk),
            party=one,
            reason=reason,
            by=user,
            at=timezone.now(),
            today=world.today,
            evidence={},
        )


def take_back(world: World, user: User, notice: Notice, reason: str = "Vi ble enige.") -> Notice:
    with world.acting(user):
        return take_notice_back(
            notice=Notice.objects.select_related("party").get(pk=notice.pk),
            reason=reason,
            by=user,
            at=timezone.now(),
            today=world.today,
            evidence={},
        )


def settle_now(world: World, agreement: Agreement) -> Agreement:
    with world.inside(world.north.council):
        settle(agreement=agreement, at=timezone.now(), today=world.today)
        return Agreement.objects.get(pk=agreement.pk)


def told(world: World, kind: str) -> list[str]:
    with world.inside(world.north.council):
        return sorted(OutgoingMessage.objects.filter(kind=kind).values_list("to_email", flat=True))


def at(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(7)))
