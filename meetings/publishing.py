"""The end of making a public edition: its copy is filled, it is shown, and the members are told the first time."""

from __future__ import annotations

import datetime

from councils.models import Council
from councils.procedure import in_force
from meetings.minutes_document import approved_version, correction_facts, open_corrections
from meetings.models import Meeting, MeetingPdf, Minutes, PublishedMinutes, PublishingCouncil
from meetings.notifications import papers


def show_public_edition(meeting: Meeting, pdf: MeetingPdf, *, at: datetime.datetime) -> None:
    """Put the approved text and its PDF before everybody, if nobody has withdrawn it meanwhile."""
    minutes = Minutes.objects.select_related("council").filter(meeting=meeting).first()
    version = approved_version(minutes)
    row = PublishedMinutes.objects.select_for_update(of=("self",)).filter(minutes=minutes).first()
    if minutes is None or version is None or row is None or row.withdrawn_at is not None:
        return
    language = meeting.council.language
    row.content = {
        **version.content,
        "absent": [one | {"note": ""} for one in version.content["absent"]],  # nobody's business outside
        "version": version.number,
        "sha256": version.sha256,
        "corrections": [correction_facts(one, language) for one in open_corrections(minutes)],
    }
    row.pdf = pdf
    first_time = row.published_at is None
    row.published_at = row.published_at or at
    row.save()
    if first_time:
        papers.minutes_published(meeting, row)


def opened_against_rules(council: Council, today: datetime.date) -> bool:
    """Whether everybody may read the approved minutes while the rules of today say that they are not public."""
    rules = council.rules.filter(in_force(today), minutes_public=False)
    return rules.exists() and PublishingCouncil.objects.filter(council=council, until=None).exists()


def is_published(meeting: Meeting) -> bool:
    """Whether the meeting's minutes are shown to everybody, or on their way there."""
    return PublishedMinutes.objects.filter(minutes__meeting=meeting, withdrawn_at=None).exists()
