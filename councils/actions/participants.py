"""Let organisations take part in a council, end their time in it, and take back a mistaken addition."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from councils.actions.facts import Overtaken
from councils.models import Council, Participant
from councils.participation import is_bound, seats_going_on, what_is_seen
from councils.permissions import refresh_members
from councils.refusals import Refusal
from politirad import dates
from politirad.tenancy.audit import record
from politirad.tenancy.models import Organization, User


@transaction.atomic
def enter_organization(*, council: Council, name: str, by: User | None) -> Organization:
    """An organisation that the register lacks, of the kind "other"; found again when its name is there."""
    with transaction.atomic():
        organization, made = Organization.objects.get_or_create(
            kind=Organization.Kind.OTHER, name=name, number=""
        )
    if made:
        record("enter_organization", organization, by=by, council_id=council.pk)
    return organization


@transaction.atomic
def add_participant(
    *,
    council: Council,
    organization: Organization,
    side: str,
    valid_from: datetime.date,
    by: User | None,
    today: datetime.date,
) -> Participant:
    """Let one more organisation take part from a day on. It opens nothing before its people have seats.

    Raises Refusal when it takes part already on that day or later.
    """
    _lock(council)
    periods = council.participants.filter(organization=organization).order_by("-valid_to")
    for one in periods:
        if one.valid_to is None or one.valid_to >= valid_from:
            raise Refusal(_taken(one))
    order = max(council.participants.values_list("order", flat=True), default=-1) + 1
    try:
        with transaction.atomic():
            participant = Participant.objects.create(
                council=council, organization=organization, side=side, valid_from=valid_from, order=order
            )
    except IntegrityError as error:
        if "participant_periods_apart" not in str(error):
            raise
        raise Refusal(_("%(name)s er med i rådet allerede.") % {"name": organization}) from error
    record(
        "add_participant",
        participant,
        by=by,
        organization=organization.pk,
        side=side,
        valid_from=valid_from.isoformat(),
    )
    refresh_members(council, today=today)
    return participant


@transaction.atomic
def end_participation(
    *, participant: Participant, on: datetime.date, seen: str, by: User | None, today: datetime.date
) -> int:
    """Let an organisation's time in the council end on a day, that day included; returns how many seats ended.

    Its people's seats end with it, and their deputies' seats. Agreements keep their parties. `seen` is the mark of
    what the person was told would end (`participation.what_is_seen`): Overtaken when that has changed. Raises
    Refusal for the owner, whoever keeps the archive, a period that is over, a last day before the first, and a seat
    that begins later.
    """
    council = _lock(participant.council)
    participant = _fresh(participant)
    seats = seats_going_on(participant, today)
    if what_is_seen(participant, seats) != seen:
        raise Overtaken(_("Noe er endret etter at du åpnet siden. Se hva som slutter nå, og prøv igjen."))
    _guard_needed(council, participant.organization)
    words = {"name": participant.organization}
    if participant.valid_to is not None and participant.valid_to < today:
        raise Refusal(_("Perioden til %(name)s er over allerede.") % words)
    if participant.valid_from is not None and on < participant.valid_from:
        raise Refusal(_("Siste dag kan ikke være før første dag."))
    for seat in seats:
        if seat.valid_from is not None and seat.valid_from > on:
            day = dates.long_date(seat.valid_from, get_language() or "nb")
            raise Refusal(
                _(
                    "Plassen «%(title)s» begynner først %(day)s. Velg en senere siste dag, eller endre plassen først."
                )
                % {"title": seat.title, "day": day}
            )
    former = participant.valid_to
    participant.valid_to = on
    participant.save(update_fields=["valid_to"])
    ended = 0
    for seat in seats:
        # A seat that was to end earlier does so; one that ended with the participation follows its new last day.
        if seat.valid_to is None or seat.valid_to > on or seat.valid_to == former:
            seat.valid_to = on
            seat.save(update_fields=["valid_to"])
            record("end_seat", seat, by=by, on=on.isoformat())
            ended += 1
    record(
        "end_participation",
        participant,
        by=by,
        organization=participant.organization_id,
        on=on.isoformat(),
        seats=ended,
    )
    refresh_members(council, today=today)
    return ended


@transaction.atomic
def order_participants(*, participant: Participant, to: int, by: User | None) -> list[Participant]:
    """Put an organisation at place `to` (0 is first) among the council's participants; all in their new order.

    The rota of hosts follows it. Raises Overtaken when another has taken the organisation out.
    """
    council = _lock(participant.council)
    participant = _fresh(participant)
    everybody = list(council.participants.select_related("organization").order_by("order", "id"))
    everybody.remove(participant)
    everybody.insert(max(0, min(to, len(everybody))), participant)
    for place, one in enumerate(everybody):
        if one.order != place:
            Participant.objects.filter(pk=one.pk).update(order=place)
    record("move_participant", participant, by=by, organization=participant.organization_id, to=to)
    return everybody


@transaction.atomic
def remove_participant(*, participant: Participant, by: User | None, today: datetime.date) -> None:
    """Take back a mistaken addition, as if it had never been. Raises Refusal once it has had seats or offices."""
    council = _lock(participant.council)
    participant = _fresh(participant)
    _guard_needed(council, participant.organization)
    if is_bound(participant):
        raise Refusal(
            _("%(name)s har hatt plasser i rådet. Avslutt deltakelsen i stedet, så står historikken.")
            % {"name": participant.organization}
        )
    record("remove_participant", participant, by=by, organization=participant.organization_id)
    participant.delete()
    refresh_members(council, today=today)


def _lock(council: Council) -> Council:
    """One change of a council's participants at a time."""
    return (
        Council.objects.select_for_update(of=("self",), no_key=True)
        .select_related("owner")
        .get(pk=council.pk)
    )


def _fresh(participant: Participant) -> Participant:
    """The row as it stands. Raises Overtaken when another has taken it out."""
    found = Participant.objects.filter(pk=participant.pk).select_related("organization").first()
    if found is None:
        raise Overtaken(_("Noen andre har tatt organisasjonen ut av listen."))
    return found


def _guard_needed(council: Council, organization: Organization) -> None:
    """The council's owner and the one who keeps its archive cannot go."""
    words = {"name": organization}
    if organization.pk == council.owner_id:
        raise Refusal(_("%(name)s eier rådet og kan ikke tas ut.") % words)
    if organization.pk == council.archive_keeper_id:
        raise Refusal(
            _("%(name)s har arkivansvaret. Velg en annen arkivansvarlig under «Endre rådet» først.") % words
        )


def _taken(one: Participant) -> str:
    """Why there is no room for a new period."""
    words: dict[str, object] = {"name": one.organization}
    if one.valid_to is None:
        return _("%(name)s er med i rådet allerede.") % words
    words["day"] = dates.long_date(one.valid_to, get_language() or "nb")
    return _("%(name)s er med til og med %(day)s. Velg en dag etter det.") % words
