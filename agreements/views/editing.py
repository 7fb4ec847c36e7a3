"""Writing the text: the outline, one section at a time, saved against the version that was read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.actions import Conflict, add_section, move_section, remove_section, save_section
from agreements.addenda import change_of, changeable
from agreements.forms.drafting import NewSectionForm, SectionForm
from agreements.models import Comment, Section
from agreements.permissions import Right, access_agreement
from agreements.reading import Sheet
from agreements.threads import threads_of
from agreements.views.amending import change_outline
from agreements.views.clashing import clash_facts
from agreements.views.frame import asker, frame, opened, section_of
from agreements.views.pages import draft_of
from agreements.views.writing_now import note_here
from agreements.writers import note_left, told_of
from councils.refusals import Refusal


@login_required
@require_safe
def agreement_edit(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The outline with each section's text; in a state that cannot be written, the page says so."""
    sheet = opened(request, agreement_id, to=Right.EDIT)
    return _outline(request, sheet, _new_section(sheet))


def _new_section(sheet: Sheet, posted: Any = None) -> NewSectionForm:
    """The form of a new section: anywhere in a draft, only in a living attachment of what is signed."""
    attachments = sheet.agreement.attachments.all()
    if sheet.writable:
        return NewSectionForm(posted, attachments=attachments)
    return NewSectionForm(posted, attachments=attachments.filter(living=True), only_there=True)


def _outline(request: HttpRequest, sheet: Sheet, form: NewSectionForm) -> HttpResponse:
    if sheet.agreement.amends_id is not None:
        return change_outline(request, sheet)
    context = draft_of(sheet.agreement)
    parts = [{"attachment": None, "sections": context["sections"]}] if sheet.writable else []
    parts += [
        {"attachment": one["row"], "sections": one["sections"]}
        for one in context["attachments"]
        if sheet.writable or one["living"]
    ]
    told_of([row for part in parts for row in part["sections"]], reader=asker(request), at=timezone.now())
    return render(request, "agreements/edit.html", frame(request, sheet, tab="text", parts=parts, form=form))


@login_required
@require_POST
def section_add(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """A new section at the end; then straight to writing it."""
    sheet = opened(request, agreement_id, to=Right.EDIT)
    form = _new_section(sheet, request.POST)
    if form.is_valid():
        try:
            made = add_section(agreement=sheet.agreement, by=asker(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("section_edit", sheet.agreement.pk, made.pk)
    return _outline(request, sheet, form)


@login_required
@require_http_methods(["GET", "POST"])
def section_edit(request: HttpRequest, agreement_id: UUID, section_id: UUID) -> HttpResponse:
    """Write one section. When somebody else has changed the same meanwhile, the page asks what is to stand."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    section = section_of(agreement, section_id)
    conflict: Conflict | None = None
    if request.method == "POST":
        form = SectionForm(request.POST)
        if form.is_valid():
            try:
                saved = save_section(section=section, by=asker(request), **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                if not isinstance(saved, Conflict):
                    return _on_from(request, saved, asked=form.cleaned_data["stands"] is not None)
                conflict, mine = saved, saved.joined.mine
                form = SectionForm({"version": saved.began, "heading": mine.heading, "html": mine.html})
    else:
        form = SectionForm(
            initial={"version": section.version, "heading": section.heading, "html": section.html}
        )
    note_here(request, agreement, section)
    told_of([section], reader=asker(request), at=timezone.now())
    threads = Comment.objects.filter(agreement=agreement, section=section).select_related(
        "author", "settled_by"
    )
    facts = {
        "agreement": agreement,
        "section": section,
        "change": change_of(section, changeable(agreement, day=timezone.localdate()))
        if section.effect
        else None,
        "form": form,
        **(clash_facts(conflict, asker(request)) if conflict else {}),
        "threads": [
            one
            for one in threads_of(threads, reader=asker(request).pk, writes=True, is_open=True)
            if one.is_open
        ],
        "can": {"comment": True},
        "here": "avsnitt",
    }
    return render(request, "agreements/section.html", facts, status=409 if conflict else 200)


def _on_from(request: HttpRequest, saved: Section, *, asked: bool) -> HttpResponse:
    """Say that it is stored; who has chosen between two texts reads over what came of it."""
    if asked:
        words = _("«%(heading)s» er lagret slik du valgte. Les gjennom teksten.")
        messages.success(request, words % {"heading": saved.heading})
        return redirect("section_edit", saved.agreement_id, saved.pk)
    note_left(saved.pk, by=asker(request), at=timezone.now())
    messages.success(request, _("«%(heading)s» er lagret.") % {"heading": saved.heading})
    return redirect("agreement_edit", saved.agreement_id)


@login_required
@require_POST
def section_save(request: HttpRequest, agreement_id: UUID, section_id: UUID) -> JsonResponse:
    """Autosave: 200 with the new version, 409 with what to choose when two changed the same, 422 when it cannot be stored."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    section = section_of(agreement, section_id)
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _no(422, " ".join(str(error) for errors in form.errors.values() for error in errors))
    try:
        saved = save_section(section=section, by=asker(request), **form.cleaned_data)
    except Refusal as refusal:
        return _no(422, str(refusal))
    note_here(request, agreement, section)
    if isinstance(saved, Conflict):
        facts = clash_facts(saved, asker(request))
        panel = render_to_string("agreements/_clash.html", facts, request=request)
        return JsonResponse({"sentence": facts["clash_sentence"], "panel": panel}, status=409)
    at = timezone.localtime(saved.updated_at)
    answer: dict[str, Any] = {"version": saved.version, "saved": f"{at:%H.%M}"}
    sent = form.cleaned_data
    if (saved.heading, saved.html) != (sent["heading"], sent["html"]):
        # Merged with what another wrote. Who has typed on meanwhile goes on from what was sent, the number before;
        # after a choice what was sent has no number, and it is asked about anew.
        answer["merged"] = {"heading": saved.heading, "html": saved.html}
        answer["began"] = saved.version - 1 if sent["stands"] is None else sent["version"]
        answer["warning"] = _("Teksten er slått sammen med det andre har skrevet")
    return JsonResponse(answer)


def _no(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)


@login_required
@require_POST
def section_move(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Move a section: `item` and `to` (its new number, from 1). The script wants 204, the plain form its page."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    try:
        section = section_of(agreement, UUID(request.POST.get("item", "")))
        move_section(section=section, to=int(request.POST.get("to", "")), by=asker(request))
    except Refusal as refusal:
        if request.headers.get("X-Reorder"):
            return _no(409, str(refusal))
        messages.error(request, str(refusal))
    except ValueError:
        raise Http404 from None
    if request.headers.get("X-Reorder"):
        return HttpResponse(status=204)
    return redirect("agreement_edit", agreement.pk)


@login_required
@require_POST
def section_remove(request: HttpRequest, agreement_id: UUID, section_id: UUID) -> HttpResponse:
    """Take a section out of the draft."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    section: Any = section_of(agreement, section_id)
    try:
        remove_section(section=section, by=asker(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Avsnittet er tatt ut. Det du hadde skrevet, er tatt vare på i historikken.")
        )
    return redirect("agreement_edit", agreement.pk)
