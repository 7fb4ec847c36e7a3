"""A cadence in words, in bokmål, nynorsk and English.

Short phrases for council pages, agreements and PDFs: "Fire møter i året", "Hver 6.–8. uke". They keep the
agreement's strength: a main rule does not become a duty, an option not a plan.
"""

from collections.abc import Sequence

from councils.cadence import Cadence, CadenceKind, Expectation, Strength

NORWEGIAN_MONTHS = "januar februar mars april mai juni juli august september oktober november desember"
ENGLISH_MONTHS = "January February March April May June July August September October November December"
ENGLISH_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve"
MONTHS = {
    "nb": NORWEGIAN_MONTHS.split(),
    "nn": NORWEGIAN_MONTHS.split(),
    "en": ENGLISH_MONTHS.split(),
}
NUMBERS = {
    "nb": [
        "null",
        "ett",
        "to",
        "tre",
        "fire",
        "fem",
        "seks",
        "sju",
        "åtte",
        "ni",
        "ti",
        "elleve",
        "tolv",
    ],
    "nn": [
        "null",
        "eitt",
        "to",
        "tre",
        "fire",
        "fem",
        "seks",
        "sju",
        "åtte",
        "ni",
        "ti",
        "elleve",
        "tolv",
    ],
    "en": ENGLISH_NUMBERS.split(),
}
PHRASES: dict[str, dict[str, str]] = {
    "nb": {
        "and": "og",
        "meeting": "{n} møte i året",
        "meetings": "{n} møter i året",
        "range": "{a} til {b} møter i året",
        "weeks": "hver {a}.–{b}. uke",
        "week_nth": "hver {a}. uke",
        "week_second": "annenhver uke",
        "weekly": "hver uke",
        "weekly_n": "{n} ganger i uka",
        "monthly": "hver måned",
        "monthly_n": "{n} ganger i måneden",
        "year_wheel": "etter et eget årshjul",
        "as_needed": "ved behov",
        "vague": "jevnlig, uten fast antall",
        "vague_may": "antall møter er åpent",
        "about": "omtrent {x}",
        "at_least": "minst {x}",
        "shall": "skal ha {x}",
        "shall_time": "skal møtes {x}",
        "should": "bør ha {x}",
        "should_time": "bør møtes {x}",
        "may": "kan ha {x}",
        "may_time": "kan møtes {x}",
        "main_rule": "{x} som hovedregel",
        "preferably": "fortrinnsvis {x}",
        "preferred_months": "{x}, fortrinnsvis i {months}",
        "in_months": "{x}, i {months}",
        "span": "{x} fra {a} til og med {b}",
        "span_one": "{x} i {a}",
        "from": "{x} fra og med {a}",
        "to": "{x} til og med {b}",
    },
    "nn": {
        "and": "og",
        "meeting": "{n} møte i året",
        "meetings": "{n} møte i året",
        "range": "{a} til {b} møte i året",
        "weeks": "kvar {a}.–{b}. veke",
        "week_nth": "kvar {a}. veke",
        "week_second": "annakvar veke",
        "weekly": "kvar veke",
        "weekly_n": "{n} gonger i veka",
        "monthly": "kvar månad",
        "monthly_n": "{n} gonger i månaden",
        "year_wheel": "etter eit eige årshjul",
        "as_needed": "ved behov",
        "vague": "jamleg, utan fast tal",
        "vague_may": "talet på møte er ope",
        "about": "om lag {x}",
        "at_least": "minst {x}",
        "shall": "skal ha {x}",
        "shall_time": "skal møtast {x}",
        "should": "bør ha {x}",
        "should_time": "bør møtast {x}",
        "may": "kan ha {x}",
        "may_time": "kan møtast {x}",
        "main_rule": "{x} som hovudregel",
        "preferably": "fortrinnsvis {x}",
        "preferred_months": "{x}, fortrinnsvis i {months}",
        "in_months": "{x}, i {months}",
        "span": "{x} frå {a} til og med {b}",
        "span_one": "{x} i {a}",
        "from": "{x} frå og med {a}",
        "to": "{x} til og med {b}",
    },
    "en": {
        "and": "and",
        "meeting": "{n} meeting a year",
        "meetings": "{n} meetings a year",
        "range": "{a} to {b} meetings a year",
        "weeks": "every {a}–{b} weeks",
        "week_nth": "every {a} weeks",
        "week_second": "every other week",
        "weekly": "every week",
        "weekly_n": "{n} times a week",
        "monthly": "every month",
        "monthly_n": "{n} times a month",
        "year_wheel": "by a separate year wheel",
        "as_needed": "when needed",
        "vague": "regularly, no fixed number",
        "vague_may": "the number of meetings is open",
        "about": "about {x}",
        "at_least": "at least {x}",
        "shall": "shall have {x}",
        "shall_time": "shall meet {x}",
        "should": "should have {x}",
        "should_time": "should meet {x}",
        "may": "may have {x}",
        "may_time": "may meet {x}",
        "main_rule": "{x} as a main rule",
        "preferably": "preferably {x}",
        "preferred_months": "{x}, preferably in {months}",
        "in_months": "{x}, in {months}",
        "span": "{x} from {a} to {b}",
        "span_one": "{x} in {a}",
        "from": "{x} from {a}",
        "to": "{x} until the end of {b}",
    },
}
WHY_NOTHING = {
    "nb": {
        "silent": "Avtalen sier ikke hvor ofte rådet skal møtes.",
        "vague": "Avtalen sier at rådet skal møtes jevnlig, men gir ikke noe antall.",
        "as_needed": "Rådet møtes ved behov.",
        "year_wheel": "Avtalen viser til et eget årshjul og gir ikke noe antall selv.",
        "span_ended": "Avtalen gir et antall til og med {to}. For {year} sier den ikke hvor mange.",
        "span_not_begun": "Avtalen gir et antall først fra og med {from}.",
    },
    "nn": {
        "silent": "Avtalen seier ikkje kor ofte rådet skal møtast.",
        "vague": "Avtalen seier at rådet skal møtast jamleg, men gir ikkje noko tal.",
        "as_needed": "Rådet møtest ved behov.",
        "year_wheel": "Avtalen viser til eit eige årshjul og gir ikkje noko tal sjølv.",
        "span_ended": "Avtalen gir eit tal til og med {to}. For {year} seier han ikkje kor mange.",
        "span_not_begun": "Avtalen gir eit tal først frå og med {from}.",
    },
    "en": {
        "silent": "The agreement does not say how often the council is to meet.",
        "vague": "The agreement says that the council meets regularly, but gives no number.",
        "as_needed": "The council meets when needed.",
        "year_wheel": "The agreement refers to a separate year wheel and gives no number itself.",
        "span_ended": "The agreement gives a number until the end of {to}. It gives none for {year}.",
        "span_not_begun": "The agreement gives a number only from {from}.",
    },
}


def known_language(language: str) -> str:
    """`language` cut to one of "nb", "nn" and "en"; bokmål for everything else ("en-us" is English)."""
    short = language.split("-")[0].lower()
    return short if short in PHRASES else "nb"


def month_name(month: int, language: str = "nb") -> str:
    """The month 1 to 12 in words, as inside a sentence."""
    return MONTHS[known_language(language)][month - 1]


def list_of(words: Sequence[str], language: str = "nb") -> str:
    """Words joined as a sentence does: "februar, juni og november"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {PHRASES[known_language(language)]['and']} {words[-1]}"


def number_word(number: int, language: str = "nb") -> str:
    """Numbers up to twelve in words, the rest in digits."""
    words = NUMBERS[known_language(language)]
    return words[number] if 0 <= number < len(words) else str(number)


def describe(cadence: Cadence, language: str = "nb") -> str:
    """One cadence as a short phrase with a capital letter and no full stop.

    "Tre møter i året som hovedregel, fortrinnsvis i februar, juni og november".
    """
    code = known_language(language)
    phrase = _span(_with_months(_with_strength(cadence, code), cadence, code), cadence, code)
    return phrase[:1].upper() + phrase[1:]


def describe_all(cadences: Sequence[Cadence], language: str = "nb") -> str:
    """Several cadences as sentences; the empty string when there are none."""
    return " ".join(f"{describe(cadence, language)}." for cadence in cadences)


def explain_expectation(expectation: Expectation, year: int, language: str = "nb") -> str:
    """Why a year can or cannot be planned: the deciding cadence in words, or what is left open."""
    sentences = WHY_NOTHING[known_language(language)]
    cadence = expectation.cadence
    if expectation.reason in sentences:
        years = {"to": cadence.year_to, "from": cadence.year_from} if cadence else {}
        return sentences[expectation.reason].format(year=year, **years)
    assert cadence is not None, "A stated expectation carries its cadence."
    return f"{describe(cadence, language)}."


def _base(cadence: Cadence, code: str) -> str:
    """The number or interval itself, without strength, months and years."""
    phrases, count = PHRASES[code], cadence.count or 1
    low, high = (
        cadence.minimum or cadence.maximum or 1,
        cadence.maximum or cadence.minimum or 1,
    )
    match cadence.kind:
        case CadenceKind.PER_YEAR if cadence.count is None and low != high:
            return phrases["range"].format(a=number_word(low, code), b=number_word(high, code))
        case CadenceKind.PER_YEAR:
            number = cadence.count or low
            return phrases["meeting" if number == 1 else "meetings"].format(n=number_word(number, code))
        case CadenceKind.EVERY_WEEKS if low != high:
            return phrases["weeks"].format(a=low, b=high)
        case CadenceKind.EVERY_WEEKS:
            return phrases[{1: "weekly", 2: "week_second"}.get(low, "week_nth")].format(a=low)
        case CadenceKind.WEEKLY | CadenceKind.MONTHLY:
            key = cadence.kind.value if count == 1 else f"{cadence.kind.value}_n"
            return phrases[key].format(n=number_word(count, code))
        case CadenceKind.VAGUE if cadence.strength is Strength.MAY:
            return phrases["vague_may"]
        case _:
            return phrases[cadence.kind.value]


def _with_strength(cadence: Cadence, code: str) -> str:
    base, strength = _base(cadence, code), cadence.strength
    if strength is None or not cadence.says_how_often:
        return base
    # Verbs need their own form for a rhythm: a council "has" four meetings, but "meets" every month.
    verb = strength in (Strength.SHALL, Strength.SHOULD, Strength.MAY)
    key = f"{strength}_time" if verb and cadence.kind is not CadenceKind.PER_YEAR else strength.value
    return PHRASES[code][key].format(x=base)


def _with_months(phrase: str, cadence: Cadence, code: str) -> str:
    if not cadence.months:
        return phrase
    # Named months of a duty are part of it; every softer word makes them a wish (Lørenskog: "fortrinnsvis").
    key = "in_months" if cadence.strength is Strength.SHALL else "preferred_months"
    months = list_of([month_name(month, code) for month in cadence.months], code)
    return PHRASES[code][key].format(x=phrase, months=months)


def _span(phrase: str, cadence: Cadence, code: str) -> str:
    first, last = cadence.year_from, cadence.year_to
    if first is None and last is None:
        return phrase
    key = "to" if first is None else "from" if last is None else "span_one" if first == last else "span"
    return PHRASES[code][key].format(x=phrase, a=first, b=last)
