"""Take a municipality in: begin, answer step by step, abandon, and make everything at once at the end."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from councils.actions.administration import choose_language, seat_person
from councils.actions.founding import found_council
from councils.actions.offices import add_seat, open_office
from councils.actions.people import person_by_email
from councils.actions.rules import adopt_rules
from councils.models import Council, Office, Onboarding, Role
from councils.onboarding import (
    SHARED,
    Forum,
    Planned,
    forums_of,
    is_taken,
    known_office,
    missing,
    organization_of,
    people_of,
    side_of_role,
)
from councils.onboarding_steps import ORDER, next_step
from councils.permissions import refresh_members
from councils.refusals import Refusal
from politirad.tenancy import context
from politirad.tenancy.audit import record
from politirad.tenancy.models import Affiliation, Organization, User


@transaction.atomic
def start_onboarding(*, municipality: Organization, by: User, today: datetime.date) -> Onboarding:
    """Open the flow for one municipality; from now on its rows are open to `by`.

    Raises Refusal for one that has a politiråd here, or that somebody is taking in already.
    """
    taken = _("%(name)s har et politiråd i Politiråd allerede.") % {"name": municipality}
    if municipality.kind != Organization.Kind.MUNICIPALITY:
        raise Refusal(_("Velg en kommune."))
    if is_taken(municipality):
        raise Refusal(taken)
    try:
        with transaction.atomic():
            onboarding = Onboarding(organization=municipality, conducted_by=by, step=ORDER[0])
            onboarding.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal(_("Noen er i gang med å ta inn %(name)s.") % {"name": municipality}) from error
    with context.entered(context.of_user(by.pk, today=today)):
        record("start_onboarding", onboarding, by=by, organization_id=municipality.pk)
    return onboarding


@transaction.atomic
def answer_step(
    *,
    onboarding: Onboarding,
    step: str,
    answer: Any,
    by: User,
    police_unit: Organization | None = None,
) -> Onboarding:
    """Keep the answer of one step. With step "politi" the chosen unit's rows are opened too, or closed again."""
    onboarding = _locked(onboarding)
    onboarding.answers = {**onboarding.answers, step: answer}
    if step == "politi":
        onboarding.police_unit = police_unit
    onboarding.step = next_step(onboarding)
    onboarding.save(update_fields=["answers", "police_unit", "step"])
    record("answer_onboarding", onboarding, by=by, organization_id=onboarding.organization_id, step=step)
    return onboarding


@transaction.atomic
def abandon_onboarding(*, onboarding: Onboarding, reason: str, at: datetime.datetime, by: User) -> None:
    """Give up the flow; nothing has been made, and the municipality's rows are closed to `by` again."""
    onboarding = _locked(onboarding)
    record("abandon_onboarding", onboarding, by=by, organization_id=onboarding.organization_id)
    onboarding.abandoned_at, onboarding.abandon_reason = at, reason
    onboarding.save(update_fields=["abandoned_at", "abandon_reason"])


@transaction.atomic
def complete_onboarding(
    *, onboarding: Onboarding, at: datetime.datetime, today: datetime.date, by: User
) -> Council:
    """Make councils, offices, seats, people and rules, write the invitations, and close the flow.

    All or nothing. Afterwards `by` sees nothing of it any more. Raises Refusal when an answer is missing,
    or the municipality has got a politiråd in the meantime.
    """
    onboarding = _locked(onboarding)
    lacking = missing(onboarding)
    if lacking:
        raise Refusal(_("Dette mangler: %(steps)s.") % {"steps": ", ".join(lacking)})
    if is_taken(onboarding.organization):
        raise Refusal(_("%(name)s har fått et politiråd i mellomtiden.") % {"name": onboarding.organization})
    _settle_police_unit(onboarding)
    with context.entered(context.of_user(by.pk, today=today)):
        _settle_organizations(onboarding, today=today, by=by)
        return _found(onboarding, at=at, today=today, by=by)


def _locked(onboarding: Onboarding) -> Onboarding:
    """The flow as it stands, held for this transaction. Raises Refusal when it is closed already."""
    found = Onboarding.objects.select_for_update(of=("self",)).filter(pk=onboarding.pk).first()
    if found is None or not found.is_open:
        raise Refusal(_("Innføringen er avsluttet allerede."))
    return found


def _settle_police_unit(onboarding: Onboarding) -> None:
    """Enter a new unit in the register, under the municipality's police district."""
    if onboarding.police_unit is not None:
        return
    municipality = onboarding.organization
    try:
        with transaction.atomic():
            onboarding.police_unit = Organization.objects.create(
                kind=Organization.Kind.POLICE_STATION_DISTRICT,
                name=onboarding.answers["politi"]["new_name"],
                parent=municipality.police_district,
            )
    except IntegrityError as error:
        raise Refusal(
            _("Politienheten finnes allerede. Gå tilbake til «Politi» og velg den i listen.")
        ) from error
    onboarding.save(update_fields=["police_unit"])


def _settle_organizations(onboarding: Onboarding, *, today: datetime.date, by: User) -> None:
    """The municipality's language, its police unit in the register, and who administers the two."""
    municipality, unit = onboarding.organization, onboarding.police_unit
    municipality.station_district, municipality.note = unit, ""
    municipality.save(update_fields=["station_district", "note"])
    language = onboarding.answers["sprak"]["language"]
    choose_language(organization=municipality, language=language, by=by)
    for person in people_of(onboarding):
        organization = unit if side_of_role(person.role) == "police" else municipality
        assert organization is not None
        user, _made = person_by_email(email=person.email, name=person.name, language=language)
        affiliation, made = Affiliation.objects.get_or_create(
            organization=organization, user=user, valid_to=None, defaults={"valid_from": today}
        )
        if person.is_administrator and not affiliation.is_administrator:
            affiliation.is_administrator = True
            affiliation.save(update_fields=["is_administrator"])
        if made:
            record("affiliate", affiliation, by=by, user=user.pk, is_administrator=person.is_administrator)


def _found(onboarding: Onboarding, *, at: datetime.datetime, today: datetime.date, by: User) -> Council:
    """Every council with its seats, people and rules; then the flow is closed. Returns the politiråd."""
    offices: dict[str, Office] = {}
    councils: dict[str, Council] = {}
    # What the flow's answers will make is read once, before anything is made.
    for forum in forums_of(onboarding, today):
        council = _found_one(onboarding, forum, councils.get(forum.starter.parent), today=today, by=by)
        councils[forum.starter.key] = council
        # The first council stays open while the next ones bind their seats to its offices.
        with context.entered(_seeing(list(councils.values()))):
            _seat_all(onboarding, forum, council, offices, at=at, today=today, by=by)
            terms = forum.starter.rules.terms(onboarding.answers["sprak"]["language"])
            adopt_rules(council=council, terms=terms, valid_from=today, by=by)
    first = next(iter(councils.values()))
    with context.entered(_seeing(list(councils.values()))):
        onboarding.council, onboarding.completed_at, onboarding.step = first, at, "done"
        onboarding.save(update_fields=["council", "completed_at", "step"])
        record("complete_onboarding", onboarding, by=by, council_id=first.pk)
        for council in councils.values():
            refresh_members(council, today=today)
    return first


def _seeing(councils: list[Council]) -> context.Context:
    """The present context with the councils that have just been made."""
    now = context.current()
    made = frozenset(council.pk for council in councils)
    return context.Context(now.user_id, now.organizations, now.councils | made)


def _found_one(
    onboarding: Onboarding, forum: Forum, parent: Council | None, *, today: datetime.date, by: User
) -> Council:
    """One council of the beginning, with the police unit in it."""
    municipality, unit = onboarding.organization, onboarding.police_unit
    assert unit is not None
    language = onboarding.answers["sprak"]["language"]
    keeper = unit if onboarding.answers["sprak"]["archive"] == "police" else municipality
    seeing = _seeing([parent] if parent else [])
    with context.entered(seeing):
        return found_council(
            owner=municipality,
            name=forum.name,
            participants=[unit],
            today=today,
            by=by,
            parent=parent,
            kind=forum.starter.kind,
            level=forum.starter.level,
            language=language,
            purpose=forum.starter.purpose.in_language(language),
            founded_year=onboarding.answers["rad"].get("founded_year") if parent is None else None,
            archive_keeper=keeper,
        )


def _seat_all(
    onboarding: Onboarding,
    forum: Forum,
    council: Council,
    offices: dict[str, Office],
    *,
    at: datetime.datetime,
    today: datetime.date,
    by: User,
) -> None:
    """The council's seats in order; a person is appointed, and written to, once for all seats of an office."""
    seats: dict[str, Any] = {}
    for planned in forum.seats:
        office = None
        if planned.role:
            key = f"{planned.role}:{planned.title}"
            office = offices.get(key)
            if office is None:
                office = offices[key] = _office(onboarding, planned, council, by=by)
                if planned.person is not None:
                    seat_person(
                        office=office,
                        email=planned.person.email,
                        name=planned.person.name,
                        valid_from=today,
                        at=at,
                        today=today,
                        by=by,
                        council=council,
                    )
        facts = _facts(onboarding, planned, seats)
        seat = add_seat(council=council, title=planned.title, office=office, by=by, today=today, **facts)
        if planned.role:
            seats.setdefault(planned.role, seat)


def _office(onboarding: Onboarding, planned: Planned, council: Council, *, by: User) -> Office:
    """The office behind a seat: the organisation's own for the leaders, else one of this council."""
    organization = organization_of(onboarding, planned.role)
    assert organization is not None
    known = known_office(organization, planned.role)
    return known or open_office(
        organization=organization,
        role=Role.objects.get(pk=planned.role),
        title=planned.title,
        council=None if planned.role in SHARED else council,
        by=by,
    )


def _facts(onboarding: Onboarding, planned: Planned, seats: dict[str, Any]) -> dict[str, Any]:
    """What is said of the seat besides its title and office."""
    seat = planned.seat
    if seat is None:
        return {"side": side_of_role(planned.role)}
    side = side_of_role(seat.role) if seat.role else seat.side
    organization = onboarding.police_unit if side == "police" else onboarding.organization
    return {
        "side": side,
        "organization": organization,
        "kind": seat.kind,
        "deputy_for": seats.get(seat.deputy_for),
        "is_chair": seat.is_chair,
        "is_secretary": seat.is_secretary,
        "optional": seat.optional,
    }
