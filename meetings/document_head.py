"""What the papers of a meeting have in common: when and where it was, and who was called."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Invitee, Meeting
from politirad import dates


def head(meeting: Meeting, language: str) -> list[dict[str, str]]:
    """When, where, and which meeting of the year."""
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    found = [
        *said(_("Møte"), meeting.title),
        *said(_("Tid"), dates.period(start, end, language)),
        *said(_("Sted"), meeting.place),
        *said(_("Vertskap"), meeting.host),
        *said(_("Tema"), meeting.theme),
    ]
    if meeting.number:
        found += said(_("Møtenummer"), f"{meeting.number}/{meeting.number_year or meeting.date.year}")
    return found


def invitees(meeting: Meeting) -> list[Invitee]:
    """Those who were called, in order, with the organisation of their seats."""
    rows = meeting.invitees.filter(removed_at__isnull=True)
    return list(rows.select_related("seat__organization"))


def said(label: str, value: str) -> list[dict[str, str]]:
    """One line of facts; none for an empty value."""
    return [{"label": label, "value": value}] if value else []
