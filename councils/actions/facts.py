"""Change what is said of a council itself: its name, kind, place among other councils, language and archive."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.models import Council
from councils.refusals import Refusal
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

#: Fact -> the verb of its audit row. Words for each stand in councils/trail.py.
VERBS = {
    "name": "rename_council",
    "kind": "change_kind",
    "level": "change_level",
    "parent_id": "change_parent",
    "reports_upward": "change_reports_upward",
    "language": "change_language",
    "archive_keeper_id": "change_archive_keeper",
    "purpose": "change_purpose",
    "founded_year": "change_founded_year",
}
#: Two who put councils below each other at the same moment would make a circle: one at a time.
PARENTS_LOCK = 7_300_001


NOBODY_ABOVE = gettext_lazy("Velg det overordnede forumet som skal få referatene, eller la være å melde dem.")


class Overtaken(Refusal):
    """Somebody else has changed the same thing since it was read."""


@dataclass(frozen=True)
class CouncilFacts:
    """A council's own facts, as a person may change them."""

    name: str
    kind: str
    level: str
    parent_id: UUID | None
    language: str
    archive_keeper_id: UUID | None
    purpose: str
    founded_year: int | None
    reports_upward: bool = False


@transaction.atomic
def change_council(*, council: Council, facts: CouncilFacts, version: int, by: User) -> list[str]:
    """Change the facts that differ, with an audit row for each; returns their names, maybe none.

    `version` is the one that was read. Raises Overtaken when another has saved since, and Refusal for a parent
    that is the council itself or below it, reports to no parent, or a name that the owner has used already.
    """
    if facts.reports_upward and facts.parent_id is None:
        raise Refusal(str(NOBODY_ABOVE))
    fresh = Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    if fresh.version != version:
        raise Overtaken(_("Noen andre har endret rådet etter at du åpnet siden."))
    wanted = asdict(facts)
    changed = [name for name, value in wanted.items() if getattr(fresh, name) != value]
    if not changed:
        return []
    if "parent_id" in changed and facts.parent_id is not None:
        _guard_parent(fresh, facts.parent_id)
    former = {name: getattr(fresh, name) for name in changed}
    for name in changed:
        setattr(fresh, name, wanted[name])
    fresh.version += 1
    _store(fresh, changed)
    for name in changed:
        said: dict[str, Any] = (
            {} if name == "purpose" else {"former": _plain(former[name]), "now": _plain(wanted[name])}
        )
        record(VERBS[name], fresh, by=by, **said)
    return changed


def _store(fresh: Council, changed: list[str]) -> None:
    """Save; a name that the owner has used is refused with a sentence, also where the other council is hidden."""
    try:
        with transaction.atomic():
            fresh.save(update_fields=[*(name.removesuffix("_id") for name in changed), "version"])
    except IntegrityError as error:
        if "council_name_once_per_owner" not in str(error):
            raise
        raise Refusal(_("%(owner)s har et annet råd med dette navnet.") % {"owner": fresh.owner}) from error


def _guard_parent(council: Council, parent_id: UUID) -> None:
    """No circle, also through councils that the person does not see: the database answers with yes or no."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PARENTS_LOCK])
        cursor.execute("SELECT sec.is_below(%s, %s)", [parent_id, council.pk])
        row = cursor.fetchone()
    if row and row[0]:
        raise Refusal(_("Det overordnede forumet ligger selv under dette rådet. Velg et annet."))


def _plain(value: object) -> object:
    return str(value) if isinstance(value, UUID) else value
