"""The second lock: guardian's rows on groups, asked in one way.

Fetch through the wall first, ask guardian second: `has_perm` alone would say yes for a row that
the wall hides.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import OuterRef
from django.http import Http404
from guardian.shortcuts import get_objects_for_user
from guardian.utils import get_group_obj_perms_model

from politirad.tenancy.models import User

Row = TypeVar("Row", bound=models.Model)


def rights(user: Any, subject: models.Model) -> frozenset[str]:
    """Codenames of what `user` may do with `subject`; asked once per user object and subject.

    Only guardian's rows on groups count: rights are never given to single users.
    """
    known: dict[Any, frozenset[str]] = user.__dict__.setdefault("_known_rights", {})
    key = (subject._meta.label, subject.pk)
    if key not in known:
        rows = _granted(type(subject), user).filter(content_object=subject)
        known[key] = frozenset(rows.values_list("permission__codename", flat=True))
    return known[key]


def find(
    queryset: models.QuerySet[Row], user: Any, *, on: type[models.Model], through: str = "pk"
) -> Row | None:
    """The first row, asked together with the user's rights on the `on` that stands in its column `through`.

    `rights` and what builds on it ask no more about that one afterwards.
    """
    granted = _granted(on, user).filter(content_object=OuterRef(through)).values("permission__codename")
    row = queryset.annotate(granted=ArraySubquery(granted)).first()
    if row is not None:
        known = user.__dict__.setdefault("_known_rights", {})
        known[on._meta.label, getattr(row, through)] = frozenset(row.granted)  # type: ignore[attr-defined]
    return row


def _granted(model: type[models.Model], user: Any) -> models.QuerySet[Any]:
    return get_group_obj_perms_model(cast(Any, model))._default_manager.filter(group__user=user)


def access(queryset: models.QuerySet[Row], user: Any, pk: UUID, *, view: str, to: str) -> Row:
    """The row with this id, if the wall shows it and guardian grants `to`.

    Raises Http404 when it is not there, is another tenant's, or `view` is not granted; raises
    PermissionDenied when it is visible but `to` is not granted.
    """
    row = find(queryset.filter(pk=pk), user, on=queryset.model) if user.is_authenticated else None
    if row is None:
        raise Http404
    granted = rights(user, row)
    if view not in granted:
        raise Http404
    if to not in granted:
        raise PermissionDenied
    return row


def listing(user: User, model: type[Row], right: str) -> models.QuerySet[Row]:
    """The rows of `model` on which `user` has `right`. The one listing function."""
    return get_objects_for_user(
        user,
        right,
        klass=model._default_manager.all(),
        use_groups=True,
        any_perm=False,
        with_superuser=False,
        accept_global_perms=False,
    )
