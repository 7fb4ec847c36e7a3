"""Keep an agreement's text as a template for the council's next ones, and take a template away."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.models import Agreement, AgreementTemplate
from councils.models import Council
from councils.refusals import Refusal
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def save_template(
    *, agreement: Agreement, name: str, by: User | None, at: datetime.datetime
) -> AgreementTemplate:
    """Keep the agreement's own sections, attachments apart, under a name. The same name again takes the new text.

    Raises Refusal for an addendum, and for a text without sections.
    """
    if agreement.amends_id is not None:
        raise Refusal(_("Et tillegg kan ikke brukes som mal."))
    sections = agreement.sections.filter(attachment=None).order_by("order")
    parts = [{"level": one.level, "heading": one.heading, "html": one.html} for one in sections]
    if not parts:
        raise Refusal(_("Avtalen har ingen tekst ennå."))
    template, _made = AgreementTemplate.objects.update_or_create(
        council_id=agreement.owner_council_id,
        name=name,
        defaults={
            "kind": agreement.kind,
            "language": agreement.language,
            "parts": parts,
            "saved_at": at,
            "saved_by": by,
        },
    )
    record("save_template", agreement, by=by, template=template.pk, name=name)
    return template


@transaction.atomic
def remove_template(*, template: AgreementTemplate, council: Council, by: User | None) -> None:
    """Take a template away; agreements that began with it keep their text."""
    key, name = template.pk, template.name
    template.delete()
    record("remove_template", council, by=by, template=key, name=name)
