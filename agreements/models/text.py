"""The agreement's text: sections with every version kept, attachments, files."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement
from politirad.tenancy.models import StoredFile, User, WalledManager


class AgreementFile(StoredFile):
    """An uploaded file of an agreement: an attachment, or the scan of a page signed on paper."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="files")

    objects = WalledManager["AgreementFile"]()


class Attachment(models.Model):
    """A numbered attachment: sections of its own, or a file.

    A signed attachment enters the canonical text with its content; a living one by number and title
    only, so that it can be updated without a new signing where the agreement says so. One of them may be where the rules
    and members of the agreement's councils stand (`mirrors_forums`), instead of last in the text itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="attachments")
    number = models.PositiveSmallIntegerField(_("nummer"))
    title = models.CharField(_("tittel"), max_length=250)
    living = models.BooleanField(_("kan oppdateres uten ny signering"), default=False)
    valid_from = models.CharField(_("gjelder fra"), max_length=10, blank=True)
    valid_to = models.CharField(_("gjelder til"), max_length=10, blank=True)
    mirrors_forums = models.BooleanField(_("viser rådenes regler og medlemmer"), default=False)
    file = models.ForeignKey(AgreementFile, models.PROTECT, null=True, blank=True, related_name="+")

    objects = WalledManager["Attachment"]()

    class Meta:
        verbose_name = _("vedlegg")
        verbose_name_plural = _("vedlegg")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="attachment_number_once"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(mirrors_forums=True), name="attachment_mirrors_forums_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Section(models.Model):
    """A heading with its text (the HTML subset of `politirad.richtext`), in order, of the agreement or an attachment.

    In an addendum it may have an `effect` on the agreement, at the chapter whose key is `target` (see
    `agreements.consolidation`); without one it is the addendum's own text.
    """

    #: What it changes in words, set by whoever reads an addendum's draft; no column.
    change: Any = None
    #: Who else writes in it now, in words, set by whoever lists the sections for writing; no column.
    writers: str = ""

    class Effect(models.TextChoices):
        INSERTS = "inserts", _("Nytt punkt")
        REPLACES = "replaces", _("Nytt innhold i et punkt")
        REPEALS = "repeals", _("Opphever et punkt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="sections")
    attachment = models.ForeignKey(Attachment, models.CASCADE, null=True, blank=True, related_name="sections")
    order = models.PositiveSmallIntegerField(default=0)
    level = models.PositiveSmallIntegerField(_("nivå"), default=1)
    heading = models.CharField(_("overskrift"), max_length=250)
    html = models.TextField(_("tekst"), blank=True)
    effect = models.CharField(_("virkning"), max_length=10, choices=Effect.choices, blank=True)
    target = models.CharField(_("punkt i avtalen"), max_length=12, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = WalledManager["Section"]()

    class Meta:
        verbose_name = _("avsnitt")
        verbose_name_plural = _("avsnitt")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="section_level"),
            models.CheckConstraint(
                condition=Q(effect="inserts")
                | (Q(effect="") & Q(target=""))
                | ~(Q(effect="") | Q(target="")),
                name="section_effect_has_target",
            ),
            models.UniqueConstraint(
                fields=["agreement", "order"],
                name="section_order_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class SectionVersion(models.Model):
    """How a section stood after one save. Rows are added and read, never changed, and outlive a removed section.

    One that is kept `aside` never stood there: it was sent when another had changed the same, and did not come in.
    Its `number` is that of the version that stood in its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    section = models.ForeignKey(Section, models.DO_NOTHING, related_name="versions", db_constraint=False)
    number = models.PositiveIntegerField()
    heading = models.CharField(max_length=250)
    html = models.TextField(blank=True)
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    aside = models.BooleanField(default=False)

    objects = WalledManager["SectionVersion"]()

    class Meta:
        ordering = ["number", "saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "number"], condition=Q(aside=False), name="section_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading} ({self.number})"

    @property
    def key(self) -> str:
        """What names it in an address: its number, or for a text that was kept aside its own id."""
        return str(self.pk) if self.aside else str(self.number)
