"""Write the audit row of a deed, in the deed's own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models

from politirad.tenancy.models import AuditEvent, User


def record(
    action: str,
    subject: models.Model | None,
    *,
    by: User | None,
    council_id: UUID | None = None,
    organization_id: UUID | None = None,
    about: models.Model | None = None,
    **facts: Any,
) -> None:
    """Tell that `by` did `action` to `subject`.

    `council_id` defaults to the subject's own. Facts are ids, numbers and short codes (JSON), never
    closed text. `by` is None only for the clock and for answers by link. `about` is what the deed is
    about, where the subject does not say so by `told_with`: who does not see that, does not see the row.
    """
    _event(action, subject, by, council_id, organization_id, about, facts).save(force_insert=True)


def record_each(action: str, subjects: Iterable[models.Model], *, by: User | None, **facts: Any) -> None:
    """The same for each of the subjects, in one statement; for pages that show several confidential things."""
    AuditEvent.objects.bulk_create(_event(action, one, by, None, None, None, facts) for one in subjects)


def _event(
    action: str,
    subject: models.Model | None,
    by: User | None,
    council_id: UUID | None,
    organization_id: UUID | None,
    about: models.Model | None,
    facts: dict[str, Any],
) -> AuditEvent:
    if council_id is None and organization_id is None and subject is not None:
        council_id = getattr(subject, "council_id", None)
        organization_id = None if council_id else getattr(subject, "organization_id", None)
    about = about or getattr(subject, "told_with", None)
    confidential = bool(getattr(about, "is_closed", False))
    return AuditEvent(
        actor=by,
        council_id=council_id,
        organization_id=organization_id,
        action=action,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        subject_name="" if subject is None or confidential else str(subject)[:300],
        facts={key: _plain(value) for key, value in facts.items()},
        about_id=about.pk if about is not None else None,
        confidential=confidential,
    )


def _plain(value: Any) -> Any:
    """What JSON can hold; everything else by its text."""
    if isinstance(value, (dict, list, str, int, float, bool, type(None))):
        return value
    return str(value)
