"""Agreements for the tests of this room, made by the room's own actions. Call inside the writer's context."""

import datetime

from django.utils import timezone

from agreements.actions import add_term, change_head, create_agreement, freeze, settle, sign
from agreements.actions.moving import move
from agreements.models import Agreement, FocusArea, Party, Round, SignatorySlot
from tests.world import World


def draft(world: World, title: str = "Avtale om kommune- og politisamarbeid") -> Agreement:
    """A draft of the north council between the municipality and the police, with two lines to sign."""
    north, today = world.north, world.today
    agreement = create_agreement(council=north.council, title=title, by=north.slt, today=today)
    change_head(
        agreement=agreement,
        by=north.slt,
        valid_from=str(today.year),
        valid_to=str(today.year + 3),
        termination_by="either_party",
    )
    people = {north.municipality.pk: ("ordfører", north.mayor)}
    for party in Party.objects.filter(agreement=agreement):
        capacity, user = people.get(party.organization_id, ("politistasjonssjef", world.station_chief))
        add_term(
            SignatorySlot,
            agreement=agreement,
            by=north.slt,
            today=today,
            party=party,
            capacity=capacity,
            planned_user=user,
            planned_name=user.name,
        )
    add_term(
        FocusArea, agreement=agreement, by=north.slt, today=today, kind="focus", text="Ungdom og rus", word=""
    )
    return Agreement.objects.get(pk=agreement.pk)


def frozen(world: World, *, days: int | None = 14) -> Round:
    """The same, frozen for signing."""
    return freeze(
        agreement=draft(world),
        by=world.north.slt,
        at=timezone.now(),
        today=world.today,
        deadline=world.today + datetime.timedelta(days=days) if days is not None else None,
    )


def sign_all(world: World, signing: Round) -> None:
    """Let the mayor and the station chief sign, each as a request of their own."""
    with world.inside(world.north.council):
        slots = {
            slot.planned_user_id: slot
            for slot in SignatorySlot.objects.filter(agreement=signing.agreement_id)
        }
    for user in (world.north.mayor, world.station_chief):
        with world.acting(user):
            sign(
                slot=SignatorySlot.objects.get(pk=slots[user.pk].pk),
                sha256=signing.version.sha256,
                by=user,
                at=timezone.now(),
                today=world.today,
                evidence={"method": "password"},
            )


def signed(world: World) -> Agreement:
    """An agreement in force: everybody has signed and the owner's job has settled it."""
    with world.acting(world.north.slt):
        signing = frozen(world)
    sign_all(world, signing)
    with world.inside(world.north.council):
        agreement = Agreement.objects.get(pk=signing.agreement_id)
        settle(agreement=agreement, at=timezone.now(), today=world.today)
        return Agreement.objects.get(pk=agreement.pk)


def put_in_state(agreement: Agreement, state: str) -> None:
    """Put an agreement in a state with the record that the database asks for. Call inside the writer's context."""
    row = Agreement.objects.get(pk=agreement.pk)
    move(row, Agreement.State(state), by=None, at=timezone.now())
