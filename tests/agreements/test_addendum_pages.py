"""The pages of addenda: beginning one, choosing what it changes, reading the text that follows, and its PDF."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.documents import document_of
from agreements.models import Agreement, Section
from agreements.register_clock import due_publications
from tests.agreements.amending_scene import addendum, agreed, changing
from tests.agreements.drafts import draft, signed
from tests.agreements.register_scene import _own_seal, published  # noqa: F401  (fixture)
from tests.agreements.writing_scene import post
from tests.pdf_scene import words
from tests.queries import MOST, asked
from tests.world import World


def page(world: World, user: Any, name: str, agreement: Agreement) -> str:
    return world.client(user).get(reverse(name, args=[agreement.pk])).content.decode()


def test_writer_begins_an_addendum_and_writes_it_from_the_agreements_text(world: World) -> None:
    agreement, slt = signed(world), world.north.slt
    assert "Lag et tillegg" in page(world, slt, "agreement", agreement)
    answer = post(world, slt, "agreement_amend", agreement.pk, reason="Flere møter")
    with world.inside(world.north.council):
        made = Agreement.objects.get(amends=agreement)
    assert answer.url == reverse("agreement_edit", args=[made.pk])
    outline = page(world, slt, "agreement_edit", made)
    assert "Ingenting ennå" in outline and "1 Innledning" in outline
    answer = post(world, slt, "change_add", made.pk, effect="replaces", target="0.1", level=1)
    with world.inside(world.north.council):
        section = Section.objects.get(agreement=made)
    assert answer.url == reverse("section_edit", args=[made.pk, section.pk])
    assert "Kommer i stedet for punkt 1 «Innledning»." in page(world, slt, "agreement_edit", made)
    assert "Kommer i stedet for" not in page(world, slt, "agreement_edit", agreement)
    answer = post(world, slt, "change_add", made.pk, effect="repeals", target="0.2", level=1)
    assert answer.url == reverse("agreement_edit", args=[made.pk])


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"effect": "replaces", "target": ""}, "Velg punktet som endres."),
        ({"effect": "inserts", "target": "0.1", "heading": ""}, "Skriv en overskrift."),
        ({"effect": "own", "heading": ""}, "Skriv en overskrift."),
        ({"effect": "moves", "target": "0.1", "heading": "Ny"}, "moves"),
        ({"effect": "repeals", "target": "0.77"}, "0.77"),
        ({"effect": "inserts", "target": "\x00", "heading": "Ny\x00"}, ""),
    ],
)
def test_bad_choice_is_told_of_and_what_was_typed_is_kept(
    world: World, sent: dict[str, str], sentence: str
) -> None:
    made = addendum(world)
    answer = post(world, world.north.slt, "change_add", made.pk, level=2, **sent)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert sentence in text and 'value="2" selected' in text
    with world.inside(world.north.council):
        assert not Section.objects.filter(agreement=made).exists()


def test_same_chapter_twice_is_refused_in_a_sentence(world: World) -> None:
    made = addendum(world)
    changing(world, made, "replaces", "0.1")
    answer = post(world, world.north.slt, "change_add", made.pk, effect="repeals", target="0.1", level=1)
    assert "Tillegget endrer dette punktet allerede." in answer.content.decode()


def test_what_a_section_changes_is_changed_and_its_text_stays(world: World) -> None:
    made = addendum(world)
    section = changing(world, made, "replaces", "0.1", html="<p>Det vi skrev.</p>")
    written = world.client(world.north.slt).get(reverse("section_edit", args=[made.pk, section.pk]))
    assert "Kommer i stedet for punkt 1 «Innledning»." in written.content.decode()
    form = reverse("change_edit", args=[made.pk, section.pk])
    assert form in written.content.decode()
    shown = world.client(world.north.slt).get(form).content.decode()
    assert 'value="replaces" selected' in shown and 'value="0.1" selected' in shown

    def change(**sent: Any) -> Section:
        answer = post(world, world.north.slt, "change_edit", made.pk, section.pk, level=1, **sent)
        assert answer.url == reverse("agreement_edit", args=[made.pk])
        with world.inside(world.north.council):
            return Section.objects.get(pk=section.pk)

    moved = change(effect="replaces", target="0.2")
    assert (moved.effect, moved.target, moved.html) == ("replaces", "0.2", "<p>Det vi skrev.</p>")
    assert "Kommer i stedet for punkt 2" in page(world, world.north.slt, "agreement_edit", made)
    new = change(effect="inserts", target="")
    assert (new.effect, new.target, new.html) == ("inserts", "", "<p>Det vi skrev.</p>")
    own = change(effect="own", target="0.2")
    assert (own.effect, own.target) == ("", "")
    repealed = change(effect="repeals", target="0.3")
    assert (repealed.effect, repealed.target, repealed.html) == ("repeals", "0.3", "")
    with world.inside(world.north.council):
        assert [one.html for one in repealed.versions.order_by("number")][-2:] == ["<p>Det vi skrev.</p>", ""]
    history = page(world, world.north.slt, "agreement_history", made)
    assert "endrer noe annet enn før" in history


def test_section_is_not_moved_to_a_chapter_that_another_changes_or_that_is_not_there(world: World) -> None:
    made = addendum(world)
    changing(world, made, "repeals", "0.1")
    section = changing(world, made, "replaces", "0.2", html="<p>Det vi skrev.</p>")
    for sent, sentence in (
        ({"effect": "replaces", "target": "0.1"}, "Tillegget endrer dette punktet allerede."),
        ({"effect": "replaces", "target": ""}, "Velg punktet som endres."),
        ({"effect": "repeals", "target": "0.77"}, "0.77"),
    ):
        answer = post(world, world.north.slt, "change_edit", made.pk, section.pk, level=2, **sent)
        assert answer.status_code == 200
        assert sentence in answer.content.decode() and 'value="2" selected' in answer.content.decode()
    with world.inside(world.north.council):
        assert Section.objects.get(pk=section.pk).target == "0.2"
    agreed(world, made)
    answer = post(world, world.north.slt, "change_edit", made.pk, section.pk, effect="own", level=1)
    assert answer.status_code in {200, 302}
    with world.inside(world.north.council):
        assert Section.objects.get(pk=section.pk).effect == "replaces"


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("slt", 200),
        ("mayor", 200),
        ("member", 403),
        ("police_contact", 403),
        ("station_chief", 200),  # either party may ask for a change
        ("other_slt", 404),
        ("stranger", 404),
        ("system_administrator", 404),
    ],
)
def test_who_may_begin_an_addendum(world: World, who: str, expected: int) -> None:
    agreement = signed(world)
    client = world.client(world.everybody()[who])
    answer = client.post(
        reverse("agreement_amend", args=[agreement.pk]), {"reason": "Flere møter"}, follow=True
    )
    assert answer.status_code == expected
    with world.inside(world.north.council):
        assert Agreement.objects.filter(amends=agreement).exists() is (expected == 200)


def test_draft_offers_no_addendum_and_refuses_one_in_a_sentence(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
    assert "Lag et tillegg" not in page(world, world.north.slt, "agreement", agreement)
    client = world.client(world.north.slt)
    answer = client.post(
        reverse("agreement_amend", args=[agreement.pk]), {"reason": "Flere møter"}, follow=True
    )
    assert "Avtalen gjelder ikke nå." in answer.content.decode()


def test_consolidated_text_says_that_nobody_signed_it_and_what_each_addendum_did(world: World) -> None:
    agreement = signed(world)
    made = addendum(world, agreement)
    changing(world, made, "replaces", "0.1", html="<p>Ny innledning om trygghet.</p>")
    changing(world, made, "repeals", "0.2")
    assert "alle tilleggene" not in page(world, world.north.member, "agreement_text", agreement)
    made = agreed(world, made)
    assert "Les avtalen med alle tilleggene" in page(world, world.north.member, "agreement_text", agreement)
    overview = page(world, world.north.member, "agreement", agreement)
    assert made.title in overview and "Les avtalen med alle tilleggene" in overview
    text = page(world, world.north.member, "agreement_consolidated", agreement)
    for said in (
        "Ingen har signert denne teksten",
        "Ny innledning om trygghet.",
        "Teksten er fra tillegg 1.",
        "Opphevet ved tillegg 1.",
        made.title,
    ):
        assert said in text
    answer = world.client(world.north.member).get(reverse("agreement_consolidated", args=[made.pk]))
    assert answer["Location"] == reverse("agreement_consolidated", args=[agreement.pk])


def test_addendum_page_names_its_agreement_and_offers_what_an_addendum_can(world: World) -> None:
    agreement = signed(world)
    made = addendum(world, agreement)
    changing(world, made, "repeals", "0.1")
    made = agreed(world, made)
    text = page(world, world.north.slt, "agreement", made)
    assert "Tillegg til" in text and reverse("agreement", args=[agreement.pk]) in text
    for name in ("agreement_revise", "agreement_amend", "agreement_publish", "agreement_measures"):
        assert reverse(name, args=[made.pk]) not in text


def test_terms_of_an_addendum_are_its_parties_its_beginning_and_a_later_end(world: World) -> None:
    made, slt = addendum(world), world.north.slt
    terms = page(world, slt, "agreement_terms", made)
    assert "Signaturlinjer" in terms and "Satsingsområder" not in terms
    assert world.client(slt).get(reverse("term_add", args=[made.pk, "satsing"])).status_code == 404
    answer = post(
        world, slt, "agreement_head", made.pk, title=made.title, extends_to="ukjent", valid_from="2027"
    )
    assert "Skriv en dato" in answer.content.decode() and 'value="ukjent"' in answer.content.decode()
    later = str(world.today.year + 5)
    post(world, slt, "agreement_head", made.pk, title=made.title, extends_to=later, valid_from="")
    assert later in page(world, slt, "agreement_terms", made)


def test_paper_says_what_it_changes(world: World) -> None:
    agreement = signed(world)
    made = addendum(world, agreement)
    changing(world, made, "replaces", "0.1", html="<p>Ny innledning om trygghet.</p>")
    made = agreed(world, made)
    with world.inside(world.north.council):
        own = agreement.versions.get()
        paper = document_of(made, today=world.today).render()
    text = words(paper)
    for said in ("Tillegg 1", agreement.title, "Kommer i stedet for punkt 1", "Ny innledning om trygghet."):
        assert said in text
    assert own.sha256[:16] in text.replace(" ", "").replace("\n", "")


def test_pages_ask_the_same_for_one_addendum_and_for_many(world: World) -> None:
    agreement = signed(world)
    first = addendum(world, agreement)
    changing(world, first, "inserts", "", heading="Ny")
    agreed(world, first)
    client = world.client(world.north.slt)
    names = ("agreement", "agreement_text", "agreement_consolidated")
    one = [len(asked(client, reverse(name, args=[agreement.pk]))) for name in names]
    draft_pages = [len(asked(client, reverse("agreement_edit", args=[addendum(world, agreement).pk])))]
    for _ in range(6):
        more = addendum(world, agreement)
        for number in range(5):
            changing(world, more, "inserts", "", heading=f"Ny {number}")
        agreed(world, more)
    last = addendum(world, agreement)
    for number in range(30):
        changing(world, last, "inserts", "", heading=f"Nyere {number}")
    assert one == [len(asked(client, reverse(name, args=[agreement.pk]))) for name in names]
    draft_pages.append(len(asked(client, reverse("agreement_edit", args=[last.pk]))))
    assert draft_pages[0] == draft_pages[1]
    assert max(*one, *draft_pages) <= MOST


def test_draft_says_what_each_section_changes_where_it_is_read(world: World) -> None:
    made = addendum(world)
    changing(world, made, "replaces", "0.1", html="<p>Ny innledning.</p>")
    assert "Kommer i stedet for punkt 1" in page(world, world.north.mayor, "agreement_text", made)


def test_register_tells_of_addenda_in_force_with_their_text(world: World) -> None:
    entry = published(world)
    address = reverse("register_entry", args=[entry.pk])
    assert "endret ved tillegg" not in world.client().get(address).content.decode()
    with world.inside(world.north.council):
        agreement = Agreement.objects.get(pk=entry.agreement_id)
    made = addendum(world, agreement)
    changing(world, made, "replaces", "0.1", html="<p>Ny innledning om trygghet.</p>")
    assert due_publications(timezone.now()) == 0  # nothing of a draft gets out
    agreed(world, made)
    assert due_publications(timezone.now()) == 1
    text = world.client().get(address).content.decode()
    for said in (
        "endret ved tillegg",
        made.title,
        "Kommer i stedet for punkt 1",
        "Ny innledning om trygghet.",
    ):
        assert said in text
