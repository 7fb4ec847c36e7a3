"""Closed sub-items: always in the part of the item above, and seen by those who see it, and by nobody else."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, add_item, change_item
from meetings.actions.closed_items import ClosedTerms, set_concerned
from meetings.actions.relocating import relocate_item
from meetings.models import AgendaItem, AgendaVersion, ClosedAccess, Meeting
from meetings.permissions import readers_of
from politirad.tenancy.models import AuditEvent, User
from tests.meetings.agenda_scene import a_meeting, closed_item, open_item, undeclared
from tests.meetings.calls import called
from tests.meetings.relocating_scene import send, with_paper
from tests.meetings.sub_scene import BASIS, fresh, numbered, sub_item, typed
from tests.world import World


def secret(world: World, *concerned: User) -> tuple[Meeting, AgendaItem, AgendaItem]:
    """A meeting with an open item and a closed one that has a sub-item."""
    meeting = a_meeting(world, agenda_begun_at=timezone.now())
    open_item(world, meeting, "Åpen sak")
    above = closed_item(world, meeting, *concerned, title="Skjult sak")
    return meeting, above, sub_item(world, above, "Skjult undersak")


WHOLE = [("1", "Åpen sak"), ("2", "Skjult sak"), ("2.1", "Skjult undersak")]


@pytest.mark.django_db
def test_it_is_seen_with_the_item_above_and_not_otherwise(world: World) -> None:
    police, member = world.north.police_contact, world.north.member
    meeting, above, sub = secret(world, police)
    paper = with_paper(world, sub)
    assert numbered(world, meeting) == numbered(world, meeting, police) == WHOLE
    assert numbered(world, meeting, member) == WHOLE[:1]
    for user, status in ((police, 200), (member, 404), (world.south.slt, 404)):
        client = world.client(user)
        assert client.get(reverse("item", args=[meeting.pk, sub.pk])).status_code == status
        assert client.get(reverse("paper", args=[meeting.pk, paper.pk])).status_code == status
    assert "Skjult" not in world.client(member).get(reverse("meeting", args=[meeting.pk])).text
    # It has no readers of its own: who no longer sees the item above, does not see it.
    with world.acting(world.north.slt):
        assert not ClosedAccess.objects.filter(item=sub).exists()
        assert readers_of(sub) == {world.north.slt.pk, police.pk}
        set_concerned(item=fresh(world, above), concerned=(member.pk,), by=world.north.slt)
    assert numbered(world, meeting, police) == WHOLE[:1]
    assert numbered(world, meeting, member) == WHOLE


@pytest.mark.django_db
def test_one_who_wrote_it_loses_sight_of_it_with_the_item_above(world: World) -> None:
    police = world.north.police_contact
    meeting, above, _sub = secret(world, police)
    with world.acting(police):
        terms = ItemTerms("Politiets undersak", parent_id=above.pk, closed=ClosedTerms(BASIS))
        row = Meeting.objects.select_related("council").get(pk=meeting.pk)
        own = add_item(meeting=row, terms=terms, by=police, at=timezone.now())
        assert AgendaItem.objects.filter(pk=own.pk).exists()
    with world.acting(world.north.slt):
        set_concerned(item=fresh(world, above), concerned=(), by=world.north.slt)
    with world.acting(police):
        assert not AgendaItem.objects.filter(pk__in=[above.pk, own.pk]).exists()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            ClosedAccess.objects.create(
                council=world.north.council, item_id=own.pk, user=police, given_by=police
            )


@pytest.mark.django_db
def test_nobody_without_a_declaration_sees_it(world: World) -> None:
    police = world.north.police_contact
    meeting, _above, sub = secret(world, police)
    undeclared(world, police)
    assert numbered(world, meeting, police) == WHOLE[:1]
    answer = world.client(police).get(reverse("item", args=[meeting.pk, sub.pk]))
    assert answer.status_code == 302  # to the meeting, which asks for the declaration


@pytest.mark.django_db
def test_form_follows_the_item_above(world: World) -> None:
    meeting, above, _sub = secret(world, world.north.police_contact)
    with world.acting(world.north.slt):
        opened = meeting.items.get(part=1)
    client = world.client(world.north.slt)
    address = reverse("new_item", args=[meeting.pk])
    page = client.get(f"{address}?under={above.pk}&del=2").text
    assert f'<option value="{above.pk}" selected>2 Skjult sak (lukket)</option>' in page
    for parent, part, said in (
        (opened.pk, "2", "En lukket sak kan ikke være undersak av en åpen sak."),
        (above.pk, "1", "Saken over er lukket, så undersaken må også være lukket."),
    ):
        data = typed("Ny", parent=str(parent), part=part, legal_basis=BASIS)
        answer = client.post(address, data)
        assert (answer.status_code, said in answer.text) == (200, True)
        assert 'value="Ny"' in answer.text
    assert numbered(world, meeting) == WHOLE
    # Nothing written of a basis: it is that of the item above.
    assert client.post(address, typed("Ny", parent=str(above.pk), part="2")).status_code == 302
    assert numbered(world, meeting) == [*WHOLE, ("2.2", "Ny")]
    with world.acting(world.north.slt):
        assert AgendaItem.objects.get(title="Ny").legal_basis == BASIS
    assert numbered(world, meeting, world.north.police_contact) == [*WHOLE, ("2.2", "Ny")]


@pytest.mark.django_db
def test_part_is_held_in_the_action_and_hidden_items_are_none_to_lie_under(world: World) -> None:
    meeting, above, _sub = secret(world)
    with world.acting(world.north.slt):
        row = Meeting.objects.select_related("council").get(pk=meeting.pk)
        opened = meeting.items.get(part=1)
        for parent, closed in ((opened, ClosedTerms(BASIS)), (above, None)):
            terms = ItemTerms("Ny", parent_id=parent.pk, closed=closed)
            with pytest.raises(Refusal, match="lukket når saken over den er det"):
                add_item(meeting=row, terms=terms, by=world.north.slt, at=timezone.now())
    with world.acting(world.north.police_contact):
        row = Meeting.objects.select_related("council").get(pk=meeting.pk)
        terms = ItemTerms("Ny", parent_id=above.pk, closed=ClosedTerms(BASIS))
        with pytest.raises(Refusal, match="står ikke på sakslisten lenger"):
            add_item(meeting=row, terms=terms, by=world.north.police_contact, at=timezone.now())


@pytest.mark.django_db
def test_item_that_is_closed_takes_its_sub_items_along(world: World) -> None:
    meeting = a_meeting(world)
    above = open_item(world, meeting, "Russetid")
    sub = sub_item(world, above, "Busser")
    open_item(world, meeting, "Eventuelt")
    data = typed(
        "Russetid",
        version=1,
        part="2",
        legal_basis=BASIS,
        concerned=[str(world.north.police_contact.pk)],
    )
    answer = world.client(world.north.slt).post(reverse("edit_item", args=[meeting.pk, above.pk]), data)
    assert answer.status_code == 302
    whole = [("1", "Eventuelt"), ("2", "Russetid"), ("2.1", "Busser")]
    assert numbered(world, meeting) == numbered(world, meeting, world.north.police_contact) == whole
    assert numbered(world, meeting, world.north.member) == whole[:1]
    found = fresh(world, sub)
    assert (found.part, found.legal_basis, found.version) == (2, BASIS, 2)
    # Its earlier rows in the trail go with it.
    with world.acting(world.north.mayor):
        assert not AuditEvent.objects.filter(about_id=sub.pk).exists()
    with world.acting(world.north.slt):
        assert AuditEvent.objects.filter(about_id=sub.pk).count() == 2


@pytest.mark.django_db
def test_closed_sub_item_that_becomes_one_of_its_own_is_seen_by_those_who_are_chosen(world: World) -> None:
    police, mayor = world.north.police_contact, world.north.mayor
    meeting, _above, sub = secret(world, police)
    data = typed(
        "Skjult undersak", version=1, part="2", legal_basis=BASIS, parent="", concerned=[str(mayor.pk)]
    )
    client = world.client(world.north.slt)
    assert client.post(reverse("edit_item", args=[meeting.pk, sub.pk]), data).status_code == 302
    assert numbered(world, meeting) == [*WHOLE[:2], ("3", "Skjult undersak")]
    assert numbered(world, meeting, police) == WHOLE[:2]
    assert numbered(world, meeting, mayor) == [WHOLE[0], ("2", "Skjult undersak")]


@pytest.mark.django_db
def test_closed_sub_item_that_goes_alone_takes_its_readers_along(world: World) -> None:
    police = world.north.police_contact
    source, _above, sub = secret(world, police)
    target = a_meeting(world)
    send(world, fresh(world, sub), target)
    assert numbered(world, target) == numbered(world, target, police) == [("1", "Skjult undersak")]
    assert numbered(world, target, world.north.member) == []
    assert numbered(world, source, police) == WHOLE[:2]


@pytest.mark.django_db
def test_closed_item_is_moved_and_copied_with_its_sub_items_for_the_same_readers(world: World) -> None:
    police = world.north.police_contact
    source, above, _sub = secret(world, police)
    target, third = a_meeting(world), a_meeting(world)
    send(world, above, third, "copy")
    with world.acting(world.north.slt):
        relocate_item(item=fresh(world, above), to=target, by=world.north.slt, at=timezone.now())
    moved = [("1", "Skjult sak"), ("1.1", "Skjult undersak")]
    for meeting in (target, third):
        assert numbered(world, meeting) == numbered(world, meeting, police) == moved
        assert numbered(world, meeting, world.north.member) == []
    assert numbered(world, source) == WHOLE[:1]


@pytest.mark.django_db
def test_closed_addenda_are_numbered_for_those_who_see_them(world: World) -> None:
    meeting = called(world)
    above = closed_item(world, meeting, title="Skjult etter")
    sub_item(world, above, "Skjult under")
    new = open_item(world, meeting, "Nattevandring")
    sub_item(world, new, "Ruter")
    opened = [("1", "Nytt fra politiet"), ("2", "Russetid"), ("T1", "Nattevandring"), ("T1.1", "Ruter")]
    assert numbered(world, meeting, world.north.member) == opened
    assert numbered(world, meeting) == [*opened, ("2-T1", "Skjult etter"), ("2-T1.1", "Skjult under")]
    with world.acting(world.north.slt):
        rows = AgendaVersion.objects.filter(meeting=meeting).values_list("items", flat=True)
        assert "Skjult" not in str(list(rows))


@pytest.mark.django_db
def test_sub_item_after_the_call_cannot_be_closed_alone(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        above = meeting.items.get(title="Russetid")
    sub = sub_item(world, above, "Busser")
    data = typed("Busser", version=1, part="2", legal_basis=BASIS)
    answer = world.client(world.north.slt).post(reverse("edit_item", args=[meeting.pk, sub.pk]), data)
    assert "En lukket sak kan ikke være undersak av en åpen sak." in answer.text
    with world.acting(world.north.slt), pytest.raises(Refusal, match="lukket når saken over"):
        terms = ItemTerms("Busser", parent_id=above.pk, closed=ClosedTerms(BASIS))
        change_item(item=fresh(world, sub), terms=terms, version=1, by=world.north.slt, at=timezone.now())


@pytest.mark.django_db
def test_closed_sub_item_is_handed_over_with_the_item_above(world: World) -> None:
    slt, member = world.north.slt, world.north.member
    meeting, _above, _sub = secret(world)
    data = {"leaver": slt.pk, "successor": member.pk}
    address = reverse("handover", args=[world.north.council.pk])
    text = world.client(slt).get(address, data).text
    assert ("Skjult sak" in text, "Skjult undersak" in text) == (True, False)
    assert world.client(slt).post(address, data).status_code == 302
    assert numbered(world, meeting, member) == WHOLE
