"""Rules of procedure: new ones from a day on, coming ones withdrawn, all of them readable."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse

from councils.actions import RulesTerms, adopt_rules
from councils.models import Council, Rules
from councils.procedure import in_words, silences
from tests.world import BEGAN, World


def filled(*rows: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A filled-in form with these rows about how often."""
    form: dict[str, Any] = {
        "valid_from": "1.1.2027",
        "standing_items": "Referat\nNytt fra politiet\n\n  Årshjulet ",
        "agenda_deadline_days": "14",
        "minutes_public": "yes",
        "hyppighet-TOTAL_FORMS": str(len(rows)),
        "hyppighet-INITIAL_FORMS": "0",
    }
    for place, row in enumerate(rows):
        form |= {f"hyppighet-{place}-{name}": value for name, value in row.items()}
    return form | changes


def sets_of_rules(world: World) -> list[tuple[datetime.date, datetime.date | None]]:
    """First and last day of every set of rules of the north council."""
    with world.acting(world.north.slt):
        return list(
            Rules.objects.filter(council=world.north.council)
            .values_list("valid_from", "valid_to")
            .order_by("valid_from")
        )


def test_new_rules_hold_from_their_day_and_the_former_end_the_day_before(world: World) -> None:
    client = world.client(world.north.slt)
    form = filled(
        {"kind": "per_year", "count": "3", "strength": "main_rule", "months": ["2", "6", "11"]},
        {"kind": "every_weeks", "minimum": "6", "maximum": "8", "year_from": "2028"},
        {"kind": ""},
    )
    answer = client.post(reverse("adopt_rules", args=[world.north.council.pk]), form)
    assert answer.status_code == 302
    assert sets_of_rules(world) == [
        (BEGAN, datetime.date(2026, 12, 31)),
        (datetime.date(2027, 1, 1), None),
    ]
    text = client.get(reverse("rules", args=[world.north.council.pk])).content.decode()
    for words in (
        "Tre møter i året som hovedregel, fortrinnsvis i februar, juni og november.",
        "Hver 6.–8. uke fra og med 2028.",
        "Senest to uker før møtet",
        "Offentlig.",
        "<li>Årshjulet</li>",
        "Kommer",
        "Gjelder nå",
        "hvem som kaller inn",
    ):
        assert words in text, words


def test_form_begins_with_the_rules_that_hold(world: World) -> None:
    text = (
        world.client(world.north.slt)
        .get(reverse("adopt_rules", args=[world.north.council.pk]))
        .content.decode()
    )
    for words in ('value="4"', "Nytt fra politiet", 'value="09.00"', 'value="Rådhuset"', 'value="7"'):
        assert words in text, words


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (filled({"kind": "per_year"}), "Skriv hvor mange møter det er i året"),
        (filled({"kind": "", "count": "4"}), "Velg hvor ofte"),
        (filled({"kind": "every_weeks", "minimum": "8", "maximum": "6"}), "Det høyeste tallet kan ikke"),
        (
            filled({"kind": "per_year", "count": "3", "year_from": "2028", "year_to": "2027"}),
            "Siste år kan ikke",
        ),
        (filled({"kind": "per_year", "count": "-1"}), "ds-error-summary"),
        (filled({"kind": "hver fullmåne"}), "ds-error-summary"),
        (filled(valid_from="i morgen"), "Skriv datoen som"),
        (filled(start_time="25.00"), "Skriv klokkeslettet som"),
        (filled(standing_items="Referat\nReferat"), "Den samme saken står to ganger."),
        (filled(standing_items="x" * 251), "En sak kan ha høyst 250 tegn."),
        (filled(valid_from="1.1.2023"), "Det finnes regler som gjelder fra 1. januar 2024."),
        ({"valid_from": "1.1.2027"}, "ds-error-summary"),
    ],
)
def test_bad_rules_are_answered_with_a_sentence(world: World, form: dict[str, Any], sentence: str) -> None:
    answer = world.client(world.north.slt).post(reverse("adopt_rules", args=[world.north.council.pk]), form)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert sets_of_rules(world) == [(BEGAN, None)]


def test_another_row_keeps_what_was_typed(world: World) -> None:
    form = filled(
        {"kind": "monthly", "months": ["5"]}, another_row="1", place="Biblioteket", valid_from="tull"
    )
    answer = world.client(world.north.slt).post(reverse("adopt_rules", args=[world.north.council.pk]), form)
    text = answer.content.decode()
    assert 'name="hyppighet-1-kind"' in text
    assert 'value="Biblioteket"' in text and 'value="tull"' in text
    assert '<option value="monthly" selected' in text
    assert sets_of_rules(world) == [(BEGAN, None)]


def test_coming_rules_are_withdrawn_and_present_ones_are_not(world: World) -> None:
    client = world.client(world.north.slt)
    with world.acting(world.north.slt):
        present = Rules.objects.get(council=world.north.council)
        coming = adopt_rules(
            council=world.north.council,
            terms=RulesTerms(),
            valid_from=datetime.date(2027, 1, 1),
            by=world.north.slt,
        )
    address = reverse("withdraw_rules", args=[world.north.council.pk, present.pk])
    assert "Reglene har begynt å gjelde." in client.post(address, follow=True).content.decode()
    client.post(reverse("withdraw_rules", args=[world.north.council.pk, coming.pk]))
    assert sets_of_rules(world) == [(BEGAN, None)]


def test_rules_from_the_same_day_replace_one_another(world: World) -> None:
    client = world.client(world.north.slt)
    for count in ("5", "6"):
        client.post(
            reverse("adopt_rules", args=[world.north.council.pk]),
            filled({"kind": "per_year", "count": count}),
        )
    assert len(sets_of_rules(world)) == 2
    text = client.get(reverse("rules", args=[world.north.council.pk])).content.decode()
    assert "Seks møter i året" in text and "Fem møter i året" not in text


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("slt", 200, 200),
        ("administrator", 200, 200),
        ("mayor", 200, 403),
        ("member", 200, 403),
        ("observer", 200, 403),
        ("police_contact", 200, 403),
        ("station_chief", 200, 403),
        ("stranger", 404, 404),
        ("other_slt", 404, 404),
        ("system_administrator", 404, 404),
        ("anonymous", 302, 302),
    ],
)
def test_rules_are_read_by_members_and_written_by_the_secretary(
    world: World, who: str, reads: int, writes: int
) -> None:
    client = world.client(world.everybody()[who])
    council: Council = world.north.council
    with world.acting(world.north.slt):
        present = Rules.objects.get(council=council)
    assert client.get(reverse("rules", args=[council.pk])).status_code == reads
    assert client.get(reverse("adopt_rules", args=[council.pk])).status_code == writes
    withdrawn = client.post(reverse("withdraw_rules", args=[council.pk, present.pk])).status_code
    assert withdrawn == (302 if writes == 200 else writes)


def test_rules_of_another_council_are_not_withdrawn_through_ours(world: World) -> None:
    with world.acting(world.south.slt):
        foreign = Rules.objects.get(council=world.south.council)
    client = world.client(world.north.slt)
    assert (
        client.post(reverse("withdraw_rules", args=[world.north.council.pk, foreign.pk])).status_code == 404
    )


def test_silent_rules_say_what_they_do_not_say(world: World) -> None:
    with world.acting(world.north.slt):
        rules = adopt_rules(
            council=world.north.council,
            terms=RulesTerms(notice_words="i god tid"),
            valid_from=datetime.date(2026, 6, 1),
            by=world.north.slt,
        )
        words = {fact.label: fact.text for fact in in_words(rules)}
        silent = silences(rules)
    assert words == {"Innkalling": "Avtalens ord: «i god tid»"}
    assert silent == [
        "hvor ofte rådet møtes",
        "hvem som kaller inn",
        "hvem som skriver referat",
        "om referatet er offentlig",
    ]
