"""The demo files say every fact of the table (the pages and PDFs are read elsewhere, with the same table)."""

from politirad.demo.reading import DATA, read_all
from tests.demo.fact import AGREEMENT, Fact
from tests.demo.facts import FACTS

# What only a page can say: states and words that the app makes of the files' codes.
SAID_BY_PAGES = {
    "cadence",
    "expired",
    "member count",
    "not signed",
    "period",
    "predecessor",
    "signed",
    "signed, month only",
}


def test_every_place_of_the_table_is_a_council_of_the_demo() -> None:
    councils = {forum.council_name for demo in read_all().agreements.values() for forum in demo.forums}
    assert {fact.place for fact in FACTS} - {AGREEMENT} - councils == set()


def test_every_fact_stands_in_its_file() -> None:
    missing = [fact for fact in FACTS if fact.subject not in SAID_BY_PAGES and not stands_in_file(fact)]
    assert missing == []


def test_a_fact_that_is_not_there_is_not_found() -> None:
    assert not stands_in_file(Fact("stange", AGREEMENT, "focus areas", ("Forebygge kriminelle nettverk",)))


def stands_in_file(fact: Fact) -> bool:
    """Whether the file says it anywhere."""
    return fact.is_in((DATA / f"{fact.file}.yaml").read_text(encoding="utf-8").replace('"', ""))
