"""The doors of this room: every row of a meeting or a year plan is reached through its council's rights.

Each `access_...` raises Http404 when the row is not there, lies behind another tenant's wall, is a closed item
that does not concern the person, or the council may not be seen; and PermissionDenied when it may be seen but
the person lacks the right `to`.
"""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.db.models import Q
from django.http import Http404

from councils.models import Council
from councils.permissions import Right, may
from councils.permissions import holders_of as holders_of
from meetings.models import (
    Action,
    Activity,
    AgendaItem,
    CalendarFeed,
    Decision,
    Evaluation,
    Invitee,
    ItemProposal,
    LearningPoint,
    Meeting,
    MeetingFile,
    MeetingJob,
    MeetingPdf,
    PlannedMeeting,
    ProposalFile,
    Remark,
    YearJob,
    YearPdf,
    YearPlan,
)
from meetings.series import with_neighbours
from politirad.tenancy.models import OutgoingMessage, User
from politirad.tenancy.permissions import find

Row = TypeVar("Row", bound=models.Model)
#: Either of these reads an agenda that has not been sent.
READ_DRAFTS = (Right.PREPARE_AGENDA, Right.REVIEW_AGENDA)


def access_meeting(user: Any, meeting_id: UUID, *, to: Right = Right.VIEW) -> Meeting:
    """The meeting, with its council and the council's owner."""
    return _through_council(Meeting.objects.select_related("council__owner"), user, Q(pk=meeting_id), to)


def access_meeting_in_series(user: Any, meeting_id: UUID) -> Meeting:
    """The same, with the meetings before and after it (`meetings.series`)."""
    rows = with_neighbours(Meeting.objects.select_related("council__owner"))
    return _through_council(rows, user, Q(pk=meeting_id), Right.VIEW)


def access_item(user: Any, meeting_id: UUID, item_id: UUID, *, to: Right = Right.VIEW) -> AgendaItem:
    """One item of a meeting's agenda; the wall hides closed items from those they do not concern."""
    rows = AgendaItem.objects.select_related("council__owner", "meeting", "reviewed_by", "parent")
    return _through_council(rows, user, Q(pk=item_id, meeting_id=meeting_id), to)


def access_source(user: Any, council_id: UUID, item_id: UUID) -> AgendaItem:
    """A closed item of another of the council's meetings, for somebody who may make one that follows it up."""
    rows = AgendaItem.objects.select_related("council__owner", "meeting", "parent")
    where = Q(pk=item_id, council_id=council_id, part=2)
    return _through_council(rows, user, where, Right.PREPARE_AGENDA)


def access_paper(user: Any, meeting_id: UUID, paper_id: UUID, *, to: Right = Right.VIEW) -> MeetingFile:
    """A paper of a meeting, seen by those who see the item it belongs to."""
    rows = MeetingFile.objects.select_related("council", "meeting", "item")
    return _through_council(rows, user, Q(pk=paper_id, meeting_id=meeting_id), to)


def access_plan(user: Any, council_id: UUID, year: int, *, to: Right = Right.VIEW) -> YearPlan:
    """A council's plan for one year."""
    rows = YearPlan.objects.select_related("council__owner")
    return _through_council(rows, user, Q(council_id=council_id, year=year), to)


def access_planned_meeting(
    user: Any, council_id: UUID, year: int, planned_id: UUID, *, to: Right = Right.PLAN_YEAR
) -> PlannedMeeting:
    """One meeting of a plan, with the plan."""
    rows = PlannedMeeting.objects.select_related("plan", "council__owner")
    where = Q(pk=planned_id, plan__year=year, council_id=council_id)
    return _through_council(rows, user, where, to)


def access_activity(
    user: Any, council_id: UUID, year: int, activity_id: UUID, *, to: Right = Right.PLAN_YEAR
) -> Activity:
    """One activity of a plan, with the plan."""
    rows = Activity.objects.select_related("plan", "council__owner")
    where = Q(pk=activity_id, plan__year=year, council_id=council_id)
    return _through_council(rows, user, where, to)


def access_proposal(user: Any, proposal_id: UUID, *, to: Right = Right.VIEW) -> ItemProposal:
    """A proposed item, for the one who proposed it and for those who build the agenda; others get Http404."""
    rows = ItemProposal.objects.select_related(
        "council__owner", "preferred_meeting", "item", "proposed_by", "decided_by"
    )
    proposal = _through_council(rows, user, Q(pk=proposal_id), Right.VIEW)
    if proposal.proposed_by_id != user.pk and not may(user, proposal.council, Right.PREPARE_AGENDA):
        raise Http404
    if not may(user, proposal.council, to):
        raise PermissionDenied
    return proposal


def access_proposal_file(user: Any, proposal_id: UUID, file_id: UUID) -> ProposalFile:
    """What was sent along with a proposed item, for those who see the proposal."""
    proposal = access_proposal(user, proposal_id)
    file = ProposalFile.objects.filter(pk=file_id, proposal=proposal).first()
    if file is None:
        raise Http404
    file.proposal = proposal
    return file


def may_remove_files(user: Any, proposal: ItemProposal) -> bool:
    """Whether the person may take away what was sent along: those who build the agenda, and while nobody has taken
    it on or sent it back, the one who proposed it."""
    waits = proposal.state in (ItemProposal.State.SUBMITTED, ItemProposal.State.DEFERRED)
    own = proposal.proposed_by_id == user.pk and waits
    return own or may(user, proposal.council, Right.PREPARE_AGENDA)


def access_decision(user: Any, meeting_id: UUID, decision_id: UUID, *, to: Right) -> Decision:
    """A decision of a meeting, seen by those who see its item."""
    rows = Decision.objects.select_related("council__owner", "item__meeting", "item__council")
    return _through_council(rows, user, Q(pk=decision_id, item__meeting_id=meeting_id), to)


def access_action(user: Any, action_id: UUID) -> Action:
    """Something to follow up, for the one who is to do it and for those who follow everything up."""
    rows = Action.objects.select_related("council__owner", "item", "responsible")
    action = _through_council(rows, user, Q(pk=action_id), Right.VIEW)
    if action.responsible_id != user.pk and not may(user, action.council, Right.FOLLOW_UP):
        raise PermissionDenied
    return action


def access_item_action(user: Any, meeting_id: UUID, action_id: UUID, *, to: Right) -> Action:
    """Something to do that was written on an item of the meeting, seen by those who see the item."""
    rows = Action.objects.select_related("council__owner", "item__meeting", "item__council", "responsible")
    return _through_council(rows, user, Q(pk=action_id, item__meeting_id=meeting_id), to)


def access_remark(user: Any, meeting_id: UUID, remark_id: UUID, *, to: Right) -> Remark:
    """A remark on the meeting's minutes, seen by those who see the item it is about."""
    rows = Remark.objects.select_related("council__owner", "minutes__meeting__council", "item", "author")
    return _through_council(rows, user, Q(pk=remark_id, minutes__meeting_id=meeting_id), to)


def access_pdf(user: Any, meeting_id: UUID, pdf_id: UUID) -> MeetingPdf:
    """A PDF of a meeting's open part; one of a draft is there for those who build or review the agenda."""
    rows = MeetingPdf.objects.select_related("council__owner", "meeting")
    pdf = _through_council(rows, user, Q(pk=pdf_id, meeting_id=meeting_id), Right.VIEW)
    if pdf.draft and not any(may(user, pdf.council, right) for right in READ_DRAFTS):
        raise Http404
    return pdf


def access_job(user: Any, meeting_id: UUID, job_id: UUID) -> MeetingJob:
    """The making of such a PDF."""
    rows = MeetingJob.objects.select_related("council__owner", "meeting", "pdf").defer("pdf__content")
    return _through_council(rows, user, Q(pk=job_id, meeting_id=meeting_id), Right.VIEW)


def access_year_pdf(user: Any, council_id: UUID, year: int, pdf_id: UUID) -> YearPdf:
    """A PDF of a council's year."""
    rows = YearPdf.objects.select_related("council__owner")
    return _through_council(rows, user, Q(pk=pdf_id, council_id=council_id, year=year), Right.VIEW)


def access_year_job(user: Any, council_id: UUID, year: int, job_id: UUID) -> YearJob:
    """The making of such a PDF."""
    rows = YearJob.objects.select_related("council__owner")
    return _through_council(rows, user, Q(pk=job_id, council_id=council_id, year=year), Right.VIEW)


def access_invitee(user: Any, meeting_id: UUID, invitee_id: UUID, *, to: Right) -> Invitee:
    """One who is called to a meeting, and not taken off again."""
    rows = Invitee.objects.select_related("council__owner", "meeting__council", "seat", "user", "deputy_for")
    where = Q(pk=invitee_id, meeting_id=meeting_id, removed_at__isnull=True)
    return _through_council(rows, user, where, to)


def access_letter(user: Any, meeting_id: UUID, letter_id: UUID) -> tuple[Meeting, OutgoingMessage]:
    """A letter about a meeting, for those who call it."""
    meeting = access_meeting(user, meeting_id, to=Right.CALL_MEETING)
    rows = OutgoingMessage.objects.filter(pk=letter_id, subject_id=meeting.pk, council_id=meeting.council_id)
    letter = rows.first()
    if letter is None:
        raise Http404
    return meeting, letter


def access_evaluation(
    user: Any, council_id: UUID, evaluation_id: UUID, *, to: Right = Right.VIEW
) -> Evaluation:
    """One evaluation of the council's own work."""
    rows = Evaluation.objects.select_related("council__owner", "meeting")
    return _through_council(rows, user, Q(pk=evaluation_id, council_id=council_id), to)


def access_learning_point(user: Any, council_id: UUID, point_id: UUID, *, to: Right) -> LearningPoint:
    """What the council learned by an evaluation."""
    rows = LearningPoint.objects.select_related("council__owner", "evaluation__meeting")
    return _through_council(rows, user, Q(pk=point_id, council_id=council_id), to)


def access_feed(user: Any, feed_id: UUID) -> CalendarFeed:
    """A calendar subscription of one's own; another's is not there."""
    feed = CalendarFeed.objects.filter(pk=feed_id, user=user).select_related("council").first()
    if feed is None:
        raise Http404
    return feed


def members_of(council: Council) -> models.QuerySet[User]:
    """Everybody active who takes part in the council, observers apart, by name: those a closed item can concern."""
    return holders_of(council, Right.PROPOSE_ITEM)


def answered_by(evaluation: Evaluation) -> set[UUID]:
    """Who has answered, while nobody sees what."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id FROM sec.answered_by(%s)", [evaluation.pk])
        return {row[0] for row in cursor.fetchall()}


def readers_of(item: AgendaItem) -> set[UUID]:
    """Whom a closed item concerns, its author among them, for somebody who sees it; else nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id FROM sec.readers_of(%s)", [item.pk])
        return {row[0] for row in cursor.fetchall()}


def awaits_declaration(user: User, meeting: Meeting) -> bool:
    """Whether something in the meeting's closed part concerns the person, who has not declared to keep it so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.awaits_declaration(%s, %s)", [meeting.pk, user.pk])
        return bool(cursor.fetchone()[0])


def _through_council(rows: models.QuerySet[Row], user: Any, where: Q, to: Right) -> Row:
    """The one row that fits, if the person may see its council and do `to` in it."""
    row = find(rows.filter(where), user, on=Council, through="council_id") if user.is_authenticated else None
    if row is None:
        raise Http404
    council: Council = row.council  # type: ignore[attr-defined]
    if not may(user, council, Right.VIEW):
        raise Http404
    if not may(user, council, to):
        raise PermissionDenied
    return row
