"""The groups of a council, and guardian's rows on them with direct foreign keys."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import Group
from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from councils.models.councils import Council
from councils.models.offices import Role
from politirad.tenancy.models import WalledManager


class CouncilGroup(models.Model):
    """The group of those who have one role in one council; seats fill it, and it alone gives rights."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="groups")
    role = models.ForeignKey(Role, models.PROTECT, related_name="+")
    group = models.OneToOneField(Group, models.CASCADE, related_name="council_group")

    objects = WalledManager["CouncilGroup"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "role"], name="council_group_once")]

    def __str__(self) -> str:
        return f"{self.council_id} {self.role_id}"


class CouncilGroupPermission(GroupObjectPermissionBase):
    """A right on a council, given to a group."""

    content_object = models.ForeignKey(Council, models.CASCADE)


class CouncilUserPermission(UserObjectPermissionBase):
    """Guardian asks for this table; rights are never given to single users, so it stays empty."""

    content_object = models.ForeignKey(Council, models.CASCADE)
