"""What an agreement says of how often, for every form in the five agreements, and how it is put into words."""

import pytest

from councils.cadence import (
    Cadence,
    CadenceError,
    CadenceKind,
    Expectation,
    ExpectationKind,
    Strength,
    meetings_expected,
)
from councils.cadence_text import describe, describe_all, explain_expectation, list_of, month_name

PER_YEAR, EVERY_WEEKS, WEEKLY, MONTHLY = (
    CadenceKind.PER_YEAR,
    CadenceKind.EVERY_WEEKS,
    CadenceKind.WEEKLY,
    CadenceKind.MONTHLY,
)
LILLESTROM = (
    Cadence(PER_YEAR, 4, strength=Strength.SHALL, year_from=2020, year_to=2022),
    Cadence(CadenceKind.VAGUE, strength=Strength.MAY, year_from=2022),
)


@pytest.mark.parametrize(
    ("cadences", "year", "kind", "reason", "numbers"),
    [
        ((Cadence(PER_YEAR, 5, strength=Strength.SHALL),), 2026, "count", "stated", (5, None, None)),
        ((Cadence(PER_YEAR, 4, strength=Strength.SHALL),), 2027, "count", "stated", (4, None, None)),
        (
            (Cadence(PER_YEAR, 3, months=(2, 6, 11), strength=Strength.MAIN_RULE),),
            2028,
            "count",
            "stated",
            (3, None, None),
        ),
        ((Cadence(PER_YEAR, minimum=2, maximum=4),), 2026, "count", "range", (2, 2, 4)),
        ((Cadence(PER_YEAR, maximum=4),), 2026, "count", "range", (4, None, 4)),
        (LILLESTROM, 2020, "count", "stated", (4, None, None)),
        (LILLESTROM, 2022, "count", "stated", (4, None, None)),
        (LILLESTROM, 2023, "nothing", "span_ended", (None, None, None)),
        (LILLESTROM, 2026, "nothing", "span_ended", (None, None, None)),
        ((Cadence(EVERY_WEEKS, minimum=6, maximum=8),), 2026, "weeks", "stated", (1, 6, 8)),
        ((Cadence(EVERY_WEEKS, minimum=6),), 2026, "weeks", "stated", (1, 6, 6)),
        ((Cadence(WEEKLY),), 2026, "weeks", "stated", (1, 1, 1)),
        ((Cadence(WEEKLY, 2),), 2026, "weeks", "stated", (2, 1, 1)),
        ((Cadence(MONTHLY),), 2026, "months", "stated", (1, None, None)),
        ((Cadence(MONTHLY, strength=Strength.ABOUT),), 2026, "months", "stated", (1, None, None)),
        (
            (Cadence(PER_YEAR, 5), Cadence(CadenceKind.YEAR_WHEEL)),
            2026,
            "count",
            "stated",
            (5, None, None),
        ),
        ((Cadence(CadenceKind.YEAR_WHEEL),), 2026, "nothing", "year_wheel", (None, None, None)),
        ((Cadence(CadenceKind.VAGUE),), 2026, "nothing", "vague", (None, None, None)),
        ((Cadence(CadenceKind.AS_NEEDED),), 2026, "nothing", "as_needed", (None, None, None)),
        ((), 2026, "nothing", "silent", (None, None, None)),
        ((Cadence(PER_YEAR, 4, year_from=2028),), 2027, "nothing", "span_not_begun", (None, None, None)),
    ],
)
def test_expectation_follows_the_agreement(
    cadences: tuple[Cadence, ...], year: int, kind: str, reason: str, numbers: tuple[int | None, ...]
) -> None:
    expected = meetings_expected(cadences, year)
    assert (expected.kind, expected.reason) == (kind, reason)
    assert (expected.count, expected.minimum, expected.maximum) == numbers


def test_only_may_makes_a_number_optional() -> None:
    optional = {s: meetings_expected([Cadence(PER_YEAR, 1, strength=s)], 2026).optional for s in Strength}
    assert optional == {s: s is Strength.MAY for s in Strength}


def test_contradicting_numbers_are_told_and_the_most_binding_decides() -> None:
    soft, firm = Cadence(PER_YEAR, 2, strength=Strength.MAY), Cadence(PER_YEAR, 4, strength=Strength.SHALL)
    expected = meetings_expected([soft, firm], 2026)
    assert expected.count == 4
    assert expected.conflicts == (soft,)


def test_the_same_number_twice_is_no_conflict() -> None:
    expected = meetings_expected([Cadence(PER_YEAR, 4), Cadence(PER_YEAR, 4, strength=Strength.SHALL)], 2026)
    assert expected.conflicts == ()


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("count_missing", {"kind": PER_YEAR}),
        ("count_too_low", {"kind": PER_YEAR, "count": 0}),
        ("weeks_missing", {"kind": EVERY_WEEKS, "count": 2}),
        ("range_reversed", {"kind": EVERY_WEEKS, "minimum": 8, "maximum": 6}),
        ("month_unknown", {"kind": PER_YEAR, "count": 1, "months": (13,)}),
        ("years_reversed", {"kind": PER_YEAR, "count": 1, "year_from": 2026, "year_to": 2025}),
    ],
)
def test_nonsense_is_refused_with_its_code(code: str, fields: dict[str, object]) -> None:
    with pytest.raises(CadenceError) as refusal:
        Cadence(**fields)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("cadence", "nb", "nn", "en"),
    [
        (Cadence(PER_YEAR, 4), "Fire møter i året", "Fire møte i året", "Four meetings a year"),
        (Cadence(PER_YEAR, 1), "Ett møte i året", "Eitt møte i året", "One meeting a year"),
        (Cadence(PER_YEAR, 14), "14 møter i året", "14 møte i året", "14 meetings a year"),
        (
            Cadence(PER_YEAR, 1, strength=Strength.MAY),
            "Kan ha ett møte i året",
            "Kan ha eitt møte i året",
            "May have one meeting a year",
        ),
        (
            Cadence(PER_YEAR, 2, strength=Strength.AT_LEAST),
            "Minst to møter i året",
            "Minst to møte i året",
            "At least two meetings a year",
        ),
        (
            Cadence(PER_YEAR, 3, months=(2, 6, 11), strength=Strength.MAIN_RULE),
            "Tre møter i året som hovedregel, fortrinnsvis i februar, juni og november",
            "Tre møte i året som hovudregel, fortrinnsvis i februar, juni og november",
            "Three meetings a year as a main rule, preferably in February, June and November",
        ),
        (
            Cadence(PER_YEAR, 2, months=(3, 9), strength=Strength.SHALL),
            "Skal ha to møter i året, i mars og september",
            "Skal ha to møte i året, i mars og september",
            "Shall have two meetings a year, in March and September",
        ),
        (
            Cadence(PER_YEAR, minimum=2, maximum=4),
            "To til fire møter i året",
            "To til fire møte i året",
            "Two to four meetings a year",
        ),
        (
            Cadence(EVERY_WEEKS, minimum=6, maximum=8),
            "Hver 6.\u20138. uke",
            "Kvar 6.\u20138. veke",
            "Every 6\u20138 weeks",
        ),
        (Cadence(EVERY_WEEKS, minimum=2), "Annenhver uke", "Annakvar veke", "Every other week"),
        (Cadence(EVERY_WEEKS, minimum=3, maximum=3), "Hver 3. uke", "Kvar 3. veke", "Every 3 weeks"),
        (Cadence(WEEKLY), "Hver uke", "Kvar veke", "Every week"),
        (Cadence(WEEKLY, 2), "To ganger i uka", "To gonger i veka", "Two times a week"),
        (Cadence(MONTHLY), "Hver måned", "Kvar månad", "Every month"),
        (
            Cadence(MONTHLY, strength=Strength.ABOUT),
            "Omtrent hver måned",
            "Om lag kvar månad",
            "About every month",
        ),
        (
            Cadence(MONTHLY, strength=Strength.MAY),
            "Kan møtes hver måned",
            "Kan møtast kvar månad",
            "May meet every month",
        ),
        (
            Cadence(EVERY_WEEKS, minimum=6, maximum=8, strength=Strength.SHALL),
            "Skal møtes hver 6.\u20138. uke",
            "Skal møtast kvar 6.\u20138. veke",
            "Shall meet every 6\u20138 weeks",
        ),
        (
            Cadence(PER_YEAR, 4, strength=Strength.SHOULD),
            "Bør ha fire møter i året",
            "Bør ha fire møte i året",
            "Should have four meetings a year",
        ),
        (
            Cadence(MONTHLY, strength=Strength.SHOULD),
            "Bør møtes hver måned",
            "Bør møtast kvar månad",
            "Should meet every month",
        ),
        (
            Cadence(PER_YEAR, 4, strength=Strength.PREFERABLY),
            "Fortrinnsvis fire møter i året",
            "Fortrinnsvis fire møte i året",
            "Preferably four meetings a year",
        ),
        (
            Cadence(CadenceKind.AS_NEEDED, strength=Strength.SHALL),
            "Ved behov",
            "Ved behov",
            "When needed",
        ),
        (
            Cadence(CadenceKind.YEAR_WHEEL),
            "Etter et eget årshjul",
            "Etter eit eige årshjul",
            "By a separate year wheel",
        ),
        (Cadence(CadenceKind.AS_NEEDED), "Ved behov", "Ved behov", "When needed"),
        (
            Cadence(CadenceKind.VAGUE),
            "Jevnlig, uten fast antall",
            "Jamleg, utan fast tal",
            "Regularly, no fixed number",
        ),
        (
            LILLESTROM[0],
            "Skal ha fire møter i året fra 2020 til og med 2022",
            "Skal ha fire møte i året frå 2020 til og med 2022",
            "Shall have four meetings a year from 2020 to 2022",
        ),
        (
            LILLESTROM[1],
            "Antall møter er åpent fra og med 2022",
            "Talet på møte er ope frå og med 2022",
            "The number of meetings is open from 2022",
        ),
        (
            Cadence(PER_YEAR, 4, year_to=2022),
            "Fire møter i året til og med 2022",
            "Fire møte i året til og med 2022",
            "Four meetings a year until the end of 2022",
        ),
        (
            Cadence(PER_YEAR, 4, year_from=2022, year_to=2022),
            "Fire møter i året i 2022",
            "Fire møte i året i 2022",
            "Four meetings a year in 2022",
        ),
    ],
)
def test_every_form_is_described_in_three_languages(cadence: Cadence, nb: str, nn: str, en: str) -> None:
    assert (describe(cadence, "nb"), describe(cadence, "nn"), describe(cadence, "en-us")) == (nb, nn, en)


def test_several_cadences_become_sentences() -> None:
    both = [Cadence(PER_YEAR, 5), Cadence(CadenceKind.YEAR_WHEEL)]
    assert describe_all(both) == "Fem møter i året. Etter et eget årshjul."
    assert describe_all([]) == ""


@pytest.mark.parametrize(
    ("cadences", "year", "sentence"),
    [
        ((), 2027, "Avtalen sier ikke hvor ofte rådet skal møtes."),
        (LILLESTROM, 2027, "Avtalen gir et antall til og med 2022. For 2027 sier den ikke hvor mange."),
        (
            (Cadence(CadenceKind.VAGUE),),
            2027,
            "Avtalen sier at rådet skal møtes jevnlig, men gir ikke noe antall.",
        ),
        ((Cadence(PER_YEAR, 4),), 2027, "Fire møter i året."),
        ((Cadence(PER_YEAR, 4, year_from=2028),), 2027, "Avtalen gir et antall først fra og med 2028."),
    ],
)
def test_expectation_explains_itself(cadences: tuple[Cadence, ...], year: int, sentence: str) -> None:
    assert explain_expectation(meetings_expected(cadences, year), year) == sentence


def test_unknown_language_is_bokmal() -> None:
    assert describe(Cadence(WEEKLY), "se") == "Hver uke"
    assert month_name(5, "se") == "mai"
    assert list_of([], "se") == ""


def test_expectation_of_nothing_has_no_number() -> None:
    assert Expectation(ExpectationKind.NOTHING, "silent").count is None
