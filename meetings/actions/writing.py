"""What every deed that stores text asks first: is there a number in it that must not be; and are the minutes open."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.refusals import Refusal
from meetings.identifiers import is_refused
from meetings.models import Minutes

NO_IDENTITY = gettext_lazy(
    "Teksten inneholder et fødselsnummer. Skriv anonymt: politirådet behandler ikke enkeltsaker."
)
DOUBTFUL = gettext_lazy("Teksten har et tall på elleve sifre. Kontroller at det ikke er et personnummer.")


def open_minutes(meeting_id: UUID) -> Minutes:
    """The meeting's minutes as they are now, held against a second writer.

    Raises Refusal when there are none yet, or they are approved.
    """
    row = (
        Minutes.objects.select_for_update(of=("self",))
        .select_related("meeting__council")
        .filter(meeting_id=meeting_id)
        .first()
    )
    if row is not None:
        return row
    # The database hands nobody an approved row to change.
    if Minutes.objects.filter(meeting_id=meeting_id).exists():
        raise Refusal(_("Referatet er godkjent og kan ikke endres. Det kan rettes med et tillegg."))
    raise Refusal(_("Begynn på referatet først."))


def require_no_identity(texts: Iterable[str]) -> None:
    """Raise Refusal when one of the texts holds a birth number or the like."""
    if any(is_refused(text) for text in texts):
        raise Refusal(str(NO_IDENTITY))


def checked(text: str) -> str:
    """A text that says something, and no identity number. Raises Refusal."""
    text = text.strip()
    if not text:
        raise Refusal(_("Skriv en tekst."))
    require_no_identity([text])
    return text
