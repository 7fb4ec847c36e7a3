"""A round of signing: the order, the deadline, who is told when, and that nobody signs for another."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from agreements import clock
from agreements.actions import attest_paper, freeze, keep_file, move_deadline, settle, sign, withdraw
from agreements.models import Agreement, Round, SignatorySlot, SignOff, StateChange
from agreements.permissions import LEADERS
from councils.refusals import Refusal
from politirad.tenancy.models import OutgoingMessage, User
from tests.agreements.drafts import draft, frozen
from tests.agreements.sign_scene import signing, slots  # noqa: F401  (signing is a fixture)
from tests.world import World


@pytest.fixture
def ordered(world: World) -> Round:
    """The mayor first, then the station chief."""
    with world.acting(world.north.slt):
        agreement = draft(world)
        SignatorySlot.objects.filter(agreement=agreement, planned_user=world.station_chief).update(turn=2)
        return freeze(
            agreement=agreement,
            by=world.north.slt,
            at=timezone.now(),
            today=world.today,
            deadline=world.today + datetime.timedelta(days=20),
        )


def say_yes(world: World, user: User, slot: SignatorySlot, signing: Round) -> SignOff:
    with world.acting(user):
        return sign(
            slot=SignatorySlot.objects.get(pk=slot.pk),
            sha256=signing.version.sha256,
            by=user,
            at=timezone.now(),
            today=world.today,
            evidence={},
        )


def told(world: World, kind: str) -> list[str]:
    with world.inside(world.north.council):
        return sorted(OutgoingMessage.objects.filter(kind=kind).values_list("to_email", flat=True))


def at(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(7)))


def settle_now(world: World, signing: Round) -> bool:
    with world.inside(world.north.council):
        agreement = Agreement.objects.get(pk=signing.agreement_id)
        return settle(agreement=agreement, at=timezone.now(), today=world.today)


def test_those_of_the_second_turn_are_asked_when_the_first_have_signed(world: World, ordered: Round) -> None:
    first, second = slots(world, ordered)
    assert told(world, "agreement_to_sign") == [world.north.mayor.email]
    with pytest.raises(Refusal, match="ikke din tur"):
        say_yes(world, world.station_chief, second, ordered)
    page = world.client(world.station_chief).get(reverse("agreement_sign", args=[ordered.agreement_id]))
    assert "Det er ikke din tur ennå" in page.content.decode()
    say_yes(world, world.north.mayor, first, ordered)
    assert settle_now(world, ordered) is False
    assert settle_now(world, ordered) is False
    assert told(world, "agreement_to_sign") == sorted([world.north.mayor.email, world.station_chief.email])
    say_yes(world, world.station_chief, second, ordered)
    assert settle_now(world, ordered) is True


def test_clock_asks_the_next_turn_when_the_wake_up_was_lost(world: World, ordered: Round) -> None:
    say_yes(world, world.north.mayor, slots(world, ordered)[0], ordered)
    for _again in range(2):
        clock.due_settlements(timezone.now())
        assert len(told(world, "agreement_to_sign")) == 2


def test_equal_turns_are_asked_side_by_side(world: World, signing: Round) -> None:
    assert told(world, "agreement_to_sign") == sorted([world.north.mayor.email, world.station_chief.email])


def test_overview_asks_only_those_whose_turn_it_is(world: World, ordered: Round) -> None:
    address = reverse("agreement_sign", args=[ordered.agreement_id])
    shown = {
        who: address in world.client(user).get(reverse("overview")).content.decode()
        for who, user in {"mayor": world.north.mayor, "chief": world.station_chief}.items()
    }
    assert shown == {"mayor": True, "chief": False}


def test_paper_follows_the_order_too(world: World, ordered: Round) -> None:
    second = slots(world, ordered)[1]
    with world.acting(world.north.slt):
        scan = keep_file(
            agreement=ordered.agreement,
            name="s.pdf",
            content_type="application/pdf",
            content=b"%PDF-1.4",
            by=world.north.slt,
        )
        with pytest.raises(Refusal, match="ikke din tur"):
            attest_paper(
                slot=second,
                name="Stine Sjef",
                signed_on=world.today,
                scan=scan,
                by=world.north.slt,
                at=timezone.now(),
                today=world.today,
            )


def test_withdrawal_is_told_to_everybody_those_of_later_turns_too(world: World, ordered: Round) -> None:
    with world.acting(world.north.mayor):
        withdraw(agreement=ordered.agreement, reason="Feil", by=world.north.mayor, at=timezone.now())
    everybody = [world.north.mayor.email, world.north.slt.email, world.station_chief.email]
    assert told(world, "agreement_withdrawn") == sorted(everybody)


def test_reminders_of_a_turn_count_from_the_day_it_began(world: World, ordered: Round) -> None:
    """Seven days before the deadline the second turn begins: three days before it, not five, comes the reminder."""
    deadline = world.today + datetime.timedelta(days=20)
    say_yes(world, world.north.mayor, slots(world, ordered)[0], ordered)
    with world.inside(world.north.council):
        agreement = Agreement.objects.get(pk=ordered.agreement_id)
        settle(agreement=agreement, at=at(deadline - datetime.timedelta(days=7)), today=world.today)
    for days_left, count in ((5, 0), (4, 0), (3, 1), (2, 1), (0, 1)):
        clock.due_reminders(at(deadline - datetime.timedelta(days=days_left)))
        assert len(told(world, "agreement_unsigned")) == count, days_left
    assert told(world, "agreement_unsigned") == [world.station_chief.email]


def test_moved_deadline_is_told_and_gives_a_ladder_of_its_own(world: World) -> None:
    with world.acting(world.north.slt):
        signing = frozen(world, days=20)
    say_yes(world, world.north.mayor, slots(world, signing)[0], signing)
    clock.due_reminders(at(world.today + datetime.timedelta(days=15)))
    assert told(world, "agreement_unsigned") == [world.station_chief.email]
    moved_on = world.today + datetime.timedelta(days=16)
    with world.acting(world.north.slt):
        move_deadline(
            agreement=signing.agreement,
            deadline=world.today + datetime.timedelta(days=20 + 6),
            by=world.north.slt,
            at=at(moved_on),
            today=moved_on,
        )
    assert told(world, "agreement_deadline_moved") == [world.station_chief.email]
    # Ten days from the moving: the reminder comes five days before the new deadline, once.
    for days_left, count in ((6, 1), (5, 2), (4, 2), (0, 2)):
        clock.due_reminders(at(world.today + datetime.timedelta(days=26 - days_left)))
        assert len(told(world, "agreement_unsigned")) == count, days_left


@pytest.mark.parametrize(("days", "sentence"), [(-1, "i dag eller senere"), (14, "denne dagen allerede")])
def test_deadline_cannot_be_moved_to_the_past_or_to_itself(
    world: World, signing: Round, days: int, sentence: str
) -> None:
    day = world.today + datetime.timedelta(days=days)
    said: dict[str, Any] = {"by": world.north.slt, "at": timezone.now(), "today": world.today}
    with world.acting(world.north.slt), pytest.raises(Refusal, match=sentence):
        move_deadline(agreement=signing.agreement, deadline=day, **said)


def test_deadline_page_moves_it_and_keeps_what_was_typed(world: World, signing: Round) -> None:
    client = world.client(world.north.slt)
    address = reverse("agreement_deadline", args=[signing.agreement_id])
    wrong = client.post(address, {"deadline": "31.2.2027"}).content.decode()
    assert "Skriv datoen som" in wrong and 'value="31.2.2027"' in wrong
    day = world.today + datetime.timedelta(days=40)
    assert client.post(address, {"deadline": f"{day:%d.%m.%Y}"}).status_code == 302
    with world.inside(world.north.council):
        assert Round.objects.get(pk=signing.pk).deadline == day


def test_sender_who_planned_himself_into_anothers_line_cannot_sign(world: World) -> None:
    """Neither through the deed nor past it: the database knows who sent the text out."""
    slt = world.north.slt
    with world.acting(slt):
        agreement = draft(world)
        slot = SignatorySlot.objects.get(agreement=agreement, planned_user=world.north.mayor)
        SignatorySlot.objects.filter(pk=slot.pk).update(planned_user=slt, planned_name=slt.name)
        signing = freeze(agreement=agreement, by=slt, at=timezone.now(), today=world.today)
    with pytest.raises(Refusal, match="bare signere din egen linje"):
        say_yes(world, slt, slot, signing)
    with (
        world.acting(slt),
        pytest.raises(DatabaseError, match="another person's"),
        transaction.atomic(),
    ):
        raw_sign_off(world, signing, slot, slt)


def test_colleague_of_the_party_cannot_sign_past_the_deed(world: World, signing: Round) -> None:
    with (
        world.acting(world.north.member),
        pytest.raises(DatabaseError, match="another person's"),
        transaction.atomic(),
    ):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        raw_sign_off(world, signing, slots(world, signing)[1], world.north.police_contact)


def raw_sign_off(world: World, signing: Round, slot: SignatorySlot, user: User) -> SignOff:
    return SignOff.objects.create(
        agreement_id=signing.agreement_id,
        version_id=signing.version_id,
        slot=slot,
        method="app",
        user=user,
        name=user.name,
        capacity="ordfører",
        signed_on=world.today,
        recorded_at=timezone.now(),
        sha256=signing.version.sha256,
    )


@pytest.mark.django_db
def test_database_knows_the_same_leaders_as_the_rights_do() -> None:
    """The trigger's list and `permissions.LEADERS` must not drift apart."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef('sec.may_act_in_slot(uuid, uuid, uuid, date)'::regprocedure)"
        )
        text = cursor.fetchone()[0]
    listed = text.split("o.role_id IN (")[1].split(")")[0]
    assert sorted(part.strip().strip("'") for part in listed.split(",")) == sorted(LEADERS)


@pytest.mark.django_db(transaction=True)
def test_state_cannot_change_without_its_record(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
    with pytest.raises(IntegrityError, match="without a record"), world.acting(world.north.slt):
        Agreement.objects.filter(pk=agreement.pk).update(state="in_force")
    with world.acting(world.north.slt):
        assert Agreement.objects.get(pk=agreement.pk).state == "draft"


def test_record_of_a_change_cannot_be_changed_or_put_in_anothers_name(world: World, signing: Round) -> None:
    with world.acting(world.north.slt):
        changes = StateChange.objects.filter(agreement=signing.agreement_id)
        assert [(one.former, one.now, one.by) for one in changes] == [
            ("", "draft", world.north.slt),
            ("draft", "frozen", world.north.slt),
        ]
        for statement in (
            "UPDATE agreements_statechange SET reason = 'x'",
            "DELETE FROM agreements_statechange",
        ):
            with (
                pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            StateChange.objects.create(
                agreement_id=signing.agreement_id, now="signed", at=timezone.now(), by=world.north.mayor
            )
