"""A party gives notice, by itself or by letter, and takes it back; everybody is told, and the state follows."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements import clock
from agreements.actions import give_notice, settle, take_notice_back
from agreements.models import Agreement, Notice, Party, StateChange
from councils.refusals import Refusal
from politirad.tenancy.models import OutgoingMessage, User
from tests.agreements.drafts import signed
from tests.agreements.sign_scene import logged_in
from tests.world import PASSWORD, World

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


def test_notice_moves_the_state_sets_the_last_day_and_tells_everybody(world: World, held: Agreement) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    assert notice.given_on == world.today
    row = settle_now(world, held)
    assert (row.state, row.notice_given_on, row.notice_ends_on) == (
        "notice_given",
        world.today,
        notice.last_day,
    )
    assert row.out_of_force_on == notice.last_day + datetime.timedelta(days=1)
    people = told(world, "agreement_notice")
    assert {world.station_chief.email, world.north.mayor.email, world.north.slt.email} <= set(people)
    with world.inside(world.north.council):
        letter = OutgoingMessage.objects.get(kind="agreement_notice", recipient=world.north.mayor)
        assert REASON in letter.text and "Vik politistasjonsdistrikt sa opp" in letter.text
        change = StateChange.objects.filter(agreement=held).last()
        assert change is not None
        assert (change.now, change.by, change.reason) == ("notice_given", world.station_chief, REASON)
    assert len(people) == len(told(world, "agreement_notice"))
    settle_now(world, held)
    assert people == told(world, "agreement_notice")


def test_agreement_ends_after_its_last_day(world: World, held: Agreement) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    settle_now(world, held)
    clock.due_states(at(notice.last_day))
    with world.inside(world.north.council):
        assert Agreement.objects.get(pk=held.pk).state == "notice_given"
    clock.due_states(at(notice.last_day + datetime.timedelta(days=1)))
    with world.inside(world.north.council):
        assert Agreement.objects.get(pk=held.pk).state == "terminated"
    with pytest.raises(Refusal, match="Ingen har sagt opp"):
        take_back(world, world.station_chief, notice)


def test_notice_taken_back_lets_the_agreement_live_on(world: World, held: Agreement) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    settle_now(world, held)
    with pytest.raises(Refusal, match="Bare en leder hos parten"):
        take_back(world, world.north.mayor, notice)
    take_back(world, world.station_chief, notice)
    row = settle_now(world, held)
    assert (row.state, row.notice_given_on, row.notice_ends_on, row.out_of_force_on) == (
        "in_force",
        None,
        None,
        None,
    )
    assert world.north.mayor.email in told(world, "agreement_notice_back")
    page = world.client(world.north.slt).get(reverse("agreement_history", args=[held.pk])).content.decode()
    assert "Oppsigelsen ble trukket tilbake" in page and "sa opp avtalen. Siste dag er" in page
    say(world, world.north.mayor, held, world.north.municipality)
    assert settle_now(world, held).state == "notice_given"


def test_notice_cannot_be_taken_back_twice(world: World, held: Agreement) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    settle_now(world, held)
    take_back(world, world.station_chief, notice)
    with pytest.raises(Refusal, match="gjort allerede"):
        take_back(world, world.station_chief, notice)


def test_of_two_notices_at_once_the_one_that_ends_first_counts(world: World, held: Agreement) -> None:
    """Neither party had heard of the other's: both stand, and the agreement ends once."""
    say(world, world.station_chief, held, world.police_unit)
    say(world, world.north.mayor, held, world.north.municipality)
    first = settle_now(world, held)
    with pytest.raises(Refusal, match="allerede sagt opp"):
        say(world, world.north.mayor, held, world.north.municipality)
    with world.inside(world.north.council):
        notices = list(Notice.objects.order_by("recorded_at"))
    take_back(world, world.station_chief, notices[0])
    second = settle_now(world, held)
    assert (first.state, second.state) == ("notice_given", "notice_given")


def test_clock_settles_a_notice_whose_wake_up_was_lost(world: World, held: Agreement) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    assert clock.due_settlements(timezone.now()) == 1
    assert clock.due_settlements(timezone.now()) == 0
    take_back(world, world.station_chief, notice)
    assert clock.due_settlements(timezone.now()) == 1
    assert clock.due_settlements(timezone.now()) == 0


@pytest.mark.parametrize("who", ["slt", "police_contact", "member", "station_chief"])
def test_only_a_leader_of_the_party_gives_notice(world: World, held: Agreement, who: str) -> None:
    user = world.everybody()[who]
    assert user is not None
    with pytest.raises(Refusal, match="Bare en leder hos parten"):
        say(
            world,
            user,
            held,
            world.north.municipality if who in {"police_contact", "station_chief"} else world.police_unit,
        )


def test_database_itself_knows_who_leads_the_party(world: World, held: Agreement) -> None:
    one = party(world, held, world.north.municipality)
    said: dict[str, Any] = {
        "agreement": held,
        "party": one,
        "given_on": world.today,
        "last_day": world.today,
        "reason": "x",
        "name": "x",
        "recorded_at": timezone.now(),
    }
    for user, method, fault in (
        (world.north.slt, "app", "only a leader"),
        (world.north.mayor, "paper", "row-level security"),
    ):
        with world.acting(user), pytest.raises(DatabaseError, match=fault), transaction.atomic():
            Notice.objects.create(**said, user=user, method=method)


def test_notice_needs_a_reason_and_an_agreement_in_force(world: World, held: Agreement) -> None:
    with pytest.raises(Refusal, match="begrunnelse"):
        say(world, world.station_chief, held, world.police_unit, " ")
    say(world, world.station_chief, held, world.police_unit)
    settle_now(world, held)
    with pytest.raises(Refusal, match="allerede sagt opp"):
        say(world, world.station_chief, held, world.police_unit)


def through_login(client: Client, address: str, said: dict[str, Any]) -> Any:
    shown = client.get(address).context["shown"]
    answer = client.post(address, {**said, "shown": shown})
    assert answer.status_code == 302, answer.context["form"].errors
    return client.post(answer.url, {"password": PASSWORD})  # type: ignore[attr-defined]


def test_pages_give_notice_and_take_it_back_after_the_password(world: World, held: Agreement) -> None:
    client = logged_in(world, world.station_chief)
    address = reverse("agreement_notice", args=[held.pk])
    one = party(world, held, world.police_unit)
    page = client.get(address).content.decode()
    assert "Hver av partene kan si opp avtalen med 3 måneders varsel" in page
    empty = client.post(address, {"party": one.pk, "reason": "", "capacity": "politistasjonssjef"})
    assert 'value="politistasjonssjef"' in empty.content.decode()
    assert through_login(client, address, {"party": one.pk, "reason": REASON}).status_code == 302
    settle_now(world, held)
    with world.inside(world.north.council):
        notice = Notice.objects.get()
    assert notice.evidence["steps"][0]["method"] == "password"
    overview = world.client(world.north.slt).get(reverse("agreement", args=[held.pk])).content.decode()
    assert REASON in overview and "Siste dag avtalen gjelder er" in overview
    assert "allerede sagt opp" in client.get(address).content.decode()
    back = reverse("agreement_notice_back", args=[held.pk, notice.pk])
    mayors = world.client(world.north.mayor).get(back).content.decode()
    assert "Bare en leder hos parten som sa opp" in mayors
    assert through_login(client, back, {"reason": "Vi ble enige."}).status_code == 302
    assert settle_now(world, held).state == "in_force"


def test_letter_is_recorded_by_the_writer(world: World, held: Agreement) -> None:
    client = world.client(world.north.slt)
    address = reverse("agreement_notice_letter", args=[held.pk])
    one = party(world, held, world.police_unit)
    given = world.today - datetime.timedelta(days=2)
    said = {
        "party": one.pk,
        "name": "Stine Sjef",
        "given_on": f"{given:%d.%m.%Y}",
        "reason": REASON,
        "letter": SimpleUploadedFile("brev.pdf", b"%PDF-1.4 brev"),
    }
    missing = client.post(address, {key: value for key, value in said.items() if key != "letter"})
    assert missing.status_code == 200 and 'value="Stine Sjef"' in missing.content.decode()
    ahead = world.today + datetime.timedelta(days=2)
    late = client.post(
        address,
        {**said, "given_on": f"{ahead:%d.%m.%Y}", "letter": SimpleUploadedFile("b.pdf", b"%PDF-1.4 b")},
    )
    assert "ikke har vært" in late.content.decode()
    assert client.post(address, said).status_code == 302
    row = settle_now(world, held)
    assert (row.state, row.notice_given_on) == ("notice_given", given)
    with world.inside(world.north.council):
        notice = Notice.objects.get()
        assert (notice.method, notice.user, notice.name) == ("paper", world.north.slt, "Stine Sjef")


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
def test_notice_pages_are_for_leaders(world: World, held: Agreement, who: str, status: int) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    client = world.client(world.everybody()[who])
    assert client.get(reverse("agreement_notice", args=[held.pk])).status_code == status
    assert client.get(reverse("agreement_notice_back", args=[held.pk, notice.pk])).status_code == status


def test_rows_are_kept_as_they_were_written(world: World, held: Agreement) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    with (
        world.acting(world.north.slt),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        Notice.objects.filter(pk=notice.pk).update(reason="Noe annet")
    one = party(world, held, world.police_unit)
    with (
        world.acting(world.station_chief),
        pytest.raises(IntegrityError, match="notice_looks_ahead"),
        transaction.atomic(),
    ):
        Notice.objects.create(
            agreement=held,
            party=one,
            method="app",
            given_on=world.today,
            last_day=world.today - datetime.timedelta(days=1),
            reason="x",
            name="x",
            user=world.station_chief,
            recorded_at=timezone.now(),
        )
