"""Make a single meeting, and change one that nobody has been called to yet."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from councils.models import Council
from councils.refusals import Refusal
from meetings.actions.sending import hold_meeting
from meetings.actions.writing import require_no_identity
from meetings.models import Meeting
from meetings.numbering import label
from meetings.plan_filling import settle_year
from meetings.year_numbers import hold_series, next_number, number_moved
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
    host: str = ""
    video_url: str = ""
    theme: str = ""


@transaction.atomic
def create_meeting(
    *, council: Council, terms: MeetingTerms, by: User | None, today: datetime.date
) -> Meeting:
    """Make a meeting outside the year plan; nobody is called.

    Raises Refusal when it ends before it begins, and on an identity number.
    """
    _require_lawful(terms)
    hold_series(council.pk)
    number, year = next_number(council, terms.date.year), terms.date.year
    facts = asdict(terms)
    facts["title"] = terms.title or label("meeting", number, year, council.language)
    meeting = Meeting(council=council, number=number, number_year=year, **facts)
    meeting.save(force_insert=True)
    record("create_meeting", meeting, by=by, date=terms.date.isoformat())
    settle_year(council, year, today=today)
    meeting.refresh_from_db(fields=["duties"])
    return meeting


@transaction.atomic
def change_meeting(
    *, meeting: Meeting, terms: MeetingTerms, by: User | None, today: datetime.date
) -> Meeting:
    """Change a planned meeting, in the calendars too; moved to another day, duties are laid anew.

    In another year it gets a number there. Raises Refusal once it is called (then those called must be told), and as above.
    """
    _require_lawful(terms)
    hold_series(meeting.council_id)
    fresh = hold_meeting(meeting)
    if fresh.state != Meeting.State.PLANNED:
        raise Refusal(_("Møtet er innkalt. Bruk «Endre møtet», så får de innkalte beskjed."))
    former = fresh.date
    wanted = {**asdict(terms), "title": terms.title or fresh.title}
    if terms.date.year != former.year:
        wanted |= _renumbered(fresh, str(wanted["title"]), terms.date.year)
    changed = [name for name, value in wanted.items() if value != getattr(fresh, name)]
    for name in changed:
        setattr(fresh, name, wanted[name])
    if changed:
        fresh.sequence += 1
        fresh.save(update_fields=[*changed, "sequence"])
        record("change_meeting", fresh, by=by, changed=changed)
    if terms.date != former:
        for year in sorted({former.year, terms.date.year}):
            settle_year(fresh.council, year, today=today)
        fresh.refresh_from_db(fields=["duties"])
    return fresh


def _renumbered(meeting: Meeting, title: str, year: int) -> dict[str, object]:
    """Number and title in another year's series; a title that somebody has chosen stands."""
    if meeting.number is None:
        return {}
    language, number = meeting.council.language, number_moved(meeting, year)
    ours = label("meeting", meeting.number, meeting.number_year or meeting.date.year, language)
    new_title = label("meeting", number, year, language) if title == ours else title
    return {"number": number, "number_year": year, "title": new_title}


def _require_lawful(terms: MeetingTerms) -> None:
    require_no_identity([terms.title, terms.place, terms.theme])
    if terms.end <= terms.start:
        raise Refusal(_("Møtet må slutte etter at det begynner."))
