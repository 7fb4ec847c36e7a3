"""Part 2 opens to those concerned who have declared to keep it confidential; the others are told what to do."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.models import Declaration
from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.closed_items import ClosedTerms
from meetings.models import AgendaItem
from politirad.tenancy.models import AuditEvent
from tests.meetings.agenda_scene import a_meeting, closed_item, form, open_item, titles, undeclared
from tests.world import World

ASKED = "Lukket del: gi taushetserklæring først"


@pytest.mark.django_db
def test_member_concerned_is_asked_first_and_gives_it_in_place(world: World) -> None:
    meeting = a_meeting(world)
    open_item(world, meeting, "Åpen sak")
    police = world.north.police_contact
    item = closed_item(world, meeting, police, title="Skjult tittel")
    undeclared(world, police)
    client = world.client(police)
    page = reverse("meeting", args=[meeting.pk])
    text = client.get(page).content.decode()
    assert ASKED in text
    assert "Åpen sak" in text
    assert "Skjult tittel" not in text
    # The item itself leads to where it is asked for; nothing is written down as read.
    answer = client.get(reverse("item", args=[meeting.pk, item.pk]))
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert ASKED in client.get(reverse("minutes", args=[meeting.pk])).content.decode()
    with world.acting(world.north.slt):
        assert not AuditEvent.objects.filter(action="read_closed_item").exists()
    answer = client.post(
        reverse("declare", args=[world.north.council.pk]), {"understood": "on", "next": page}, follow=True
    )
    text = answer.content.decode()
    assert answer.redirect_chain == [(page, 302)]
    assert ASKED not in text
    assert "Skjult tittel" in text
    assert client.get(reverse("item", args=[meeting.pk, item.pk])).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["mayor", "member", "observer", "administrator"])
def test_others_are_not_asked(world: World, who: str) -> None:
    meeting = a_meeting(world)
    item = closed_item(world, meeting, world.north.police_contact)
    user = world.everybody()[who]
    assert user is not None
    undeclared(world, user)
    client = world.client(user)
    assert ASKED not in client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert client.get(reverse("item", args=[meeting.pk, item.pk])).status_code == 404


@pytest.mark.django_db
def test_declaration_to_another_council_opens_nothing(world: World) -> None:
    meeting = a_meeting(world)
    closed_item(world, meeting, world.station_chief, title="Skjult tittel")
    assert titles(world, meeting, world.station_chief) == ["Skjult tittel"]
    with world.acting(world.north.slt):
        Declaration.objects.filter(user=world.station_chief, council=world.north.council).update(
            withdrawn_at=timezone.now()
        )
    with world.acting(world.station_chief):
        assert Declaration.objects.filter(user=world.station_chief, withdrawn_at__isnull=True).exists()
    assert titles(world, meeting, world.station_chief) == []


@pytest.mark.django_db
def test_closed_item_is_made_by_somebody_who_has_declared(world: World) -> None:
    meeting = a_meeting(world)
    undeclared(world, world.north.slt)
    undeclared(world, world.north.member)
    client = world.client(world.north.slt)
    url = reverse("new_item", args=[meeting.pk])
    text = client.get(url).content.decode()
    assert "Du må gi taushetserklæring til rådet" in text
    assert "Mona Medlem nordvik (mangler taushetserklæring)" in text
    answer = client.post(url, form("Miljøet på torget", part="2", legal_basis="§ 27"))
    text = answer.content.decode()
    assert "Gi taushetserklæring til rådet før du lager en lukket sak." in text
    assert "Miljøet på torget" in text
    with world.acting(world.north.slt):
        terms = ItemTerms(title="Sak", closed=ClosedTerms(legal_basis="§ 27"))
        with pytest.raises(Refusal, match="taushetserklæring"):
            add_item(meeting=meeting, terms=terms, by=world.north.slt, at=timezone.now())
        assert not AgendaItem.objects.exists()
    assert client.post(url, form("Åpen sak")).status_code == 302
