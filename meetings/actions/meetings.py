"""Make a single meeting, and change one that nobody has been called to yet."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from councils.models import Council
from councils.refusals import Refusal
from meetings.actions.writing import require_no_identity
from meetings.models import Meeting
from meetings.numbering import label, next_sequence
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@dataclass(frozen=True)
class MeetingTerms:
    """When, where and about what. An empty title means the number of the year."""

    date: datetime.date
    start: datetime.time
    end: datetime.time
    title: str = ""
    place: str = ""
    video_url: str = ""
    theme: str = ""


@transaction.atomic
def create_meeting(*, council: Council, terms: MeetingTerms, by: User | None) -> Meeting:
    """Make a meeting outside the year plan; nobody is called.

    Raises Refusal when it ends before it begins, and on an identity number.
    """
    _require_lawful(terms)
    Council.objects.select_for_update().get(pk=council.pk)  # two at once would get the same number
    used = Meeting.objects.filter(council=council, date__year=terms.date.year, number__isnull=False)
    number = next_sequence([one for one in used.values_list("number", flat=True) if one])
    facts = asdict(terms)
    facts["title"] = terms.title or label("meeting", number, terms.date.year, council.language)
    meeting = Meeting(council=council, number=number, **facts)
    meeting.save(force_insert=True)
    record("create_meeting", meeting, by=by, date=terms.date.isoformat())
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, terms: MeetingTerms, by: User | None) -> Meeting:
    """Change a planned meeting. Raises Refusal once it is called (then those called must be told), and as above."""
    _require_lawful(terms)
    fresh = Meeting.objects.select_for_update().select_related("council").get(pk=meeting.pk)
    if fresh.state != Meeting.State.PLANNED:
        raise Refusal(_("Møtet er innkalt. Bruk «Endre møtet», så får de innkalte beskjed."))
    changed = [name for name, value in asdict(terms).items() if value != getattr(fresh, name)]
    for name in changed:
        setattr(fresh, name, getattr(terms, name) or fresh.title if name == "title" else getattr(terms, name))
    if changed:
        fresh.save(update_fields=changed)
        record("change_meeting", fresh, by=by, changed=changed)
    return fresh


def _require_lawful(terms: MeetingTerms) -> None:
    require_no_identity([terms.title, terms.place, terms.theme])
    if terms.end <= terms.start:
        raise Refusal(_("Møtet må slutte etter at det begynner."))
