"""An attachment that mirrors the councils: their rules and members stand there, and it says where they are others today."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements import canonical
from agreements.actions import freeze, put_attachment, regulate, settle
from agreements.models import Agreement, Attachment, Regulation, Version
from councils.actions import adopt_rules
from councils.models import Council
from tests.agreements.drafts import draft, sign_all
from tests.meetings.forums_scene import monthly
from tests.queries import MOST, asked
from tests.world import World, usual_rules

pytestmark = pytest.mark.django_db
TITLE = "Møteplasser og deltakere"


def agreed(world: World, *, living: bool) -> Agreement:
    """An agreement in force whose councils stand in its attachment."""
    slt = world.north.slt
    with world.acting(slt):
        agreement = draft(world)
        put_attachment(agreement=agreement, title=TITLE, living=living, mirrors_forums=True, by=slt)
        signing = freeze(agreement=agreement, by=slt, at=timezone.now(), today=world.today)
    sign_all(world, signing)
    with world.inside(world.north.council):
        settle(agreement=agreement, at=timezone.now(), today=world.today)
        return Agreement.objects.get(pk=agreement.pk)


def frozen(world: World, agreement: Agreement) -> Version:
    with world.inside(world.north.council):
        return Version.objects.get(agreement=agreement)


def other_rules(world: World) -> None:
    with world.acting(world.north.slt):
        council = Council.objects.get(pk=world.north.council.pk)
        terms = replace(usual_rules(), chair="Kommunedirektøren")
        adopt_rules(council=council, terms=terms, valid_from=world.today, by=world.north.slt)


def page(world: World, agreement: Agreement) -> str:
    client = world.client(world.north.slt)
    text = client.get(reverse("agreement_text", args=[agreement.pk])).content.decode()
    return text.split("<article", 1)[1].split("</article>")[0]


@pytest.mark.parametrize("living", [True, False])
def test_councils_stand_in_the_attachment_and_not_in_the_text(world: World, living: bool) -> None:
    version = frozen(world, agreed(world, living=living))
    text = canonical.read(version.canonical.encode())
    assert "Møteplasser" not in [one.heading for one in text.sections]
    (attachment,) = (one for one in version.beside["attachments"] if one["title"] == TITLE)
    assert [one["council"] for one in attachment["sections"]] == [str(world.north.council.pk)]
    assert "Deltakere" in attachment["sections"][0]["html"]
    (bound,) = (one for one in text.attachments if one.title == TITLE)
    assert (bound.sha256 is None) is living


def test_living_attachment_shows_the_councils_as_they_are_and_keeps_what_they_were(world: World) -> None:
    agreement = agreed(world, living=True)
    before = frozen(world, agreement).sha256
    assert "Slik var vedlegget" not in page(world, agreement)
    other_rules(world)
    text = page(world, agreement)
    today, former = text.split("Slik var vedlegget da avtalen ble låst for signering")
    assert "Kommunedirektøren" in today and "Kommunedirektøren" not in former
    assert frozen(world, agreement).sha256 == before


def test_signed_attachment_keeps_its_text_and_says_what_is_different(world: World) -> None:
    agreement = agreed(world, living=False)
    other_rules(world)
    signed, today = page(world, agreement).split("Annerledes i dag: slik er reglene og medlemmene nå")
    assert "Kommunedirektøren" not in signed and "Kommunedirektøren" in today


@pytest.mark.parametrize("living", [True, False, None])
def test_renamed_and_new_councils_are_told_of(world: World, living: bool | None) -> None:
    """In an attachment of either kind, and in the text itself."""
    if living is None:
        with world.acting(world.north.slt):
            agreement = draft(world)
            signing = freeze(agreement=agreement, by=world.north.slt, at=timezone.now(), today=world.today)
        sign_all(world, signing)
        with world.inside(world.north.council):
            settle(agreement=agreement, at=timezone.now(), today=world.today)
            agreement = Agreement.objects.get(pk=agreement.pk)
    else:
        agreement = agreed(world, living=living)
    with world.acting(world.north.slt):
        Regulation.objects.filter(agreement=agreement).update(name_in_text="")
        Council.objects.filter(pk=world.north.council.pk).update(name="Trygghetsrådet")
    text = page(world, agreement)
    assert ("den heter Trygghetsrådet" in text) is (living is not True)
    assert "Trygghetsrådet" in text
    other = monthly(world)
    with world.acting(world.north.slt):
        regulate(agreement=agreement, council=other, by=world.north.slt, today=world.today)
    text = page(world, agreement)
    assert "SLT-møtet i Nordvik" in text and "hver måned" in text.lower()
    assert ("Ny siden teksten ble låst" in text) is (living is not True)


def test_only_one_attachment_mirrors_and_signed_ones_keep_what_they_do(world: World) -> None:
    slt = world.north.slt
    with world.acting(slt):
        agreement = draft(world)
        first = put_attachment(agreement=agreement, title=TITLE, living=True, mirrors_forums=True, by=slt)
    client = world.client(slt)
    answer = client.post(
        reverse("attachment_add", args=[agreement.pk]), {"title": "Et til", "mirrors_forums": "on"}
    )
    assert f"Møteplassene står i vedlegg {first.number} fra før." in answer.content.decode()
    assert "Et til" in answer.content.decode()
    assert "Her kommer møteplassene" in page(world, agreement)
    with world.acting(slt):
        freeze(agreement=agreement, by=slt, at=timezone.now(), today=world.today)
    address = reverse("attachment_edit", args=[agreement.pk, first.pk])
    client.post(address, {"title": TITLE, "valid_to": ""})
    with world.inside(world.north.council):
        assert Attachment.objects.get(pk=first.pk).mirrors_forums


def test_page_asks_the_same_for_an_attachment_that_mirrors(world: World) -> None:
    agreement = agreed(world, living=True)
    client, address = world.client(world.north.slt), reverse("agreement_text", args=[agreement.pk])
    before = len(asked(client, address))
    other_rules(world)
    assert len(asked(client, address)) == before <= MOST
