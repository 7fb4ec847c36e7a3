"""The public pages of minutes: councils that publish theirs, one council's minutes, one meeting's."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from agreements.views.public import public
from meetings.minutes_document import public_facts
from meetings.models import MeetingPdf, PublishedMinutes, PublishingCouncil
from politirad.public import public_page

PER_PAGE = 30
MINUTES = 60
GONE = 410


@require_safe
@public_page(seconds=5 * MINUTES)
def councils(request: HttpRequest, *, language: str) -> HttpResponse:
    """Every council that shows its minutes, by owner."""
    rows = PublishingCouncil.objects.filter(until=None)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side"))
    facts = {"page": page}
    return public(request, "public/minutes_councils.html", facts, language=language, name="public_minutes")


@require_safe
@public_page(seconds=5 * MINUTES)
def council(request: HttpRequest, *, language: str, publishing_id: UUID) -> HttpResponse:
    """One council's published minutes, the newest first; what is withdrawn is named with its reason."""
    row = _publishing(publishing_id)
    found = PublishedMinutes.objects.filter(council_id=row.council_id, published_at__isnull=False)
    page = Paginator(found.defer("content").order_by("-date", "pk"), PER_PAGE).get_page(
        request.GET.get("side")
    )
    return public(
        request,
        "public/minutes_council.html",
        {"row": row, "page": page},
        language=language,
        name="public_council",
        publishing_id=row.pk,
    )


@require_safe
@public_page(seconds=5 * MINUTES)
def minutes(request: HttpRequest, *, language: str, publishing_id: UUID, published_id: UUID) -> HttpResponse:
    """The minutes of one meeting; 410 with the reason when they are withdrawn."""
    row = _publishing(publishing_id)
    found = _published(row, published_id)
    facts: dict[str, Any] = {"row": row, "found": found}
    if found.withdrawn_at is None:
        with translation.override(row.language):
            snapshot = public_facts(found.content)
        facts |= {
            "meeting": found.content["meeting"],
            "starts_at": _moment(found, "start"),
            "ends_at": _moment(found, "end"),
            "snapshot": snapshot,
            "corrections": found.content["corrections"],
            "sha256": found.content["sha256"],
        }
    return public(
        request,
        "public/minutes.html",
        facts,
        language=language,
        name="public_minutes_of",
        status=GONE if found.withdrawn_at else 200,
        publishing_id=row.pk,
        published_id=found.pk,
    )


@require_safe
@public_page(seconds=5 * MINUTES)
def minutes_pdf(
    request: HttpRequest, *, language: str, publishing_id: UUID, published_id: UUID
) -> HttpResponse:
    """The public edition as PDF."""
    found = _published(_publishing(publishing_id), published_id)
    pdf = MeetingPdf.objects.filter(pk=found.pdf_id).first() if found.pdf_id else None
    if pdf is None:
        raise Http404
    header = content_disposition_header(False, pdf.name) or "inline"
    return HttpResponse(
        bytes(pdf.content),
        content_type=pdf.content_type,
        headers={"Content-Disposition": header, "X-Content-Type-Options": "nosniff"},
    )


def _moment(found: PublishedMinutes, which: str) -> datetime.datetime:
    """When the meeting began or ended, in local time, as the edition tells it."""
    time = datetime.time.fromisoformat(found.content["meeting"][which])
    return datetime.datetime.combine(found.date, time, tzinfo=timezone.get_default_timezone())


def _publishing(publishing_id: UUID) -> PublishingCouncil:
    row = PublishingCouncil.objects.filter(pk=publishing_id, until=None).first()
    if row is None:
        raise Http404
    return row


def _published(row: PublishingCouncil, published_id: UUID) -> PublishedMinutes:
    found = PublishedMinutes.objects.filter(
        pk=published_id, council_id=row.council_id, published_at__isnull=False
    ).first()
    if found is None:
        raise Http404
    return found
