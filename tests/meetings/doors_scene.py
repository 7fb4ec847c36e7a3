"""One of everything that a meeting's addresses name, for tests/test_doors.py."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from councils.models import Council
from meetings.actions.follow_up import ActionTerms, assign_action, decide
from meetings.actions.hearing import remark_on_minutes, send_minutes
from meetings.actions.minutes import begin_minutes
from meetings.actions.proposals import ProposalTerms, propose_item
from meetings.actions.publishing import open_minutes_to_all
from meetings.making import ask_for_pdf
from meetings.models import AgendaItem, Invitee, MeetingFile, MeetingPdf, PublishedMinutes
from politirad.tenancy.models import OutgoingMessage
from tests.meetings.calls import called, held
from tests.world import World


def meeting_scene(world: World) -> dict[str, Any]:
    """One of everything a meeting's addresses name."""
    past, ahead = held(world), called(world, days=25)
    north = world.north
    with world.acting(north.slt):
        item = AgendaItem.objects.filter(meeting=past).order_by("order")[0]
        minutes = begin_minutes(meeting=past, at=timezone.now(), by=north.slt)
        decision = decide(item=item, text="Rådet ber om en plan.", by=north.slt)
        action = assign_action(
            council=north.council, item=item, terms=ActionTerms("Lag en plan"), by=north.slt
        )
        send_minutes(minutes=minutes, at=timezone.now(), by=north.slt, remarks_until=world.today)
        remark = remark_on_minutes(minutes=minutes, text="Noe mangler.", at=timezone.now(), by=north.slt)
        paper = MeetingFile(
            council=north.council, meeting=past, item=item, name="papir.pdf", content_type="application/pdf"
        )
        paper.hold(b"%PDF-1.7")
        paper.save()
        council = Council.objects.select_related("owner").get(pk=north.council.pk)
        open_minutes_to_all(council=council, at=timezone.now(), by=north.slt)
        PublishedMinutes.objects.create(
            council=council, minutes=minutes, title=past.title, date=past.date, ordered_at=timezone.now()
        )
        pdf = MeetingPdf(
            council=north.council,
            meeting=past,
            kind="minutes",
            name="referat.pdf",
            content_type="application/pdf",
        )
        pdf.hold(b"%PDF-1.7")
        pdf.save()
        job = ask_for_pdf(meeting=past, kind=MeetingPdf.Kind.MINUTES, by=north.slt)
        invitee = Invitee.objects.get(meeting=ahead, user=north.member)
        letter = OutgoingMessage.objects.filter(subject_id=ahead.pk)[0]
        ahead_item = AgendaItem.objects.filter(meeting=ahead)[0]
    with world.acting(north.member):
        proposal = propose_item(council=north.council, terms=ProposalTerms("En ny sak"), by=north.member)
    return {
        "meeting_id": past.pk,
        "item_id": item.pk,
        "decision_id": decision.pk,
        "action_id": action.pk,
        "paper_id": paper.pk,
        "pdf_id": pdf.pk,
        "job_id": job.pk,
        "remark_id": remark.pk,
        "number": 1,
        "invitee_id": invitee.pk,
        "letter_id": letter.pk,
        "proposal_id": proposal.pk,
        "kind": "minutes",
        "ahead": {"meeting_id": ahead.pk, "item_id": ahead_item.pk},
    }
