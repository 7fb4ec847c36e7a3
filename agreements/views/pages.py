"""Reading an agreement: overview, text, history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agreements import canonical
from agreements.addenda import changeable, said_of
from agreements.documents import current_version
from agreements.forums_today import Forums, beside_today, forums_of, mirrored_today
from agreements.life_text import timeline
from agreements.models import Round, Section, SectionVersion, SignOff, StateChange
from agreements.standing import attachment_period
from agreements.terms_text import references_in_words
from agreements.threads import by_section
from agreements.validity import PartialDate
from agreements.views.comments import threads_on
from agreements.views.frame import frame, opened
from councils.trail import Event, told
from politirad.tenancy.models import AuditEvent

EVENTS_PER_PAGE = 30


@login_required
@require_safe
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Who has signed, how long it holds, what it aims at, and what needs somebody."""
    sheet = opened(request, agreement_id)
    return render(request, "agreements/agreement.html", frame(request, sheet, tab="overview"))


@login_required
@require_safe
def agreement_text(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The whole text: as frozen when it is, else as it is being written."""
    sheet = opened(request, agreement_id)
    version = current_version(sheet.agreement)
    context = frame(request, sheet, tab="text", version=version)
    context |= text_of(sheet.agreement, version) if version else draft_of(sheet.agreement)
    if version is None and sheet.agreement.amends_id is not None:
        said_of(context["sections"], changeable(sheet.agreement, day=timezone.localdate()))
    if sheet.writable and (context["can"]["comment"] or sheet.agreement.all_comments):
        threads = threads_on(request, sheet, writes=context["can"]["edit"])
        context["remarks"] = by_section(one for one in threads if one.is_open)
        context["here"] = "tekst"
    shown = [*context["sections"], *(one for part in context["attachments"] for one in part["sections"])]
    context["differing"] = any(getattr(one, "today", None) is not None for one in shown)
    return render(request, "agreements/text.html", context)


def text_of(agreement: Any, version: Any) -> dict[str, Any]:
    """Sections, attachments and references of a frozen version."""
    text = canonical.read(version.canonical.encode())
    forums = forums_of(agreement, version.beside, day=timezone.localdate())
    rows = {row["number"]: row for row in agreement.attachment_rows}
    now: dict[str, list[Section]] = {row["id"]: [] for row in rows.values() if row["living"]}
    for section in Section.objects.filter(agreement=agreement, attachment__in=list(now)).order_by("order"):
        now[str(section.attachment_id)].append(section)
    return {
        "sections": beside_today(text.sections, forums, language=text.language),
        "attachments": [
            _as_it_stands(one, rows.get(one["number"]), now, forums)
            for one in version.beside.get("attachments", [])
        ],
        "references": references_in_words(text.references, get_language() or "nb"),
    }


def _as_it_stands(
    frozen: dict[str, Any], row: dict[str, Any] | None, now: Mapping[str, list[Section]], forums: Forums
) -> dict[str, Any]:
    """A frozen attachment with its row; a living one as it reads today, and how it read when it was frozen.

    Where it mirrors the councils, a signed one says beside each what is different today; a living one shows today's.
    """
    found = {**frozen, "row": row, "valid": _period(row) if row else ""}
    mirrors = bool(row and row["mirrors_forums"])
    about = mirrored_today(frozen["sections"], forums) if mirrors else []
    if row is None or row["id"] not in now:
        own = [one for one in frozen["sections"] if not (mirrors and one.get("council"))]
        return {**found, "sections": [*own, *about]} if mirrors else found
    had_file = bool(frozen.get("file", row["file"]))  # which is told of in a section of its own, at the end
    former = frozen["sections"][:-1] if had_file else frozen["sections"]
    own = [(one["heading"], one["html"]) for one in former if not (mirrors and one.get("council"))]
    written = now[row["id"]]
    rewritten = [(one.heading, one.html) for one in written] != own
    if not rewritten and all(one.today is None for one in about):
        return found
    changed = max((one.updated_at for one in written), default=None) if rewritten else None
    today = [one.as_today for one in about if one.today != ""]
    return {**found, "sections": [*written, *today], "changed_at": changed, "former": former}


def draft_of(agreement: Any) -> dict[str, Any]:
    """The same for a draft, from its rows."""
    sections: list[Section] = list(agreement.sections.order_by("order"))
    return {
        "sections": [one for one in sections if one.attachment_id is None],
        "attachments": [
            {
                **row,
                "row": row,
                "valid": _period(row),
                "awaits_forums": row["mirrors_forums"],
                "sections": [one for one in sections if str(one.attachment_id) == row["id"]],
            }
            for row in agreement.attachment_rows
        ],
        "references": references_in_words(map(_reference, agreement.reference_rows), get_language() or "nb"),
    }


def _reference(row: Mapping[str, Any]) -> canonical.Reference:
    """A fetched row of the documents it builds on."""
    read_on = PartialDate.fromisoformat(row["read_on"]) if row["read_on"] else None
    return canonical.Reference(title=row["title"], url=row["url"] or None, read_on=read_on)


def _period(row: Mapping[str, Any]) -> str:
    """An attachment's own period in the reader's words; "" for none."""
    return attachment_period(row["valid_from"], row["valid_to"]).format(get_language() or "nb")


@login_required
@require_safe
def agreement_history(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Versions with their rounds of signatures, and everything that has been done."""
    sheet = opened(request, agreement_id)
    rounds = (
        Round.objects.filter(agreement=sheet.agreement)
        .select_related("version__frozen_by")
        .prefetch_related(Prefetch("version__sign_offs", SignOff.objects.select_related("slot")))
        .order_by("-opened_at")
    )
    events = (
        AuditEvent.objects.filter(subject_type="agreements.agreement", subject_id=sheet.agreement.pk)
        .select_related("actor")
        .order_by("-at", "-id")
    )
    page = Paginator(events, EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "agreements/history.html",
        frame(
            request,
            sheet,
            tab="history",
            rounds=rounds,
            life=timeline(
                StateChange.objects.filter(agreement=sheet.agreement).select_related("by").order_by("-id")
            ),
            removed=removed_sections(sheet.agreement),
            page=page,
            events=folded([told(one) for one in page]),
        ),
    )


def removed_sections(agreement: Any) -> list[SectionVersion]:
    """The last version of each section that was taken out of the draft."""
    there = Section.objects.filter(agreement=agreement).values("pk")
    gone = SectionVersion.objects.filter(agreement=agreement, aside=False).exclude(section__in=there)
    return list(gone.order_by("section_id", "-number").distinct("section_id"))


def folded(events: Sequence[Event]) -> list[Event]:
    """The events, the latest first, with the same deed done again and again by one person told once, with a count."""
    found = []
    for _same, again in groupby(events, key=lambda event: (event.what, event.who, event.at.date())):
        one, *others = again
        times = _("%(what)s (%(times)d ganger)") % {"what": one.what, "times": len(others) + 1}
        found.append(replace(one, what=times) if others else one)
    return found
