"""Reasons in words: one short sentence each, in bokmål, nynorsk and English.

`explain` is the only way from a `Reason` to a reader. `names` turns the keys of people into names that this
reader may see. A code without words raises `KeyError`: a new reason needs its sentence in `sentences`.
"""

from collections.abc import Mapping
from datetime import date, time

from councils.cadence_text import WHY_NOTHING, known_language, list_of, month_name
from meetings.reasons import Fact, Reason
from meetings.sentences import SENTENCES
from meetings.workdays import holiday_name

LANGUAGES = ("nb", "nn", "en")
WEEKDAYS = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
    "en": (
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ),
}
DUTIES = {
    "evaluation": ("Evaluering", "Evaluering", "Evaluation"),
    "notice_deadline": (
        "Siste frist for å si opp avtalen",
        "Siste frist for å seie opp avtalen",
        "Last day to give notice of the agreement",
    ),
    "expiry": ("Avtalen løper ut", "Avtalen går ut", "The agreement expires"),
    "attachment": (
        "Et vedlegg til avtalen går ut",
        "Eit vedlegg til avtalen går ut",
        "An attachment expires",
    ),
    "revision": (
        "Revidering av avtalen",
        "Revidering av avtalen",
        "Revision of the agreement",
    ),
    "unsigned": (
        "Avtalen mangler signaturer",
        "Avtalen manglar signaturar",
        "The agreement lacks signatures",
    ),
    "measures_late": (
        "Tiltak i avtalen er over fristen",
        "Tiltak i avtalen er over fristen",
        "Measures under the agreement are overdue",
    ),
    "election_missing": (
        "Valgdagen som avtalen skal revideres etter, mangler",
        "Valdagen som avtalen skal reviderast etter, manglar",
        "The election day that the agreement is revised after is missing",
    ),
}
WORDS = {
    "nb": {
        "meeting": "møte",
        "meetings": "møter",
        "week": "uke",
        "weeks": "uker",
        "in_week": "uke",
        "in_weeks": "uke",
        "another": "et annet møte",
        "expected": " (ikke fastsatt ennå)",
        "one_member": "ett medlem",
        "members": "{n} medlemmer",
    },
    "nn": {
        "meeting": "møte",
        "meetings": "møte",
        "week": "veke",
        "weeks": "veker",
        "in_week": "veke",
        "in_weeks": "veke",
        "another": "eit anna møte",
        "expected": " (ikkje fastsett enno)",
        "one_member": "éin medlem",
        "members": "{n} medlemmer",
    },
    "en": {
        "meeting": "meeting",
        "meetings": "meetings",
        "week": "week",
        "weeks": "weeks",
        "in_week": "week",
        "in_weeks": "weeks",
        "another": "another meeting",
        "expected": " (not yet confirmed)",
        "one_member": "one member",
        "members": "{n} members",
    },
}
# Sentences that begin with an ordinary word lose their capital inside another sentence; names keep theirs.
STARTS_SMALL = {
    "nb": ("Det ", "Skolene ", "Rådet ", "Dagen ", "Ett "),
    "nn": ("Det ", "Skulane ", "Rådet ", "Dagen "),
    "en": ("It ", "The ", "There ", "One "),
}
# The council's own wish, the agreement's wish, and the agreement's duty ("skal").
WHO_SAYS = {
    "nb": ("Rådet vil helst ha møter", "Avtalen vil helst ha møter", "Avtalen sier at møtene skal være"),
    "nn": ("Rådet vil helst ha møte", "Avtalen vil helst ha møte", "Avtalen seier at møta skal vere"),
    "en": (
        "The council prefers meetings",
        "The agreement prefers meetings",
        "The agreement says that the meetings are to be",
    ),
}


def explain(reason: Reason, language: str = "nb", names: Mapping[str, str] | None = None) -> str:
    """One sentence with a capital letter and a full stop.

    `names`: person key to the name shown; a key without a name counts among "one other" or "n others".
    Raises `KeyError` for a code that has no sentence.
    """
    code = known_language(language)
    if reason.code == "no_number":
        return _no_number(reason, code)
    sentence = SENTENCES[reason.code][LANGUAGES.index(code)]
    text = sentence.format(**_facts(reason, code, names or {}))
    return text[:1].upper() + text[1:]


def say_day(day: date, language: str = "nb") -> str:
    """The day in words without its year: "tirsdag 10. februar"."""
    code = known_language(language)
    dot = "" if code == "en" else "."
    return f"{WEEKDAYS[code][day.weekday()]} {day.day}{dot} {month_name(day.month, code)}"


def say_time(clock: time, language: str = "nb") -> str:
    """The clock as it is written: "09.00" in Norwegian, "09:00" in English."""
    return clock.strftime("%H:%M" if known_language(language) == "en" else "%H.%M")


def say_duty(kind: str, text: str = "", language: str = "nb") -> str:
    """A duty's name: the agreement's own words when it has some, else the word for its kind."""
    if text:
        return text
    return DUTIES[kind][LANGUAGES.index(known_language(language))] if kind in DUTIES else kind.capitalize()


def _no_number(reason: Reason, code: str) -> str:
    """Why nothing is proposed, in the words the council's page uses too."""
    return WHY_NOTHING[code][str(reason.get("why"))].format(
        year=reason.get("year"),
        **{"from": reason.get("year_from"), "to": reason.get("year_to")},
    )


def _facts(reason: Reason, code: str, names: Mapping[str, str]) -> dict[str, str]:
    """Every fact of the reason in words."""
    facts = {name: _say(name, value, code, names) for name, value in reason.params}
    match reason.code:
        case "avoided":
            facts["cause"] = _cause(reason, code, names)
        case "clash":
            facts["title"] = facts["title"] or WORDS[code]["another"]
        case "copied":
            earlier = reason.get("earlier")
            facts["earlier_year"] = str(earlier.year) if isinstance(earlier, date) else ""
        case "duty_without_meeting" | "duty_on_decided":
            facts["duty"] = say_duty(str(reason.get("duty")), str(reason.get("text") or ""), code)
        case "election_day" | "election_week":
            facts["expected"] = "" if reason.get("confirmed") else WORDS[code]["expected"]
        case "outside_months":
            facts["who_says"] = WHO_SAYS[code][int(str(reason.get("named") or 0))]
        case "too_few" | "too_many":
            facts["meetings"] = _meetings(int(str(reason.get("count"))), code)
    return facts


def _meetings(count: int, code: str) -> str:
    return f"{count} {WORDS[code]['meeting' if count == 1 else 'meetings']}"


def _cause(reason: Reason, code: str, names: Mapping[str, str]) -> str:
    """What stood in the way of the first choice: the cause's own sentence, as the end of this one."""
    inner = tuple(pair for pair in reason.params if pair[0] not in ("cause", "instead_of"))
    text = explain(Reason(str(reason.get("cause")), inner), code, names)
    return text[:1].lower() + text[1:] if text.startswith(STARTS_SMALL[code]) else text


def _say(name: str, value: Fact, code: str, names: Mapping[str, str]) -> str:
    """One fact in words; what it is follows from its name."""
    if name == "people" and isinstance(value, tuple):
        return _people([str(key) for key in value], code, names)
    if isinstance(value, tuple):
        if name == "months":
            return list_of([month_name(int(month), code) for month in value], code)
        word = WORDS[code]["in_week" if len(value) == 1 else "in_weeks"]
        return f"{word} {list_of([str(item) for item in value], code)}"
    if isinstance(value, date):
        return say_day(value, code)
    if isinstance(value, time):
        return say_time(value, code)
    match name:
        case "weekday":
            return WEEKDAYS[code][int(value)]
        case "month":
            return month_name(int(value), code)
        case "weeks" | "shortest" | "longest":
            return f"{value} {WORDS[code]['week' if value == 1 else 'weeks']}"
        case "holiday":
            return holiday_name(str(value), code)
        case _:
            return str(value)


def _people(keys: list[str], code: str, names: Mapping[str, str]) -> str:
    """The names this reader may see, and how many others."""
    known = [names[key] for key in keys if key in names]
    others = len(keys) - len(known)
    if others:
        known.append(WORDS[code]["one_member" if others == 1 else "members"].format(n=others))
    return list_of(known, code)
