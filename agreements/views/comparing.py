"""Two texts of an agreement side by side, and the versions of one section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agreements.actions import restore_section
from agreements.comparing import Change, Kind, Row, compare, compare_html
from agreements.editions import Edition, chapters_of, editions_of, former_of, usual_pair
from agreements.marking import Words
from agreements.models import Section, SectionVersion
from agreements.permissions import Right, access_agreement
from agreements.sittings import Save, not_come_in, sittings
from agreements.views.frame import asker, frame, opened
from councils.refusals import Refusal
from politirad import richtext


def words() -> Words:
    """What is said around marks, in the reader's language."""
    return Words(
        added=_("Lagt til:"),
        added_end=_("slutt på tillegget"),
        removed=_("Fjernet:"),
        removed_end=_("slutt på det som er fjernet"),
        moved=_("Flyttet:"),
        reset=_("Ny form:"),
    )


@login_required
@require_safe
def agreement_compare(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Any two texts of the agreement (`fra`, `til`), chapter by chapter."""
    sheet = opened(request, agreement_id)
    former = former_of(sheet.agreement)
    editions = editions_of(sheet.agreement, former=former, today=timezone.localdate())
    usual = usual_pair(editions)
    chosen = [
        _chosen(editions, request.GET.get("fra") or usual[0]),
        _chosen(editions, request.GET.get("til") or usual[1]),
    ]
    changes: tuple[Change, ...] = ()
    written_only = any(one.is_written_text_only for one in chosen)
    if len(editions) > 1:
        texts = [
            chapters_of(
                sheet.agreement, one, former=former, today=timezone.localdate(), written_only=written_only
            )
            for one in chosen
        ]
        changes = compare(texts[0], texts[1], words())
    facts = {
        "editions": editions,
        "left": chosen[0],
        "right": chosen[1],
        "written_only": written_only,
        "changes": [shown(one) for one in changes],
        "same": [one for one in changes if one.kind is Kind.SAME and not one.has_moved],
        "told": summary(changes),
    }
    return render(request, "agreements/compare.html", frame(request, sheet, tab="history", **facts))


def _chosen(editions: Sequence[Edition], key: str) -> Edition:
    """The edition of a key. Raises Http404 for one that the agreement does not have."""
    if not editions:
        return Edition("", "")
    found = next((one for one in editions if one.key == key), None)
    if found is None:
        raise Http404
    return found


def shown(change: Change) -> dict[str, Any]:
    """A change for the template. What `agreements.marking` writes is escaped text between tags of ours."""
    return {
        "kind": change.kind.value,
        "has_moved": change.has_moved,
        "chapter": change.chapter,
        "left_heading": mark_safe(change.left_heading),
        "right_heading": mark_safe(change.right_heading),
        "rows": rows(change.rows),
    }


def rows(found: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows for templates/agreements/_compared.html. Both texts were cleaned before they were compared."""
    return [{"left": mark_safe(row.left), "right": mark_safe(row.right), "same": row.same} for row in found]


def summary(changes: Sequence[Change]) -> list[str]:
    """How many chapters were changed, added, taken out and moved; nothing when the texts are the same."""
    counts = Counter(change.kind for change in changes)
    moved = sum(change.has_moved for change in changes)
    found = [
        (counts[Kind.CHANGED], _("endret")),
        (counts[Kind.ADDED], _("lagt til")),
        (counts[Kind.REMOVED], _("tatt ut")),
        (moved, _("flyttet")),
    ]
    return [f"{number} {word}" for number, word in found if number]


@login_required
@require_safe
def section_versions(request: HttpRequest, agreement_id: UUID, section_id: UUID) -> HttpResponse:
    """Every version of one section, also one that was taken out, and two of them (`fra`, `til`) side by side."""
    sheet = opened(request, agreement_id)
    kept = list(
        SectionVersion.objects.filter(agreement=sheet.agreement, section=section_id).select_related(
            "saved_by"
        )
    )
    versions = [one for one in kept if not one.aside]
    if not versions:
        raise Http404
    saves = [Save(one.number, one.saved_at, one.saved_by.name if one.saved_by else "") for one in versions]
    by_key = {one.key: one for one in kept}
    found = sittings(saves)
    newest = versions[-1]
    right = _version(by_key, request.GET.get("til"), newest)
    left = _version(by_key, request.GET.get("fra"), by_key[str(max(1, found[-1].first.number - 1))])
    section = Section.objects.filter(agreement=sheet.agreement, pk=section_id).first()
    left_out = not_come_in(kept)
    listed = {str(one.last.number) for one in found} | {one.key for one in left_out}
    facts = {
        "section": section,
        "section_id": section_id,
        "newest": newest,
        "sittings": found[::-1],
        "left_out": [{"row": one, "words": _label(one)} for one in left_out[::-1]],
        "left": left,
        "right": right,
        "left_label": _label(left),
        "right_label": _label(right),
        "left_is_between": left.key not in listed,
        "right_is_between": right.key not in listed,
        "rows": rows(compare_html(richtext.clean(left.html), richtext.clean(right.html), words())),
    }
    return render(request, "agreements/section_versions.html", frame(request, sheet, tab="text", **facts))


def _version(found: dict[str, SectionVersion], key: str | None, usual: SectionVersion) -> SectionVersion:
    """The version of a key in the address. Raises Http404 for one that is not there."""
    if not key:
        return usual
    if key not in found:
        raise Http404
    return found[key]


def _label(version: SectionVersion) -> str:
    """What a version is called: by its number, or by whose it is when it did not come in."""
    if not version.aside:
        return _("Versjon %(number)d") % {"number": version.number}
    if version.saved_by is None:
        return _("Teksten som ikke kom inn")
    return _("Teksten til %(name)s som ikke kom inn") % {"name": version.saved_by.name}


@login_required
@require_POST
def section_restore(request: HttpRequest, agreement_id: UUID, section_id: UUID) -> HttpResponse:
    """Bring back an earlier version (`number`), or a text that did not come in; a section that was taken out comes back at the end."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    kept = SectionVersion.objects.filter(agreement=agreement, section=section_id)
    version = next((one for one in kept if one.key == request.POST.get("number")), None)
    if version is None:
        raise Http404
    try:
        section = restore_section(version=version, agreement=agreement, by=asker(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("section_versions", agreement.pk, section_id)
    messages.success(request, _("«%(heading)s» er hentet fram igjen.") % {"heading": section.heading})
    return redirect("section_edit", agreement.pk, section.pk)
