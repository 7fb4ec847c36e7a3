"""Tell the council above of approved minutes, as an item that is proposed to it."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from councils.models import Council
from meetings.models import AgendaItem, ItemProposal, Meeting, Minutes, MinutesVersion, UpwardReport
from meetings.notifications import proposals as letters
from meetings.upward import Words, report_text, report_title
from politirad.dates import long_date
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def report_upward(
    *, minutes: Minutes, above: Council, at: datetime.datetime, by: User | None
) -> ItemProposal | None:
    """Propose the minutes to the council above, for its next meeting; its secretary takes them on or sends them back.

    To be called where both councils are in sight. None when that was done before, or the minutes are not approved:
    the same minutes travel once. `by` is None for the clock. It is proposed in the name of the one who approved them, since somebody has to have proposed it.
    """
    Council.objects.select_for_update(of=("self",)).get(
        pk=minutes.council_id
    )  # two at once would report twice
    version = MinutesVersion.objects.filter(minutes=minutes, kind=MinutesVersion.Kind.APPROVED).first()
    proposer = minutes.approved_by or minutes.started_by
    if version is None or proposer is None or UpwardReport.objects.filter(minutes=minutes).exists():
        return None
    date = datetime.date.fromisoformat(version.content["meeting"]["date"])
    with translation.override(above.language):
        words, day = _words(), long_date(date, above.language)
        proposal = ItemProposal(
            council=above,
            title=report_title(version.content, day, words),
            text=report_text(version.content, day, words),
            kind=AgendaItem.Kind.INFORMATION,
            preferred_meeting=_next_of(above, at),
            proposed_by=proposer,
            reported_from=version.content["council"],
        )
    proposal.save(force_insert=True)
    record("propose_item", proposal, by=by)
    letters.submitted(proposal)
    report = UpwardReport.objects.create(
        council=minutes.council,
        minutes=minutes,
        above=above.pk,
        above_name=above.name,
        proposal=proposal.pk,
        made_at=at,
    )
    record("report_upward", report, by=by)
    return proposal


def _next_of(council: Council, at: datetime.datetime) -> Meeting | None:
    """The council's next meeting that takes items."""
    states = [Meeting.State.PLANNED, Meeting.State.CALLED]
    rows = Meeting.objects.filter(council=council, date__gte=timezone.localdate(at), state__in=states)
    return rows.order_by("date", "start").first()


def _words() -> Words:
    return Words(
        title=_("Referat fra %(council)s, %(date)s"),
        lead=_("Godkjent referat fra %(meeting)s, %(date)s. Den åpne delen:"),
        decision=_("Vedtak %(number)s: %(text)s"),
        task=_("Oppgave: %(text)s (%(who)s)"),
        nothing=_("Ingen saker."),
    )
