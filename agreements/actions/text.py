"""Write the text: sections saved against the version that was read, every version kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from agreements.actions.guards import locked, locked_text
from agreements.joining import LONGEST, Joined, Written
from agreements.lifecycle import WRITABLE, State
from agreements.merging import Choice
from agreements.models import Agreement, Attachment, Section, SectionVersion
from councils.refusals import Refusal
from politirad import richtext
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@dataclass(frozen=True)
class Conflict:
    """Two have changed the same: the section as it stands now, what was sent, and what there is to choose between.

    `began` is the version that the sender began from, `chosen` what had been chosen before somebody saved again.
    """

    theirs: Section
    began: int
    joined: Joined
    chosen: Mapping[str, Choice]

    @property
    def heading(self) -> str:
        """The heading that was sent."""
        return self.joined.mine.heading

    @property
    def html(self) -> str:
        """Both brought together: where both changed a paragraph it stands twice, theirs first."""
        return richtext.clean(self.joined.taken({}).html)


def save_section(
    *,
    section: Section,
    version: int,
    heading: str,
    html: str,
    by: User | None,
    stands: int | None = None,
    choices: Mapping[str, Choice] | None = None,
) -> Section | Conflict:
    """Save a section that was read as `version`; every save is kept as a SectionVersion.

    When another version has been saved meanwhile, the two are merged paragraph by paragraph: the text as it was
    sent is kept as a version of its own, and the merged one after it. When both have changed the same paragraph, the
    text as it was sent is kept aside among the versions, and the answer is Conflict, with what there is to choose
    between. The `choices`, one for each place by its key, are taken while the version that `stands` is the one that
    the writer was shown. The same text as is there already changes nothing. Raises Refusal when the text is frozen.
    """
    with transaction.atomic():
        agreement = locked_text(section.agreement, section.attachment_id)
        row = Section.objects.select_for_update().filter(pk=section.pk).first()
        if row is None:
            raise Refusal(_("Avsnittet er slettet i mellomtiden."))
        heading = " ".join(richtext.clean_characters(heading).split())[:LONGEST]
        html = richtext.clean(html)
        if not heading:
            raise Refusal(_("Avsnittet må ha en overskrift."))
        if (row.heading, row.html) == (heading, html):
            return row
        if row.version != version:
            joined, chosen = _joined(row, version, heading, html), choices or {}
            keys = {place.key for place in joined.places}
            if keys:
                _keep_aside(row, agreement, heading, html, by=by)
            if keys and (stands != row.version or not keys <= chosen.keys()):
                return Conflict(theirs=row, began=version, joined=joined, chosen=chosen)
            taken = joined.taken(chosen)
            brought = taken.heading, richtext.clean(taken.html)
            if brought == (row.heading, row.html):
                return row
            if not keys:
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


def _joined(row: Section, version: int, heading: str, html: str) -> Joined:
    """The section of both writers, where `version` is what this one began with."""
    base = SectionVersion.objects.filter(section=row, number=version, aside=False).first()
    return Joined(
        base=Written(base.heading, base.html) if base else None,
        mine=Written(heading, html),
        theirs=Written(row.heading, row.html),
    )


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
    heading = " ".join(richtext.clean_characters(heading).split())[:LONGEST]
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
