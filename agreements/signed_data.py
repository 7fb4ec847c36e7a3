"""A signed agreement as data: the canonical content of its text, and every line with the signature given in it.

Lies beside the sealed PDF, not in it: the archive's format takes no attachments. The same version and signatures give
the same bytes. What a login was made of is not here; `binding` is the SHA-256 that holds a signature together (see
`agreements.binding`), and tells nothing of what it was made from.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Any

from agreements.models import Agreement, SignOff, Version

FORMAT = "politirad-signed-agreement/1"


def signed_data(agreement: Agreement, version: Version) -> bytes:
    """The document as UTF-8 JSON with sorted keys. Asks for the lines and the signatures of the version."""
    given = {
        one.slot_id: one
        for one in version.sign_offs.select_related("attested_by", "scan").defer("scan__content")
    }
    lines = agreement.slots.select_related("party__organization").order_by("order", "pk")
    tree = {
        "format": FORMAT,
        "text": json.loads(version.canonical),
        "text_sha256": version.sha256,
        "version": version.number,
        "frozen_at": _moment(version.frozen_at),
        "attachments": _attachments(version.beside.get("attachments", [])),
        "lines": [
            {
                "party": str(line.party),
                "capacity": line.capacity,
                "planned_name": line.planned_name or None,
                "turn": line.turn,
                "signature": _signature(given[line.pk]) if line.pk in given else None,
            }
            for line in lines
        ],
    }
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _signature(one: SignOff) -> dict[str, Any]:
    """Who signed, as what and by which authority, when and how, and what the signature is bound to."""
    return {
        "name": one.name,
        "capacity": one.capacity,
        "authority": one.authority or None,
        "case_number": one.case_number or None,
        "basis": one.basis or None,
        "place": one.place or None,
        "method": one.method,
        "signed_on": one.signed_on.isoformat(),
        "recorded_at": _moment(one.recorded_at),
        "attested_by": one.attested_by.name if one.attested_by else None,
        "scan_sha256": one.scan.sha256 if one.scan else None,
        "text_sha256": one.sha256,
        "binding": one.bound or None,
    }


def _attachments(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The attachments as they stood when the text was frozen; a living one may have changed since."""
    return [{name: row[name] for name in ("number", "title", "living", "sha256")} for row in rows]


def _moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
