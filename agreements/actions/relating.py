"""Link an agreement to those it supports, and keep what it replaces from outside."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agreements.actions.guards import locked
from agreements.models import Agreement, AgreementFile, Support
from councils.refusals import Refusal
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def link_support(
    *, agreement: Agreement, by: User | None, supported: Agreement | None = None, title: str = ""
) -> Support:
    """Tell that an agreement supports another: one that the writer sees, or one known by its title.

    The link is no part of the text, so it may be made at any time. Raises Refusal when it is there already, or
    names nothing or itself.
    """
    row = locked(agreement)
    if supported is None and not title.strip():
        raise Refusal(_("Velg en avtale, eller skriv tittelen."))
    if supported is not None and supported.pk == row.pk:
        raise Refusal(_("En avtale kan ikke støtte seg selv."))
    try:
        with transaction.atomic():
            link = Support.objects.create(
                agreement=row,
                supported=supported,
                title="" if supported is not None else title.strip()[:250],
                order=row.supports.count(),
            )
    except IntegrityError:
        raise Refusal(_("Avtalen er koblet til denne fra før.")) from None
    record("link_support", row, by=by, link=link.pk)
    return link


@transaction.atomic
def unlink_support(*, link: Support, agreement: Agreement, by: User | None) -> None:
    """Take such a link away."""
    row = locked(agreement)
    key = link.pk
    link.delete()
    record("unlink_support", row, by=by, link=key)


@transaction.atomic
def keep_predecessor(
    *, agreement: Agreement, title: str, date: str, by: User | None, scan: AgreementFile | None = None
) -> Agreement:
    """Tell which agreement outside Politiråd this one replaces, with its scan.

    The title and the date are part of the text that is signed, so they change only in a draft; the scan is not, and
    can be added at any time. Raises Refusal when the agreement replaces one of ours, or the text is locked.
    """
    row = locked(agreement)
    if row.predecessor_id is not None:
        raise Refusal(_("Avtalen erstatter en avtale som ligger i Politiråd."))
    said = (title.strip()[:250], date)
    if said != (row.predecessor_note, row.predecessor_date):
        if row.state not in {"draft", "hearing", "political_treatment"}:
            raise Refusal(_("Teksten er låst for signering eller allerede signert, så den kan ikke endres."))
        row.predecessor_note, row.predecessor_date = said
    if scan is not None:
        row.predecessor_scan = scan
    row.save(update_fields=["predecessor_note", "predecessor_date", "predecessor_scan", "updated_at"])
    record("keep_predecessor", row, by=by, scan=scan.pk if scan else None)
    return row
