"""Organisations and people, the audit trail, and messages on their way out."""

from politirad.tenancy.models.audit import AuditEvent
from politirad.tenancy.models.files import SealedFile, StoredFile
from politirad.tenancy.models.jobs import Job
from politirad.tenancy.models.organizations import (
    Affiliation,
    ElectionDay,
    Organization,
)
from politirad.tenancy.models.outbox import OutgoingMessage
from politirad.tenancy.models.users import User
from politirad.tenancy.models.walled import (
    CouncilForeignKey,
    WalledManager,
    WalledQuerySet,
)

__all__ = [
    "Affiliation",
    "AuditEvent",
    "CouncilForeignKey",
    "ElectionDay",
    "Job",
    "Organization",
    "OutgoingMessage",
    "SealedFile",
    "StoredFile",
    "User",
    "WalledManager",
    "WalledQuerySet",
]
