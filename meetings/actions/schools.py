"""Share the prevention calendar with the schools by a secret address, give it a new one, and close it."""

from __future__ import annotations

import datetime

from django.db import transaction

from councils.models import Council
from meetings.models import SchoolsLink
from meetings.secret_links import digest, secret_of
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

SALT = "meetings.schools"


@transaction.atomic
def share_with_schools(*, council: Council, by: User | None, at: datetime.datetime) -> SchoolsLink:
    """Let whoever has the address read the council's prevention calendar. A former address stops working."""
    _locked(council)
    former, _rows = SchoolsLink.objects.filter(council=council).delete()
    link = SchoolsLink(council=council, made_at=at, made_by=by)
    link.secret_digest = digest(secret_of(SALT, link.pk))
    link.save(force_insert=True)
    record("renew_schools_link" if former else "share_with_schools", link, by=by, council_id=council.pk)
    return link


@transaction.atomic
def stop_sharing_with_schools(*, council: Council, by: User | None) -> None:
    """Close the address; closing twice changes nothing."""
    _locked(council)
    link = SchoolsLink.objects.filter(council=council).first()
    if link is not None:
        record("stop_sharing_with_schools", link, by=by, council_id=council.pk)
        link.delete()


def _locked(council: Council) -> None:
    """Two who share at once make one address."""
    Council.objects.select_for_update(of=["self"]).get(pk=council.pk)
