"""Who neither builds nor reviews the agenda reads what was sent: the titles of a draft before the call, the newest notice
after it, in the pages, the papers and the pack."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions.agenda import ItemTerms, add_item, remove_item
from meetings.actions.calling import call_meeting
from meetings.actions.closed_items import ClosedTerms
from meetings.actions.papers import add_paper, remove_paper
from meetings.calling import answer_secret
from meetings.clock import due_changes
from meetings.making import ask_for_pdf
from meetings.models import AgendaItem, Meeting, MeetingFile, MeetingPdf
from tests.meetings.agenda_scene import PDF, closed_item
from tests.meetings.letters import letters
from tests.meetings.reply_scene import line_of
from tests.meetings.sent_scene import NEW, change, drafted, insiders, made, outsiders, read, sent, text_of
from tests.world import World

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)

# Before the call.


def test_draft_is_titles_marked_as_not_sent_to_those_who_do_not_make_it(world: World) -> None:
    meeting, item, paper = drafted(world)
    for who in outsiders(world):
        page = read(world, who, "meeting", meeting.pk)
        assert "Utkast, ikke sendt" in page
        assert "Russetid" in page
        for hidden in ("notat.pdf", "Pia P.", "Lag møtemappen", reverse("item", args=[meeting.pk, item.pk])):
            assert hidden not in page
        own = read(world, who, "item", meeting.pk, item.pk)
        assert "Utkast, ikke sendt" in own
        for hidden in ("Framlegget", "notat.pdf", "Pia P."):
            assert hidden not in own
        assert read(world, who, "paper", meeting.pk, paper.pk) == "404"


def test_draft_is_read_whole_by_those_who_build_or_review_it_and_says_it_is_one(world: World) -> None:
    meeting, item, paper = drafted(world)
    for who in insiders(world):
        page = read(world, who, "meeting", meeting.pk)
        assert "Utkast, ikke sendt" in page
        assert "notat.pdf" in page
        assert "Framlegget" in read(world, who, "item", meeting.pk, item.pk)
        answer = world.client(who).get(reverse("paper", args=[meeting.pk, paper.pk]))
        assert answer.content == PDF


def test_other_tenant_and_strangers_find_nothing(world: World) -> None:
    meeting, item, paper = drafted(world)
    for who in (world.south.slt, world.south.mayor, world.stranger):
        for name, args in (("meeting", ()), ("item", (item.pk,)), ("paper", (paper.pk,))):
            assert read(world, who, name, meeting.pk, *args) == "404"
        assert world.client(who).post(reverse("announce_changes", args=[meeting.pk])).status_code == 404


@pytest.mark.parametrize("kind", ["pack", "agenda"])
def test_pack_of_a_draft_is_ordered_and_read_by_those_who_make_it(world: World, kind: str) -> None:
    meeting, _item, _paper = drafted(world)
    address = reverse("meeting_order_pdf", args=[meeting.pk, kind])
    for who in outsiders(world):
        assert world.client(who).post(address).status_code == 403
    assert world.client(world.north.slt).post(address).status_code == 302
    pdf = made(world, meeting, kind)
    assert pdf.draft
    address = reverse("meeting_pdf", args=[meeting.pk, pdf.pk])
    for who in outsiders(world):
        assert world.client(who).get(address).status_code == 404
        assert address not in read(world, who, "meeting", meeting.pk)
    for who in insiders(world):
        assert world.client(who).get(address).status_code == 200
        assert address in read(world, who, "meeting", meeting.pk)


def test_draft_pack_stays_a_draft_after_the_call_and_is_never_behind_the_letter(world: World) -> None:
    meeting, _item, _paper = drafted(world)
    with world.acting(world.north.slt):
        ask_for_pdf(meeting=meeting, kind=MeetingPdf.Kind.PACK, by=world.north.slt)
    draft = made(world, meeting)
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
    secret = answer_secret(line_of(world, meeting, world.north.member))
    assert world.client().get(reverse("answer_pack", args=[secret])).status_code == 404
    whole = made(world, meeting)
    assert not whole.draft
    assert world.client().get(reverse("answer_pack", args=[secret])).status_code == 200
    page = read(world, world.north.member, "meeting", meeting.pk)
    assert reverse("meeting_pdf", args=[meeting.pk, whole.pk]) in page
    assert reverse("meeting_pdf", args=[meeting.pk, draft.pk]) not in page


# After it.


def test_called_agenda_stands_as_sent_until_the_update_leaves(world: World) -> None:
    meeting, item, paper = sent(world)
    with world.acting(world.north.slt):
        extra = add_item(
            meeting=meeting, terms=ItemTerms("Nattevandring"), by=world.north.slt, at=timezone.now()
        )
        other = add_paper(item=item, name="mer.pdf", content=PDF, by=world.north.slt, at=timezone.now())
        remove_paper(paper=paper, by=world.north.slt, at=timezone.now())
    change(world, item, title="Russetiden", text=NEW, presenter="Ola O.")
    for who in outsiders(world):
        page = read(world, who, "meeting", meeting.pk)
        assert "Russetid<" in page
        assert "Pia P." in page
        for hidden in ("Russetiden", "Nattevandring", "mer.pdf", "Ola O.", "Endret siden utsendingen"):
            assert hidden not in page
        own = read(world, who, "item", meeting.pk, item.pk)
        assert "Framlegget" in own
        assert "Det nye" not in own
        assert "Utkast, ikke sendt" in read(world, who, "item", meeting.pk, extra.pk)
        assert read(world, who, "paper", meeting.pk, other.pk) == "404"
    due_changes(timezone.now() + MINUTE)
    for who in outsiders(world):
        page = read(world, who, "meeting", meeting.pk)
        for shown in ("Russetiden", "Nattevandring", "mer.pdf", "Ola O.", "Tilleggssak"):
            assert shown in page
        assert "Det nye" in read(world, who, "item", meeting.pk, item.pk)
        answer = world.client(who).get(reverse("paper", args=[meeting.pk, other.pk]))
        assert answer.content == PDF


def test_those_who_make_it_see_what_is_not_sent(world: World) -> None:
    meeting, item, _paper = sent(world)
    assert "Endret siden utsendingen" not in read(world, world.north.slt, "meeting", meeting.pk)
    change(world, item, title="Russetiden", text=NEW)
    with world.acting(world.north.slt):
        add_item(meeting=meeting, terms=ItemTerms("Nattevandring"), by=world.north.slt, at=timezone.now())
    for name in ("meeting", "agenda"):
        page = read(world, world.north.slt, name, meeting.pk)
        assert "Endret siden utsendingen" in page
        assert "2 Russetiden: tittelen, saksframlegget" in page
        assert "T1 Nattevandring: ny sak" in page
    assert "Endret siden utsendingen" in read(world, world.north.police_contact, "meeting", meeting.pk)
    due_changes(timezone.now() + MINUTE)
    assert "Endret siden utsendingen" not in read(world, world.north.slt, "meeting", meeting.pk)


def test_item_that_is_taken_off_stands_without_a_link_until_the_update_leaves(world: World) -> None:
    meeting, item, _paper = sent(world)
    with world.acting(world.north.slt):
        remove_item(item=item, by=world.north.slt, at=timezone.now())
    page = read(world, world.north.member, "meeting", meeting.pk)
    assert "Russetid" in page
    assert reverse("item", args=[meeting.pk, item.pk]) not in page
    assert "Russetid: tatt av" in read(world, world.north.slt, "agenda", meeting.pk)
    due_changes(timezone.now() + MINUTE)
    assert "Russetid" not in read(world, world.north.member, "meeting", meeting.pk)


def test_item_that_is_closed_after_the_call_is_its_title_until_the_update_and_stands_once(
    world: World,
) -> None:
    meeting, item, paper = sent(world)
    concerned, member = world.north.chief_executive, world.north.member
    terms = ClosedTerms(legal_basis="fvl. § 13", concerned=(concerned.pk,))
    change(world, item, closed=terms)
    assert "Russetid" in read(world, member, "meeting", meeting.pk)
    assert "Framlegget" not in read(world, member, "meeting", meeting.pk)
    assert read(world, member, "item", meeting.pk, item.pk) == "404"
    assert read(world, member, "paper", meeting.pk, paper.pk) == "404"
    assert "Framlegget" not in text_of(made(world, meeting))
    own = read(world, concerned, "meeting", meeting.pk)
    assert own.count(reverse("item", args=[meeting.pk, item.pk])) == 1
    due_changes(timezone.now() + MINUTE)
    assert "Russetid" not in read(world, member, "meeting", meeting.pk)


def test_other_text_is_sent_when_somebody_says_so(world: World) -> None:
    meeting, item, _paper = sent(world)
    change(world, item, text=NEW)
    due_changes(timezone.now() + MINUTE)
    assert "Det nye" not in read(world, world.north.member, "item", meeting.pk, item.pk)
    address = reverse("announce_changes", args=[meeting.pk])
    assert address in read(world, world.north.slt, "agenda", meeting.pk)
    for who in (*outsiders(world), world.north.police_contact):
        assert world.client(who).post(address).status_code == 403
    answer = world.client(world.north.slt).post(address, follow=True)
    assert "om et minutt" in answer.content.decode()
    due_changes(timezone.now() + MINUTE)
    assert "Det nye" in read(world, world.north.member, "item", meeting.pk, item.pk)
    with world.acting(world.north.slt):
        assert "Russetid" in letters(meeting, "meeting_update")[-1].text
    again = world.client(world.north.slt).post(address, follow=True).content.decode()
    assert "har fått sakslisten slik den er" in again


def test_nothing_is_announced_of_a_meeting_that_is_not_called_or_has_been(world: World) -> None:
    meeting, _item, _paper = drafted(world)
    address = reverse("announce_changes", args=[meeting.pk])
    page = world.client(world.north.slt).post(address, follow=True).content.decode()
    assert "ikke kalt inn" in page
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
        Meeting.objects.filter(pk=meeting.pk).update(date=world.today - datetime.timedelta(days=2))
    page = world.client(world.north.slt).post(address, follow=True).content.decode()
    assert "har vært" in page
    with world.acting(world.north.slt):
        assert Meeting.objects.get(pk=meeting.pk).changed_at is None


def test_page_behind_the_letter_shows_what_was_sent(world: World) -> None:
    meeting, item, paper = sent(world)
    with world.acting(world.north.slt):
        other = add_paper(item=item, name="mer.pdf", content=PDF, by=world.north.slt, at=timezone.now())
    change(world, item, title="Russetiden")
    secret = answer_secret(line_of(world, meeting, world.north.member))
    page = world.client().get(reverse("answer", args=[secret])).content.decode()
    assert "Russetid<" in page
    assert "notat.pdf" in page
    assert "Russetiden" not in page
    assert "mer.pdf" not in page
    for one, status in ((paper, 200), (other, 404)):
        assert world.client().get(reverse("answer_paper", args=[secret, one.pk])).status_code == status


def test_pack_is_made_of_what_was_sent(world: World) -> None:
    meeting, item, _paper = sent(world)
    change(world, item, title="Russetiden", text=NEW)
    words = text_of(made(world, meeting))
    assert "Framlegget" in words
    assert "Russetiden" not in words
    due_changes(timezone.now() + MINUTE)
    words = text_of(made(world, meeting))
    assert "Det nye framlegget" in words
    assert "Russetiden" in words


def test_print_of_minutes_that_the_machine_lays_there_is_read_at_once(world: World) -> None:
    meeting, item, _paper = sent(world)
    with world.acting(world.north.slt):
        print_ = MeetingFile(council=meeting.council, meeting=meeting, item=item, name="referat.pdf")
        print_.hold(PDF)
        print_.save(force_insert=True)
    answer = world.client(world.north.member).get(reverse("paper", args=[meeting.pk, print_.pk]))
    assert answer.content == PDF
    assert "referat.pdf" in read(world, world.north.member, "meeting", meeting.pk)


def test_held_agenda_stands_and_is_read_by_everybody(world: World) -> None:
    meeting, item, _paper = sent(world)
    change(world, item, text=NEW)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(state="held", date=world.today)
    for who in outsiders(world):
        assert "Det nye" in read(world, who, "item", meeting.pk, item.pk)


def test_closed_items_are_read_as_they_are_by_those_they_concern_once_sent(world: World) -> None:
    meeting, _item, _paper = drafted(world)
    hidden = closed_item(world, meeting, world.north.chief_executive, title="Hemmelig")
    concerned = world.north.chief_executive
    assert "Hemmelig" in read(world, concerned, "meeting", meeting.pk)
    draft = read(world, concerned, "item", meeting.pk, hidden.pk)
    assert "Utkast, ikke sendt" in draft
    assert "Skjult tekst" not in draft
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
    later = closed_item(world, meeting, concerned, title="Senere")
    page = read(world, concerned, "meeting", meeting.pk)
    assert "Hemmelig" in page
    assert "Senere" in page
    for one in (hidden, later):
        assert "Skjult tekst" in read(world, concerned, "item", meeting.pk, one.pk)
        assert read(world, world.north.member, "item", meeting.pk, one.pk) == "404"
    assert "Hemmelig" not in read(world, world.north.member, "meeting", meeting.pk)


def test_review_is_no_business_of_those_who_are_called(world: World) -> None:
    meeting, item, _paper = sent(world)
    with world.acting(world.north.slt):
        AgendaItem.objects.filter(pk=item.pk).update(review="commented", review_comment="For tynn")
        Meeting.objects.filter(pk=meeting.pk).update(review_state="done")
    assert "For tynn" not in read(world, world.north.member, "item", meeting.pk, item.pk)
    assert "For tynn" in read(world, world.north.police_contact, "item", meeting.pk, item.pk)
