"""Write the text: sections saved against the version that was read, every version kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from agreements.actions.guards import locked, locked_text
from agreements.lifecycle import WRITABLE, State
from agreements.merging import Choice, merge, merge_line
from agreements.models import Agreement, Attachment, Section, SectionVersion
from councils.refusals import Refusal
from politirad import richtext
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@dataclass(frozen=True)
class Conflict:
    """Somebody else changed the same paragraphs: the section as it stands now beside the text that was not saved.

    `html` is both brought together: where both changed a paragraph it stands twice, theirs first.
    """

    theirs: Section
    heading: str
    html: str


def save_section(
    *, section: Section, version: int, heading: str, html: str, by: User | None
) -> Section | Conflict:
    """Save a section that was read as `version`; every save is kept as a SectionVersion.

    When another version has been saved meanwhile, the two are merged paragraph by paragraph: the text as it was
    sent is kept as a version of its own, and the merged one after it. When both have changed the same paragraph, the
    text as it was sent is kept aside among the versions, and the answer is Conflict, with both texts. The same text as
    is there already changes nothing. Raises Refusal when the text is frozen.
    """
    with transaction.atomic():
        agreement = locked_text(section.agreement, section.attachment_id)
        row = Section.objects.select_for_update().filter(pk=section.pk).first()
        if row is None:
            raise Refusal(_("Avsnittet er slettet i mellomtiden."))
        heading = " ".join(richtext.clean_characters(heading).split())[:250]
        html = richtext.clean(html)
        if not heading:
            raise Refusal(_("Avsnittet må ha en overskrift."))
        if (row.heading, row.html) == (heading, html):
            return row
        if row.version != version:
            brought = _brought_together(row, version, heading, html)
            if isinstance(brought, Conflict):
                _keep_aside(row, agreement, heading, html, by=by)
                return brought
            if brought == (row.heading, row.html):
                return row
            row.version += 1
            _keep(row, heading, html, by=by)
            heading, html = brought
        row.heading, row.html, row.version, row.updated_by = heading, html, row.version + 1, by
        row.save(update_fields=["heading", "html", "version", "updated_by", "updated_at"])
        _keep(row, heading, html, by=by)
        record("save_section", agreement, by=by, section=row.pk, version=row.version)
    return row


def _keep(row: Section, heading: str, html: str, *, by: User | None) -> None:
    """Keep a text under the section's number."""
    SectionVersion.objects.create(
        agreement_id=row.agreement_id,
        section=row,
        number=row.version,
        heading=heading,
        html=html,
        saved_by=by,
    )


def _keep_aside(row: Section, agreement: Agreement, heading: str, html: str, *, by: User | None) -> None:
    """Keep a text that cannot stand in the section yet; once, however often it is sent."""
    same = {"section": row, "aside": True, "heading": heading, "html": html, "saved_by": by}
    if SectionVersion.objects.filter(**same).exists():
        return
    SectionVersion.objects.create(agreement=agreement, number=row.version, **same)
    record("keep_aside", agreement, by=by, section=row.pk, version=row.version)


def _brought_together(row: Section, version: int, heading: str, html: str) -> tuple[str, str] | Conflict:
    """Heading and text of both writers, where `version` is what this one began with."""
    base = SectionVersion.objects.filter(section=row, number=version, aside=False).first()
    if base is None:
        return Conflict(theirs=row, heading=heading, html=html)
    merged = merge(base.html, html, row.html)
    line = merge_line(base.heading, heading, row.heading)
    both = richtext.clean(merged.html([Choice.BOTH] * len(merged.clashes)))
    if merged.clashes or line is None:
        return Conflict(theirs=row, heading=heading, html=both)
    return line, both


@transaction.atomic
def restore_section(*, version: SectionVersion, agreement: Agreement, by: User | None) -> Section:
    """Let a section say again what it said in an earlier version; one that was taken out comes back at the end.

    What stood there meanwhile stays among the versions. Raises Refusal when the text is frozen.
    """
    row = locked(agreement)
    section = Section.objects.select_for_update().filter(agreement=row, pk=version.section_id).first()
    if section is None:
        return add_section(agreement=row, heading=version.heading, html=version.html, by=by)
    section.agreement = row
    saved = save_section(
        section=section, version=section.version, heading=version.heading, html=version.html, by=by
    )
    assert isinstance(saved, Section)  # the row is locked: nobody saves in between
    return saved


@transaction.atomic
def add_section(
    *,
    agreement: Agreement,
    heading: str,
    by: User | None,
    html: str = "",
    level: int = 1,
    attachment: Attachment | None = None,
) -> Section:
    """Add a section at the end of the agreement, or of one of its attachments."""
    row = locked_text(agreement, attachment.pk if attachment else None)
    heading = " ".join(richtext.clean_characters(heading).split())[:250]
    if not heading:
        raise Refusal(_("Avsnittet må ha en overskrift."))
    html = richtext.clean(html)
    last = row.sections.aggregate(last=Max("order"))["last"] or 0
    section = Section.objects.create(
        agreement=row,
        attachment=attachment,
        order=last + 1,
        level=level,
        heading=heading,
        html=html,
        updated_by=by,
    )
    SectionVersion.objects.create(
        agreement=row, section=section, number=1, heading=heading, html=html, saved_by=by
    )
    record("add_section", row, by=by, section=section.pk)
    return section


@transaction.atomic
def move_section(*, section: Section, to: int, by: User | None) -> None:
    """Let a section stand as number `to` (from 1) among those of the agreement, or of its attachment."""
    row = locked_text(section.agreement, section.attachment_id)
    same = Section.objects.select_for_update().filter(agreement=row, attachment=section.attachment_id)
    ordered = list(same.order_by("order"))
    places = [one.order for one in ordered]
    moved = next((one for one in ordered if one.pk == section.pk), None)
    if moved is None:
        raise Refusal(_("Avsnittet er slettet i mellomtiden."))
    ordered.remove(moved)
    ordered.insert(max(0, min(to - 1, len(ordered))), moved)
    for one, place in zip(ordered, places, strict=True):
        if one.order != place:
            one.order = place
            one.save(update_fields=["order"])
    record("move_section", row, by=by, section=section.pk, to=to)


@transaction.atomic
def change_level(*, section: Section, level: int, by: User | None) -> None:
    """Let a heading stand one level higher or lower; levels go from 1 to 4."""
    row = locked_text(section.agreement, section.attachment_id)
    if not 1 <= level <= 4:
        raise Refusal(_("Overskrifter har nivå 1 til 4."))
    Section.objects.filter(pk=section.pk, agreement=row).update(level=level)
    record("change_level", row, by=by, section=section.pk, level=level)


@transaction.atomic
def remove_section(*, section: Section, by: User | None) -> None:
    """Take a section out of the draft, or out of a living attachment; its versions stay."""
    row = locked_text(section.agreement, section.attachment_id)
    key = section.pk
    section.delete()
    if State(row.state) in WRITABLE:  # what is signed keeps its places
        Section.objects.filter(agreement=row, order__gt=section.order).update(order=F("order") - 1)
    record("remove_section", row, by=by, section=key, heading=section.heading[:100])
