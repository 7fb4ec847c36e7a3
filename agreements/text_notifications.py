"""Who hears what about the writing of an agreement. All need the owning council's context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from agreements.models import Agreement, AgreementGroupPermission, Comment
from agreements.notifications import writers
from agreements.permissions import Right
from politirad import mail
from politirad.tenancy.models import User


def commented(agreement: Agreement, comments: Sequence[Comment]) -> int:
    """Tell the writers of every comment, and the others of those where they have written themselves; one letter each."""
    threads = {one.thread_id or one.pk for one in comments}
    heard: dict[UUID, set[UUID]] = {}
    for one in Comment.objects.filter(Q(pk__in=threads) | Q(thread__in=threads), agreement=agreement):
        heard.setdefault(one.author_id, set()).add(one.thread_id or one.pk)
    for person in writers(agreement):
        heard[person.pk] = threads
    letters = 0
    for person in readers(agreement, heard):
        news = [
            one
            for one in comments
            if one.author_id != person.pk and (one.thread_id or one.pk) in heard[person.pk]
        ]
        letters += bool(news) and _comments_letter(agreement, person, news)
    return letters


def settled(agreement: Agreement, remark: Comment, *, by: User) -> int:
    """Tell the author of a remark that somebody else has settled it; once for each time."""
    if remark.author_id == by.pk or remark.settled_at is None:
        return 0
    return sum(
        mail.queue(
            "agreement_remark_settled",
            mail.Recipient.of(person),
            dedupe_key=f"settled:{remark.pk}:{remark.settled_at.isoformat()}:{person.pk}",
            facts={
                "agreement": agreement,
                "who": by.name,
                "heading": remark.heading,
                "address": f"{settings.SITE_URL}{reverse('agreement_comments', args=[agreement.pk])}?vis=loste",
            },
            council_id=agreement.owner_council_id,
            subject_id=agreement.pk,
        )
        is not None
        for person in readers(agreement, {remark.author_id: set()})
    )


def readers(agreement: Agreement, people: dict[UUID, set[UUID]]) -> list[User]:
    """Those among `people` who may still read the agreement."""
    groups = AgreementGroupPermission.objects.filter(
        content_object=agreement, permission__codename=Right.VIEW.value
    ).values("group_id")
    found = User.objects.filter(pk__in=list(people), groups__in=groups, is_active=True)
    return list(found.distinct().order_by("name"))


def _comments_letter(agreement: Agreement, person: User, news: Sequence[Comment]) -> bool:
    """Who has commented where. The words themselves stay on the page, behind the login."""
    counts = Counter((one.author.name, one.heading) for one in news)
    message = mail.queue(
        "agreement_comments",
        mail.Recipient.of(person),
        dedupe_key=f"comments:{agreement.pk}:{news[-1].pk}:{person.pk}",
        facts={
            "agreement": agreement,
            "news": [
                {"who": who, "heading": heading, "times": times} for (who, heading), times in counts.items()
            ],
            "address": f"{settings.SITE_URL}{reverse('agreement_comments', args=[agreement.pk])}",
        },
        council_id=agreement.owner_council_id,
        subject_id=agreement.pk,
    )
    return message is not None
