"""An agreement together with its addenda: what they change, and the text that follows. Reads rows, changes nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from agreements import canonical
from agreements.consolidation import Chapter, Consolidated, Effect, consolidated
from agreements.models import Agreement, Section, Version
from agreements.standing import partial


def signed_text(agreement: Agreement) -> tuple[Version, canonical.AgreementText] | None:
    """The version that everybody has signed, with its text; None before that."""
    version = agreement.versions.filter(round__outcome="signed").order_by("-number").first()
    return (version, canonical.read(version.canonical.encode())) if version else None


def addenda_in_force(agreement: Agreement, *, day: datetime.date) -> list[Version]:
    """The signed version of each addendum that is or was in force on a day, with its agreement, the oldest first."""
    return list(
        Version.objects.filter(
            agreement__amends=agreement, agreement__in_force_from__lte=day, round__outcome="signed"
        )
        .select_related("agreement")
        .order_by("agreement__in_force_from", "agreement__addendum_number")
    )


def consolidated_on(agreement: Agreement, *, day: datetime.date) -> Consolidated:
    """The agreement's signed text with all addenda up to a day worked in; empty where nothing is signed."""
    own = signed_text(agreement)
    if own is None:
        return Consolidated([], [])
    return consolidated(own[1].sections, _sections(addenda_in_force(agreement, day=day)))


def _sections(versions: Iterable[Version]) -> list[tuple[int, Sequence[canonical.Section]]]:
    return [
        (one.agreement.addendum_number or 0, canonical.read(one.canonical.encode()).sections)
        for one in versions
    ]


def changeable(addendum: Agreement, *, day: datetime.date) -> dict[str, Chapter]:
    """The chapters that an addendum written on a day may change or put new ones after, by their keys, in order."""
    assert addendum.amends is not None
    from_day = max(day, first) if (first := _first_day(addendum)) else day
    chapters = consolidated_on(addendum.amends, day=from_day).chapters
    return {one.key: one for one in chapters if one.repealed_by is None}


def _first_day(addendum: Agreement) -> datetime.date | None:
    starts = partial(addendum.valid_from)
    return starts.first_day if starts else None


def amended(addendum: Agreement) -> canonical.Amended | None:
    """What the addendum's own text says of the agreement it amends; None for an agreement of its own, or where
    nothing is signed to amend."""
    if addendum.amends is None or addendum.addendum_number is None:
        return None
    own = signed_text(addendum.amends)
    if own is None:
        return None
    return canonical.Amended(
        title=addendum.amends.title,
        number=addendum.addendum_number,
        sha256=own[0].sha256,
        date=partial(addendum.amends.signed_on),
        extended_to=partial(addendum.extends_to),
    )


def change_of(section: Section, chapters: dict[str, Chapter]) -> canonical.Change | None:
    """What a section of an addendum does to the agreement, in words; None for the addendum's own text.

    `chapters` are those that may be changed.
    """
    if not section.effect:
        return None
    words = in_words(Effect(section.effect), section.target, chapters)
    return canonical.Change(section.effect, section.target, section.level, words)


def said_of(sections: Sequence[Section], chapters: dict[str, Chapter]) -> Sequence[Section]:
    """The sections of an addendum's draft, each with its change."""
    for section in sections:
        section.change = change_of(section, chapters)
    return sections


def in_words(effect: Effect, target: str, chapters: dict[str, Chapter]) -> str:
    """ "Kommer i stedet for punkt 3.1 «Møter»." in the active language."""
    if not target:
        return _("Nytt punkt sist i avtalen.")
    if target not in chapters:
        return _("Endrer et punkt som ikke står i avtalen lenger.")
    name = name_of(chapters[target])
    if effect is Effect.INSERTS:
        return _("Nytt punkt etter %(name)s.") % {"name": name}
    if effect is Effect.REPLACES:
        return _("Kommer i stedet for %(name)s.") % {"name": name}
    return _("Opphever %(name)s, med alt som står under.") % {"name": name}


def name_of(chapter: Chapter) -> str:
    """ "punkt 3.1 «Møter»"."""
    if not chapter.number:
        return _("punktet «%(heading)s»") % {"heading": chapter.heading}
    return _("punkt %(number)s «%(heading)s»") % {"number": chapter.number, "heading": chapter.heading}
