"""The rules of procedure in words, as they hold on a day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from councils.cadence import Cadence, CadenceKind, Strength
from councils.cadence_text import describe_all, list_of, number_word
from councils.models import CadenceRule, Council, Rules
from politirad import dates

WEEKDAYS = {
    "nb": ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    "nn": ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}


@dataclass(frozen=True)
class Fact:
    """One rule: what it is about, and what it says."""

    label: str
    text: str


def rules_on(council: Council, day: datetime.date) -> Rules | None:
    """The rules that hold on `day` with cadence and standing items, or None; three queries."""
    return (
        council.rules.filter(in_force(day))
        .prefetch_related("cadence", "standing_items")
        .order_by("-valid_from")
        .first()
    )


def in_force(day: datetime.date | OuterRef) -> Q:
    """Which rules hold on `day`, or on the day of the row outside; a day has one set of rules at most."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def cadence_of(rule: CadenceRule) -> Cadence:
    """The stored row as `councils.cadence` reads it. Raises CadenceError for a row that cannot be meant."""
    return Cadence(
        kind=CadenceKind(rule.kind),
        count=rule.count,
        minimum=rule.minimum,
        maximum=rule.maximum,
        months=tuple(rule.months),
        strength=Strength(rule.strength) if rule.strength else None,
        year_from=rule.year_from,
        year_to=rule.year_to,
    )


def in_words(rules: Rules) -> list[Fact]:
    """What the rules say, line by line, in the reader's language; what they do not say is left out."""
    language = get_language() or "nb"
    cadence = describe_all([cadence_of(rule) for rule in rules.cadence.all()], language)
    found = [
        Fact(_("Møter"), cadence),
        Fact(_("Tid og sted"), _time_and_place(rules, language)),
        Fact(_("Leder"), _capital(rules.chair)),
        Fact(_("Sekretær"), _capital(rules.secretary)),
        Fact(_("Kaller inn"), _capital(rules.caller)),
        Fact(_("Lager sakslisten"), _capital(rules.agenda_by)),
        Fact(_("Innkalling"), _notice(rules)),
        Fact(_("Frist for å melde saker"), days_before(rules.item_deadline_days)),
        Fact(_("Skriver referat"), _capital(rules.minutes_by)),
        Fact(_("Referatet"), _minutes(rules)),
        Fact(_("Lukket del"), _("Møtet har en lukket del.") if rules.two_part else ""),
        Fact(_("Vertskap"), _("Vertskapet går på omgang.") if rules.rotating_host else ""),
        Fact(_("Taushetsplikt"), rules.confidentiality),
        Fact(_("Vedtaksført"), _quorum(rules)),
        Fact(_("Nummer på møter"), _numbering(rules.meeting_numbering, rules.first_meeting)),
        Fact(_("Nummer på vedtak"), _numbering(rules.decision_numbering, rules.first_decision)),
        Fact(_("Vedtak og myndighet"), rules.decisions),
    ]
    return [fact for fact in found if fact.text]


def silences(rules: Rules) -> list[str]:
    """What a council needs to know, and these rules do not say."""
    found = []
    if not rules.cadence.all():
        found.append(_("hvor ofte rådet møtes"))
    if not rules.caller:
        found.append(_("hvem som kaller inn"))
    if rules.agenda_deadline_days is None and not rules.notice_words:
        found.append(_("når innkallingen skal sendes"))
    if not rules.minutes_by:
        found.append(_("hvem som skriver referat"))
    if rules.minutes_public is None:
        found.append(_("om referatet er offentlig"))
    return found


def contradictions(rules: Rules) -> list[str]:
    """Where the rules cannot all be kept, in sentences; they warn, and nothing is refused for them."""
    items, notice = rules.item_deadline_days, rules.agenda_deadline_days
    if items is not None and notice is not None and items < notice:
        return [
            _(
                "Fristen for å melde saker kommer etter fristen for innkallingen. "
                "Da er sakslisten sendt før alle sakene er meldt."
            )
        ]
    return []


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def days_before(days: int | None) -> str:
    """A deadline before the meeting in words; nothing where there is none."""
    if days is None:
        return ""
    if days % 7 == 0 and days:
        weeks = days // 7
        return _("Senest én uke før møtet") if weeks == 1 else _("Senest %s uker før møtet") % _word(weeks)
    return _("Senest dagen før møtet") if days == 1 else _("Senest %s dager før møtet") % _word(days)


def _word(number: int) -> str:
    return number_word(number, get_language() or "nb")


def _notice(rules: Rules) -> str:
    parts = [days_before(rules.agenda_deadline_days)]
    if rules.notice_words:
        parts.append(_("avtalens ord: «%s»") % rules.notice_words)
    return _capital(" – ".join(part for part in parts if part))


def _minutes(rules: Rules) -> str:
    said = []
    if rules.minutes_public is not None:
        said.append(_("Offentlig.") if rules.minutes_public else _("Ikke offentlig."))
    if rules.minutes_archived is not None:
        said.append(_("Arkiveres.") if rules.minutes_archived else _("Arkiveres ikke."))
    return " ".join(said)


def is_continuous(rules: Rules | None) -> bool:
    """Whether the numbers of decisions go on from year to year."""
    return rules is not None and rules.decision_numbering == Rules.Numbering.CONTINUOUS


def _quorum(rules: Rules) -> str:
    return _("Minst %s til stede") % _word(rules.quorum) if rules.quorum else ""


def _numbering(scope: str, first: int) -> str:
    """How decisions or meetings are numbered, where it is not as everywhere: from 1 each year."""
    said = []
    if scope == Rules.Numbering.CONTINUOUS:
        said.append(_("Fortløpende fra år til år."))
    if first > 1:
        said.append(_("Begynner på %d.") % first)
    return " ".join(said)


def _time_and_place(rules: Rules, language: str) -> str:
    said = []
    names = WEEKDAYS.get(language, WEEKDAYS["nb"])
    days = [names[number] for number in rules.preferred_weekdays if 0 <= number < 7]
    if days:
        said.append(_("Helst %s") % list_of(days, language))
    if rules.start_time:
        said.append(dates.clock(rules.start_time, language))
    if rules.duration_minutes:
        said.append(_("%d minutter") % rules.duration_minutes)
    if rules.place:
        said.append(rules.place)
    return _capital(", ".join(said))
