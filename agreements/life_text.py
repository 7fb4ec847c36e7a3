"""The life of an agreement in words: each change of state as a line of a timeline, in the active language."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.lifecycle import State
from agreements.models import StateChange
from councils.trail import Event
from politirad import dates

ICONS = {
    State.DRAFT: "edit",
    State.HEARING: "send",
    State.POLITICAL_TREATMENT: "decision",
    State.FROZEN: "lock",
    State.PARTLY_SIGNED: "signature",
    State.IN_FORCE: "check-circle",
    State.TO_RENEW: "refresh",
    State.NOTICE_GIVEN: "warning",
    State.EXPIRED: "clock",
    State.REPLACED: "history",
    State.TERMINATED: "close",
    State.DECLINED: "close",
}


def timeline(changes: Iterable[StateChange]) -> list[dict[str, Any]]:
    """The changes as templates/agreements/_life.html draws them: an event each, with the reason beside it."""
    return [
        {
            "event": Event(
                at=one.at,
                what=in_words(one.former, one.now, one.facts),
                who=one.by.name if one.by else "",
                icon=ICONS.get(State(one.now), "activity"),
            ),
            "reason": one.reason,
        }
        for one in changes
    ]


def in_words(former: str, now: str, facts: Mapping[str, Any]) -> str:
    """What happened: "Sendt på høring med frist 3. mai 2027"."""
    if now == State.HEARING:
        return _("Sendt på høring med frist %(day)s") % {"day": _day(facts.get("deadline"))}
    if now == State.POLITICAL_TREATMENT:
        return _("Sendt til politisk behandling: %(body)s") % {"body": _treatment(facts)}
    if now == State.FROZEN:
        said = _("Låst som versjon %(number)s og sendt til signering") % {"number": facts.get("version", "")}
        if facts.get("deadline"):
            said += _(", frist %(day)s") % {"day": _day(facts["deadline"])}
        return said
    if now == State.DRAFT:
        return _BACK[State(former)]() if former else _("Utkastet ble opprettet")
    if facts.get("revised"):
        return _("Revidert %(day)s uten endringer") % {"day": _day(facts["revised"])}
    if facts.get("taken_back"):
        return _("Oppsigelsen ble trukket tilbake")
    if now == State.NOTICE_GIVEN and facts.get("last_day"):
        said = _("%(party)s sa opp avtalen. Siste dag er %(day)s")
        return said % {"party": facts.get("party", ""), "day": _day(facts["last_day"])}
    return _NOW[State(now)]()


def _treatment(facts: Mapping[str, Any]) -> str:
    number = facts.get("case_number")
    body = str(facts.get("body", ""))
    return _("%(body)s, sak %(number)s") % {"body": body, "number": number} if number else body


def _day(text: Any) -> str:
    return dates.long_date(datetime.date.fromisoformat(text), get_language() or "nb") if text else "–"


_BACK = {
    State.HEARING: lambda: _("Høringen ble avsluttet, og teksten er et utkast igjen"),
    State.POLITICAL_TREATMENT: lambda: _("Tilbake fra politisk behandling til utkast"),
    State.FROZEN: lambda: _("Trukket tilbake fra signering"),
    State.PARTLY_SIGNED: lambda: _("Trukket tilbake fra signering"),
    State.DECLINED: lambda: _("Tatt opp igjen som utkast"),
}
_NOW = {
    State.PARTLY_SIGNED: lambda: _("Den første har signert"),
    State.IN_FORCE: lambda: _("Alle har signert, og avtalen gjelder"),
    State.TO_RENEW: lambda: _("Det er på tide å fornye avtalen"),
    State.NOTICE_GIVEN: lambda: _("Avtalen ble sagt opp"),
    State.EXPIRED: lambda: _("Avtalen løp ut"),
    State.REPLACED: lambda: _("Avtalen ble erstattet av en ny"),
    State.TERMINATED: lambda: _("Avtalen er avsluttet"),
    State.DECLINED: lambda: _("En part avslo å signere"),
}
