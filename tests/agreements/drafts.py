"""Agreements for the tests of this room, made by the room's own actions. Call inside the writer's context."""

import datetime

from django.utils import timezone

from agreements.actions import add_term, change_head, create_agreement, freeze
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
