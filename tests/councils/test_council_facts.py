"""A council's own facts: who changes them, what is refused, and what the second of two is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.actions import found_council
from councils.actions.facts import VERBS
from councils.clock import due_memberships
from councils.models import Council, CouncilGroupPermission, Role
from councils.trail import WORDS
from politirad.tenancy import context
from politirad.tenancy.models import AuditEvent
from tests.councils.seats_scene import OUTSIDERS, READERS
from tests.world import World


def filled(world: World, **changes: Any) -> dict[str, Any]:
    """The form as it stands, with changes."""
    council = stored(world)
    form = {
        "name": council.name,
        "kind": council.kind,
        "level": council.level,
        "parent": str(council.parent_id or ""),
        "language": council.language,
        "archive_keeper": str(council.archive_keeper_id or ""),
        "purpose": council.purpose,
        "founded_year": council.founded_year or "",
        "version": council.version,
    }
    return form | changes


def stored(world: World) -> Council:
    """The north council as it is now."""
    with world.acting(world.north.administrator):
        return Council.objects.get(pk=world.north.council.pk)


def address(world: World) -> str:
    return reverse("edit_council", args=[world.north.council.pk])


def another(world: World, name: str, parent: Council | None = None) -> Council:
    """One more council of the north municipality."""
    with world.acting(world.north.administrator):
        return found_council(
            owner=world.north.municipality,
            name=name,
            participants=[],
            today=world.today,
            by=world.north.administrator,
            parent=parent,
        )


def test_every_fact_is_changed_with_a_line_in_the_trail(world: World) -> None:
    above = another(world, "Regionalt politiråd Nord")
    client = world.client(world.north.administrator)
    form = filled(
        world,
        name="  Nordvik   samarbeidsråd ",
        kind="cooperation_meeting",
        level="coordinating",
        parent=str(above.pk),
        reports_upward="on",
        language="nn",
        archive_keeper=str(world.police_unit.pk),
        purpose="Trygge barn og unge.",
        founded_year="2006",
    )
    page = client.post(address(world), form, follow=True).content.decode()
    assert "Opplysningene om rådet er lagret." in page
    assert "Nordvik samarbeidsråd" in page and "Trygge barn og unge." in page
    council = stored(world)
    assert (council.name, council.kind, council.level, council.language, council.founded_year) == (
        "Nordvik samarbeidsråd",
        "cooperation_meeting",
        "coordinating",
        "nn",
        2006,
    )
    assert (council.parent_id, council.archive_keeper_id) == (above.pk, world.police_unit.pk)
    assert council.reports_upward
    with world.acting(world.north.administrator):
        events = AuditEvent.objects.filter(council_id=council.pk, actor=world.north.administrator)
        assert {event.action for event in events} == set(VERBS.values())
    trail = client.get(reverse("council_trail", args=[council.pk])).content.decode()
    assert "Nordvik samarbeidsråd" in trail and "Det overordnede forumet er endret" in trail


def test_every_fact_has_words_in_the_trail() -> None:
    assert set(VERBS.values()) <= WORDS.keys()


def test_nothing_changed_writes_nothing(world: World) -> None:
    page = world.client(world.north.administrator).post(address(world), filled(world), follow=True)
    assert "Ingenting var endret." in page.content.decode()
    assert stored(world).version == 0
    with world.acting(world.north.administrator):
        assert not AuditEvent.objects.filter(action__in=VERBS.values()).exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "   "}, "Navn"),
        ({"name": "x" * 201}, "200 tegn"),
        ({"kind": "klubb"}, "Hva slags råd"),
        ({"language": "en"}, "Skriftspråk"),
        ({"founded_year": "1066"}, "Opprettet år"),
        ({"parent": "11111111-1111-1111-1111-111111111111"}, "Overordnet forum"),
        ({"archive_keeper": "kommunen"}, "Hvem har arkivansvaret?"),
        ({"reports_upward": "on"}, "Velg det overordnede forumet som skal få referatene"),
    ],
)
def test_bad_facts_are_answered_with_a_sentence_and_kept(
    world: World, changes: dict[str, str], sentence: str
) -> None:
    form = filled(world, **{"purpose": "Dette skrev jeg.", **changes})
    answer = world.client(world.north.administrator).post(address(world), form)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "ds-error-summary" in text and sentence in text and "Dette skrev jeg." in text
    assert stored(world).version == 0


def test_name_of_another_council_of_the_owner_is_refused(world: World) -> None:
    another(world, "SLT-møtet i Nordvik")
    answer = world.client(world.north.administrator).post(
        address(world), filled(world, name="SLT-møtet i Nordvik")
    )
    assert "Nordvik kommune har et annet råd med dette navnet." in answer.content.decode()
    assert stored(world).version == 0


def test_no_council_comes_below_itself(world: World) -> None:
    below = another(world, "Utvalget", parent=world.north.council)
    lowest = another(world, "Gruppen", parent=below)
    client = world.client(world.north.administrator)
    for one in (below, lowest):
        answer = client.post(address(world), filled(world, parent=str(one.pk)))
        assert "ligger selv under dette rådet" in answer.content.decode()
    with context.entered(context.of_council(world.north.council.pk)):
        assert Council.objects.get(pk=world.north.council.pk).parent_id is None


def test_whoever_chooses_a_forum_above_is_told_who_would_read_what_and_reports_nothing_yet(
    world: World,
) -> None:
    above = another(world, "Regionalt politiråd Nord")
    client = world.client(world.north.administrator)
    page = client.get(address(world)).content.decode()
    assert "Meld godkjente referater til det overordnede forumet" in page
    assert "også når forumet hører til en annen kommune" in page
    client.post(address(world), filled(world, parent=str(above.pk)))
    assert (stored(world).parent_id, stored(world).reports_upward) == (above.pk, False)


def test_of_two_who_save_the_second_is_told_that_reporting_was_begun(world: World) -> None:
    above = another(world, "Regionalt politiråd Nord")
    client = world.client(world.north.administrator)
    late = filled(world, name="Nytt navn", parent=str(above.pk))
    client.post(address(world), filled(world, parent=str(above.pk), reports_upward="on"))
    page = client.post(address(world), late).content.decode()
    assert "Meld godkjente referater til det overordnede forumet: <strong>Ja</strong>" in page
    assert stored(world).reports_upward


def test_a_hidden_parent_stays_as_it_is(world: World) -> None:
    with context.entered(context.Context(councils=frozenset({world.north.council.pk}))):
        Council.objects.filter(pk=world.north.council.pk).update(parent=world.south.council)
    client = world.client(world.north.administrator)
    page = client.get(address(world)).content.decode()
    assert "Som nå: en du ikke ser" in page and world.south.council.name not in page
    client.post(address(world), filled(world, name="Nytt navn", parent="kept"))
    assert (stored(world).name, stored(world).parent_id) == ("Nytt navn", world.south.council.pk)


def test_the_second_of_two_is_told_and_keeps_the_typed_values(world: World) -> None:
    second = filled(world, name="Mitt navn")
    client = world.client(world.north.administrator)
    client.post(address(world), filled(world, name="Deres navn", purpose="Deres formål."))
    answer = client.post(address(world), second)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Noen andre har endret rådet etter at du åpnet siden." in text
    assert 'value="Mitt navn"' in text
    assert "<li>Navn: <strong>Deres navn</strong></li>" in text
    assert "<li>Formål: <strong>Deres formål.</strong></li>" in text
    assert stored(world).name == "Deres navn"
    client.post(address(world), second | {"version": "1"})
    assert (stored(world).name, stored(world).purpose) == ("Mitt navn", "")


@pytest.mark.parametrize("who", ["slt", *READERS])
def test_members_without_the_right_are_refused(world: World, who: str) -> None:
    client = world.client(world.everybody()[who])
    assert client.post(address(world), filled(world, name="Kapret")).status_code == 403
    page = client.get(reverse("council", args=[world.north.council.pk])).content.decode()
    assert address(world) not in page
    assert stored(world).name != "Kapret"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_find_nothing(world: World, who: str) -> None:
    client = world.client(world.everybody()[who])
    assert client.post(address(world), filled(world, name="Kapret")).status_code == 404
    assert stored(world).name != "Kapret"


def test_a_right_given_in_the_role_catalogue_reaches_councils_that_are_there(world: World) -> None:
    secretary = Role.objects.get(code="slt_coordinator")
    secretary.council_rights = [*secretary.council_rights, "edit_council"]
    secretary.save()
    client = world.client(world.north.slt)
    assert client.get(address(world)).status_code == 403
    due_memberships(timezone.now())
    assert client.get(address(world)).status_code == 200
    with world.acting(world.north.slt):
        rows = CouncilGroupPermission.objects.filter(permission__codename="edit_council")
        assert rows.count() == 3  # the two administrators' groups, and now the coordinators'
