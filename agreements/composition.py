"""From the rows of a draft to the text that is frozen, signed and printed.

What people sign is all that is shown: the sections they wrote, and after them, as sections made from the terms,
target groups, the roles' tasks, mutual expectations and the councils' rules and members as they are that day.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements import canonical, scope
from agreements.addenda import amended, change_of, changeable
from agreements.commitments import expectation_in_words, group_in_words, roles_of
from agreements.forums_text import forum_html, mentions, name_of, regulated
from agreements.gathering import Gathered, gather
from agreements.models import Agreement, Attachment, Regulation, Section
from agreements.standing import attachment_period, partial, period_of, rule_of
from agreements.validity import PartialDate, Period
from politirad import richtext
from politirad.tenancy.models import Organization

#: The heading that the councils' rules and members stand under, last of the sections.
FORUMS = gettext_lazy("Møteplasser")


def compose(agreement: Agreement, *, day: datetime.date) -> tuple[canonical.AgreementText, dict[str, Any]]:
    """The text as it would be frozen on `day`, and what is printed beside it.

    Beside it: `attachments` [{number, title, living, valid, sha256, file, sections: [{level, number, heading, html}]}],
    and `forums`, the ids of the councils whose rules and members stand in it, in their order; in an attachment their
    sections have the id as `council` too. Called in the owning council's context; the language is the agreement's.
    """
    with scope.widened(agreement), translation.override(agreement.language):
        found = gather(agreement)
        forums = regulated(found.regulations)
        shown = [] if agreement.amends_id else forum_texts(forums, day, agreement.language)
        mirror = next((row for row in found.attachments if row.mirrors_forums), None)
        attachments = [
            _attachment(row, found, agreement.language, forums=shown if row is mirror else ())
            for row in found.attachments
        ]
        own = [row for row in found.sections if row.attachment_id is None]
        if agreement.amends_id:
            sections = _changing(agreement, own, day=day)
        else:
            written = [(row.level, row.heading, row.html) for row in own]
            rules = [(2, one.heading, one.html) for one in shown]
            forums_last = [(1, str(FORUMS), ""), *rules] if rules and mirror is None else []
            sections = numbered([*written, *_terms(agreement, found), *forums_last])
        text = canonical.AgreementText(
            title=agreement.title,
            kind=agreement.kind,
            language=agreement.language,
            parties=tuple(
                canonical.Party(
                    name=str(party), kind=party.organization.kind, number=register_number(party.organization)
                )
                for party in found.parties
            ),
            signatories=tuple(
                canonical.Signatory(
                    party=str(slot.party), capacity=slot.capacity, name=slot.planned_name or None
                )
                for slot in found.slots
            ),
            sections=sections,
            focus_areas=tuple(
                canonical.FocusArea(kind=area.kind, text=area.text, word=area.word or None)
                for area in found.areas
            ),
            validity=period_of(agreement),
            revision=tuple(
                rule_of(row.kind, row.years, row.grace_months, row.political_treatment)
                for row in found.revision
            ),
            evaluation=tuple(
                canonical.Evaluation(
                    kind=row.kind, written=row.written, by=tuple(map(str, row.by)), note=row.note or None
                )
                for row in found.evaluation
            ),
            termination=canonical.Termination(
                by=agreement.termination_by,
                notice_days=agreement.notice_days,
                notice_months=agreement.notice_months,
            )
            if agreement.termination_by
            else None,
            predecessor=_predecessor(agreement, found.former),
            references=tuple(
                canonical.Reference(
                    title=row.title,
                    url=row.url or None,
                    read_on=PartialDate.of(row.read_on) if row.read_on else None,
                )
                for row in found.references
            ),
            attachments=tuple(map(_bound, found.attachments, attachments)),
            forums=() if agreement.amends_id else mentions(forums),
            amends=amended(agreement),
        )
    return text, {"attachments": attachments, "forums": [one.council for one in shown]}


def register_number(organization: Organization) -> str | None:
    """The kommunenummer or fylkesnummer; police units have none that people know."""
    numbered_kinds = {Organization.Kind.MUNICIPALITY, Organization.Kind.COUNTY}
    return (organization.number or None) if organization.kind in numbered_kinds else None


def numbered(rows: Iterable[tuple[int, str, str]]) -> tuple[canonical.Section, ...]:
    """Sections with their printed numbers: "1", "1.1", ... A level that is skipped counts as the next one."""
    counts: list[int] = []
    found = []
    for level, heading, html in rows:
        depth = min(level, len(counts) + 1)
        counts = [*counts[: depth - 1], (counts[depth - 1] if len(counts) >= depth else 0) + 1]
        number = ".".join(map(str, counts)) if depth < 4 else ""
        found.append(canonical.Section(level=depth, number=number, heading=heading, html=html))
    return tuple(found)


def _changing(
    addendum: Agreement, rows: list[Section], *, day: datetime.date
) -> tuple[canonical.Section, ...]:
    """The sections of an addendum. What changes the agreement stands at the highest level here, whatever its level there."""
    chapters = changeable(addendum, day=day)
    changes = [change_of(row, chapters) for row in rows]
    made = numbered(
        (1 if change else row.level, row.heading, row.html) for row, change in zip(rows, changes, strict=True)
    )
    return tuple(replace(one, change=change) for one, change in zip(made, changes, strict=True))


def _attachment(
    row: Attachment, found: Gathered, language: str, *, forums: Iterable[ForumText]
) -> dict[str, Any]:
    """One attachment as it stands, with the SHA-256 of its file, or of its text (and file)."""
    sections = [_plain(section) for section in found.sections if section.attachment_id == row.pk]
    sections += [one.section for one in forums]
    file = found.files.get(row.pk)
    content = json.dumps(sections, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = file.sha256 if file else hashlib.sha256(content.encode()).hexdigest()
    if file and sections:
        digest = hashlib.sha256(f"{content}\n{file.sha256}".encode()).hexdigest()
    if file:
        words = _("Vedlegget er filen «%(name)s», som ligger ved avtalen i Politiråd.") % {"name": file.name}
        sections = [
            *sections,
            {"level": 1, "number": "", "heading": file.name, "html": f"<p>{escape(words)}</p>"},
        ]
    return {
        "number": row.number,
        "title": row.title,
        "living": row.living,
        "valid": attachment_period(row.valid_from, row.valid_to).format(language),
        "sha256": digest,
        "file": file.name if file else "",
        "sections": sections,
    }


def _bound(row: Attachment, printed: dict[str, Any]) -> canonical.Attachment:
    """What of an attachment is signed: of a living one its number and title alone."""
    if row.living:
        return canonical.Attachment(number=row.number, title=row.title)
    period = attachment_period(row.valid_from, row.valid_to)
    return canonical.Attachment(
        number=row.number,
        title=row.title,
        sha256=printed["sha256"],
        validity=period if period != Period() else None,
    )


def _plain(section: Section) -> dict[str, Any]:
    return {"level": section.level, "number": "", "heading": section.heading, "html": section.html}


def _terms(agreement: Agreement, rows: Gathered) -> list[tuple[int, str, str]]:
    """Sections from the terms that have no prose of their own."""
    found: list[tuple[int, str, str]] = []
    groups = [group_in_words(vars(row)) for row in rows.groups]
    if groups:
        found.append((1, _("Målgrupper"), _bullets(groups)))
    roles = roles_of(vars(row) for row in rows.tasks)
    if roles:
        found.append((1, _("Oppgaver for rollene"), ""))
    for role in roles:
        position = "".join(f"<p>{escape(text)}</p>" for text in role.position)
        tasks = _bullets([*role.tasks, *role.duties]) if role.tasks or role.duties else ""
        found.append((2, role.name[:1].upper() + role.name[1:], position + tasks))
    expectations = [expectation_in_words(vars(row), agreement.language) for row in rows.expectations]
    if expectations:
        found.append((1, _("Gjensidige forventninger"), _bullets(expectations)))
    if agreement.formal_owner:
        words = _("%(owner)s er formell eier av politirådet.") % {"owner": agreement.formal_owner}
        found.append((1, _("Eierskap"), f"<p>{escape(words)}</p>"))
    if agreement.delegation:
        found.append((1, _("Hva politirådet kan bestemme selv"), f"<p>{escape(agreement.delegation)}</p>"))
    return found


def _bullets(items: Iterable[str]) -> str:
    return richtext.clean("<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>")


@dataclass(frozen=True)
class ForumText:
    """The rules and members of the council with the id `council`, as the agreement says them."""

    council: str
    heading: str
    html: str

    @property
    def section(self) -> dict[str, Any]:
        """It as a section of an attachment."""
        return {
            "level": 2,
            "number": "",
            "heading": self.heading,
            "html": self.html,
            "council": self.council,
        }


def forum_texts(rows: Iterable[Regulation], day: datetime.date, language: str) -> list[ForumText]:
    """What the agreement says of each council that it sets rules for, of those inside the context."""
    found, rows = [], list(rows)
    names = {row.council_id: name_of(row) for row in rows}
    for row in rows:
        if row.mentioned_only or not Regulation.council.is_cached(row):
            continue
        above = names.get(row.council.parent_id, "") if row.council.parent_id else ""
        html = forum_html(row.council, day=day, language=language, above=above)
        if html:
            found.append(ForumText(str(row.council_id), name_of(row), richtext.clean(html)))
    return found


def _predecessor(agreement: Agreement, former: tuple[str, str] | None) -> canonical.Predecessor | None:
    """The agreement it replaces: ours (its title and date), or one known by title and date."""
    title, date = former or (agreement.predecessor_note, "")
    date = date or agreement.predecessor_date
    if not (title or date):
        return None
    return canonical.Predecessor(title=title or None, date=partial(date))
