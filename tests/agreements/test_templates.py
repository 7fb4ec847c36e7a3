"""A council's own templates: kept from an agreement, chosen for a new one, taken away."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.actions import put_attachment, save_section, save_template
from agreements.actions.text import add_section
from agreements.models import Agreement, AgreementTemplate, Section
from tests.agreements.amending_scene import addendum
from tests.agreements.drafts import draft
from tests.agreements.writing_scene import post
from tests.queries import MOST, asked
from tests.world import World

NEW = {"title": "Avtale 2028", "kind": "police_council", "language": "nb", "with_outline": "on"}


@pytest.fixture
def written(world: World) -> Agreement:
    with world.acting(world.north.slt):
        return draft(world)


def kept(world: World, agreement: Agreement, name: str = "Vår mal") -> AgreementTemplate:
    with world.acting(world.north.slt):
        return save_template(agreement=agreement, name=name, by=world.north.slt, at=timezone.now())


def keep(world: World, user: Any, agreement: Agreement, name: str) -> Any:
    return world.client(user).post(reverse("agreement_template", args=[agreement.pk]), {"name": name})


def headings(world: World, agreement: Agreement) -> list[tuple[int, str, str]]:
    with world.inside(world.north.council):
        rows = Section.objects.filter(agreement=agreement, attachment=None).order_by("order")
        return list(rows.values_list("level", "heading", "html"))


def test_new_agreement_begins_with_the_councils_own_text(world: World, written: Agreement) -> None:
    slt = world.north.slt
    with world.acting(slt):
        section = Section.objects.filter(agreement=written).select_related("agreement").order_by("order")[0]
        save_section(section=section, version=1, heading="Slik gjør vi det", html="<p>Her.</p>", by=slt)
        add_section(agreement=written, heading="Under", level=2, by=slt)
        attached = put_attachment(agreement=written, title="Vedlegg", by=slt)
        add_section(agreement=written, heading="I vedlegget", attachment=attached, by=slt)
    answer = keep(world, slt, written, "  Vår mal ")
    assert answer.url == reverse("agreement", args=[written.pk])
    with world.inside(world.north.council):
        template = AgreementTemplate.objects.get()
    assert template.name == "Vår mal"
    post(world, slt, "new_agreement", council=world.north.council.pk, template=template.pk, **NEW)
    with world.inside(world.north.council):
        made = Agreement.objects.get(title="Avtale 2028")
    assert headings(world, made) == headings(world, written)
    assert ("I vedlegget" in {heading for _level, heading, _html in headings(world, made)}) is False


def test_same_name_takes_the_new_text_and_agreements_keep_theirs(world: World, written: Agreement) -> None:
    first = kept(world, written)
    with world.acting(world.north.slt):
        add_section(agreement=written, heading="Nyere", by=world.north.slt)
    assert kept(world, written).pk == first.pk
    with world.inside(world.north.council):
        assert AgreementTemplate.objects.get().parts[-1]["heading"] == "Nyere"


@pytest.mark.parametrize("name", ["", "   ", "\U0001f46e"])
def test_template_needs_a_name(world: World, written: Agreement, name: str) -> None:
    answer = keep(world, world.north.slt, written, name)
    assert answer.status_code == 200 and "Navn på malen" in answer.content.decode()
    with world.inside(world.north.council):
        assert not AgreementTemplate.objects.exists()


def test_addendum_is_no_template(world: World) -> None:
    answer = keep(world, world.north.slt, addendum(world), "Mal")
    assert "Et tillegg kan ikke brukes som mal." in answer.content.decode()


def test_template_in_another_language_is_refused_and_what_was_typed_is_kept(
    world: World, written: Agreement
) -> None:
    template = kept(world, written)
    said = {**NEW, "council": world.north.council.pk, "template": template.pk, "language": "nn"}
    answer = post(world, world.north.slt, "new_agreement", **said)
    text = answer.content.decode()
    assert "Malen er på bokmål." in text and "Avtale 2028" in text


@pytest.mark.parametrize(
    ("who", "expected"),
    [("mayor", 403), ("police_contact", 403), ("station_chief", 403), ("other_slt", 404), ("stranger", 404)],
)
def test_others_keep_no_template_and_take_none_away(
    world: World, written: Agreement, who: str, expected: int
) -> None:
    template, user = kept(world, written), world.everybody()[who]
    assert keep(world, user, written, "Min").status_code == expected
    answer = post(world, user, "template_remove", world.north.council.pk, template.pk)
    assert answer.status_code == expected
    with world.inside(world.north.council):
        assert list(AgreementTemplate.objects.values_list("name", flat=True)) == ["Vår mal"]


def test_template_of_another_council_is_neither_offered_nor_taken(world: World, written: Agreement) -> None:
    template = kept(world, written)
    other = world.south
    assert "Vår mal" not in world.client(other.slt).get(reverse("new_agreement")).content.decode()
    answer = post(
        world, other.slt, "new_agreement", **{**NEW, "council": other.council.pk, "template": template.pk}
    )
    assert answer.status_code == 200
    assert post(world, other.slt, "template_remove", other.council.pk, template.pk).status_code == 404


def test_template_is_taken_away_among_the_councils_rules(world: World, written: Agreement) -> None:
    template, slt = kept(world, written), world.north.slt
    address = reverse("agreement_policy", args=[world.north.council.pk])
    assert "Vår mal" in world.client(slt).get(address).content.decode()
    assert post(world, slt, "template_remove", world.north.council.pk, template.pk).url == address
    assert post(world, slt, "template_remove", world.north.council.pk, template.pk).status_code == 404
    assert "Rådet har ingen egne maler" in world.client(slt).get(address).content.decode()


def test_pages_ask_the_same_for_one_template_and_for_thirty(world: World, written: Agreement) -> None:
    client = world.client(world.north.slt)
    pages: list[Any] = [reverse("new_agreement"), reverse("agreement_policy", args=[world.north.council.pk])]
    kept(world, written)
    one = [len(asked(client, page)) for page in pages]
    for number in range(29):
        kept(world, written, f"Mal {number}")
    assert one == [len(asked(client, page)) for page in pages]
    assert max(one) <= MOST
