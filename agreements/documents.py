"""From a version and its signatures (or a draft as it stands) to the facts of templates/pdf/agreement.html."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from agreements import canonical, fingerprints
from agreements.composition import compose
from agreements.models import Agreement, FocusArea, SignOff, Version
from agreements.terms_text import references_in_words, terms_in_words
from politirad import dates, pdf
from politirad.qr import qr_picture
from politirad.tenancy.models import Organization

TEMPLATE = "pdf/agreement.html"


@dataclass(frozen=True)
class Document:
    """Everything one rendering needs; made inside a context, rendered outside it.

    `content_sha256` is the fingerprint of the canonical text, `created` the document's own time.
    """

    facts: dict[str, Any]
    title: str
    language: str
    created: datetime.datetime
    identifier: str
    content_sha256: str
    version_id: Any

    def render(self) -> bytes:
        """The PDF, unsealed. Raises `politirad.pdf.UnprintableDocument`."""
        return pdf.render(
            TEMPLATE,
            self.facts,
            title=self.title,
            language=self.language,
            created=self.created,
            identifier=self.identifier,
        )


def current_version(agreement: Agreement) -> Version | None:
    """The version that waits for signatures or is signed; None while the text is a draft."""
    return (
        agreement.versions.filter(round__outcome__in=["open", "signed"])
        .select_related("round")
        .order_by("-number")
        .first()
    )


def document_of(agreement: Agreement, *, today: datetime.date) -> Document:
    """The agreement as it is to be printed now.

    A frozen text is printed from its canonical form alone, with the signatures given to it: the same version
    and signatures give the same bytes. A draft is composed as of `today`.
    """
    version = current_version(agreement)
    if version is None:
        text, beside = compose(agreement, day=today)
        digest, created = canonical.fingerprint(text), agreement.updated_at
        sign_offs: list[SignOff] = []
    else:
        text, beside = canonical.read(version.canonical.encode()), version.beside
        digest = version.sha256
        sign_offs = list(version.sign_offs.order_by("recorded_at"))
        created = max([version.frozen_at, *(one.recorded_at for one in sign_offs)])
    complete = version is not None and version.round.outcome == "signed"
    with translation.override(text.language):
        facts = {
            **printed(text, beside),
            "slots": _slots(agreement, sign_offs, text.language),
            **(_proof(version, text.language) if version else {"version": None}),
            "running": ", ".join(party.name for party in text.parties[:2]),
            "signed_text": dates.long_date(max(one.signed_on for one in sign_offs), text.language)
            if complete and sign_offs
            else "",
            "draft": not complete,
            "demo": agreement.is_demo,
        }
    return Document(
        facts=facts,
        title=text.title,
        language=text.language,
        created=created,
        identifier=f"agreement {agreement.pk} version {version.number if version else 0}",
        content_sha256=digest,
        version_id=version.pk if version else None,
    )


def _proof(version: Version, language: str) -> dict[str, Any]:
    """What a frozen text prints of itself: its fingerprint, and where anybody can look it up."""
    code = fingerprints.code_of(version.sha256)
    address = settings.SITE_URL + reverse("verify_code", kwargs={"language": language, "code": code})
    return {
        "version": {
            "number": version.number,
            "sha256": version.sha256,
            "frozen_at": dates.moment(timezone.localtime(version.frozen_at), language),
        },
        "code": code,
        "verify_url": address,
        "qr_svg": qr_picture(address),
    }


def printed(text: canonical.AgreementText, beside: dict[str, Any]) -> dict[str, Any]:
    """What paper and the page of signing say of a text and its attachments, from these alone, in the active language."""
    kinds = dict(Organization.Kind.choices)
    return {
        "kind_label": _kind(text),
        "parties": [{"name": party.name, "kind": _unless_said(party.name, kinds)} for party in text.parties],
        "valid_text": text.validity.format(text.language),
        "facts": terms_in_words(text),
        "sections": [
            {
                "level": one.level,
                "number": one.number,
                "heading": one.heading,
                "html": one.html,
                "change": one.change.words if one.change else "",
            }
            for one in text.sections
        ],
        "focus_areas": focus_groups(text, beside.get("focus_words", [])),
        "references": references_in_words(text.references, text.language),
        "attachments": [
            {**one, "sha256": "" if one["living"] else one["sha256"]} for one in beside.get("attachments", [])
        ],
    }


def _kind(text: canonical.AgreementText) -> str:
    """What it is: a kind of agreement, or an addendum by its number."""
    if text.amends is not None:
        return _("Tillegg %(number)d") % {"number": text.amends.number}
    return str(Agreement.Kind(text.kind).label)


def _unless_said(name: str, kinds: dict[str, Any]) -> str:
    """The kind of a party is printed only where its name does not say it."""
    said = name.lower()
    known = ("kommune", "herad", "politi", "lensmann")
    return "" if any(word in said for word in known) else str(kinds[Organization.Kind.OTHER])


def focus_groups(text: canonical.AgreementText, words: list[str]) -> list[dict[str, Any]]:
    """Focus areas gathered under the agreement's own word for them, else under their kind.

    `words` are those of a text that was frozen before they were signed with it.
    """
    groups: dict[str, list[str]] = {}
    for number, area in enumerate(text.focus_areas):
        own = area.word or (words[number] if number < len(words) else "")
        label = own[:1].upper() + own[1:] if own else str(FocusArea.Kind(area.kind).label)
        groups.setdefault(label, []).append(area.text)
    return [{"kind_label": label, "items": items} for label, items in groups.items()]


def _slots(agreement: Agreement, sign_offs: list[SignOff], language: str) -> list[dict[str, Any]]:
    """Every line to sign with its signature, in the agreement's order of parties and lines."""
    given = {one.slot_id: one for one in sign_offs}
    rows = agreement.slots.select_related("party__organization").order_by("order", "pk")
    return [
        {
            "party": str(slot.party),
            "capacity": slot.capacity,
            "planned_name": slot.planned_name,
            "signed": _signed(given[slot.pk], language) if slot.pk in given else None,
        }
        for slot in rows
    ]


def _signed(one: SignOff, language: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "capacity": one.capacity,
        "method": "on_paper" if one.method == SignOff.Method.PAPER else "in_app",
        "date": dates.long_date(one.signed_on, language),
        "place": one.place,
        "basis": one.basis,
    }
