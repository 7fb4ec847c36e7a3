"""What we can say of a PDF that somebody holds: the seal's own verdict, and where the agreement stands now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Agreement
from politirad import seal
from politirad.tenancy import context


class Outcome(IntEnum):
    """What a file is; the numbers are the exit codes of `manage.py verify_agreement`."""

    GENUINE = 0
    REPLACED = 3
    UNKNOWN = 4
    CHANGED = 5


@dataclass(frozen=True)
class Finding:
    """The outcome, and one sentence that says it."""

    outcome: Outcome
    sentence: str


def examined(content: bytes) -> Finding:
    """Judge a file by its seal, and then by what has happened to the agreement since. Asks outside every context."""
    verdict = seal.verify(content)
    if not verdict.sealed_here:
        return Finding(Outcome.UNKNOWN, _("Filen har ikke noe segl herfra."))
    if verdict.changed_since or not verdict.intact:
        return Finding(Outcome.CHANGED, _("Filen ble forseglet her, men er endret etterpå."))
    agreement = _agreement_of(verdict.digest)
    if agreement is None:
        return Finding(Outcome.GENUINE, _("Filen er ekte og uendret: den har seglet vårt."))
    if agreement.state == Agreement.State.REPLACED:
        return Finding(
            Outcome.REPLACED,
            _("Filen er ekte og uendret, men avtalen «%(title)s» er erstattet av en nyere.")
            % {"title": agreement.title},
        )
    day = timezone.localtime(verdict.sealed_at).date() if verdict.sealed_at else None
    return Finding(
        Outcome.GENUINE,
        _("Filen er ekte og uendret: «%(title)s», forseglet %(day)s.")
        % {"title": agreement.title, "day": f"{day:%d.%m.%Y}" if day else "–"},
    )


def _agreement_of(digest: str) -> Agreement | None:
    """The agreement that a seal was set on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreement_id, council_id FROM sec.agreement_of_seal(%s)", [digest])
        row: tuple[UUID, UUID] | None = cursor.fetchone()
    if row is None:
        return None
    with context.entered(context.of_council(row[1])):
        return Agreement.objects.filter(pk=row[0]).first()
