"""Files go along with a proposed item: whoever sees the proposal reads them, and the item gets them as papers."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from meetings.actions.agenda import ItemTerms, change_item
from meetings.actions.calling import call_meeting
from meetings.actions.closed_items import ClosedTerms
from meetings.actions.handover import hand_over
from meetings.actions.proposal_files import Attachment, remove_proposal_file
from meetings.actions.proposals import ProposalTerms, accept_proposal, propose_item
from meetings.models import AgendaItem, ItemProposal, Meeting, MeetingFile, ProposalFile
from politirad.tenancy.models import AuditEvent, OutgoingMessage
from tests.meetings.agenda_scene import PDF, a_meeting
from tests.queries import MOST, asked
from tests.world import World

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def upload(name: str = "notat.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(world: World, *files: SimpleUploadedFile, user: Any = None, **typed: str) -> Any:
    """The member sends the form with files."""
    url = reverse("propose_item", args=[world.north.council.pk])
    data = {
        "title": "Trygg skolevei",
        "text": "Om sykkel",
        "kind": "discussion",
        "attachments": list(files),
        **typed,
    }
    return world.client(user or world.north.member).post(url, data)


def proposed(world: World, *names: str) -> tuple[ItemProposal, list[ProposalFile]]:
    with world.acting(world.north.member):
        files = tuple(Attachment(name, PDF) for name in names or ("notat.pdf",))
        terms = ProposalTerms("Trygg skolevei", files=files)
        made = propose_item(council=world.north.council, terms=terms, by=world.north.member)
        return made, list(made.files.select_related("proposal__council"))


def accepted(world: World, proposal: ItemProposal) -> AgendaItem:
    meeting = a_meeting(world)
    with world.acting(world.north.slt):
        at = timezone.now()
        return accept_proposal(proposal=proposal, meeting=meeting, by=world.north.slt, at=at)


def address(file: ProposalFile, name: str = "proposal_file") -> str:
    return reverse(name, args=[file.proposal_id, file.pk])


@pytest.mark.django_db
def test_member_sends_files_and_the_secretary_reads_them(world: World) -> None:
    assert send(world, upload("../Notat om vei.pdf"), upload("bilde.png", PNG)).status_code == 302
    with world.acting(world.north.slt):
        files = list(ProposalFile.objects.order_by("name"))
        event = AuditEvent.objects.get(action="propose_item")
    assert [(one.name, one.content_type) for one in files] == [
        ("Notat om vei.pdf", "application/pdf"),
        ("bilde.png", "image/png"),
    ]
    assert event.facts["files"] == 2
    for user in (world.north.slt, world.north.member):
        client = world.client(user)
        page = client.get(reverse("proposal", args=[files[0].proposal_id])).content.decode()
        assert address(files[0]) in page
        assert address(files[1]) in page
        answer = client.get(address(files[0]))
        assert answer.content == PDF
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("notat.exe", b"MZ program")], "«notat.exe»: Vi tar imot PDF"),
        ([("notat.pdf", PNG)], "«notat.pdf»: Filnavnet sier noe annet enn innholdet."),
        ([("tom.pdf", b"")], "«tom.pdf»: Filen er tom."),
        ([("Om 01010750160.pdf", PDF)], "Filnavnet inneholder et fødselsnummer."),
        ([("stor.pdf", PDF + bytes(15 * 1024 * 1024))], "«stor.pdf»: Filen er for stor."),
        ([(f"{number}.pdf", PDF) for number in range(6)], "Du kan legge ved høyst fem filer."),
        ([("god.pdf", PDF), ("notat.exe", b"MZ program")], "«notat.exe»: Vi tar imot PDF"),
    ],
)
@pytest.mark.django_db
def test_bad_file_is_refused_and_what_was_typed_stands(
    world: World, files: list[tuple[str, bytes]], sentence: str
) -> None:
    text = send(world, *(upload(*one) for one in files)).content.decode()
    assert sentence in text
    assert "Velg vedleggene på nytt." in text
    assert "Om sykkel" in text
    assert "01010750160" not in text
    with world.acting(world.north.slt):
        assert not ItemProposal.objects.exists()


@pytest.mark.django_db
def test_whoever_must_mend_something_else_is_told_to_choose_the_files_again(world: World) -> None:
    again = "Velg vedleggene på nytt."
    assert again in send(world, upload(), title="").content.decode()
    assert again not in send(world, title="").content.decode()


@pytest.mark.django_db
def test_files_become_papers_when_the_item_is_taken_on(world: World) -> None:
    proposal, (first, _second) = proposed(world, "notat.pdf", "kart.pdf")
    item = accepted(world, proposal)
    with world.acting(world.north.slt):
        papers = list(MeetingFile.objects.filter(item=item))
        assert [(one.name, one.uploaded_by, bytes(one.content)) for one in papers] == [
            ("notat.pdf", world.north.member, PDF),
            ("kart.pdf", world.north.member, PDF),
        ]
        assert {one.meeting_id for one in papers} == {item.meeting_id}
        assert AuditEvent.objects.filter(action="add_paper", subject_id=item.pk).count() == 2
        call_meeting(meeting=Meeting.objects.get(pk=item.meeting_id), at=timezone.now(), by=world.north.slt)
    page = world.client(world.north.observer).get(reverse("item", args=[item.meeting_id, item.pk]))
    assert "kart.pdf" in page.content.decode()
    assert world.client(world.north.member).get(address(first)).content == PDF


@pytest.mark.parametrize(("name", "prefix"), [("defer_proposal", "defer"), ("return_proposal", "return")])
@pytest.mark.django_db
def test_item_that_is_put_off_or_sent_back_keeps_its_files(world: World, name: str, prefix: str) -> None:
    proposal, (file,) = proposed(world)
    world.client(world.north.slt).post(reverse(name, args=[proposal.pk]), {f"{prefix}-reason": "Senere."})
    assert world.client(world.north.member).get(address(file)).content == PDF


@pytest.mark.django_db
def test_nobody_else_reads_the_files(world: World) -> None:
    proposal, (file,) = proposed(world)
    other, _files = proposed(world)
    north = world.north
    assert world.client().get(address(file)).status_code == 302
    for user in (north.mayor, north.police_contact, north.observer, north.administrator, world.south.slt):
        assert world.client(user).get(address(file)).status_code == 404, user
        assert world.client(user).post(address(file, "remove_proposal_file")).status_code == 404, user
        assert world.client(user).get(reverse("proposal", args=[proposal.pk])).status_code == 404, user
    crossed = reverse("proposal_file", args=[other.pk, file.pk])
    assert world.client(north.slt).get(crossed).status_code == 404
    with world.acting(world.south.slt):
        assert not ProposalFile.objects.exists()
    answer = send(world, upload(), user=north.observer)
    assert answer.status_code == 403


@pytest.mark.django_db
def test_file_is_taken_away_by_the_member_while_it_waits_and_by_the_secretary(world: World) -> None:
    proposal, (first, second, third) = proposed(world, "a.pdf", "b.pdf", "c.pdf")
    member, secretary = world.client(world.north.member), world.client(world.north.slt)
    assert member.post(address(first, "remove_proposal_file")).status_code == 302
    item = accepted(world, proposal)
    assert member.post(address(second, "remove_proposal_file")).status_code == 403
    assert (
        address(second, "remove_proposal_file")
        not in member.get(reverse("proposal", args=[proposal.pk])).content.decode()
    )
    assert secretary.post(address(second, "remove_proposal_file")).status_code == 302
    assert secretary.post(address(second, "remove_proposal_file")).status_code == 404
    with world.acting(world.north.slt):
        assert list(ProposalFile.objects.all()) == [third]
        assert [one.name for one in MeetingFile.objects.filter(item=item)] == ["b.pdf", "c.pdf"]
        assert AuditEvent.objects.filter(action="remove_proposal_file", subject_id=proposal.pk).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_take_the_same_file_away_hear_what_happened(world: World) -> None:
    _proposal, (file,) = proposed(world)
    barrier = threading.Barrier(2)
    outcomes: list[str] = []

    def remove() -> None:
        try:
            with world.acting(world.north.slt):
                barrier.wait(timeout=10)
                remove_proposal_file(file=file, by=world.north.slt)
                outcomes.append("removed")
        except ValueError as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=remove) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["Vedlegget er slettet allerede.", "removed"]


@pytest.mark.django_db
def test_file_is_as_closed_as_the_item_that_the_proposal_became(world: World) -> None:
    proposal, (file,) = proposed(world)
    item = accepted(world, proposal)
    with world.acting(world.north.slt):
        closed = ClosedTerms("politiregisterloven § 27")
        terms = ItemTerms("Lukket", closed=closed)
        change_item(item=item, terms=terms, version=item.version, by=world.north.slt, at=timezone.now())
    secretary = world.client(world.north.slt)
    assert secretary.get(address(file)).content == PDF
    with world.acting(world.north.slt):
        assert AuditEvent.objects.filter(action="read_closed_paper", about_id=item.pk).exists()
    mayor = world.north.mayor  # who builds the agenda too, for the day
    mayor.groups.add(Group.objects.get(name=f"council:{world.north.council.pk}:secretary"))
    assert world.client(mayor).get(address(file)).status_code == 404
    with world.acting(mayor):
        assert not ItemProposal.objects.exists()
        assert not ProposalFile.objects.exists()


@pytest.mark.django_db
def test_whoever_takes_over_the_proposal_reads_and_removes_its_files(world: World) -> None:
    _proposal, (file,) = proposed(world)
    north = world.north
    with world.acting(north.slt):
        hand_over(
            council=north.council, leaver=north.member, successor=north.mayor, at=timezone.now(), by=north.slt
        )
    assert world.client(north.mayor).get(address(file)).content == PDF
    assert world.client(north.mayor).post(address(file, "remove_proposal_file")).status_code == 302


@pytest.mark.django_db
def test_page_asks_as_often_for_many_files_and_meetings_as_for_one(world: World) -> None:
    proposal, (file,) = proposed(world)
    meeting = a_meeting(world)
    client, url = world.client(world.north.slt), reverse("proposal", args=[proposal.pk])
    with world.acting(world.north.slt):
        AgendaItem.objects.create(council=meeting.council, meeting=meeting, title="Sak")
    few = asked(client, url)
    with world.acting(world.north.slt):
        for number in range(30):
            made = Meeting(
                council=meeting.council,
                title=f"{number}",
                date=meeting.date,
                start=meeting.start,
                end=meeting.end,
            )
            made.state, made.called_at = Meeting.State.CALLED, timezone.now()
            made.save()
            AgendaItem.objects.create(council=meeting.council, meeting=made, title=f"Sak {number}")
            ProposalFile.objects.create(
                council=meeting.council, proposal=proposal, name="a.pdf", size=1, uploaded_by=file.uploaded_by
            )
    many = asked(client, url)
    assert len(many) == len(few) <= MOST


def test_letter_to_the_secretary_names_the_files(world: World) -> None:
    send(world, upload("notat.pdf"), upload("skisse.png", PNG))
    send(world)
    with world.inside(world.north.council):
        found = OutgoingMessage.objects.filter(kind="proposal_submitted").order_by("pk")
        texts = sorted((one.text for one in found), key=len)
    assert len(texts) == 2
    assert "følger med" not in texts[0]
    assert "Disse filene følger med: notat.pdf, skisse.png" in texts[1]
