"""Every reason has its sentence in bokmål, nynorsk and English."""

import ast
import re
from datetime import date, datetime, time
from pathlib import Path

import pytest

from councils.cadence import Cadence, CadenceKind
from meetings.explanations import explain, say_day, say_duty, say_time
from meetings.plan_request import Busy, PlanRequest
from meetings.planning import propose_year
from meetings.reasons import SEVERITY, Reason, reason
from meetings.sentences import SENTENCES
from meetings.workdays import ElectionDay, SchoolHoliday

AT_ROOT = Path(__file__).parents[2]


def codes_in_source() -> set[str]:
    """Every code given to `reason(...)` or `Reason(...)` as a plain text in the app's rule modules."""
    found: set[str] = set()
    for path in (AT_ROOT / "meetings").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("reason", "Reason")
            ):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_every_code_in_the_source_has_its_sentence() -> None:
    codes = codes_in_source()
    assert {"public_holiday", "clash", "avoided", "no_number"} <= codes
    assert codes - {"no_number"} <= set(SENTENCES)


def test_every_severe_code_exists() -> None:
    assert set(SEVERITY) <= set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_languages_use_the_same_facts(code: str) -> None:
    nb, nn, en = (set(re.findall(r"{(\w+)}", text)) for text in SENTENCES[code])
    assert nb == nn == en


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentences_end_as_sentences(code: str) -> None:
    for text in SENTENCES[code]:
        assert text.endswith((".", "{cause}"))
        assert "!" not in text


@pytest.mark.parametrize(
    ("given", "nb", "nn", "en"),
    [
        (
            reason("weekend", weekday=5),
            "Det er lørdag.",
            "Det er laurdag.",
            "It is a Saturday.",
        ),
        (
            reason("public_holiday", holiday="ascension_day"),
            "Kristi himmelfartsdag er fridag.",
            "Kristi himmelfartsdag er fridag.",
            "Ascension Day is a public holiday.",
        ),
        (
            reason("election_day", day=date(2027, 9, 13), confirmed=0),
            "Det er valgdag (ikke fastsatt ennå).",
            "Det er valdag (ikkje fastsett enno).",
            "It is election day (not yet confirmed).",
        ),
        (
            reason("election_week", day=date(2023, 9, 11), confirmed=1),
            "Det er valg samme uke, mandag 11. september.",
            "Det er val same veka, måndag 11. september.",
            "There is an election the same week, on Monday 11 September.",
        ),
        (
            reason("school_holiday", name="høstferie", first=date(2027, 10, 4), last=date(2027, 10, 8)),
            "Skolene har høstferie fra mandag 4. oktober til fredag 8. oktober.",
            "Skulane har høstferie frå måndag 4. oktober til fredag 8. oktober.",
            "The schools have høstferie from Monday 4 October to Friday 8 October.",
        ),
        (
            reason("clash", people=("1",), title="", starts=time(9), ends=time(11)),
            "Åse Berg har et annet møte kl. 09.00\u201311.00.",
            "Åse Berg har eit anna møte kl. 09.00\u201311.00.",
            "Åse Berg: another meeting from 09:00 to 11:00.",
        ),
        (
            reason(
                "clash", people=("1", "2", "3"), title="Politiråd i Stange", starts=time(9), ends=time(11)
            ),
            "Åse Berg og 2 medlemmer har Politiråd i Stange kl. 09.00\u201311.00.",
            "Åse Berg og 2 medlemmer har Politiråd i Stange kl. 09.00\u201311.00.",
            "Åse Berg and 2 members: Politiråd i Stange from 09:00 to 11:00.",
        ),
        (
            reason("interval_long", first=date(2027, 6, 16), second=date(2027, 8, 18), weeks=9, longest=8),
            "Det er 9 uker mellom møtene onsdag 16. juni og onsdag 18. august. Avtalen sier høyst 8 uker.",
            "Det er 9 veker mellom møta onsdag 16. juni og onsdag 18. august. Avtalen seier høgst 8 veker.",
            "There are 9 weeks between Wednesday 16 June and Wednesday 18 August. "
            "The agreement says at most 8 weeks.",
        ),
        (
            reason("month_empty", months=(2, 6)),
            "Det er ikke noe møte i februar og juni.",
            "Det er ikkje noko møte i februar og juni.",
            "There is no meeting in February and June.",
        ),
        (
            reason("weeks_left_out", weeks=(14, 53)),
            "Ikke noe møte i uke 14 og 53: ferie eller fridager hele uka.",
            "Ikkje noko møte i veke 14 og 53: ferie eller fridagar heile veka.",
            "No meeting in weeks 14 and 53: holidays all week.",
        ),
        (
            reason("copied", earlier=date(2026, 2, 10), week=7),
            "Kopiert fra 2026: samme ukedag i uke 7.",
            "Kopiert frå 2026: same vekedag i veke 7.",
            "Copied from 2026: the same weekday in week 7.",
        ),
        (
            reason(
                "duty_without_meeting", duty="revision", text="", placement="after", after=date(2027, 9, 13)
            ),
            "Revidering av avtalen har ikke fått noe møte.",
            "Revidering av avtalen har ikkje fått noko møte.",
            "Revision of the agreement has not been given a meeting.",
        ),
        (
            reason("no_number", why="span_ended", year=2027, year_from=2020, year_to=2022),
            "Avtalen gir et antall til og med 2022. For 2027 sier den ikke hvor mange.",
            "Avtalen gir eit tal til og med 2022. For 2027 seier han ikkje kor mange.",
            "The agreement gives a number until the end of 2022. It gives none for 2027.",
        ),
        (
            reason("outside_months", months=(2, 6, 11), named=1),
            "Avtalen vil helst ha møter i februar, juni og november.",
            "Avtalen vil helst ha møte i februar, juni og november.",
            "The agreement prefers meetings in February, June and November.",
        ),
        (
            reason("outside_months", months=(2, 6, 11), named=0),
            "Rådet vil helst ha møter i februar, juni og november.",
            "Rådet vil helst ha møte i februar, juni og november.",
            "The council prefers meetings in February, June and November.",
        ),
        (
            reason("outside_months", months=(2,), named=2),
            "Avtalen sier at møtene skal være i februar.",
            "Avtalen seier at møta skal vere i februar.",
            "The agreement says that the meetings are to be in February.",
        ),
        (
            reason("too_few", count=1, expected=4),
            "Planen har 1 møte. Avtalen sier 4.",
            "Planen har 1 møte. Avtalen seier 4.",
            "The plan has 1 meeting. The agreement says 4.",
        ),
        (
            reason("too_many", count=5, expected=4),
            "Planen har 5 møter. Avtalen sier 4.",
            "Planen har 5 møte. Avtalen seier 4.",
            "The plan has 5 meetings. The agreement says 4.",
        ),
    ],
)
def test_reasons_in_words(given: Reason, nb: str, nn: str, en: str) -> None:
    names = {"1": "Åse Berg"}
    assert [explain(given, language, names) for language in ("nb", "nn", "en")] == [nb, nn, en]


def test_avoided_day_carries_its_cause() -> None:
    given = Reason(
        "avoided",
        (("cause", "public_holiday"), ("holiday", "ascension_day"), ("instead_of", date(2026, 5, 14))),
    )
    assert explain(given) == "Ikke torsdag 14. mai: Kristi himmelfartsdag er fridag."


def test_name_that_the_reader_may_not_see_is_only_counted() -> None:
    given = reason("clash", people=("secret",), title="", starts=time(9), ends=time(11))
    assert explain(given) == "Ett medlem har et annet møte kl. 09.00\u201311.00."


def test_code_without_a_sentence_is_a_fault() -> None:
    with pytest.raises(KeyError):
        explain(reason("unheard_of"))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("kind", list(CadenceKind))
def test_whole_proposals_explain_themselves(kind: CadenceKind, language: str) -> None:
    every, count = kind is CadenceKind.EVERY_WEEKS, 4 if kind is CadenceKind.PER_YEAR else None
    cadence = Cadence(kind, count, 6 if every else None, 8 if every else None)
    request = PlanRequest(
        2027,
        (cadence,),
        elections=(ElectionDay(date(2027, 9, 13), confirmed=False),),
        school_holidays=(SchoolHoliday("sommerferie", date(2027, 6, 19), date(2027, 8, 17)),),
        people=("1",),
        busy=tuple(Busy("1", datetime(2027, 5, d, 9), datetime(2027, 5, d, 11)) for d in (4, 5)),
    )
    proposal = propose_year(request)
    texts = [explain(one, language) for m in proposal.meetings for one in (*m.reasons, *m.warnings)]
    texts += [explain(note, language) for note in proposal.notes]
    assert texts
    assert all(text[0].isupper() or text[0].isdigit() for text in texts)
    assert not any("{" in text or "None" in text for text in texts)


def test_days_times_and_duties_in_words() -> None:
    day = date(2026, 2, 10)
    assert [say_day(day, lang) for lang in ("nb", "nn", "en")] == [
        "tirsdag 10. februar",
        "tysdag 10. februar",
        "Tuesday 10 February",
    ]
    assert [say_time(time(9, 5), lang) for lang in ("nb", "nn", "en")] == ["09.05", "09.05", "09:05"]
    assert say_duty("evaluation") == "Evaluering"
    assert say_duty("evaluation", "Skriftlig evaluering") == "Skriftlig evaluering"
    assert [say_duty("unsigned", "", lang) for lang in ("nb", "nn", "en")] == [
        "Avtalen mangler signaturer",
        "Avtalen manglar signaturar",
        "The agreement lacks signatures",
    ]
    assert say_duty("measures_late") == "Tiltak i avtalen er over fristen"
    assert say_duty("election_missing") == "Valgdagen som avtalen skal revideres etter, mangler"
    assert say_duty("theme") == "Theme"
