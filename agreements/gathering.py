"""All rows that make an agreement's text, in one question to the database, as rows of their models.

A text is made of a dozen tables. Asked one by one they cost a page a dozen questions; here each comes as a list beside
the agreement's own row, and is made into the model's rows again. They are for reading: nothing else is fetched of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from agreements.models import (
    Agreement,
    Attachment,
    EvaluationRule,
    Expectation,
    FocusArea,
    Party,
    Reference,
    Regulation,
    RevisionRule,
    RoleTask,
    Section,
    SignatorySlot,
    TargetGroup,
)
from councils.models import CadenceRule, Council, Rules, Seat, StandingItem
from politirad.tenancy.models import Organization

Row = TypeVar("Row", bound=models.Model)

PARTS: dict[str, type[models.Model]] = {
    "parties": Party,
    "slots": SignatorySlot,
    "areas": FocusArea,
    "groups": TargetGroup,
    "tasks": RoleTask,
    "expectations": Expectation,
    "revision": RevisionRule,
    "evaluation": EvaluationRule,
    "references": Reference,
    "sections": Section,
    "regulations": Regulation,
}


@dataclass(frozen=True)
class FileFacts:
    """What a text says of an attached file."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Gathered:
    """The rows in their order. Parties have their organisation, and slots their party; `files` is by attachment's id,
    `former` the title and date of the agreement of ours that this one replaces."""

    parties: list[Party]
    slots: list[SignatorySlot]
    areas: list[FocusArea]
    groups: list[TargetGroup]
    tasks: list[RoleTask]
    expectations: list[Expectation]
    revision: list[RevisionRule]
    evaluation: list[EvaluationRule]
    references: list[Reference]
    sections: list[Section]
    regulations: list[Regulation]
    attachments: list[Attachment]
    files: dict[Any, FileFacts]
    former: tuple[str, str] | None


def gather(agreement: Agreement) -> Gathered:
    """Everything, as it stands and as the context shows it: in that of `scope.widened`, the whole text."""
    listed = {f"its_{name}": _listed(model, "agreement", order="order") for name, model in PARTS.items()}
    files = {"file_name": "file__name", "file_sha256": "file__sha256"}
    [answer] = (
        Agreement.objects.filter(pk=agreement.pk)
        .order_by()
        .values(
            **listed,
            its_organizations=ArraySubquery(
                Organization.objects.filter(pk__in=Party.objects.filter(agreement=OuterRef(OuterRef("pk"))).values("organization"))
                .order_by("pk")
                .values(row=JSONObject(**_columns(Organization)))
            ),
            its_attachments=_listed(Attachment, "agreement", order="number", **files),
            its_former=ArraySubquery(
                Agreement.objects.filter(pk=OuterRef("predecessor"))
                .order_by()
                .values(row=JSONObject(title="title", signed_on="signed_on"))
            ),
        )
    )  # fmt: skip
    found: dict[str, Any] = {**answer}
    rows: dict[str, list[Any]] = {
        name: [_row(model, one) for one in found[f"its_{name}"]] for name, model in PARTS.items()
    }
    organizations = {row.pk: row for row in (_row(Organization, one) for one in found["its_organizations"])}
    parties = {party.pk: party for party in rows["parties"]}
    for party in rows["parties"]:
        party.organization = organizations[party.organization_id]
    for slot in rows["slots"]:
        slot.party = parties[slot.party_id]
    attachments = [(_row(Attachment, one), one) for one in found["its_attachments"]]
    former = next(iter(found["its_former"]), None)
    return Gathered(
        **rows,
        attachments=[row for row, _said in attachments],
        files={
            row.pk: FileFacts(said["file_name"], said["file_sha256"])
            for row, said in attachments
            if row.file_id is not None
        },
        former=(former["title"], former["signed_on"]) if former else None,
    )


def councils_of(regulations: list[Regulation]) -> dict[Any, Council]:
    """The councils that the context shows, with their rules and member lists, in two questions.

    `council.rules.all()`, `council.seats.all()` and, of rules, `cadence` and `standing_items` are there already.
    """
    wanted = [row.council_id for row in regulations]
    found: dict[Any, Council] = {}
    for council in Council.objects.filter(pk__in=wanted).annotate(
        its_seats=_listed(Seat, "council", order="order")
    ):
        seats: list[Any] = council.its_seats
        _keep(council, seats=[_row(Seat, one) for one in seats], rules=[])
        found[council.pk] = council
    several = Rules.objects.filter(council__in=list(found)).annotate(
        its_cadence=_listed(CadenceRule, "rules", order="order"),
        its_items=_listed(StandingItem, "rules", order="order"),
    )
    for rules in several:
        cadence: list[Any] = rules.its_cadence
        items: list[Any] = rules.its_items
        _keep(
            rules,
            cadence=[_row(CadenceRule, one) for one in cadence],
            standing_items=[_row(StandingItem, one) for one in items],
        )
        _kept(found[rules.council_id])["rules"].append(rules)
    return found


def _listed(model: Any, key: str, *, order: str, **more: str) -> ArraySubquery:
    """The rows of `model` that hang on the outer row by `key`, each as all its columns."""
    rows = model.objects.filter(**{key: OuterRef("pk")}).order_by(order)
    return ArraySubquery(rows.values(row=JSONObject(**_columns(model), **more)))


def _columns(model: type[models.Model]) -> dict[str, str]:
    return {field.attname: field.attname for field in model._meta.concrete_fields}


def _row(model: type[Row], said: dict[str, Any]) -> Row:
    """A row of the model from what JSON holds of it."""
    fields = model._meta.concrete_fields
    return model(**{field.attname: field.to_python(said[field.attname]) for field in fields})


def _keep(row: models.Model, **related: list[Any]) -> None:
    """Let `row.<name>.all()` answer with these rows, as after Django's own prefetching."""
    _kept(row).update(related)


def _kept(row: models.Model) -> dict[str, list[Any]]:
    kept: dict[str, list[Any]] = row.__dict__.setdefault("_prefetched_objects_cache", {})
    return kept
