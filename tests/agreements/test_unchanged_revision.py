"""A revision that left the text as it was: recorded, told, counted from; and who may not."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from agreements import clock
from agreements.actions import open_revision, revise_unchanged
from agreements.actions.moving import move
from agreements.actions.settling import follow_calendar
from agreements.models import Agreement, UnchangedRevision
from councils.refusals import Refusal
from meetings.ordered import ordered_by_agreements
from politirad.tenancy.models import OutgoingMessage, User
from tests.agreements.drafts import signed
from tests.agreements.test_at_once import together
from tests.agreements.test_clock import put_rule
from tests.queries import MOST, asked
from tests.world import World

BASIS = "Politirådet, sak 4/26"
pytestmark = pytest.mark.django_db


@pytest.fixture
def revisable(world: World) -> Agreement:
    """An agreement that is to be revised every fourth year, signed more than four years ago: overdue."""
    agreement = signed(world)
    put_rule(world, agreement)
    long_ago = world.today - datetime.timedelta(days=5 * 365)
    with world.inside(world.north.council):
        Agreement.objects.filter(pk=agreement.pk).update(
            signed_on=long_ago.isoformat(), valid_from="", valid_to="", open_ended=True, out_of_force_on=None
        )
        follow_calendar(
            agreement=Agreement.objects.get(pk=agreement.pk), at=timezone.now(), today=world.today
        )
        found = Agreement.objects.get(pk=agreement.pk)
    assert found.state == "to_renew"
    return found


def say(world: World, agreement: Agreement, done_on: datetime.date, basis: str = BASIS) -> UnchangedRevision:
    with world.acting(world.north.slt):
        return revise_unchanged(
            agreement=Agreement.objects.get(pk=agreement.pk),
            done_on=done_on,
            basis=basis,
            by=world.north.slt,
            at=timezone.now(),
            today=world.today,
        )


def test_page_records_it_and_the_agreement_holds_on(world: World, revisable: Agreement) -> None:
    client = world.client(world.north.slt)
    overview = client.get(reverse("agreement", args=[revisable.pk])).content.decode()
    address = reverse("agreement_unchanged", args=[revisable.pk])
    assert address in overview and "Fristen er passert" in overview
    answer = client.post(address, {"done_on": f"{world.today:%d.%m.%Y}", "basis": BASIS}, follow=True)
    page = answer.content.decode()
    assert "Revisjonen er registrert" in page and BASIS in page and "Fristen er passert" not in page
    with world.inside(world.north.council):
        row = Agreement.objects.get(pk=revisable.pk)
        letters = OutgoingMessage.objects.filter(kind="agreement_revised_unchanged")
        told = set(letters.values_list("to_email", flat=True))
    assert (row.state, row.revised_on) == ("in_force", world.today)
    assert {world.north.mayor.email, world.station_chief.email, world.north.slt.email} <= told
    history = client.get(reverse("agreement_history", args=[revisable.pk])).content.decode()
    assert f"uten endringer: {BASIS}" in history and ">Revidert " in history


def test_next_revision_counts_from_it_everywhere(world: World, revisable: Agreement) -> None:
    year = world.today.year
    with world.inside(world.north.council):
        council = revisable.owner_council_id
        due = [one.kind for one in ordered_by_agreements([council], year + 1, ())[council].duties]
        assert "revision" in due
    say(world, revisable, world.today)
    with world.inside(world.north.council):
        assert clock.due_reminders(timezone.now()) == 0
        for ahead, expected in ((1, False), (3, False), (4, True)):
            duties = ordered_by_agreements([council], year + ahead, ())[council].duties
            assert ("revision" in [one.kind for one in duties]) is expected, ahead


@pytest.mark.parametrize("days", [1, 5 * 365 + 3])
def test_impossible_day_is_refused_and_what_was_typed_stays(
    world: World, revisable: Agreement, days: int
) -> None:
    day = world.today + datetime.timedelta(days=1) if days == 1 else world.today - datetime.timedelta(days)
    address = reverse("agreement_unchanged", args=[revisable.pk])
    answer = world.client(world.north.slt).post(
        address, {"done_on": f"{day:%d.%m.%Y}", "basis": "Sak 9/26 <b>"}
    )
    page = answer.content.decode()
    assert answer.status_code == 200 and "Sak 9/26 &lt;b&gt;" in page
    assert ("ikke har vært ennå" if days == 1 else "ikke være eldre enn signaturene") in page
    assert "form-errors" in page or "ds-error-summary" in page
    empty = world.client(world.north.slt).post(address, {"done_on": "31.02.2026", "basis": ""})
    assert empty.status_code == 200 and 'value="31.02.2026"' in empty.content.decode()


def test_second_one_must_be_later(world: World, revisable: Agreement) -> None:
    say(world, revisable, world.today)
    for basis, day in ((BASIS, world.today), (BASIS, world.today - datetime.timedelta(days=9)), (" ", None)):
        with pytest.raises(Refusal):
            say(world, revisable, day or world.today, basis)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_leave_one(world: World, revisable: Agreement) -> None:
    done = together(*[lambda: say(world, revisable, world.today)] * 2)
    assert sorted(type(one).__name__ for one in done) == ["Refusal", "UnchangedRevision"]


def test_only_an_agreement_in_force(world: World, revisable: Agreement) -> None:
    with world.inside(world.north.council):
        move(revisable, Agreement.State.EXPIRED, by=None, at=timezone.now())
    with pytest.raises(Refusal):
        say(world, revisable, world.today)
    page = world.client(world.north.slt).get(reverse("agreement_unchanged", args=[revisable.pk]))
    assert "Avtalen må gjelde" in page.content.decode()


def test_who_may_not(world: World, revisable: Agreement) -> None:
    address = reverse("agreement_unchanged", args=[revisable.pk])
    said = {"done_on": f"{world.today:%d.%m.%Y}", "basis": BASIS}
    expected: list[tuple[User, int]] = [
        (world.north.member, 403),
        (world.north.police_contact, 403),
        (world.south.slt, 404),
    ]
    for user, status in expected:
        assert world.client(user).post(address, said).status_code == status, user.name
    with world.acting(world.south.slt), pytest.raises(DatabaseError), transaction.atomic():
        UnchangedRevision(
            agreement_id=revisable.pk,
            done_on=world.today,
            basis=BASIS,
            recorded_by=world.south.slt,
            recorded_at=timezone.now(),
        ).save(force_insert=True)


def test_nobody_changes_the_record(world: World, revisable: Agreement) -> None:
    done = say(world, revisable, world.today)
    with world.acting(world.north.slt):
        with pytest.raises(DatabaseError), transaction.atomic():
            UnchangedRevision.objects.filter(pk=done.pk).update(basis="Noe annet")
        assert UnchangedRevision.objects.get(pk=done.pk).basis == BASIS


def test_successor_begins_without_it(world: World, revisable: Agreement) -> None:
    say(world, revisable, world.today)
    with world.acting(world.north.slt):
        successor = open_revision(
            agreement=Agreement.objects.get(pk=revisable.pk), by=world.north.slt, today=world.today
        )
    assert successor.revised_on is None


def test_queries_do_not_grow(world: World, revisable: Agreement) -> None:
    client = world.client(world.north.slt)
    pages = [reverse(name, args=[revisable.pk]) for name in ("agreement", "agreement_unchanged")]
    say(world, revisable, world.today - datetime.timedelta(days=40))
    before = [len(asked(client, page)) for page in pages]
    for days in range(30, 0, -1):
        say(world, revisable, world.today - datetime.timedelta(days=days))
    assert [len(asked(client, page)) for page in pages] == before
    assert max(before) <= MOST
