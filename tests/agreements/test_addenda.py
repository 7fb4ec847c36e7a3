"""An addendum is an agreement of its own that changes another: what it says, when it works, and how it ends."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from agreements import canonical, clock
from agreements.actions import change_head, give_notice, open_addendum, open_revision, withdraw
from agreements.addenda import consolidated_on
from agreements.models import Agreement, Party, Section
from councils.refusals import Refusal
from meetings.in_charge import agreements_in_charge
from tests.agreements.amending_scene import addendum, agreed, changing, sent
from tests.agreements.drafts import draft, signed
from tests.world import World


def row(world: World, agreement: Agreement) -> Agreement:
    with world.inside(world.north.council):
        return Agreement.objects.get(pk=agreement.pk)


def chapters(world: World, agreement: Agreement, day: datetime.date | None = None) -> list[Any]:
    with world.inside(world.north.council):
        return consolidated_on(row(world, agreement), day=day or world.today).chapters


def at(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(7)))


def test_addendum_carries_parties_and_lines_to_sign_and_no_text(world: World) -> None:
    agreement = signed(world)
    first, second = addendum(world, agreement), addendum(world, agreement)
    with world.inside(world.north.council):
        assert [first.addendum_number, second.addendum_number] == [1, 2]
        assert first.title == f"Tillegg 1 til {agreement.title}"
        assert [one.organization for one in first.parties.all()] == [
            one.organization for one in agreement.parties.all()
        ]
        assert [one.planned_user for one in first.slots.all()] == [
            one.planned_user for one in agreement.slots.all()
        ]
        assert not first.sections.exists()


def test_only_an_agreement_in_force_gets_an_addendum_and_an_addendum_none(world: World) -> None:
    with world.acting(world.north.slt), pytest.raises(Refusal, match="gjelder ikke"):
        open_addendum(agreement=draft(world), by=world.north.slt, today=world.today)
    made = addendum(world)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="ikke ha egne tillegg"):
        open_addendum(agreement=made, by=world.north.slt, today=world.today)


def test_new_wording_begins_with_the_chapter_as_it_stands(world: World) -> None:
    agreement = signed(world)
    stands = chapters(world, agreement)[1]
    section = changing(world, addendum(world, agreement), "replaces", "0.2")
    assert (section.heading, section.html) == (stands.heading, stands.html)


def test_what_is_signed_names_the_agreement_and_each_change_in_words(world: World) -> None:
    agreement = signed(world)
    stands = chapters(world, agreement)
    made = addendum(world, agreement)
    changing(world, made, "", "", heading="Bakgrunn", html="<p>Kommunen er blitt større.</p>")
    changing(world, made, "replaces", "0.2", html="<p>Seks møter i året.</p>")
    changing(world, made, "inserts", "", heading="Evaluering", html="<p>Hvert år.</p>")
    changing(world, made, "repeals", "0.3")
    version = sent(world, made).version
    text = canonical.read(version.canonical.encode())
    with world.inside(world.north.council):
        own = agreement.versions.get()
    assert text.amends == canonical.Amended(
        title=agreement.title,
        number=1,
        sha256=own.sha256,
        date=text.amends.date if text.amends else None,
    )
    assert [(one.number, one.heading, one.change and one.change.words) for one in text.sections] == [
        ("1", "Bakgrunn", None),
        ("2", stands[1].heading, f"Kommer i stedet for punkt {stands[1].number} «{stands[1].heading}»."),
        ("3", "Evaluering", "Nytt punkt sist i avtalen."),
        (
            "4",
            stands[2].heading,
            f"Opphever punkt {stands[2].number} «{stands[2].heading}», med alt som står under.",
        ),
    ]


def test_signed_addendum_changes_the_consolidated_text_and_not_what_was_signed(world: World) -> None:
    agreement = signed(world)
    before = chapters(world, agreement)
    with world.inside(world.north.council):
        fingerprint = agreement.versions.get().sha256
    made = addendum(world, agreement)
    changing(world, made, "replaces", "0.2", html="<p>Seks møter i året.</p>")
    changing(world, made, "inserts", "0.2", heading="Beredskap", html="<p>Ny tekst.</p>")
    changing(world, made, "repeals", "0.3")
    sent(world, made)
    assert chapters(world, agreement) == before  # nothing holds before everybody has signed
    with world.acting(world.north.slt):
        withdraw(agreement=made, reason="Skrivefeil", by=world.north.slt, at=timezone.now())
    assert agreed(world, made).state == "in_force"
    after = chapters(world, agreement)
    assert [one for one in after if not one.is_changed] == [
        one for one in before if one.key not in {"0.2", "0.3"}
    ]
    assert [(one.key, one.html, one.written_by, one.repealed_by) for one in after if one.is_changed] == [
        ("0.2", "<p>Seks møter i året.</p>", 1, None),
        ("1.2", "<p>Ny tekst.</p>", 1, None),
        ("0.3", before[2].html, 0, 1),
    ]
    with world.inside(world.north.council):
        assert agreement.versions.get().sha256 == fingerprint
    assert row(world, agreement).state == "in_force"


def test_addendum_works_from_its_own_first_day(world: World) -> None:
    agreement = signed(world)
    first = world.today + datetime.timedelta(days=60)
    made = addendum(world, agreement)
    changing(world, made, "repeals", "0.1")
    with world.acting(world.north.slt):
        change_head(agreement=made, by=world.north.slt, valid_from=first.isoformat())
    agreed(world, made)
    assert chapters(world, agreement)[0].repealed_by is None
    assert chapters(world, agreement, first)[0].repealed_by == 1


def test_addendum_moves_the_end_of_its_agreement(world: World) -> None:
    agreement = signed(world)
    later = world.today.year + 5
    made = addendum(world, agreement)
    with world.acting(world.north.slt):
        change_head(agreement=made, by=world.north.slt, extends_to=str(later))
    agreed(world, made)
    now = row(world, agreement)
    assert (now.valid_to, now.ends) == (str(world.today.year + 3), str(later))
    assert now.out_of_force_on == datetime.date(later + 1, 1, 1)
    last_year = at(datetime.date(later, 2, 1))
    clock.due_states(last_year)
    assert row(world, agreement).state == "in_force"
    clock.due_states(at(datetime.date(later + 1, 1, 1)))
    assert [row(world, one).state for one in (agreement, made)] == ["expired", "expired"]


def test_agreement_is_not_extended_backwards(world: World) -> None:
    made = addendum(world)
    with world.acting(world.north.slt):
        change_head(agreement=made, by=world.north.slt, extends_to=str(world.today.year + 1))
    with pytest.raises(Refusal, match="etter dagen den går ut"):
        sent(world, made)


def test_addendum_without_changes_is_not_sent_to_be_signed(world: World) -> None:
    made = addendum(world)
    with pytest.raises(Refusal, match="ingen tekst"):
        sent(world, made)
    changing(world, made, "", "", heading="Bakgrunn")
    with pytest.raises(Refusal, match="endrer ingenting"):
        sent(world, made)


@pytest.mark.parametrize("effect", ["replaces", "repeals", "inserts"])
def test_chapter_must_stand_in_the_agreement(world: World, effect: str) -> None:
    made = addendum(world)
    with pytest.raises(Refusal, match="står i avtalen"):
        changing(world, made, effect, "0.99", heading="Ny")


def test_chapter_is_changed_once_in_an_addendum(world: World) -> None:
    made = addendum(world)
    changing(world, made, "replaces", "0.1")
    with pytest.raises(Refusal, match="allerede"):
        changing(world, made, "repeals", "0.1")


def test_chapter_that_another_addendum_took_out_stops_the_freezing(world: World) -> None:
    agreement = signed(world)
    slow, quick = addendum(world, agreement), addendum(world, agreement)
    section = changing(world, slow, "replaces", "0.1", html="<p>Ny tekst.</p>")
    changing(world, quick, "repeals", "0.1")
    agreed(world, quick)
    with pytest.raises(Refusal, match=f"«{section.heading}» endrer et punkt som ikke står i avtalen lenger"):
        sent(world, slow)


def test_addendum_to_an_ended_agreement_is_not_sent(world: World) -> None:
    agreement = signed(world)
    made = addendum(world, agreement)
    changing(world, made, "repeals", "0.1")
    clock.due_states(at(datetime.date(world.today.year + 4, 1, 1)))
    with pytest.raises(Refusal, match="avsluttet"):
        sent(world, made)


def test_addendum_ends_with_its_agreement(world: World) -> None:
    agreement = signed(world)
    made = addendum(world, agreement)
    changing(world, made, "repeals", "0.1")
    agreed(world, made)
    clock.due_states(at(datetime.date(world.today.year + 4, 1, 1)))
    assert [row(world, one).state for one in (agreement, made)] == ["expired", "expired"]


def test_addendum_is_neither_revised_nor_ended_by_itself(world: World) -> None:
    agreement = signed(world)
    made = addendum(world, agreement)
    changing(world, made, "repeals", "0.1")
    made = agreed(world, made)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="revideres ikke for seg"):
        open_revision(agreement=made, by=world.north.slt, today=world.today)
    with world.acting(world.north.mayor), pytest.raises(Refusal, match="sies ikke opp for seg"):
        give_notice(
            agreement=made,
            party=Party.objects.get(agreement=made, organization=world.north.municipality),
            reason="Vil ikke",
            by=world.north.mayor,
            at=timezone.now(),
            today=world.today,
            evidence={"method": "password"},
        )


def test_revision_begins_with_the_text_as_the_addenda_made_it(world: World) -> None:
    agreement = signed(world)
    with world.inside(world.north.council):
        written = list(agreement.sections.order_by("order").values_list("heading", flat=True))
    made = addendum(world, agreement)
    changing(world, made, "replaces", "0.2", heading="Møteplan", html="<p>Seks møter i året.</p>")
    changing(world, made, "inserts", "0.2", heading="Beredskap", html="<p>Ny tekst.</p>")
    changing(world, made, "repeals", "0.1")
    with world.acting(world.north.slt):
        change_head(agreement=made, by=world.north.slt, extends_to=str(world.today.year + 6))
    agreed(world, made)
    with world.acting(world.north.slt):
        successor = open_revision(agreement=agreement, by=world.north.slt, today=world.today)
        found = list(Section.objects.filter(agreement=successor).order_by("order"))
        assert [one.heading for one in found] == ["Møteplan", "Beredskap", *written[2:]]
        assert [one.html for one in found[:2]] == ["<p>Seks møter i året.</p>", "<p>Ny tekst.</p>"]
        assert {(one.effect, one.target) for one in found} == {("", "")}
        assert (successor.amends_id, successor.extended_to) == (None, "")


def test_year_follows_the_agreement_and_not_its_addenda(world: World) -> None:
    agreement = signed(world)
    made = addendum(world, agreement)
    changing(world, made, "repeals", "0.1")
    agreed(world, made)
    with world.inside(world.north.council):
        assert agreements_in_charge(world.north.council, (world.today, world.today)) == [agreement]


def test_database_keeps_an_addendum_with_its_agreement(world: World) -> None:
    agreement = signed(world)
    made = addendum(world, agreement)
    with world.acting(world.south.slt):
        other = Agreement.objects.create(owner_council=world.south.council, title="En annen")
    with world.inside(world.north.council):
        broken: list[dict[str, Any]] = [
            {"amends": None},
            {"addendum_number": None},
            {"amends": made},
            {"amends": other},
            {"predecessor": agreement},
        ]
        for change in broken:
            with pytest.raises(IntegrityError), transaction.atomic():
                Agreement.objects.filter(pk=made.pk).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.create(
                owner_council=world.north.council, title="Til et tillegg", amends=made, addendum_number=1
            )
