"""Addenda: begin one, write what it changes, and read the text that follows from all of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.actions import add_change, open_addendum, redirect_change
from agreements.addenda import changeable, consolidated_on, said_of
from agreements.forms.amending import OWN_TEXT, ChangeForm, NewChangeForm
from agreements.forms.revising import OpenForm
from agreements.models import Section
from agreements.permissions import Right, access_agreement, may
from agreements.reading import Sheet
from agreements.views.frame import asker, frame, opened, section_of
from agreements.writers import told_of
from councils.refusals import Refusal


@login_required
@require_http_methods(["GET", "POST"])
def agreement_amend(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Begin an addendum, say why, and go to writing it."""
    sheet = opened(request, agreement_id, to=Right.REVISE)
    form = OpenForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        facts = {"form": form, "is_addendum": True}
        return render(request, "agreements/open_draft.html", frame(request, sheet, tab="overview", **facts))
    try:
        addendum = open_addendum(
            agreement=sheet.agreement,
            by=asker(request),
            today=timezone.localdate(),
            reason=form.cleaned_data["reason"],
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("agreement", agreement_id)
    if not may(asker(request), addendum, Right.EDIT):
        messages.success(request, _("Tillegget er opprettet. De som skriver avtalen, kan fylle det ut."))
        return redirect("agreement", addendum.pk)
    messages.success(request, _("Tillegget er opprettet. Velg hvilke punkter i avtalen det endrer."))
    return redirect("agreement_edit", addendum.pk)


@login_required
@require_safe
def agreement_consolidated(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The agreement with its addenda in force worked in. Nobody has signed this text, and the page says so."""
    sheet = opened(request, agreement_id)
    if sheet.agreement.amends_id is not None:
        return redirect("agreement_consolidated", sheet.agreement.amends_id)
    found = consolidated_on(sheet.agreement, day=timezone.localdate())
    facts = {"chapters": found.chapters, "left_out": found.left_out, "today": timezone.localdate()}
    return render(request, "agreements/consolidated.html", frame(request, sheet, tab="text", **facts))


def change_outline(request: HttpRequest, sheet: Sheet, form: NewChangeForm | None = None) -> HttpResponse:
    """The outline of an addendum: each section with what it changes, and the choice of the next."""
    addendum = sheet.agreement
    chapters = changeable(addendum, day=timezone.localdate())
    rows: list[Section] = list(addendum.sections.filter(attachment=None).order_by("order"))
    told_of(rows, reader=asker(request), at=timezone.now())
    facts = {
        "sections": said_of(rows, chapters),
        "attachments": addendum.attachment_rows,
        "form": form or NewChangeForm(chapters=chapters),
    }
    return render(request, "agreements/edit_addendum.html", frame(request, sheet, tab="text", **facts))


@login_required
@require_POST
def change_add(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """A new section of an addendum; then straight to writing it, unless it takes a chapter out."""
    sheet = opened(request, agreement_id, to=Right.EDIT)
    addendum = sheet.agreement
    if addendum.amends_id is None:
        return redirect("agreement_edit", addendum.pk)
    today = timezone.localdate()
    form = NewChangeForm(request.POST, chapters=changeable(addendum, day=today))
    if form.is_valid():
        try:
            made = add_change(addendum=addendum, by=asker(request), today=today, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if made.effect == Section.Effect.REPEALS:
                messages.success(
                    request, _("Tillegget opphever nå «%(heading)s».") % {"heading": made.heading}
                )
                return redirect("agreement_edit", addendum.pk)
            return redirect("section_edit", addendum.pk, made.pk)
    return change_outline(request, sheet, form)


@login_required
@require_http_methods(["GET", "POST"])
def change_edit(request: HttpRequest, agreement_id: UUID, section_id: UUID) -> HttpResponse:
    """Let a section of an addendum do something else to the agreement, or to another chapter."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    section = section_of(agreement, section_id)
    if agreement.amends_id is None or section.attachment_id is not None:
        return redirect("section_edit", agreement.pk, section.pk)
    today = timezone.localdate()
    chapters = changeable(agreement, day=today)
    posted = request.POST if request.method == "POST" else None
    now = {"effect": section.effect or OWN_TEXT, "target": section.target, "level": section.level}
    form = ChangeForm(posted, chapters=chapters, initial=now)
    if posted is not None and form.is_valid():
        try:
            redirect_change(section=section, by=asker(request), today=today, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Det avsnittet gjør med avtalen, er endret."))
            return redirect("agreement_edit", agreement.pk)
    facts = {"agreement": agreement, "section": section, "form": form}
    return render(request, "agreements/change.html", facts)
