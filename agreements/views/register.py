"""The public register: agreements that their owners show to everybody."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from agreements import canonical, fingerprints
from agreements.comparing import Chapter, Kind, compare
from agreements.course import tag_of
from agreements.editions import chapters
from agreements.models import AgreementPdf, Publication
from agreements.register import IN_FORCE, OVER
from agreements.standing import partial
from agreements.terms_text import references_in_words, terms_in_words
from agreements.validity import Period
from agreements.views.comparing import shown, summary, words
from agreements.views.public import public
from politirad import richtext
from politirad.public import public_page

PER_PAGE = 30
MINUTES = 60
LONGEST_QUESTION = 100


@require_safe
@public_page(seconds=5 * MINUTES)
def register(request: HttpRequest, *, language: str) -> HttpResponse:
    """Agreements in force, or those that are over (`vis=tidligere`); `q` searches titles, parties and focus areas."""
    question = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUESTION]
    past = request.GET.get("vis") == "tidligere"
    found = Publication.objects.filter(withdrawn_at=None, state__in=OVER if past else IN_FORCE)
    for word in question.split():
        found = found.filter(words__icontains=word)
    page = Paginator(found.defer("canonical", "beside").order_by("title", "pk"), PER_PAGE).get_page(
        request.GET.get("side")
    )
    facts = {
        "page": page,
        "entries": [entry_of(one, language) for one in page],
        "question": question,
        "past": past,
        "is_whole": not question and page.number == 1,
    }
    return public(request, "public/register.html", facts, language=language, name="register")


def entry_of(row: Publication, language: str) -> dict[str, Any]:
    """A row with its dates in the reader's language."""
    period = Period(starts=partial(row.valid_from), ends=partial(row.valid_to), open_ended=row.open_ended)
    signed = partial(row.signed_on)
    begins = max((one.first_day for one in (period.starts, signed) if one), default=None)
    return {
        "row": row,
        "tag": tag_of(row.state, begins, today=timezone.localdate(), language=language),
        "valid": period.format(language),
        "signed": signed.format(language) if signed else "",
        "code": fingerprints.code_of(row.sha256),
    }


def found_entry(entry_id: UUID) -> Publication:
    """The entry, when everybody may see it; else Http404."""
    row = Publication.objects.filter(pk=entry_id, withdrawn_at=None).select_related("organization").first()
    if row is None:
        raise Http404
    return row


def neighbours(row: Publication) -> dict[str, Publication | None]:
    """The published agreement that it replaces, and the one that replaces it."""
    listed = Publication.objects.filter(withdrawn_at=None).defer("canonical", "beside")
    former = listed.filter(agreement_id=row.predecessor_id).first() if row.predecessor_id else None
    return {"former": former, "successor": listed.filter(predecessor_id=row.agreement_id).first()}


@require_safe
@public_page(seconds=5 * MINUTES)
def register_entry(request: HttpRequest, *, language: str, entry_id: UUID) -> HttpResponse:
    """One agreement: parties, focus areas, term, next revision, its whole text and its PDF."""
    row = found_entry(entry_id)
    text = canonical.read(row.canonical.encode())
    facts = {
        **entry_of(row, language),
        **neighbours(row),
        "terms": terms_in_words(text),
        "sections": text.sections,
        "addenda": [
            {
                "title": one["title"],
                "since": datetime.date.fromisoformat(one["since"]),
                "sections": canonical.read(one["canonical"].encode()).sections,
            }
            for one in row.addenda
        ],
        "references": references_in_words(text.references, language),
        "attachments": row.beside.get("attachments", []),
        "predecessor": text.predecessor,
        "predecessor_day": text.predecessor.date.format(language)
        if text.predecessor and text.predecessor.date
        else "",
    }
    return public(
        request, "public/entry.html", facts, language=language, name="register_entry", entry_id=row.pk
    )


@require_safe
@public_page(seconds=5 * MINUTES)
def register_changes(request: HttpRequest, *, language: str, entry_id: UUID) -> HttpResponse:
    """What is different from the agreement that it replaces, when that one is published too."""
    row = found_entry(entry_id)
    former = neighbours(row)["former"]
    if former is None:
        raise Http404
    left, right = (chapters(canonical.read(one.canonical.encode()), one.beside) for one in (former, row))
    changes = compare(cleaned(left), cleaned(right), words())
    facts = {
        **entry_of(row, language),
        "former": former,
        "changes": [shown(one) for one in changes],
        "same": [one for one in changes if one.kind is Kind.SAME and not one.has_moved],
        "told": summary(changes),
    }
    return public(
        request, "public/changes.html", facts, language=language, name="register_changes", entry_id=row.pk
    )


def cleaned(found: Iterable[Chapter]) -> list[Chapter]:
    """Chapters whose HTML is cleaned once more on its way out."""
    return [replace(one, html=richtext.clean(one.html)) for one in found]


@require_safe
@public_page(seconds=5 * MINUTES)
def register_pdf(request: HttpRequest, *, language: str, entry_id: UUID) -> HttpResponse:
    """The sealed PDF."""
    row = found_entry(entry_id)
    pdf = AgreementPdf.objects.filter(pk=row.pdf_id).first()
    if pdf is None:
        raise Http404
    return handed_out(bytes(pdf.content), pdf.name, "application/pdf")


@require_safe
@public_page(seconds=5 * MINUTES)
def register_text(request: HttpRequest, *, language: str, entry_id: UUID) -> HttpResponse:
    """The signed text as data: the very bytes whose SHA-256 the PDF prints."""
    row = found_entry(entry_id)
    return handed_out(row.canonical.encode(), f"{row.sha256[:12]}.json", "application/json")


def handed_out(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Bytes to keep under a name."""
    header = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": header, "X-Content-Type-Options": "nosniff"},
    )
