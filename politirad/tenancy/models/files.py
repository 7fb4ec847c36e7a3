"""A file kept in the database, so that the wall, the transaction and the backup hold for it too."""

from __future__ import annotations

import hashlib
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """Name, type, size, SHA-256 and content. Rooms make their own tables of it, each behind its own wall."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("filnavn"), max_length=200)
    content_type = models.CharField(_("filtype"), max_length=100)
    size = models.PositiveIntegerField(_("størrelse"))
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def hold(self, content: bytes) -> None:
        """Take the bytes and what is computed from them; does not save."""
        self.content = content
        self.size = len(content)
        self.sha256 = hashlib.sha256(content).hexdigest()


class SealedFile(StoredFile):
    """A file that may bear our seal. A renewed one is a row of its own: the former stays, since somebody may have it.

    `seal_digest` is what the seal vouches for, and the same before and after renewal; `good_until` the last day on
    which the file can be verified from itself alone (`politirad.seal`).
    """

    sealed = models.BooleanField(default=False)
    seal_digest = models.CharField(max_length=128, blank=True, default="")
    good_until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sealed=False) | models.Q(good_until__isnull=False),
                name="%(class)s_sealed_until",
            )
        ]
