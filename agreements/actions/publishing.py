"""Take part in the public register, show an agreement there, take it out again."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from agreements import canonical, notifications
from agreements.actions.guards import locked
from agreements.actions.settling import revision_due
from agreements.addenda import addenda_in_force
from agreements.documents import focus_groups
from agreements.models import Agreement, AgreementPdf, Publication, RegisterMember, Version
from agreements.register import IN_FORCE
from agreements.scope import owner_of
from agreements.standing import SIGNED_STATES
from councils.refusals import Refusal
from politirad.tenancy.audit import record
from politirad.tenancy.models import Organization, User


@transaction.atomic
def join_register(*, organization: Organization, by: User | None, at: datetime.datetime) -> RegisterMember:
    """Let the organisation's editors publish agreements. What was published before is shown again."""
    member, made = RegisterMember.objects.select_for_update().get_or_create(
        organization=organization, defaults={"since": at}
    )
    if made or member.until is not None:
        member.since, member.until = at, None
        member.save(update_fields=["since", "until"])
        record("join_register", organization, by=by, organization_id=organization.pk)
    return member


@transaction.atomic
def leave_register(*, organization: Organization, by: User | None, at: datetime.datetime) -> None:
    """Hide everything that the organisation has published, at once; the editors' choices are kept."""
    member = RegisterMember.objects.select_for_update().filter(organization=organization, until=None).first()
    if member is not None:
        member.until = at
        member.save(update_fields=["until"])
        record("leave_register", organization, by=by, organization_id=organization.pk)


@transaction.atomic
def publish(
    *, agreement: Agreement, by: User | None, at: datetime.datetime, today: datetime.date
) -> Publication:
    """Show the agreement in the public register, and tell the people of all its parties.

    Raises Refusal when the owner takes no part in the register, not everybody has signed, or the sealed PDF has
    not been made yet.
    """
    row = locked(agreement)
    owner = owner_of(row)
    if not RegisterMember.objects.filter(organization=owner, until=None).exists():
        raise Refusal(
            _("%(owner)s deltar ikke i avtaleregisteret. En administrator kan åpne det.") % {"owner": owner}
        )
    facts = _facts(row, today=today)
    entry = Publication.objects.filter(agreement=row).first()
    if entry is None:
        entry = Publication(agreement=row, organization=owner, published_at=at)
    elif entry.withdrawn_at is None:
        return entry
    entry.published_at, entry.withdrawn_at, entry.refreshed_at = at, None, at
    _put(entry, facts)
    record("publish", row, by=by)
    notifications.published(row, entry)
    return entry


@transaction.atomic
def unpublish(*, agreement: Agreement, by: User | None, at: datetime.datetime) -> None:
    """Take the agreement out of the public register at once, and tell the people of all its parties."""
    row = locked(agreement)
    entry = Publication.objects.select_for_update().filter(agreement=row, withdrawn_at=None).first()
    if entry is None:
        return
    entry.withdrawn_at = at
    entry.save(update_fields=["withdrawn_at"])
    record("unpublish", row, by=by)
    notifications.unpublished(row, entry)


@transaction.atomic
def refresh_publication(
    *, agreement: Agreement, at: datetime.datetime, today: datetime.date, by: User | None = None
) -> bool:
    """Bring the register's copy up to date with the agreement's state, next revision and newest seal."""
    entry = Publication.objects.select_for_update().filter(agreement=agreement, withdrawn_at=None).first()
    if entry is None:
        return False
    entry.refreshed_at = at
    _put(entry, _facts(agreement, today=today))
    return True


def _put(entry: Publication, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(entry, name, value)
    entry.save()


def _facts(agreement: Agreement, *, today: datetime.date) -> dict[str, Any]:
    """What everybody may read: of the signed text, and where the agreement stands. Raises Refusal."""
    version = (
        Version.objects.filter(agreement=agreement, round__outcome="signed").order_by("-number").first()
        if agreement.state in SIGNED_STATES
        else None
    )
    if version is None:
        raise Refusal(_("Bare en avtale som alle har signert, kan vises i avtaleregisteret."))
    sealed = AgreementPdf.objects.filter(agreement=agreement, version=version, sealed=True)
    pdf = sealed.defer("content").order_by("stored_at").last()
    if pdf is None:
        raise Refusal(_("Den forseglede PDF-en er ikke laget ennå. Prøv igjen om litt."))
    text = canonical.read(version.canonical.encode())
    with translation.override(text.language):
        focus = [
            {"label": group["kind_label"], "items": group["items"]}
            for group in focus_groups(text, version.beside.get("focus_words", []))
        ]
    parties = [party.name for party in text.parties]
    items = [item for group in focus for item in group["items"]]
    return {
        "title": text.title,
        "kind": text.kind,
        "language": text.language,
        "state": agreement.state,
        "valid_from": agreement.valid_from,
        "valid_to": agreement.ends,
        "open_ended": agreement.open_ended,
        "signed_on": agreement.signed_on,
        "next_revision": revision_due(agreement, today=today) if agreement.state in IN_FORCE else None,
        "parties": parties,
        "focus": focus,
        "words": "\n".join([text.title, *parties, *items]),
        "version_number": version.number,
        "sha256": version.sha256,
        "canonical": version.canonical,
        "beside": version.beside,
        "addenda": [
            {
                "title": one.agreement.title,
                "since": one.agreement.in_force_from.isoformat() if one.agreement.in_force_from else "",
                "canonical": one.canonical,
            }
            for one in addenda_in_force(agreement, day=today)
        ],
        "predecessor_id": agreement.predecessor_id,
        "is_demo": agreement.is_demo,
        "pdf": pdf,
    }
