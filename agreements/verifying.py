"""What we can say of a file, or of a code that it prints, to anybody who asks: the seal's own verdict, and whether the
agreement has been replaced since. Only of an agreement that is published its name and parties are told."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.models import Publication
from politirad import dates, seal
from politirad.seal_identity import DEMO_NAME
from politirad.tenancy import context


class Outcome(IntEnum):
    """What a file or a code is; the numbers are the exit codes of `manage.py verify_agreement`."""

    GENUINE = 0
    REPLACED = 3
    UNKNOWN = 4
    CHANGED = 5
    UNSIGNED = 6  # only of a code: a text that was frozen here, and that not everybody has signed


@dataclass(frozen=True)
class Finding:
    """The outcome in a few words (`heading`) and in sentences. `day` is when it was sealed, or signed by the last one.

    `by_text`: it rests on the fingerprint of the text, and so says nothing of the paper that bears it. `entry` and
    `successor` are in the public register, if they are.
    """

    outcome: Outcome
    heading: str
    sentence: str
    advice: str = ""
    day: datetime.date | None = None
    sealed_by: str = ""
    timestamped: bool = False
    by_text: bool = False
    entry: Publication | None = None
    successor: Publication | None = None

    @property
    def is_demo(self) -> bool:
        """Whether the seal is a demonstration's, which proves nothing."""
        return self.sealed_by == DEMO_NAME


@dataclass(frozen=True)
class Known:
    """What the database knows digits as: a seal, a sealed file, or a frozen text ("seal", "file", "text")."""

    agreement_id: UUID
    known_as: str
    standing: str
    day: datetime.date


def examined(content: bytes) -> Finding:
    """Judge a file by its seal, and then by what has happened to the agreement since. Asks outside every context.

    Raises `politirad.seal.NotJudged`.
    """
    verdict = seal.judged(content)
    known = _known(verdict.digest, "seal") if verdict.digest else None
    if not verdict.sealed_here and known is None:
        return _unknown(
            _("Filen har ikke noe segl herfra."),
            _("Er det en skannet eller utskrevet kopi, kan du slå opp kontrollkoden som står på den."),
        )
    day = timezone.localtime(verdict.sealed_at).date() if verdict.sealed_at else known.day if known else None
    if verdict.changed_since or not verdict.intact:
        return Finding(
            Outcome.CHANGED,
            _("Forseglet her, men endret siden"),
            _("Filen ble forseglet her, men er endret etterpå."),
            _("Stol ikke på innholdet. Be den du fikk filen av, om originalen."),
            day,
            verdict.subject,
            entry=_entry(known),
        )
    words = {"day": _in_words(day)}
    said = _("Filen er ekte og uendret. Den ble forseglet her %(day)s.") % words
    return _standing(known, said, day=day, sealed_by=verdict.subject, timestamped=verdict.timestamped)


def looked_up(digits: str) -> Finding:
    """What a code (20 digits) or a fingerprint (64) belongs to: a sealed file, or the text of an agreement."""
    known = _known(digits, "file", "text")
    if known is None:
        return _unknown(
            _("Koden finnes ikke her."),
            _("Se over at du skrev den riktig. Et fingeravtrykk av en fil må være SHA-256 av hele filen."),
        )
    words = {"day": _in_words(known.day)}
    if known.known_as == "file":
        said = _(
            "En fil med dette fingeravtrykket ble forseglet her %(day)s. Er den din, er den ekte og uendret."
        )
        return _standing(known, said % words, day=known.day)
    if known.standing not in {"signed", "replaced"}:
        return Finding(
            Outcome.UNSIGNED,
            _("Ikke signert av alle"),
            _("Teksten er låst her for signering, men ikke alle har signert.")
            if known.standing == "open"
            else _("Teksten ble trukket tilbake før alle hadde signert. Den gjelder ikke."),
            by_text=True,
        )
    said = _("Koden er ekte. Den hører til en tekst som ble signert av alle partene %(day)s.") % words
    return _standing(known, said, day=known.day, by_text=True)


def _standing(
    known: Known | None,
    said: str,
    *,
    day: datetime.date | None,
    sealed_by: str = "",
    timestamped: bool = False,
    by_text: bool = False,
) -> Finding:
    """Genuine, or genuine and replaced; and what has become of the agreement since."""
    replaced = known is not None and known.standing == "replaced"
    over, since = _since(known) if known else (False, [])
    successor = _successor(known) if known and replaced else None
    if replaced:
        later = (
            _("Avtalen er erstattet av «%(title)s».") % {"title": successor.title}
            if successor
            else _("Avtalen er erstattet av en nyere.")
        )
        since = [later, *since]
    if replaced:
        heading = _("Ekte, men erstattet")
    elif over:
        heading = _("Ekte, men avtalen gjelder ikke lenger")
    else:
        heading = _("Ekte") if by_text else _("Ekte og uendret")
    return Finding(
        Outcome.REPLACED if replaced else Outcome.GENUINE,
        heading,
        " ".join([said, *since]),
        _(
            "Koden viser at teksten finnes, ikke at papiret foran deg har den teksten. Sammenlign med originalen."
        )
        if by_text
        else "",
        day,
        sealed_by,
        timestamped,
        by_text,
        _entry(known),
        successor,
    )


def _since(known: Known) -> tuple[bool, list[str]]:
    """Whether the agreement has ended without being replaced, and in sentences what the document itself cannot tell."""
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.agreement_now(%s, %s)", [known.agreement_id, today])
        state, begins, ended, is_amended = cursor.fetchone()
    last = _in_words(ended - datetime.timedelta(days=1)) if ended else ""
    over = state in {"expired", "terminated"}
    said = []
    if over and last:
        said.append(_("Avtalen gjaldt til og med %(day)s.") % {"day": last})
    elif state == "notice_given" and last:
        said.append(_("Avtalen er sagt opp og gjelder til og med %(day)s.") % {"day": last})
    elif begins and begins > today:
        said.append(_("Avtalen gjelder fra %(day)s.") % {"day": _in_words(begins)})
    if is_amended:
        said.append(_("Den er endret ved tillegg etter at den ble signert."))
    return over, said


def _entry(known: Known | None) -> Publication | None:
    """What everybody may read of the agreement: the wall shows nobody's eyes what is published, and nothing else."""
    if known is None:
        return None
    with context.entered(context.Context()):
        return _listed().filter(agreement_id=known.agreement_id).first()


def _successor(known: Known) -> Publication | None:
    with context.entered(context.Context()):
        return _listed().filter(predecessor_id=known.agreement_id).first()


def _listed() -> QuerySet[Publication]:
    return Publication.objects.filter(withdrawn_at=None).defer("canonical", "beside")


def _unknown(sentence: str, advice: str) -> Finding:
    return Finding(Outcome.UNKNOWN, _("Ikke herfra"), sentence, advice)


def _known(digits: str, *kinds: str) -> Known | None:
    """The newest row that the database knows under these digits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreement_id, known_as, standing, day FROM sec.standing_of(%s)", [digits])
        rows = [Known(*row) for row in cursor.fetchall() if row[1] in kinds]
    return max(rows, key=lambda row: (-kinds.index(row.known_as), row.day), default=None)


def _in_words(day: datetime.date | None) -> str:
    return dates.long_date(day, get_language() or "nb") if day else "–"
