"""The texts that an agreement has had, and those of the one it replaces, as chapters that can be compared."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements import canonical
from agreements.comparing import Chapter
from agreements.composition import compose
from agreements.documents import current_version, focus_groups
from agreements.lifecycle import WRITABLE, State
from agreements.models import Agreement, Section, SectionVersion, Version
from agreements.terms_text import references_in_words, terms_in_words
from politirad import dates, richtext

#: How many days of a draft one can go back to.
MOST_DAYS = 40
NOW, FORMER = "na", "forrige"


@dataclass(frozen=True, slots=True)
class Edition:
    """One text of an agreement. `key` names it in an address: na, forrige, v2, d2026-03-12."""

    key: str
    label: str

    @property
    def is_written_text_only(self) -> bool:
        """Whether only the sections as they were written are known of it, not the terms around them."""
        return self.key.startswith("d")


def editions_of(agreement: Agreement, *, former: Agreement | None, today: datetime.date) -> list[Edition]:
    """What can be compared, the newest first: the draft, frozen versions, the draft at the end of earlier days,
    and the agreement that this one replaces (`former`, when the reader sees it)."""
    language = get_language() or "nb"
    found = []
    if State(agreement.state) in WRITABLE:
        found.append(Edition(NOW, _("Utkastet slik det er nå")))
    for version in Version.objects.filter(agreement=agreement).order_by("-number"):
        when = dates.long_date(timezone.localtime(version.frozen_at), language)
        label = _("Versjon %(number)d, låst %(when)s") % {"number": version.number, "when": when}
        found.append(Edition(f"v{version.number}", label))
    days = (
        SectionVersion.objects.filter(agreement=agreement, aside=False)
        .annotate(day=TruncDate("saved_at"))
        .filter(day__lt=today)
        .order_by("-day")
        .values_list("day", flat=True)
        .distinct()
    )
    for day in days[:MOST_DAYS]:
        when = dates.long_date(day, language)
        found.append(Edition(f"d{day.isoformat()}", _("Utkastet ved slutten av %(when)s") % {"when": when}))
    if former is not None:
        found.append(Edition(FORMER, _("Avtalen den erstatter: %(title)s") % {"title": former.title}))
    return found


def former_of(agreement: Agreement) -> Agreement | None:
    """The agreement that this one replaces, when it lies here and the reader sees it."""
    if agreement.predecessor_id is None:
        return None
    return Agreement.objects.filter(pk=agreement.predecessor_id).first()


def usual_pair(editions: list[Edition]) -> tuple[str, str]:
    """What one most often wants to see: the newest text beside the last one that was frozen, or the former agreement."""
    if not editions:
        return "", ""
    newest = editions[0].key
    older = [one.key for one in editions[1:] if not one.is_written_text_only]
    return (older or [editions[-1].key])[0], newest


def chapters_of(
    agreement: Agreement,
    edition: Edition,
    *,
    former: Agreement | None,
    today: datetime.date,
    written_only: bool = False,
) -> list[Chapter]:
    """The chapters of one edition, cleaned. `written_only` leaves out everything but the sections that people wrote,
    where they are known apart from what was made of the terms."""
    found: Iterable[Chapter]
    if edition.is_written_text_only:
        found = written_by(agreement, datetime.date.fromisoformat(edition.key[1:]))
    elif edition.key == NOW:
        found = _written_now(agreement) if written_only else _whole(agreement, None, today=today)
    elif edition.key == FORMER:
        assert former is not None
        found = _written_now(former) if written_only else _whole(former, current_version(former), today=today)
    else:
        version = Version.objects.filter(agreement=agreement, number=int(edition.key[1:])).first()
        found = _whole(agreement, version, today=today)
    return [replace(one, html=richtext.clean(one.html)) for one in found]


def _whole(agreement: Agreement, version: Version | None, *, today: datetime.date) -> list[Chapter]:
    """A frozen version, or the agreement as it stands."""
    if version is None:
        text, beside = compose(agreement, day=today)
    else:
        text, beside = canonical.read(version.canonical.encode()), version.beside
    return chapters(text, beside)


def _written_now(agreement: Agreement) -> Iterable[Chapter]:
    rows = agreement.sections.select_related("attachment").order_by("order")
    return [_written(row, row.heading, row.html) for row in rows]


def _written(row: Section, heading: str, html: str) -> Chapter:
    part = "" if row.attachment is None else _part(row.attachment.number, row.attachment.title)
    return Chapter(heading=heading, html=html, key=str(row.pk), level=row.level, part=part)


def written_by(agreement: Agreement, day: datetime.date) -> Iterator[Chapter]:
    """The sections as they stood at the end of a day, in the order of today; those taken out since come last."""
    end = timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))
    newest = dict(
        SectionVersion.objects.filter(agreement=agreement, aside=False, saved_at__lte=end)
        .order_by()
        .values("section_id")
        .annotate(newest=Max("number"))
        .values_list("section_id", "newest")
    )
    rows = {row.pk: row for row in agreement.sections.select_related("attachment").order_by("order")}
    texts = {
        one.section_id: one
        for one in SectionVersion.objects.filter(agreement=agreement, aside=False, section__in=list(newest))
        if newest[one.section_id] == one.number
    }
    for key, row in rows.items():
        if key in texts:
            yield _written(row, texts[key].heading, texts[key].html)
    for key, text in texts.items():
        if key not in rows:
            yield Chapter(heading=text.heading, html=text.html, key=str(key))


def _part(number: int, title: str) -> str:
    return _("Vedlegg %(number)d: %(title)s") % {"number": number, "title": title}


def chapters(text: canonical.AgreementText, beside: dict[str, Any]) -> list[Chapter]:
    """Everything that is signed, as chapters: parties, terms, sections, areas, references, attachments."""
    signatories = [", ".join(filter(None, (one.name, one.capacity, one.party))) for one in text.signatories]
    terms = [*terms_in_words(text)]
    if valid := text.validity.format(text.language):
        terms.insert(0, {"label": _("Gjelder"), "value": valid})
    found = [
        Chapter(_("Tittel"), _lines([text.title])),
        Chapter(_("Parter"), _lines([party.name for party in text.parties])),
        *_listed(_("Signaturlinjer"), signatories),
        *_listed(_("Vilkår"), [f"{one['label']}: {one['value']}" for one in terms]),
        *(
            Chapter(one.heading, _with_change(one), number=one.number, level=one.level)
            for one in text.sections
        ),
    ]
    for group in focus_groups(text, beside.get("focus_words", [])):
        found += _listed(group["kind_label"], group["items"], part=_("Mål og satsingsområder"))
    references = [
        " ".join(filter(None, one.values())) for one in references_in_words(text.references, text.language)
    ]
    found += _listed(_("Grunnlag og henvisninger"), references)
    for attachment in beside.get("attachments", []):
        part = _part(attachment["number"], attachment["title"])
        found.append(
            Chapter(part, "" if attachment["living"] else _lines([f"SHA-256: {attachment['sha256']}"]))
        )
        found += [
            Chapter(heading=one["heading"], html=one["html"], level=one["level"], part=part)
            for one in attachment["sections"]
        ]
    return found


def _with_change(section: canonical.Section) -> str:
    """What a section of an addendum does to the agreement is a part of what is signed."""
    return f"<p>{escape(section.change.words)}</p>{section.html}" if section.change else section.html


def _listed(heading: str, items: list[str], part: str = "") -> list[Chapter]:
    """One chapter with a list; none for an empty list."""
    return [Chapter(heading, _lines(items), part=part)] if items else []


def _lines(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
