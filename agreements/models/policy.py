"""What a council has decided for all its agreements: how strong a login to sign needs, and when to remind."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.reminders import MONTHS
from councils.models import Council
from politirad.tenancy.models import WalledManager


def usual_months() -> list[int]:
    """Twelve, six, three and one month before."""
    return list(MONTHS)


class AgreementPolicy(models.Model):
    """One council's rules for its agreements. A council without a row follows the defaults."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.OneToOneField(Council, models.CASCADE, related_name="agreement_policy")
    second_factor = models.BooleanField(_("signering krever to faktorer"), default=True)
    reminder_months = models.JSONField(_("måneder før"), default=usual_months)

    objects = WalledManager["AgreementPolicy"]()

    class Meta:
        verbose_name = _("regler for avtaler")
        verbose_name_plural = _("regler for avtaler")

    def __str__(self) -> str:
        return str(self.council_id)


def reminder_months_of(council_id: uuid.UUID) -> list[int]:
    """The months before a date at which the council wants to be reminded, today: its own, or the usual ones."""
    row = AgreementPolicy.objects.filter(council=council_id).values_list("reminder_months", flat=True).first()
    return usual_months() if row is None else list(row)
