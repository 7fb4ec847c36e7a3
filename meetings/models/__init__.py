"""Year plans, meetings, agendas, notices, minutes, decisions and actions."""

from meetings.models.agenda import (
    AgendaItem,
    AgendaVersion,
    ClosedAccess,
    ItemProposal,
    MeetingFile,
    ProposalFile,
)
from meetings.models.approval import Correction, MinutesVersion, Remark
from meetings.models.attendance import ItemAbsence, ItemGuest
from meetings.models.evaluation import Evaluation, EvaluationAnswer, EvaluationForm, LearningPoint, Rhythm
from meetings.models.feeds import CalendarFeed, SchoolsLink
from meetings.models.handover import Handover
from meetings.models.meetings import Invitee, Meeting, Notice
from meetings.models.minutes import (
    Action,
    Decision,
    ItemMinutes,
    ItemMinutesVersion,
    MeetingJob,
    MeetingPdf,
    Minutes,
)
from meetings.models.plans import Activity, PlannedMeeting, SchoolHoliday, YearPlan
from meetings.models.published import PublishedMinutes, PublishingCouncil
from meetings.models.replies import MailReply
from meetings.models.upward import UpwardReport
from meetings.models.year_papers import YearJob, YearKind, YearPdf

__all__ = [
    "Action",
    "Activity",
    "AgendaItem",
    "AgendaVersion",
    "CalendarFeed",
    "SchoolsLink",
    "ClosedAccess",
    "Correction",
    "Decision",
    "Evaluation",
    "EvaluationAnswer",
    "EvaluationForm",
    "Handover",
    "Invitee",
    "ItemAbsence",
    "ItemGuest",
    "ItemMinutes",
    "ItemMinutesVersion",
    "ItemProposal",
    "LearningPoint",
    "MailReply",
    "Meeting",
    "MeetingFile",
    "MeetingJob",
    "MeetingPdf",
    "Minutes",
    "MinutesVersion",
    "Notice",
    "PlannedMeeting",
    "ProposalFile",
    "PublishedMinutes",
    "PublishingCouncil",
    "Remark",
    "Rhythm",
    "SchoolHoliday",
    "UpwardReport",
    "YearJob",
    "YearKind",
    "YearPdf",
    "YearPlan",
]
