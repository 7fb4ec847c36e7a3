"""Saying no: it ends the round for everybody, tells everybody why, and the text can be taken up again."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from agreements import clock
from agreements.actions import decline, freeze, reopen, settle, sign
from agreements.models import Agreement, Decline, Round, SignatorySlot, StateChange
from councils.refusals import Refusal
from politirad.tenancy.models import OutgoingMessage, User
from tests.agreements.sign_scene import logged_in, shown, signing, slots  # noqa: F401  (signing is a fixture)
from tests.world import PASSWORD, World

REASON = "Kommunestyret vil ha kontortid to dager i uka."


def say_no(world: World, user: User, slot: SignatorySlot, reason: str = REASON) -> Decline:
    """Decline as a request of that person would."""
    with world.acting(user):
        return decline(
            slot=SignatorySlot.objects.select_related("party").get(pk=slot.pk),
            reason=reason,
            by=user,
            at=timezone.now(),
            today=world.today,
            evidence={},
        )


def say_yes(world: World, user: User, slot: SignatorySlot, signing: Round) -> None:
    with world.acting(user):
        sign(
            slot=SignatorySlot.objects.get(pk=slot.pk),
            sha256=signing.version.sha256,
            by=user,
            at=timezone.now(),
            today=world.today,
            evidence={},
        )


def settle_now(world: World, signing: Round) -> bool:
    with world.inside(world.north.council):
        agreement = Agreement.objects.get(pk=signing.agreement_id)
        return settle(agreement=agreement, at=timezone.now(), today=world.today)


def test_no_ends_the_round_and_tells_everybody_earlier_signers_included(world: World, signing: Round) -> None:
    first, second = slots(world, signing)
    say_yes(world, world.north.mayor, first, signing)
    one = say_no(world, world.station_chief, second)
    assert settle_now(world, signing) is True
    assert settle_now(world, signing) is False
    with world.inside(world.north.council):
        agreement = Agreement.objects.get(pk=signing.agreement_id)
        ended = Round.objects.get(pk=signing.pk)
        assert (agreement.state, ended.outcome, ended.reason) == ("declined", "declined", REASON)
        letters = {
            letter.to_email: letter.text
            for letter in OutgoingMessage.objects.filter(kind="agreement_declined")
        }
        assert set(letters) == {world.north.mayor.email, world.station_chief.email, world.north.slt.email}
        assert all(REASON in text for text in letters.values())
        assert "Signaturen du ga, gjelder ikke lenger" in letters[world.north.mayor.email]
        assert "Stine Sjef (politistasjonssjef, Vik" in letters[world.north.slt.email]
        change = StateChange.objects.filter(agreement=agreement).last()
        assert change is not None
        assert (change.former, change.now, change.by, change.reason, change.at) == (
            "frozen",
            "declined",
            world.station_chief,
            REASON,
            one.recorded_at,
        )


def test_nobody_signs_after_a_no_even_before_the_owner_has_heard(world: World, signing: Round) -> None:
    first, second = slots(world, signing)
    say_no(world, world.station_chief, second)
    with pytest.raises(Refusal, match="ikke sendt til signering"):
        say_yes(world, world.north.mayor, first, signing)
    with pytest.raises(Refusal, match="ikke sendt til signering"):
        say_no(world, world.north.mayor, first)
    page = world.client(world.north.mayor).get(reverse("agreement_sign", args=[signing.agreement_id]))
    assert "ikke til signering nå" in page.content.decode()


def test_clock_settles_a_no_whose_wake_up_was_lost(world: World, signing: Round) -> None:
    say_no(world, world.station_chief, slots(world, signing)[1])
    assert clock.due_settlements(timezone.now()) == 1
    assert clock.due_settlements(timezone.now()) == 0


def test_no_needs_a_reason(world: World, signing: Round) -> None:
    with pytest.raises(Refusal, match="Skriv hvorfor"):
        say_no(world, world.station_chief, slots(world, signing)[1], " ")


@pytest.mark.parametrize("who", ["slt", "police_contact", "member"])
def test_who_may_not_sign_a_line_may_not_decline_it(world: World, signing: Round, who: str) -> None:
    user = world.everybody()[who]
    assert user is not None
    with pytest.raises(Refusal, match="bare signere din egen linje"):
        say_no(world, user, slots(world, signing)[1])


def test_database_itself_refuses_a_no_in_anothers_line(world: World, signing: Round) -> None:
    slot = slots(world, signing)[0]
    with (
        world.acting(world.north.slt),
        pytest.raises(DatabaseError, match="another person's"),
        transaction.atomic(),
    ):
        Decline.objects.create(
            agreement_id=signing.agreement_id,
            version=signing.version,
            slot=slot,
            user=world.north.slt,
            name="Sindre",
            capacity="ordfører",
            reason="nei",
            recorded_at=timezone.now(),
        )


def test_signed_line_cannot_be_declined(world: World, signing: Round) -> None:
    first = slots(world, signing)[0]
    say_yes(world, world.north.mayor, first, signing)
    with pytest.raises(Refusal, match="allerede signert"):
        say_no(world, world.north.mayor, first)


def test_declined_agreement_is_taken_up_again_with_a_new_version(world: World, signing: Round) -> None:
    say_no(world, world.station_chief, slots(world, signing)[1])
    settle_now(world, signing)
    with world.acting(world.north.slt):
        agreement = Agreement.objects.get(pk=signing.agreement_id)
        reopen(agreement=agreement, by=world.north.slt, at=timezone.now())
        agreement.refresh_from_db()
        again = freeze(agreement=agreement, by=world.north.slt, at=timezone.now(), today=world.today)
        assert again.version.number == 2
        changes = StateChange.objects.filter(agreement=agreement).values_list("now", flat=True)
        assert list(changes) == ["draft", "frozen", "declined", "draft", "frozen"]
        with pytest.raises(Refusal, match="Ingen har avslått"):
            reopen(agreement=agreement, by=world.north.slt, at=timezone.now())


def test_page_declines_after_the_password_and_shows_who_and_why(world: World, signing: Round) -> None:
    client = logged_in(world, world.station_chief)
    slot = slots(world, signing)[1]
    address = reverse("agreement_decline", args=[signing.agreement_id, slot.pk])
    said = shown(client, address)
    empty = client.post(address, said)
    assert empty.status_code == 200 and "må fylles ut" in empty.content.decode().lower()
    answer = client.post(address, {**said, "reason": REASON})
    assert answer.status_code == 302
    assert client.post(answer.url, {"password": PASSWORD}).status_code == 302  # type: ignore[attr-defined]
    settle_now(world, signing)
    for who in (world.north.mayor, world.station_chief, world.north.slt):
        page = world.client(who).get(reverse("agreement", args=[signing.agreement_id])).content.decode()
        assert REASON in page and "har avslått å signere" in page
        assert (reverse("agreement_reopen", args=[signing.agreement_id]) in page) is (who == world.north.slt)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302),
        ("slt", 403),
        ("police_contact", 403),
        ("mayor", 200),
        ("station_chief", 200),
        ("other_mayor", 404),
        ("stranger", 404),
    ],
)
def test_decline_page_is_for_signatories(world: World, signing: Round, who: str, status: int) -> None:
    client = world.client(world.everybody()[who])
    slot = slots(world, signing)[0]
    assert (
        client.get(reverse("agreement_decline", args=[signing.agreement_id, slot.pk])).status_code == status
    )


def test_line_of_another_agreement_is_not_found(world: World, signing: Round) -> None:
    address = reverse("agreement_decline", args=[signing.agreement_id, signing.pk])
    assert world.client(world.north.mayor).get(address).status_code == 404
