"""Begin an agreement, and write its terms: head, parties, lines to sign, rules, areas, references, attachments."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from agreements.actions.guards import locked, locked_draft
from agreements.actions.moving import begin
from agreements.models import (
    Agreement,
    AgreementFile,
    AgreementTemplate,
    Attachment,
    Party,
    Regulation,
    Section,
    SectionVersion,
    SignatorySlot,
)
from agreements.outline import outline
from agreements.permissions import assign_rights
from agreements.standing import SIGNED_STATES, attachment_period, period_of, rule_of
from councils.models import Council
from councils.participation import participants_on
from councils.refusals import Refusal
from politirad.tenancy.audit import record
from politirad.tenancy.models import Organization, User

Term = TypeVar("Term", bound=models.Model)
#: Terms whose change also changes who may see or sign the agreement.
OPENING = (Party, SignatorySlot)
LARGEST_FILE = 15 * 1024 * 1024  # bytes


@transaction.atomic
def create_agreement(
    *,
    council: Council,
    title: str,
    by: User | None,
    today: datetime.date,
    regulates: Sequence[Council] = (),
    parties: Sequence[Organization] = (),
    with_outline: bool = True,
    template: AgreementTemplate | None = None,
    begun_at: datetime.datetime | None = None,
    **head: Any,
) -> Agreement:
    """Begin a draft that belongs to `council` and regulates it (and the councils of `regulates`).

    `head` holds further fields of Agreement. Without `parties` those who take part in the council today become parties.
    `begun_at` is for a draft that was begun elsewhere, before it was written down here.
    `template` gives the text; else `with_outline` writes the headings and helping texts that such agreements share.
    """
    _seen([council, *regulates])
    language = head.pop("language", council.language)
    agreement = Agreement.objects.create(owner_council=council, title=title, language=language, **head)
    for order, regulated in enumerate([council, *(one for one in regulates if one.pk != council.pk)]):
        Regulation.objects.create(agreement=agreement, council=regulated, order=order)
    found = list(parties) or [row.organization for row in participants_on(council, today).order_by("order")]
    for order, organization in enumerate(found):
        Party.objects.create(agreement=agreement, organization=organization, order=order)
    if template is not None:
        for order, kept in enumerate(template.parts, start=1):
            _write_section(agreement, order=order, by=by, **kept)
    elif with_outline:
        for order, part in enumerate(outline(agreement.kind, agreement.language), start=1):
            _write_section(agreement, order=order, level=1, heading=part.heading, html=part.html, by=by)
    begin(agreement, by=by, at=begun_at or agreement.created_at)
    record("create_agreement", agreement, by=by, kind=agreement.kind)
    assign_rights(agreement, today=today)
    return agreement


def _seen(councils: Sequence[Council]) -> None:
    """Refuse councils outside the context: what an agreement regulates, its text tells about."""
    wanted = {council.pk for council in councils}
    if Council.objects.filter(pk__in=wanted).count() != len(wanted):
        raise Refusal(_("Avtalen kan bare gjelde råd du selv har tilgang til."))


def _write_section(
    agreement: Agreement,
    *,
    order: int,
    level: int,
    heading: str,
    html: str,
    by: User | None,
    attachment: Attachment | None = None,
) -> Section:
    """One section with its first version."""
    section = Section.objects.create(
        agreement=agreement,
        attachment=attachment,
        order=order,
        level=level,
        heading=heading,
        html=html,
        updated_by=by,
    )
    SectionVersion.objects.create(
        agreement=agreement, section=section, number=1, heading=heading, html=html, saved_by=by
    )
    return section


@transaction.atomic
def change_head(*, agreement: Agreement, by: User | None, **head: Any) -> Agreement:
    """Change the agreement's own fields while it is a draft.

    Raises Refusal for a period that cannot be, and for a predecessor that nobody has signed: only what was agreed can
    be replaced, and so a chain of agreements cannot bite its own tail.
    """
    row = locked_draft(agreement)
    for name, value in head.items():
        setattr(row, name, value)
    former = head.get("predecessor")
    if former is not None and former.state not in SIGNED_STATES:
        raise Refusal(_("Bare en avtale som er signert, kan erstattes."))
    try:
        period_of(row)
    except ValueError:
        raise Refusal(
            _("Sluttdatoen må komme etter startdatoen, og en avtale uten slutt har ingen dato.")
        ) from None
    try:
        with transaction.atomic():
            row.save(update_fields=[*head, "updated_at"])
    except IntegrityError as error:
        if "agreement_one_successor" in str(error):
            raise Refusal(_("Avtalen du vil erstatte, har allerede en etterfølger.")) from None
        raise
    record("change_agreement", row, by=by, fields=sorted(head))
    return row


@transaction.atomic
def regulate(
    *, agreement: Agreement, council: Council, by: User | None, today: datetime.date, **facts: Any
) -> Regulation:
    """Let the agreement regulate one more council; its members see it from then on. Twice changes nothing."""
    row = locked(agreement)
    _seen([council])
    facts.setdefault("order", row.regulations.count())
    regulation, made = Regulation.objects.get_or_create(agreement=row, council=council, defaults=facts)
    if made:
        record("regulate_council", row, by=by, council=council.pk)
        assign_rights(row, today=today)
    return regulation


@transaction.atomic
def add_term(
    model: type[Term], *, agreement: Agreement, by: User | None, today: datetime.date, **facts: Any
) -> Term:
    """Add a party, a line to sign, a rule, a focus area or a reference at the end of its list.

    Who evaluates (`EvaluationRule.by`) is named `evaluated_by` here. Raises Refusal when the text is
    frozen, or the values do not fit together.
    """
    row = locked_draft(agreement)
    facts = _checked(model, facts)
    rows = model._default_manager.filter(agreement=row)
    facts.setdefault("order", (rows.aggregate(last=Max("order"))["last"] or 0) + 1)
    try:
        with transaction.atomic():
            term = model._default_manager.create(agreement=row, **facts)
    except IntegrityError:
        raise Refusal(_("Dette står i avtalen fra før.")) from None
    record(f"add_{model._meta.model_name}", row, by=by, term=term.pk)
    if issubclass(model, OPENING):
        assign_rights(row, today=today)
    return term


@transaction.atomic
def change_term(
    *, term: models.Model, agreement: Agreement, by: User | None, today: datetime.date, **facts: Any
) -> None:
    """Change one such row. Raises Refusal as `add_term` does."""
    row = locked_draft(agreement)
    facts = _checked(type(term), facts)
    for name, value in facts.items():
        setattr(term, name, value)
    try:
        with transaction.atomic():
            term.save(update_fields=list(facts))
    except IntegrityError:
        raise Refusal(_("Dette står i avtalen fra før.")) from None
    record(f"change_{term._meta.model_name}", row, by=by, term=term.pk, fields=sorted(facts))
    if isinstance(term, OPENING):
        assign_rights(row, today=today)


@transaction.atomic
def remove_term(*, term: models.Model, agreement: Agreement, by: User | None, today: datetime.date) -> None:
    """Take one such row away. A line that somebody has signed in an earlier round stays: its record must."""
    row = locked_draft(agreement)
    key, name = term.pk, term._meta.model_name
    try:
        with transaction.atomic():
            term.delete()
    except (models.ProtectedError, models.RestrictedError):
        raise Refusal(
            _("Noen har signert eller svart her tidligere, så linjen må bli stående. Du kan endre den.")
        ) from None
    record(f"remove_{name}", row, by=by, term=key)
    if isinstance(term, OPENING):
        assign_rights(row, today=today)


def _checked(model: type[models.Model], facts: dict[str, Any]) -> dict[str, Any]:
    """The values by the model's own names. Raises Refusal for a rule of revision that does not hold together."""
    if model._meta.model_name == "revisionrule" and "kind" in facts:
        try:
            rule_of(facts["kind"], facts.get("years"), facts.get("grace_months"))
        except ValueError:
            raise Refusal(
                _(
                    "Antall år hører til «Med faste mellomrom» (minst 1) og «Etter kommunevalget» (delelig med 4)."
                    " Måneder etter valget hører bare til «Etter kommunevalget»."
                )
            ) from None
    return {"by" if name == "evaluated_by" else name: value for name, value in facts.items()}


@transaction.atomic
def keep_file(
    *, agreement: Agreement, name: str, content_type: str, content: bytes, by: User | None
) -> AgreementFile:
    """Store an uploaded file of the agreement. Raises Refusal when it is empty or larger than 15 MB."""
    if not content:
        raise Refusal(_("Filen er tom."))
    if len(content) > LARGEST_FILE:
        raise Refusal(_("Filen er større enn 15 MB."))
    file = AgreementFile(agreement=agreement, name=name[:200], content_type=content_type[:100])
    file.hold(content)
    file.save(force_insert=True)
    record("keep_file", agreement, by=by, file=file.pk, sha256=file.sha256)
    return file


@transaction.atomic
def put_attachment(
    *,
    agreement: Agreement,
    title: str,
    by: User | None,
    number: int | None = None,
    attachment: Attachment | None = None,
    file: AgreementFile | None = None,
    **facts: Any,
) -> Attachment:
    """Add an attachment with the next number, or change `attachment`.

    While the agreement is a draft any may change; afterwards only a living one, which the signatures do
    not bind, and of that one all but the title. Raises Refusal otherwise, and for a period that cannot be.
    """
    row = locked(agreement) if attachment is not None and attachment.living else locked_draft(agreement)
    last = row.attachments.aggregate(last=Max("number"))["last"] or 0
    kept = attachment or Attachment(agreement=row, number=number or last + 1)
    if attachment is not None and row.state not in {"draft", "hearing", "political_treatment"}:
        for bound in ("living", "mirrors_forums"):
            facts.pop(bound, None)
        title = attachment.title
    kept.title = title
    if file is not None:
        kept.file = file
    for name, value in facts.items():
        setattr(kept, name, value)
    try:
        attachment_period(kept.valid_from, kept.valid_to)
    except ValueError:
        raise Refusal(_("Vedlegget kan ikke slutte å gjelde før det begynner.")) from None
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        raise Refusal(_("Et annet vedlegg har dette nummeret.")) from None
    record("put_attachment", row, by=by, number=kept.number, living=kept.living)
    return kept


@transaction.atomic
def remove_attachment(*, attachment: Attachment, agreement: Agreement, by: User | None) -> None:
    """Take an attachment with its sections out of the draft."""
    row = locked_draft(agreement)
    number = attachment.number
    attachment.delete()
    record("remove_attachment", row, by=by, number=number)
