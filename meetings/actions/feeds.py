"""Give a calendar subscription its secret address, give it a new one, and close it."""

from __future__ import annotations

import datetime

from django.db import transaction

from councils.models import Council
from meetings.models import CalendarFeed
from meetings.secret_links import digest, secret_of
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

SALT = "meetings.feed"


@transaction.atomic
def make_feed(*, council: Council | None, by: User, at: datetime.datetime) -> CalendarFeed:
    """The person's subscription to one council, or (None) to all their meetings. A former address stops working."""
    former, _rows = CalendarFeed.objects.filter(user=by, council=council).delete()
    feed = CalendarFeed(user=by, council=council, made_at=at)
    feed.secret_digest = digest(secret_of(SALT, feed.pk))
    feed.save(force_insert=True)
    record("renew_feed" if former else "make_feed", feed, by=by, council_id=council.pk if council else None)
    return feed


@transaction.atomic
def remove_feed(*, feed: CalendarFeed, by: User) -> None:
    """Close the address."""
    record("remove_feed", feed, by=by, council_id=feed.council_id)
    feed.delete()
