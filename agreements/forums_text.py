"""What an agreement says about the councils it regulates, as sections of its text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.canonical import ForumMention
from agreements.gathering import councils_of
from agreements.models import Regulation
from councils.cadence import Cadence, CadenceKind, Strength
from councils.cadence_text import describe_all, list_of, month_name
from councils.models import CadenceRule, Council, Rules, Seat
from councils.procedure import days_before


def regulated(rows: list[Regulation]) -> list[Regulation]:
    """The regulations of an agreement, in order; `council` is loaded, with its rules and seats, for those inside the
    context only."""
    seen = councils_of(rows)
    for row in rows:
        if row.council_id in seen:
            row.council = seen[row.council_id]
    return [row for row in rows if row.council_id in seen or row.name_in_text]


def name_of(row: Regulation) -> str:
    """The agreement's own name for a council, else the council's."""
    return row.name_in_text or row.council.name


def mentions(rows: Iterable[Regulation]) -> tuple[ForumMention, ...]:
    """Names and levels, as the canonical text holds them."""
    return tuple(
        ForumMention(
            name=name_of(row),
            level=(row.council.level or None) if Regulation.council.is_cached(row) else None,
        )
        for row in rows
    )


def rules_on(council: Council, day: datetime.date) -> Rules | None:
    """The rules in force on a day."""
    rules = (one for one in council.rules.all() if one.valid_from <= day and _lasts(one.valid_to, day))
    return next(rules, None)


def cadence_of(row: CadenceRule) -> Cadence:
    """The pure value of a stored statement about how often."""
    return Cadence(
        kind=CadenceKind(row.kind),
        count=row.count,
        minimum=row.minimum,
        maximum=row.maximum,
        months=tuple(row.months),
        strength=Strength(row.strength) if row.strength else None,
        year_from=row.year_from,
        year_to=row.year_to,
    )


def seats_on(council: Council, day: datetime.date) -> list[Seat]:
    """The lines of the member list on a day, in order."""
    seats = (
        one
        for one in council.seats.all()
        if (one.valid_from is None or one.valid_from <= day) and _lasts(one.valid_to, day)
    )
    return sorted(seats, key=lambda seat: seat.order)


def _lasts(until: datetime.date | None, day: datetime.date) -> bool:
    return until is None or until >= day


def forum_html(council: Council, *, day: datetime.date, language: str, above: str = "") -> str:
    """One council's rules and members as HTML, in the active language; "" when there is nothing to say.

    `above` is what the agreement calls the council that this one belongs under.
    """
    rules = rules_on(council, day)
    parts = [_facts(council, rules, language, above)]
    members = [seat for seat in seats_on(council, day) if seat.listed or seat.is_secretary]
    if members:
        lines = "".join(f"<li>{escape(_member(seat, language))}</li>" for seat in members)
        parts.append(f"<p><strong>{escape(_('Deltakere'))}</strong></p><ul>{lines}</ul>")
    standing = [item.title for item in rules.standing_items.all()] if rules else []
    if standing:
        lines = "".join(f"<li>{escape(title)}</li>" for title in standing)
        parts.append(f"<p><strong>{escape(_('Faste saker'))}</strong></p><ol>{lines}</ol>")
    return "".join(parts)


def _facts(council: Council, rules: Rules | None, language: str, above: str) -> str:
    """The council and its rules of procedure as a table of two columns; what is not said has no row."""
    found = [
        (_("Nivå"), council.get_level_display() if council.level else ""),
        (_("Overordnet forum"), above),
        (_("Formål"), council.purpose),
    ]
    if rules is not None:
        found += [
            (_("Leder"), rules.chair),
            (_("Sekretær"), rules.secretary),
            (_("Kaller inn"), rules.caller),
            (_("Møter"), describe_all([cadence_of(row) for row in rules.cadence.all()], language)),
            (_("Lager sakslisten"), rules.agenda_by),
            (_("Innkalling og saksliste"), days_before(rules.agenda_deadline_days) or rules.notice_words),
            (_("Frist for å melde saker"), days_before(rules.item_deadline_days)),
            (_("Skriver referat"), rules.minutes_by),
            (_("Referatet"), _minutes(rules)),
            (_("Møtet er todelt"), _("En åpen og en lukket del") if rules.two_part else ""),
            (_("Vertskap"), _("Går på omgang") if rules.rotating_host else ""),
            (_("Vedtak og myndighet"), rules.decisions),
            (_("Taushetsplikt"), rules.confidentiality),
        ]
    rows = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td>{escape(value)}</td></tr>'
        for label, value in found
        if value
    )
    return f"<table><tbody>{rows}</tbody></table>" if rows else ""


def _minutes(rules: Rules) -> str:
    said = []
    if rules.minutes_public is not None:
        said.append(_("er offentlig") if rules.minutes_public else _("er ikke offentlig"))
    if rules.minutes_archived is not None:
        said.append(_("arkiveres") if rules.minutes_archived else _("arkiveres ikke"))
    return _(" og ").join(said).capitalize()


def _member(seat: Seat, language: str) -> str:
    """One line of the member list: the role in the text's own words, and what is said about it."""
    said = []
    if seat.is_secretary and not seat.listed:
        said.append(_("sekretær uten å stå i medlemslisten"))
    if seat.count and seat.count > 1:
        said.append(ngettext("%(count)d person", "%(count)d personer", seat.count) % {"count": seat.count})
    if seat.represents:
        said.append(_("representerer %(whom)s") % {"whom": seat.represents})
    if seat.kind == Seat.Kind.NAMED_MONTHS and seat.months:
        months = list_of([month_name(month, language) for month in seat.months], language)
        said.append(_("møter i %(months)s") % {"months": months})
    elif seat.kind != Seat.Kind.PERMANENT and seat.listed:
        said.append(str(seat.get_kind_display()).lower())
    if seat.optional:
        said.append(_("og/eller, eller ved behov"))
    return f"{seat.title} ({', '.join(said)})" if said else seat.title
