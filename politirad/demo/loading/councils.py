"""Found the forums, seat their members and adopt their rules of procedure."""

from __future__ import annotations

import datetime
from typing import Any

from councils.actions import CadenceTerms, RulesTerms, adopt_rules, found_council, open_office
from councils.models import Council, Office, Role, Seat
from councils.permissions import refresh_members
from meetings.actions.publishing import open_minutes_to_all
from politirad.demo.forums import Confidentiality, Forum, Member
from politirad.demo.loading.declarations import declare
from politirad.demo.loading.people import hold, role_code
from politirad.demo.loading.stage import Stage
from politirad.tenancy.audit import record

KINDS = {"permanent": Seat.Kind.PERMANENT, "alternative": Seat.Kind.PERMANENT, "as_needed": Seat.Kind.INVITED}
SIDES = {"municipality": "municipality", "county": "county", "other": "other"}


def found_forums(stage: Stage, file: str) -> None:
    """Make every forum of a file, parents first, with seats and rules."""
    demo = stage.demo.agreements[file]
    signed = demo.agreement.signed_on
    begins = _first_day(signed.date) if signed else datetime.date(stage.today.year - 1, 1, 1)
    for forum in _parents_first(demo.forums):
        with stage.acting():
            council = _found(stage, file, forum)
        stage.councils[file, forum.name] = council
        with stage.acting():
            _seat(stage, forum, council)
            refresh_members(council, today=stage.today)
            declare(stage, forum, council)
            adopt_rules(council=council, terms=rules_of(forum), valid_from=begins, by=None)
        if forum.minutes_open:
            by = stage.administrator(file)
            with stage.acting(by):
                open_minutes_to_all(council=council, at=stage.moment(begins), by=by)


def rules_of(forum: Forum) -> RulesTerms:
    """The forum's rules of procedure; what the file does not say stays unsaid."""
    minutes = forum.minutes
    return RulesTerms(
        chair=forum.chair or "",
        secretary=forum.secretary or "",
        caller=forum.caller or "",
        agenda_by=forum.agenda_by or "",
        agenda_deadline_days=forum.agenda_deadline_days,
        notice_words=forum.notice_wording or "",
        item_deadline_days=forum.item_deadline_days,
        minutes_by=(minutes.by or "") if minutes else "",
        minutes_public=minutes.public if minutes else None,
        minutes_archived=minutes.archived if minutes else None,
        two_part=forum.two_part,
        rotating_host=forum.rotating_host is not None,
        confidentiality=_confidentiality(forum.confidentiality) if forum.confidentiality else "",
        decisions=forum.decisions_rule or "",
        cadence=tuple(
            CadenceTerms(
                kind=entry.kind,
                count=entry.count,
                minimum=entry.low,
                maximum=entry.high,
                months=tuple(entry.months or ()),
                strength=entry.strength or "",
                year_from=entry.from_year,
                year_to=entry.to_year,
            )
            for entry in forum.cadence
        ),
        standing_items=tuple(forum.standing_items),
    )


def _first_day(date: str) -> datetime.date:
    """The first day of a date that may be a month or a year."""
    return datetime.date.fromisoformat(date + "-01-01"[len(date) - 10 :] if len(date) < 10 else date)


def _parents_first(forums: list[Forum]) -> list[Forum]:
    """A forum may stand before the one above it in the file."""
    ordered: list[Forum] = []
    waiting = list(forums)
    while waiting:
        ready = [one for one in waiting if not one.above or one.above in {done.name for done in ordered}]
        ordered += ready
        waiting = [one for one in waiting if one not in ready]
    return ordered


def _found(stage: Stage, file: str, forum: Forum) -> Council:
    return found_council(
        owner=stage.organizations[forum.owner],
        name=forum.council_name,
        participants=[stage.organizations[name] for name in forum.organizations],
        today=stage.today,
        by=None,
        parent=stage.councils[file, forum.above] if forum.above else None,
        reports_upward=forum.reports_to is not None,
        kind=forum.kind,
        level=forum.level or "",
        purpose=forum.purpose or "",
        founded_year=int(forum.founded) if forum.founded else None,
    )


def _seat(stage: Stage, forum: Forum, council: Council) -> None:
    """The member list in the agreement's order, then those who come besides."""
    for member in forum.members:
        seat = _listed(stage, forum, council, member)
        for key in member.deputies:
            _bound(stage, council, key, kind=Seat.Kind.DEPUTY, listed=False, deputy_for=seat, side=seat.side)
    for rule in forum.attendance_rules:
        office = _shared_office(stage, council, rule.who, rule.holders)
        _add(council, rule.who, office, organization=None, kind=Seat.Kind.NAMED_MONTHS, months=rule.months)
    for key in forum.unlisted:
        _bound(stage, council, key, listed=False)
    if forum.unlisted_secretary:
        _bound(
            stage,
            council,
            forum.unlisted_secretary,
            kind=Seat.Kind.SECRETARY,
            is_secretary=True,
            listed=False,
        )
    for key in forum.observers:
        _bound(stage, council, key, kind=Seat.Kind.OBSERVER, listed=False)


def _listed(stage: Stage, forum: Forum, council: Council, member: Member) -> Seat:
    """A line of the member list. One holder brings his own post; several share a post of this council."""
    if len(member.holders) == 1:
        office: Office | None = stage.offices[member.holders[0]]
    elif member.holders:
        office = _shared_office(stage, council, member.role, member.holders)
    else:
        office = None
    return _add(
        council,
        member.role,
        office,
        side=member.side or "",
        kind=KINDS[member.attends],
        optional=member.attends != "permanent",
        count=member.count,
        represents=member.represents or "",
        organization=office.organization if office and len(member.holders) == 1 else None,
        is_chair=_same(member.role, forum.chair),
        is_secretary=_same(member.role, forum.secretary),
    )


def _shared_office(stage: Stage, council: Council, title: str, keys: list[str]) -> Office:
    """A post of one council, held by several people at once."""
    first = stage.person(keys[0])
    office = open_office(
        organization=stage.organizations[first.organization or ""],
        role=Role.objects.get(code=role_code(first.role)),
        title=title,
        council=council,
        by=None,
    )
    for key in keys:
        start = max(datetime.date.fromisoformat(stage.person(key).since), datetime.date(2020, 1, 1))
        hold(office, stage.users[key], start=start)
    return office


def _bound(stage: Stage, council: Council, key: str, **facts: Any) -> Seat:
    """A seat for somebody's own post."""
    office = stage.offices[key]
    facts.setdefault("side", office.organization.side)
    return _add(council, office.title, office, **{"organization": office.organization, **facts})


def _add(council: Council, title: str, office: Office | None, **facts: Any) -> Seat:
    """A seat at the end of the list, with its trail.

    Not by `councils.actions.add_seat`, which fills the council's groups anew for each seat: here they are
    filled once, when all seats stand.
    """
    order = council.seats.count()
    seat = Seat.objects.create(council=council, title=title, office=office, order=order, **facts)
    record("add_seat", seat, by=None, office=office.pk if office else None, kind=seat.kind)
    return seat


def _same(role: str, other: str | None) -> bool:
    return other is not None and role.casefold() == other.casefold()


def _confidentiality(rule: Confidentiality) -> str:
    """The bases in their order as sentences of one text."""
    bases = [f"{number}. {text}" for number, text in enumerate(rule.bases, start=1)]
    lines = bases if len(bases) > 1 else list(rule.bases)
    if rule.concerns:
        lines.insert(0, f"Gjelder: {rule.concerns}.")
    if rule.recorded_by:
        lines.append(f"Begrunnelsen føres av {rule.recorded_by}.")
    return "\n".join(lines)
