"""Thirty of everything, from one of everything: for tests that ask whether a page's questions grow with its rows.

`multiply` takes the scene that the doors are knocked on with (tests/test_doors.py), where there is one or two of each
thing, and adds twenty-nine of each: in the same meeting, agreement, plan, council and organisation, and spread over
each other (each of thirty items has papers, minutes, decisions), so that a question asked for every row shows.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group
from django.utils import timezone

from agreements.models import Agreement, Regulation
from councils.models import (
    CouncilGroup,
    CouncilGroupPermission,
    Office,
    OfficeHolding,
    Participant,
    Rules,
    Seat,
)
from meetings.models import (
    Action,
    Activity,
    AgendaVersion,
    CalendarFeed,
    ClosedAccess,
    Correction,
    Decision,
    Evaluation,
    Invitee,
    ItemAbsence,
    ItemGuest,
    ItemMinutes,
    ItemMinutesVersion,
    ItemProposal,
    LearningPoint,
    Meeting,
    MeetingFile,
    MeetingJob,
    MeetingPdf,
    Minutes,
    Notice,
    PlannedMeeting,
    ProposalFile,
    Remark,
    SchoolHoliday,
    SchoolsLink,
    YearJob,
    YearPdf,
    YearPlan,
)
from politirad.tenancy import context
from politirad.tenancy.models import Affiliation, AuditEvent, Organization, OutgoingMessage, User
from tests.again import again, nth, numbered
from tests.agreements.rows import multiply_agreement
from tests.world import BEGAN, World


def days_from(day: datetime.date, step: int = 1) -> Callable[[int], datetime.date]:
    """So many days later."""
    return lambda number: day + datetime.timedelta(days=step * number)


def multiply(world: World, given: dict[str, Any]) -> None:
    """Make thirty of everything that `given` names one of. See the docstring of this file."""
    north = world.north
    people = again(north.member, email=lambda n: f"mange{n}@example.test", name=numbered("Mange Mennesker"))
    municipalities = again(north.municipality, number=lambda n: str(8000 + n), name=numbered("Mange kommune"))
    with context.entered(
        context.Context(
            user_id=north.slt.pk,
            organizations=frozenset({north.municipality.pk, world.police_unit.pk}),
            councils=frozenset({north.council.pk}),
        )
    ):
        _council(world, given, people, municipalities)
        _plan(world, given)
        for meeting_id in (given["meeting_id"], given["ahead"]["meeting_id"]):
            _meeting(world, Meeting.objects.get(pk=meeting_id), people)
        multiply_agreement(world, Agreement.objects.get(pk=given["agreement_id"]), people, municipalities)
        _around(world)
    _councils(world, given["agreement_id"])


def _council(world: World, given: dict[str, Any], people: list[User], others: list[Organization]) -> None:
    north = world.north
    again(Affiliation.objects.get(user=north.member), user_id=nth(people))
    seat = Seat.objects.select_related("office").get(pk=given["seat_id"])
    assert seat.office is not None
    offices = again(seat.office, title=numbered("Stilling"))
    again(seat, title=numbered("Plass"), office_id=nth(offices), order=lambda n: 50 + n)
    holding = OfficeHolding.objects.get(pk=given["holding_id"])
    again(holding, office_id=nth(offices), user_id=nth(people))
    again(holding, user_id=nth(people))
    own = Office.objects.filter(organization=north.municipality, council=None).first()
    if own is None:
        own = Office.objects.create(
            organization=north.municipality, role_id="mayor", title="Ordfører i kommunen"
        )
    own_offices = again(own, title=numbered("Egen stilling"))
    again(holding, office_id=nth(own_offices), user_id=nth(people))
    again(holding, office_id=lambda n: own.pk, user_id=nth(people))
    again(
        Participant.objects.filter(council=north.council)[0], organization_id=nth(others), order=lambda n: n
    )
    evaluation = Evaluation.objects.get(pk=given["evaluation_id"])
    again(evaluation, year=lambda n: 1900 + n)
    again(LearningPoint.objects.get(pk=given["point_id"]), text=numbered("Lærdom"))
    again(LearningPoint.objects.get(pk=given["point_id"]), year=lambda _number: world.today.year + 1)
    rules = Rules.objects.get(pk=given["rules_id"])
    past = again(
        rules,
        valid_from=days_from(BEGAN - datetime.timedelta(days=3000)),
        valid_to=days_from(BEGAN - datetime.timedelta(days=3000)),
    )
    for one in (rules.cadence.all()[0], rules.standing_items.all()[0]):
        again(one, order=lambda n: n)
        again(one, rules_id=nth(past))


def _plan(world: World, given: dict[str, Any]) -> None:
    planned = PlannedMeeting.objects.get(pk=given["planned_id"])
    again(planned, date=days_from(datetime.date(given["year"], 2, 1), 3))
    again(Activity.objects.get(pk=given["activity_id"]), title=numbered("Aktivitet"))
    again(YearPlan.objects.get(pk=planned.plan_id), year=lambda n: given["year"] + n)
    again(YearPdf.objects.get(year=given["year"]))
    again(YearJob.objects.get(year=given["year"]), state=lambda n: YearJob.State.DONE)
    holiday = SchoolHoliday.objects.create(
        organization=world.north.municipality,
        name="Vinterferie",
        first_day=datetime.date(given["year"], 2, 15),
        last_day=datetime.date(given["year"], 2, 19),
    )
    again(holiday, name=numbered("Ferie"))


def _meeting(world: World, meeting: Meeting, people: list[User]) -> None:
    """Thirty items with all that hangs on them, thirty invitees, letters and papers; and thirty such meetings."""
    slt, first = world.north.slt, meeting.items.order_by("part", "order")[0]
    items = again(first, title=numbered("Sak"), order=lambda n: 50 + n)
    closed = again(
        first, title=numbered("Lukket sak"), part=lambda n: 2, legal_basis=lambda n: "politiloven § 2"
    )
    concerned = ClosedAccess.objects.create(council=meeting.council, item=closed[0], user=slt, given_by=slt)
    again(concerned, user_id=nth(people))
    said = ItemMinutes.objects.create(council=meeting.council, item=first, html="<p>Rådet drøftet saken.</p>")
    again(said, item_id=nth(items))
    former = ItemMinutesVersion.objects.create(
        council=meeting.council, item=first, number=1, html=said.html, saved_at=timezone.now(), saved_by=slt
    )
    again(former, number=lambda n: 1 + n)
    again(former, item_id=nth(items))
    number = Decision.objects.count()
    decision = Decision.objects.create(
        council=meeting.council,
        item=first,
        year=meeting.date.year,
        number=100 + number,
        text="Vedtatt.",
        decided_on=meeting.date,
    )
    again(decision, item_id=nth(items), number=lambda n: 200 + number + n)
    again(decision, number=lambda n: 300 + number + n)
    action = Action.objects.create(council=meeting.council, item=first, text="Lag en plan", responsible=slt)
    again(action, item_id=nth(items), responsible_id=nth(people))
    again(action, text=numbered("Oppgave"))
    paper = MeetingFile(council=meeting.council, meeting=meeting, item=first, name="a.pdf", uploaded_by=slt)
    paper.hold(b"%PDF-1.7")
    paper.save()
    again(paper, item_id=nth(items), uploaded_by_id=nth(people))
    again(paper)
    invitee = Invitee.objects.get(meeting=meeting, user=world.north.member)
    again(
        invitee, email=lambda n: f"mange{n}@example.test", user_id=nth(people), secret_digest=lambda n: f"{n}"
    )
    absence = ItemAbsence.objects.create(council=meeting.council, item=first, invitee=invitee)
    again(absence, item_id=nth(items))
    guest = ItemGuest.objects.create(council=meeting.council, item=first, name="Rita Rektor", role="rektor")
    again(guest, name=numbered("Gjest"))
    again(guest, item_id=nth(items))
    again(Notice.objects.filter(meeting=meeting)[0], kind=lambda n: Notice.Kind.UPDATE, sequence=lambda n: n)
    version = AgendaVersion.objects.filter(meeting=meeting)[0]
    again(version, number=lambda n: 1 + n)
    proposal = ItemProposal.objects.create(
        council=meeting.council, title="Meldt", proposed_by=world.north.member
    )
    again(proposal, title=numbered("Meldt sak"), proposed_by_id=nth(people))
    for one in ItemProposal.objects.filter(council=meeting.council, proposed_by=world.north.member)[:2]:
        sent = ProposalFile(
            council=meeting.council, proposal=one, name="a.pdf", uploaded_by=world.north.member
        )
        sent.hold(b"%PDF-1.7")
        sent.save()
        again(sent)
    letters = OutgoingMessage.objects.filter(subject_id=meeting.pk)
    again(letters[0], dedupe_key=lambda n: f"{meeting.pk}:{n}", recipient_id=nth(people))
    pdf = MeetingPdf(
        council=meeting.council, meeting=meeting, kind=MeetingPdf.Kind.MINUTES, name="referat.pdf"
    )
    pdf.hold(b"%PDF-1.7")
    pdf.save()
    again(pdf)
    job = MeetingJob.objects.create(
        council=meeting.council, meeting=meeting, kind=MeetingPdf.Kind.MINUTES, pdf=pdf
    )
    again(job)
    away = 7 if meeting.date >= world.today else -7
    meetings = again(meeting, title=numbered("Møte"), date=days_from(meeting.date, away))
    again(first, meeting_id=nth(meetings))
    again(invitee, meeting_id=nth(meetings), email=lambda n: slt.email, user_id=lambda n: slt.pk)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is not None:
        again(minutes, meeting_id=nth(meetings))
        _around_minutes(minutes, slt)


def _around_minutes(minutes: Minutes, slt: User) -> None:
    """Thirty remarks and corrections."""
    of: dict[str, Any] = {"council": minutes.council, "minutes": minutes}
    now = timezone.now()
    again(Remark.objects.create(**of, text="Navnet er feil.", author=slt, made_at=now))
    again(Correction.objects.create(**of, text="Rett navn er Kari.", made_at=now, made_by=slt))


def _around(world: World) -> None:
    """What lies around all of it: the trail."""
    event = AuditEvent.objects.filter(council_id=world.north.council.pk)[0]
    again(event)


def _councils(world: World, agreement_id: UUID) -> None:
    """Thirty councils of the municipality, the others below the first, all with the same secretary."""
    north = world.north
    with world.acting(north.slt) as of_slt:
        councils = again(north.council, name=numbered("Råd"), parent_id=lambda _number: north.council.pk)
        seat = Seat.objects.get(council=north.council, is_secretary=True)
        own = CouncilGroup.objects.get(council=north.council, role_id="slt_coordinator")
        held = list(CouncilGroupPermission.objects.filter(content_object=north.council, group=own.group))
    group = Group.objects.create(name="secretary of thirty")
    north.slt.groups.add(group)
    everywhere = of_slt.councils | {one.pk for one in councils}
    with context.entered(replace(of_slt, councils=everywhere)):
        again(seat, council_id=nth(councils))
        feed = CalendarFeed.objects.create(
            user=north.slt, council=north.council, secret_digest="0", made_at=timezone.now()
        )
        again(feed, council_id=nth(councils), secret_digest=numbered("feed"))
        link = SchoolsLink.objects.create(council=north.council, secret_digest="0", made_at=timezone.now())
        again(link, council_id=nth(councils), secret_digest=numbered("link"))
        regulation = Regulation.objects.get(agreement=agreement_id, council=north.council)
        again(regulation, council_id=nth(councils), name_in_text=numbered("Råd"))
        for granted in held:
            again(granted, group_id=lambda _number: group.pk, content_object_id=nth(councils))
