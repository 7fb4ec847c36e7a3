"""A chain of agreements: unique successors, no two in force on one day, predecessors outside, and links of support."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agreements import clock
from agreements.actions import change_head, link_support, open_revision, settle
from agreements.models import Agreement, Round, Support
from councils.refusals import Refusal
from tests.agreements.drafts import draft, frozen, put_in_state, sign_all, signed
from tests.world import World


def row(world: World, agreement: Agreement) -> Agreement:
    with world.inside(world.north.council):
        return Agreement.objects.get(pk=agreement.pk)


def replaced_by(world: World, former: Agreement, **head: Any) -> Agreement:
    """A signed successor."""
    with world.acting(world.north.slt):
        signing = frozen(world)
        Agreement.objects.filter(pk=signing.agreement_id).update(predecessor=former, **head)
    sign_all(world, signing)
    with world.inside(world.north.council):
        agreement = Agreement.objects.get(pk=signing.agreement_id)
        settle(agreement=agreement, at=timezone.now(), today=world.today)
        return Agreement.objects.get(pk=agreement.pk)


def at(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(7)))


def test_signed_agreement_is_in_force_from_the_last_signature_to_its_last_day(world: World) -> None:
    agreement = signed(world)
    assert (agreement.in_force_from, agreement.out_of_force_on) == (
        world.today,
        datetime.date(world.today.year + 4, 1, 1),
    )


def test_successor_takes_over_on_its_first_day_and_not_before(world: World) -> None:
    former = signed(world)
    first = world.today + datetime.timedelta(days=40)
    successor = replaced_by(world, former, valid_from=first.isoformat())
    assert (successor.in_force_from, row(world, former).out_of_force_on) == (first, first)
    assert row(world, former).state == "in_force"
    assert successor.chain == former.chain
    page = world.client(world.north.slt).get(reverse("agreement", args=[successor.pk])).content.decode()
    assert "Gjelder fra " in page
    clock.due_states(at(first))
    assert row(world, former).state == "replaced"


def test_successor_that_begins_at_once_replaces_at_once(world: World) -> None:
    former = signed(world)
    successor = replaced_by(world, former)
    kept = row(world, former)
    assert (kept.state, kept.out_of_force_on, successor.in_force_from) == (
        "replaced",
        world.today,
        world.today,
    )


def test_agreement_replaced_before_it_began_never_is_in_force(world: World) -> None:
    former = signed(world)
    later = world.today + datetime.timedelta(days=100)
    with world.inside(world.north.council):
        Agreement.objects.filter(pk=former.pk).update(valid_from=later.isoformat(), in_force_from=later)
    successor = replaced_by(world, former)
    kept = row(world, former)
    assert kept.in_force_from == kept.out_of_force_on == successor.in_force_from == world.today


def test_database_lets_no_two_of_a_chain_be_in_force_on_one_day(world: World) -> None:
    former = signed(world)
    successor = replaced_by(world, former)
    overlap = successor.in_force_from
    assert overlap is not None
    with world.inside(world.north.council):
        with (
            pytest.raises(IntegrityError, match="agreement_one_of_a_chain_in_force"),
            transaction.atomic(),
        ):
            Agreement.objects.filter(pk=former.pk).update(
                in_force_from=overlap - datetime.timedelta(days=10),
                out_of_force_on=overlap + datetime.timedelta(days=1),
            )
        with (
            pytest.raises(IntegrityError, match="agreement_one_of_a_chain_in_force"),
            transaction.atomic(),
        ):
            Agreement.objects.filter(pk=former.pk).update(
                in_force_from=overlap - datetime.timedelta(days=10), out_of_force_on=None
            )
        with pytest.raises(IntegrityError, match="agreement_in_force_forwards"), transaction.atomic():
            Agreement.objects.filter(pk=former.pk).update(
                out_of_force_on=overlap - datetime.timedelta(days=999)
            )
        Agreement.objects.filter(pk=former.pk).update(
            in_force_from=overlap - datetime.timedelta(days=10), out_of_force_on=overlap
        )


def test_two_chains_may_be_in_force_side_by_side(world: World) -> None:
    one, other = signed(world), signed(world)
    assert one.chain != other.chain
    assert one.in_force_from == other.in_force_from


def test_chain_follows_the_predecessor_and_leaves_with_it(world: World) -> None:
    former = signed(world)
    with world.acting(world.north.slt):
        successor = open_revision(agreement=former, by=world.north.slt, today=world.today)
        assert row(world, successor).chain == former.chain
        change_head(agreement=successor, by=world.north.slt, predecessor=None)
        assert row(world, successor).chain != former.chain


def test_only_what_was_signed_can_be_replaced(world: World) -> None:
    with world.acting(world.north.slt):
        one, other = draft(world), draft(world)
        with pytest.raises(Refusal, match="signert, kan erstattes"):
            change_head(agreement=one, by=world.north.slt, predecessor=other)


def test_second_successor_is_refused(world: World) -> None:
    former = signed(world)
    with world.acting(world.north.slt):
        open_revision(agreement=former, by=world.north.slt, today=world.today)
        other = draft(world)
        with pytest.raises(Refusal, match="allerede en etterfølger"):
            change_head(agreement=other, by=world.north.slt, predecessor=former)


def test_page_shows_the_chain_from_its_oldest(world: World) -> None:
    former = signed(world)
    with world.acting(world.north.slt):
        successor = open_revision(agreement=former, by=world.north.slt, today=world.today)
        Agreement.objects.filter(pk=former.pk).update(
            predecessor_note="Avtale om politiråd", predecessor_date="2011-10-12"
        )
    context = world.client(world.north.slt).get(reverse("agreement", args=[former.pk])).context
    relations = context["sheet"].relations
    assert [(one.id, one.is_self) for one in relations.chain] == [
        (str(former.pk), True),
        (str(successor.pk), False),
    ]
    assert (relations.outside["title"], relations.outside["date"]) == (
        "Avtale om politiråd",
        "12. oktober 2011",
    )
    assert world.client(world.north.member).get(reverse("agreement", args=[successor.pk])).status_code == 200


def test_predecessor_outside_is_kept_with_its_scan(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
    client = world.client(world.north.slt)
    address = reverse("predecessor", args=[agreement.pk])
    wrong = client.post(address, {"title": "Gammel avtale", "date": "en gang"})
    assert "Skriv en dato, en måned" in wrong.content.decode() and "Gammel avtale" in wrong.content.decode()
    scan = SimpleUploadedFile("gammel.pdf", b"%PDF-1.4 gammel")
    said = {"title": "Gammel avtale", "date": "oktober 2011", "scan": scan}
    assert client.post(address, said).status_code == 302
    kept = row(world, agreement)
    assert (kept.predecessor_note, kept.predecessor_date) == ("Gammel avtale", "2011-10")
    file = reverse("agreement_file", args=[agreement.pk, kept.predecessor_scan_id])
    assert client.get(file).content == b"%PDF-1.4 gammel"
    assert file in client.get(reverse("agreement", args=[agreement.pk])).content.decode()


def test_title_of_the_predecessor_is_locked_with_the_text_and_its_scan_is_not(world: World) -> None:
    with world.acting(world.north.slt):
        signing: Round = frozen(world)
        Agreement.objects.filter(pk=signing.agreement_id).update(predecessor_note="Gammel avtale")
    client = world.client(world.north.slt)
    address = reverse("predecessor", args=[signing.agreement_id])
    locked = client.post(address, {"title": "En annen"})
    assert "låst for signering" in locked.content.decode()
    scan = SimpleUploadedFile("gammel.pdf", b"%PDF-1.4 gammel")
    assert client.post(address, {"title": "Gammel avtale", "scan": scan}).status_code == 302


def test_links_of_support_are_shown_on_both_sides(world: World) -> None:
    with world.acting(world.north.slt):
        regional, local = draft(world, "Regional avtale"), draft(world, "Lokal avtale")
    client = world.client(world.north.slt)
    address = reverse("support_add", args=[regional.pk])
    assert "Velg en avtale, eller skriv tittelen" in client.post(address, {}).content.decode()
    assert client.post(address, {"supported": local.pk}).status_code == 302
    assert "koblet til denne fra før" in client.post(address, {"supported": local.pk}).content.decode()
    assert client.post(address, {"title": "Avtalen i nabokommunen"}).status_code == 302
    page = client.get(reverse("agreement", args=[regional.pk])).content.decode()
    assert reverse("agreement", args=[local.pk]) in page and "Avtalen i nabokommunen" in page
    assert (
        reverse("agreement", args=[regional.pk])
        in client.get(reverse("agreement", args=[local.pk])).content.decode()
    )
    with world.inside(world.north.council):
        links = list(Support.objects.order_by("order"))
    assert client.post(reverse("support_remove", args=[regional.pk, links[0].pk])).status_code == 302
    assert client.post(reverse("support_remove", args=[regional.pk, links[0].pk])).status_code == 404


def test_support_of_itself_or_of_nothing_is_refused(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
        with pytest.raises(Refusal, match="støtte seg selv"):
            link_support(agreement=agreement, supported=agreement, by=world.north.slt)
        with pytest.raises(Refusal, match="skriv tittelen"):
            link_support(agreement=agreement, title=" ", by=world.north.slt)
        with pytest.raises(IntegrityError, match="support_names_something"), transaction.atomic():
            Support.objects.create(agreement=agreement)
        with pytest.raises(IntegrityError, match="support_of_another"), transaction.atomic():
            Support.objects.create(agreement=agreement, supported=agreement)


def test_agreement_of_another_council_cannot_be_linked(world: World) -> None:
    with world.acting(world.north.slt):
        mine = draft(world)
    address = reverse("support_add", args=[mine.pk])
    other = world.client(world.south.slt)
    assert other.post(address, {"title": "x"}).status_code == 404
    assert world.client(world.north.mayor).post(address, {"title": "x"}).status_code == 403


def test_overlap_with_the_predecessors_period_is_shown_to_a_person(world: World) -> None:
    former = signed(world)
    with world.acting(world.north.slt):
        successor = open_revision(agreement=former, by=world.north.slt, today=world.today)
        change_head(agreement=successor, by=world.north.slt, valid_from=str(world.today.year + 1))
    page = world.client(world.north.slt).get(reverse("agreement", args=[successor.pk])).content.decode()
    assert "Perioden begynner før avtalen den erstatter, løper ut" in page


BESIDE = "Rådet har en annen politirådsavtale som gjelder, og ingen av dem erstatter den andre."


def test_police_council_with_two_agreements_that_do_not_replace_each_other_is_told(world: World) -> None:
    former = signed(world)
    slt = world.client(world.north.slt)
    with world.acting(world.north.slt):
        other = draft(world, "Ny avtale")

    def told(agreement: Agreement) -> bool:
        return BESIDE in slt.get(reverse("agreement", args=[agreement.pk])).content.decode()

    assert (told(other), told(former)) == (True, False)
    with world.acting(world.north.slt):
        change_head(agreement=other, by=world.north.slt, kind="cooperation")
    assert not told(other)
    with world.acting(world.north.slt):
        change_head(agreement=other, by=world.north.slt, kind="police_council", predecessor=former)
    assert not told(other)
    with world.acting(world.north.slt):
        change_head(agreement=other, by=world.north.slt, predecessor=None)
    with world.inside(world.north.council):
        put_in_state(former, "expired")
    assert not told(other)
