"""How parties, lines to sign and texts are carried from one agreement to another."""

from __future__ import annotations

from typing import Any

from django.db import models

from agreements.models import Agreement


def copied(row: Any, **changed: Any) -> Any:
    """A new row like `row`, stored, with some values changed."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name != "id" and field.name not in changed
    }
    made: models.Model = type(row)(**values, **changed)
    made.save(force_insert=True)
    return made


def carry_parties(former: Agreement, to: Agreement) -> None:
    """The parties of `former`, with their lines to sign and who is planned to sign them."""
    parties = {one.pk: copied(one, agreement=to) for one in former.parties.order_by("order")}
    for slot in former.slots.order_by("order"):
        copied(slot, agreement=to, party=parties[slot.party_id])
