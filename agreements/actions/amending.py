"""Addenda: begin one, write what it changes, and let it work on the agreement when all have signed."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from agreements import notifications
from agreements.actions.guards import locked, locked_draft
from agreements.actions.moving import begin
from agreements.actions.text import add_section, save_section
from agreements.addenda import changeable, signed_text
from agreements.consolidation import Chapter, Effect
from agreements.copying import carry_parties, copied
from agreements.lifecycle import State, can_amend
from agreements.models import Agreement, Section
from agreements.permissions import assign_rights
from agreements.sentences import require
from agreements.standing import partial, period_of
from councils.refusals import Refusal
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def open_addendum(
    *,
    agreement: Agreement,
    by: User | None,
    today: datetime.date,
    reason: str = "",
    begun_at: datetime.datetime | None = None,
) -> Agreement:
    """Make a draft of the agreement's next addendum, with its parties, lines to sign and councils, and no text.

    `reason` is told to those who speak for the agreement.

    Raises Refusal unless the agreement is in force and has a signed text; an addendum has no addenda.
    """
    base = locked(agreement)
    if base.amends_id is not None:
        raise Refusal(_("Et tillegg kan ikke ha egne tillegg. Lag et nytt tillegg til avtalen."))
    require(can_amend(State(base.state)))
    if signed_text(base) is None:
        raise Refusal(_("Avtalen er ikke signert her, så det er ingen tekst å endre."))
    number = (base.addenda.aggregate(last=Max("addendum_number"))["last"] or 0) + 1
    with translation.override(base.language):
        title = _("Tillegg %(number)d til %(title)s") % {"number": number, "title": base.title}
    addendum = Agreement.objects.create(
        owner_council_id=base.owner_council_id,
        title=title[:250],
        kind=base.kind,
        language=base.language,
        is_demo=base.is_demo,
        amends=base,
        addendum_number=number,
    )
    carry_parties(base, addendum)
    for regulation in base.regulations.order_by("order"):
        copied(regulation, agreement=addendum)
    begin(addendum, by=by, at=begun_at or addendum.created_at, reason=reason)
    record("open_addendum", addendum, by=by, number=number, agreement=base.pk)
    assign_rights(addendum, today=today)
    notifications.draft_opened(addendum, base, reason=reason, by=by, today=today)
    return addendum


@transaction.atomic
def add_change(
    *,
    addendum: Agreement,
    effect: str,
    by: User | None,
    today: datetime.date,
    target: str = "",
    heading: str = "",
    level: int = 1,
) -> Section:
    """Add a section to an addendum's draft: what it does to the agreement (`Section.Effect`), and to which chapter.

    A new wording begins with the chapter as it stands. With an empty `effect` the section is the addendum's own text.
    Raises Refusal for a chapter that does not stand in the agreement, or that the addendum changes already.
    """
    row = locked_draft(addendum)
    if not effect:
        return add_section(agreement=row, heading=heading, level=level, by=by)
    text = ""
    if chapter := _changed(row, effect, target, today=today):
        heading, level = heading.strip() or chapter.heading, chapter.level
        text = chapter.html if effect == Effect.REPLACES else ""
    section = add_section(agreement=row, heading=heading, html=text, level=level, by=by)
    section.effect, section.target = effect, target
    section.save(update_fields=["effect", "target"])
    return section


@transaction.atomic
def redirect_change(
    *, section: Section, effect: str, by: User | None, today: datetime.date, target: str = "", level: int = 1
) -> Section:
    """Let a section of an addendum's draft do something else to the agreement, or to another chapter; see `add_change`.

    Its text stays as it is written, except that a chapter which is repealed has none; what it was is kept among the
    section's versions. Raises Refusal as `add_change` does.
    """
    row = locked_draft(section.agreement)
    kept = Section.objects.select_for_update().filter(pk=section.pk, agreement=row, attachment=None).first()
    if kept is None:
        raise Refusal(_("Avsnittet er slettet i mellomtiden."))
    chapter = _changed(row, effect, target, today=today, besides=kept) if effect else None
    if effect == Effect.REPEALS and kept.html:
        kept.agreement = row
        save_section(section=kept, version=kept.version, heading=kept.heading, html="", by=by)
    kept.effect, kept.target = effect, target if effect else ""
    kept.level = chapter.level if chapter else level
    kept.save(update_fields=["effect", "target", "level"])
    record("redirect_change", row, by=by, section=kept.pk, heading=kept.heading[:100])
    return kept


def _changed(
    addendum: Agreement, effect: str, target: str, *, today: datetime.date, besides: Section | None = None
) -> Chapter | None:
    """The chapter that is to get a new wording or be repealed; None for a new one. Raises Refusal."""
    chapters = changeable(addendum, day=today)
    moves = effect != Effect.INSERTS
    if (target or moves) and target not in chapters:
        raise Refusal(_("Velg et punkt som står i avtalen."))
    others = addendum.sections.filter(target=target).exclude(effect__in=["", Effect.INSERTS])
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if moves and others.exists():
        raise Refusal(_("Tillegget endrer dette punktet allerede."))
    return chapters[target] if moves else None


def must_change(row: Agreement, *, today: datetime.date) -> None:
    """What an addendum needs before it is frozen. Raises Refusal: its agreement must still be in force, the chapters
    it changes must stand there, and it must change something."""
    assert row.amends is not None
    require(can_amend(State(row.amends.state)))
    changing = row.sections.exclude(effect="")
    if not (row.extends_to or changing.exists()):
        raise Refusal(_("Tillegget endrer ingenting ennå. Velg hvilke punkter i avtalen det endrer."))
    there = {"", *changeable(row, day=today)}
    for section in changing:
        if section.target not in there:
            raise Refusal(
                _(
                    "«%(heading)s» endrer et punkt som ikke står i avtalen lenger. Ta det ut eller velg et annet."
                )
                % {"heading": section.heading}
            )
    ends, moved = period_of(row.amends).last_day, partial(row.extends_to)
    if moved is not None and (ends is None or moved.last_day <= ends):
        raise Refusal(_("Avtalen kan bare forlenges til etter dagen den går ut nå."))
