"""Comments on the text: all of them, a new one, an answer, settled or taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agreements.actions import answer_comment, comment, settle_comment, withdraw_comment
from agreements.forms.commenting import AnswerForm, CommentForm
from agreements.models import Agreement, Comment
from agreements.permissions import Right, access_agreement
from agreements.reading import Sheet
from agreements.threads import Thread, threads_of
from agreements.views.frame import asker, frame, opened
from councils.refusals import Refusal

SHOWN = ("apne", "loste", "alle")


def threads_on(request: HttpRequest, sheet: Sheet, *, writes: bool) -> list[Thread]:
    """The agreement's threads as the reader meets them."""
    rows = Comment.objects.filter(agreement=sheet.agreement).select_related("author", "settled_by")
    return threads_of(rows, reader=asker(request).pk, writes=writes, is_open=sheet.writable)


@login_required
@require_safe
def agreement_comments(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Every comment, section by section; `vis` is apne (still to be settled), loste or alle."""
    sheet = opened(request, agreement_id)
    section = request.GET.get("avsnitt", "")
    form = CommentForm(sections=_sections(sheet.agreement), initial={"section": section})
    return _page(request, sheet, form)


def _sections(agreement: Agreement) -> Any:
    return agreement.sections.order_by("order")


def _page(
    request: HttpRequest,
    sheet: Sheet,
    form: CommentForm,
    *,
    answered: UUID | None = None,
    answer: AnswerForm | None = None,
) -> HttpResponse:
    """All comments with the form for a new one, or with an answer (to the thread `answered`) that must be mended."""
    context = frame(request, sheet, tab="comments")
    threads = threads_on(request, sheet, writes=context["can"]["edit"])
    shown = request.GET.get("vis", "")
    shown = shown if shown in SHOWN else "apne"
    kept = [
        one
        for one in threads
        if shown == "alle" or one.is_open is (shown == "apne") or one.remark.pk == answered
    ]
    order = {row.pk: number for number, row in enumerate(_sections(sheet.agreement))}
    kept.sort(key=lambda one: (order.get(one.remark.section_id, len(order)), one.remark.written_at))
    context |= {
        "form": form,
        "threads": kept,
        "shown": shown,
        "tabs": [("apne", _("Åpne")), ("loste", _("Løste")), ("alle", _("Alle"))],
        "answered": answered,
        "answer": answer,
        "here": "comments",
    }
    wrong = form.is_bound or answer is not None
    return render(request, "agreements/comments.html", context, status=422 if wrong else 200)


@login_required
@require_POST
def comment_add(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """A new comment."""
    sheet = opened(request, agreement_id, to=Right.COMMENT)
    form = CommentForm(request.POST, sections=_sections(sheet.agreement))
    if form.is_valid():
        try:
            comment(agreement=sheet.agreement, by=asker(request), at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kommentaren er lagret. De andre får beskjed om litt."))
            return _back(request, sheet.agreement, request.POST.get("section", ""))
    return _page(request, sheet, form)


def _back(request: HttpRequest, agreement: Agreement, section: str) -> HttpResponse:
    """To the page on which the button stood (`fra`)."""
    whence = request.POST.get("fra", "")
    if whence == "tekst":
        return redirect(reverse("agreement_text", args=[agreement.pk]) + (f"#a-{section}" if section else ""))
    if whence == "avsnitt" and any(str(row.pk) == section for row in _sections(agreement)):
        return redirect("section_edit", agreement.pk, section)
    return redirect("agreement_comments", agreement.pk)


def _thread(agreement: Agreement, comment_id: UUID) -> Comment:
    """One of the agreement's remarks. Raises Http404."""
    found = Comment.objects.filter(agreement=agreement, pk=comment_id, thread__isnull=True).first()
    if found is None:
        raise Http404
    return found


@login_required
@require_POST
def comment_answer(request: HttpRequest, agreement_id: UUID, comment_id: UUID) -> HttpResponse:
    """Answer a remark."""
    sheet = opened(request, agreement_id, to=Right.COMMENT)
    thread = _thread(sheet.agreement, comment_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            answer_comment(
                thread=thread,
                agreement=sheet.agreement,
                text=form.cleaned_data["text"],
                by=asker(request),
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Svaret er lagret."))
            return _back(request, sheet.agreement, str(thread.section_id or ""))
    empty = CommentForm(sections=_sections(sheet.agreement))
    return _page(request, sheet, empty, answered=thread.pk, answer=form)


@login_required
@require_POST
def comment_settle(request: HttpRequest, agreement_id: UUID, comment_id: UUID) -> HttpResponse:
    """Settle a remark (`to` is lost), open it again (apen), or take an own one back (trukket)."""
    sheet = opened(request, agreement_id, to=Right.COMMENT)
    agreement, by, at = sheet.agreement, asker(request), timezone.now()
    thread = _thread(agreement, comment_id)
    to = request.POST.get("to", "")
    mine = thread.author_id == by.pk
    if not mine:
        access_agreement(by, agreement_id, to=Right.EDIT)
    try:
        if to == "trukket" and mine:
            withdraw_comment(thread=thread, agreement=agreement, by=by, at=at)
        elif to in {"lost", "apen"}:
            settle_comment(thread=thread, agreement=agreement, settled=to == "lost", by=by, at=at)
        else:
            raise Http404
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return _back(request, agreement, str(thread.section_id or ""))
