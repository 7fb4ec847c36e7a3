"""The wheel's few words: its title, description, short dates and month names, in three languages."""

from collections.abc import Sequence
from datetime import date

from councils.cadence_text import month_name, number_word
from meetings.explanations import say_day

WORDS = {
    "nb": {
        "title": "Årshjul for {year}",
        "zero": "ingen møter",
        "one": "ett møte",
        "many": "{n} møter",
        "none": "Ingen møter eller aktiviteter.",
        "meeting": "Møte",
        "duty": "Plikt",
        "activity": "Aktivitet",
        "planned": "Foreslått, ikke vedtatt",
        "activity_span": "Aktivitet over tid",
        "school_holiday_span": "Skoleferie",
        "list": "I datorekkefølge: {items}.",
    },
    "nn": {
        "title": "Årshjul for {year}",
        "zero": "ingen møte",
        "one": "eitt møte",
        "many": "{n} møte",
        "none": "Ingen møte eller aktivitetar.",
        "meeting": "Møte",
        "duty": "Plikt",
        "activity": "Aktivitet",
        "planned": "Føreslått, ikkje vedteke",
        "activity_span": "Aktivitet over tid",
        "school_holiday_span": "Skuleferie",
        "list": "I datorekkjefølgje: {items}.",
    },
    "en": {
        "title": "Year wheel for {year}",
        "zero": "no meetings",
        "one": "one meeting",
        "many": "{n} meetings",
        "none": "No meetings or activities.",
        "meeting": "Meeting",
        "duty": "Duty",
        "activity": "Activity",
        "planned": "Proposed, not yet decided",
        "activity_span": "Activity over time",
        "school_holiday_span": "School holiday",
        "list": "In date order: {items}.",
    },
}


def hub_words(key: str, code: str, count: int = 0) -> str:
    """The title's form, or with "meetings" the count in words: "fire møter"."""
    words = WORDS[code]
    if key == "meetings":
        key = {0: "zero", 1: "one"}.get(count, "many")
        return words[key].format(n=number_word(count, code))
    return words[key]


def short_month(month: int, code: str) -> str:
    """Three letters: "feb"."""
    return month_name(month, code)[:3]


def short_date(day: date, code: str) -> str:
    """Day and month in few letters: "10. feb", in English "10 Feb"."""
    return f"{day.day}{'' if code == 'en' else '.'} {short_month(day.month, code)}"


def describe_wheel(marks: Sequence[tuple[str, date, str]], code: str) -> str:
    """The picture in words for those who do not see it: every mark with number, day and title."""
    if not marks:
        return WORDS[code]["none"]
    items = "; ".join(f"{number} {say_day(day, code)}, {label}" for number, day, label in marks)
    return WORDS[code]["list"].format(items=items)
