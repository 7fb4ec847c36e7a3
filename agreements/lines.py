"""The parties of an agreement with their lines to sign, as one reader sees them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from agreements.turns import Place, current_turn
from politirad.tenancy.models import User


@dataclass
class Line:
    """One line to sign: who should, and who has."""

    id: UUID
    capacity: str
    planned_user_id: UUID | None
    planned: str
    turn: int = 1
    authority: str = ""
    case_number: str = ""
    signed: dict[str, Any] | None = None
    is_mine: bool = False
    is_turn: bool = True


@dataclass
class PartyLines:
    """A party with its lines to sign."""

    id: UUID
    name: str
    organization_id: UUID
    kind: str
    lines: list[Line] = field(default_factory=list)


def parties_of(agreement: Any, signing: dict[str, Any] | None, user: User) -> list[PartyLines]:
    """Parties in order, each with its lines and the signatures given to the version that counts now."""
    given = {
        row["slot"]: row
        for row in agreement.sign_off_rows
        if signing and row["version"] == signing["version"]
    }
    parties = {
        row["id"]: PartyLines(
            id=UUID(row["id"]),
            name=row["name_in_text"] or row["organization"],
            organization_id=UUID(row["organization_id"]),
            kind=row["kind"],
        )
        for row in agreement.party_rows
    }
    now = current_turn(Place(row["turn"], row["id"] in given) for row in agreement.slot_rows)
    for row in agreement.slot_rows:
        signed = given.get(row["id"])
        if signed:
            signed = {**signed, "signed_on": datetime.date.fromisoformat(signed["signed_on"])}
        parties[row["party"]].lines.append(
            Line(
                id=UUID(row["id"]),
                capacity=row["capacity"],
                planned_user_id=UUID(row["planned"]) if row["planned"] else None,
                planned=row["planned_name"] or row["planned_user"] or "",
                turn=row["turn"],
                authority=row["authority"],
                case_number=row["case_number"],
                signed=signed,
                is_turn=now is None or row["turn"] <= now,
                is_mine=row["planned"] == str(user.pk),
            )
        )
    return list(parties.values())
