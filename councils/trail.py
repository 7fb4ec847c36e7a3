"""The trail of events in words: who did what in a council, for those who may read it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from politirad import dates
from politirad.tenancy.models import AuditEvent

#: verb of the audit row -> (sentence, icon). `%(subject)s` is the row it was done to, `%(<fact>)s` one of
#: the facts; a date among them is written out. A room above adds its own verbs to this table when it starts.
WORDS: dict[str, tuple[str, str]] = {
    "found_council": (gettext_noop("%(subject)s ble opprettet"), "council"),
    "take_part": (gettext_noop("En organisasjon til er med"), "building"),
    "add_participant": (gettext_noop("%(subject)s er med i rådet fra %(valid_from)s"), "building"),
    "end_participation": (gettext_noop("%(subject)s er med i rådet til og med %(on)s"), "building"),
    "remove_participant": (gettext_noop("%(subject)s er tatt ut igjen: lagt til ved en feil"), "undo"),
    "enter_organization": (gettext_noop("%(subject)s er lagt inn i registeret"), "building"),
    "rename_council": (gettext_noop("Rådet skiftet navn fra «%(former)s» til «%(now)s»"), "edit"),
    "change_kind": (gettext_noop("Hva slags råd det er, er endret"), "edit"),
    "change_level": (gettext_noop("Nivået rådet er på, er endret"), "edit"),
    "change_parent": (gettext_noop("Det overordnede forumet er endret"), "edit"),
    "change_reports_upward": (
        gettext_noop("Om godkjente referater meldes til det overordnede forumet, er endret"),
        "send",
    ),
    "change_language": (gettext_noop("Skriftspråket til rådet er endret"), "globe"),
    "change_archive_keeper": (gettext_noop("Arkivansvaret er endret"), "edit"),
    "change_purpose": (gettext_noop("Formålet med rådet er endret"), "edit"),
    "change_founded_year": (gettext_noop("Året rådet ble opprettet, er endret"), "edit"),
    "open_office": (gettext_noop("Ny stilling: %(subject)s"), "person-add"),
    "add_seat": (gettext_noop("Ny plass i rådet: %(subject)s"), "person-add"),
    "edit_seat": (gettext_noop("Plassen %(subject)s er endret"), "edit"),
    "move_participant": (gettext_noop("%(subject)s er flyttet i listen over deltakere"), "sort"),
    "move_seat": (gettext_noop("Plassen %(subject)s er flyttet i listen"), "sort"),
    "end_seat": (gettext_noop("Plassen %(subject)s avsluttes %(on)s"), "remove"),
    "appoint": (gettext_noop("Ny i vervet: %(subject)s"), "person"),
    "end_holding": (gettext_noop("Perioden er avsluttet: %(subject)s"), "person"),
    "withdraw_appointment": (gettext_noop("Angret før perioden begynte: %(subject)s"), "undo"),
    "adopt_rules": (gettext_noop("Nye regler gjelder fra %(valid_from)s"), "settings"),
    "withdraw_rules": (gettext_noop("Reglene fra %(valid_from)s er trukket tilbake"), "settings"),
    "invite_person": (gettext_noop("%(subject)s er invitert"), "envelope"),
    "accept_invitation": (gettext_noop("%(subject)s har tatt imot invitasjonen"), "check-circle"),
    "affiliate": (gettext_noop("%(subject)s er lagt til"), "person-add"),
    "end_affiliation": (gettext_noop("%(subject)s er avsluttet"), "person"),
    "make_administrator": (gettext_noop("%(subject)s er blitt administrator"), "key"),
    "unmake_administrator": (gettext_noop("%(subject)s er ikke lenger administrator"), "key"),
    "give_declaration": (gettext_noop("%(subject)s har gitt taushetserklæring"), "lock"),
    "register_declaration": (gettext_noop("Taushetserklæringen fra %(subject)s er registrert"), "lock"),
    "withdraw_declaration": (gettext_noop("Taushetserklæringen fra %(subject)s er trukket tilbake"), "undo"),
    "choose_language": (gettext_noop("Skriftspråket er endret"), "globe"),
    "start_onboarding": (gettext_noop("Innføringen er begynt"), "onboarding"),
    "answer_onboarding": (gettext_noop("Et steg i innføringen er besvart"), "onboarding"),
    "complete_onboarding": (gettext_noop("Innføringen er fullført"), "onboarding"),
    "abandon_onboarding": (gettext_noop("Innføringen er avbrutt"), "onboarding"),
}


@dataclass(frozen=True)
class Event:
    """One line of the trail, as templates/_parts/timeline.html draws it."""

    at: datetime.datetime
    what: str
    who: str
    icon: str


def events_of_council(council_id: UUID) -> QuerySet[AuditEvent]:
    """All that has been done in a council, the latest first."""
    return AuditEvent.objects.filter(council_id=council_id).select_related("actor").order_by("-at", "-id")


def events_of_organization(organization_id: UUID) -> QuerySet[AuditEvent]:
    """All that has been done in an organisation, the latest first."""
    return (
        AuditEvent.objects.filter(organization_id=organization_id)
        .select_related("actor")
        .order_by("-at", "-id")
    )


def told(event: AuditEvent) -> Event:
    """The row in words. A verb that no room has given words says what kind of thing was changed."""
    sentence, icon = WORDS.get(event.action, ("", "activity"))
    who = event.actor.name if event.actor else _("Systemet")
    if not sentence:
        return Event(event.at, _unknown(event), who, icon)
    facts: dict[str, Any] = {key: _fact(value) for key, value in event.facts.items()}
    try:
        what = _(sentence) % {**facts, "subject": event.subject_name or _("(lukket)")}
    except KeyError:  # an older row may lack a fact that the sentence has come to use
        what = _unknown(event)
    return Event(event.at, what, who, icon)


def _unknown(event: AuditEvent) -> str:
    try:
        kind = str(apps.get_model(event.subject_type)._meta.verbose_name)
    except (LookupError, ValueError):
        kind = ""
    named = ": ".join(part for part in (kind, event.subject_name) if part)
    return _("Endring i %(what)s") % {"what": named} if named else _("Endring")


def _fact(value: Any) -> Any:
    """A date in words, everything else as it is."""
    if isinstance(value, str) and len(value) == 10:
        try:
            return dates.long_date(datetime.date.fromisoformat(value), get_language() or "nb")
        except ValueError:
            return value
    return value
