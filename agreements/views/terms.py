"""Writing the terms: the head, and the rows of parties, lines to sign, areas, rules, references, attachments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.actions import add_term, change_head, change_term, remove_term
from agreements.commitments import expectation_in_words, group_in_words
from agreements.forms import drafting
from agreements.forms.amending import AddendumHeadForm
from agreements.forms.parts import PARTS, Part
from agreements.models import Agreement, FocusArea, RoleTask
from agreements.permissions import Right, access_agreement, agreements_of
from agreements.reading import Sheet
from agreements.standing import SIGNED_STATES
from agreements.views.frame import asker, frame, opened
from councils.refusals import Refusal

#: The lists that an addendum has of its own; what else it changes is said in its text.
OF_AN_ADDENDUM = frozenset({"part", "signatur", "henvisning"})


@login_required
@require_safe
def agreement_terms(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """All the terms with what can be changed; when the text is frozen, the page says so."""
    sheet = opened(request, agreement_id, to=Right.EDIT)
    lists = [
        {
            "kind": kind,
            "title": PARTS[kind].many,
            "new": PARTS[kind].new,
            "empty": PARTS[kind].none,
            "rows": rows,
        }
        for kind, rows in rows_of(sheet).items()
        if sheet.agreement.amends_id is None or kind in OF_AN_ADDENDUM
    ]
    return render(request, "agreements/terms.html", frame(request, sheet, tab="terms", lists=lists))


def rows_of(sheet: Sheet) -> dict[str, list[dict[str, Any]]]:
    """Each list of the terms as {id, title, detail}, in the order of the page."""
    agreement = sheet.agreement
    areas = [(row, str(FocusArea.Kind(row["kind"]).label)) for row in agreement.focus_rows]
    return {
        "part": [{"id": party.id, "title": party.name, "detail": ""} for party in sheet.parties],
        "signatur": [
            {"id": line.id, "title": f"{line.capacity}, {party.name}", "detail": line.planned}
            for party in sheet.parties
            for line in party.lines
        ],
        "satsing": [
            {"id": row["id"], "title": row["text"], "detail": row["word"] or label} for row, label in areas
        ],
        "malgruppe": [
            {"id": row["id"], "title": group_in_words(row), "detail": ""} for row in agreement.target_rows
        ],
        "oppgave": [
            {
                "id": row["id"],
                "title": row["text"],
                "detail": f"{row['role']} · {RoleTask.Kind(row['kind']).label}",
            }
            for row in agreement.task_rows
        ],
        "forventning": [
            {"id": row["id"], "title": expectation_in_words(row, get_language() or "nb"), "detail": ""}
            for row in agreement.expectation_rows
        ],
        "revisjon": [
            {"id": row["id"], "title": said, "detail": ""}
            for row, said in zip(agreement.revision_rows, sheet.revision, strict=True)
        ],
        "evaluering": [
            {"id": row["id"], "title": said, "detail": ""}
            for row, said in zip(agreement.evaluation_rows, sheet.evaluation, strict=True)
        ],
        "henvisning": [
            {"id": row["id"], "title": row["title"], "detail": row["url"]} for row in agreement.reference_rows
        ],
    }


@login_required
@require_http_methods(["GET", "POST"])
def agreement_head(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Title, validity, notice, what it replaces."""
    user = asker(request)
    agreement = access_agreement(user, agreement_id, to=Right.EDIT)
    former = agreements_of(user).filter(
        owner_council=agreement.owner_council_id, state__in=[*SIGNED_STATES], amends=None
    )
    posted = request.POST if request.method == "POST" else None
    form: Any = (
        drafting.HeadForm(posted, instance=agreement, candidates=former)
        if agreement.amends_id is None
        else AddendumHeadForm(posted, instance=agreement)
    )
    if posted is not None and form.is_valid():
        try:
            change_head(agreement=agreement, by=user, **form.head())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Vilkårene er lagret."))
            return redirect("agreement_terms", agreement_id)
    facts = {"agreement": agreement, "form": form, "title": _("Tittel, varighet og oppsigelse")}
    return render(request, "agreements/term.html", facts)


def _term(part: Part, agreement: Agreement, row_id: UUID | None) -> models.Model | None:
    """The row to change, None for a new one. Raises Http404 for a row of another agreement."""
    if row_id is None:
        return None
    row = part.model._default_manager.filter(agreement=agreement, pk=row_id).first()
    if row is None:
        raise Http404
    return row


@login_required
@require_http_methods(["GET", "POST"])
def term_edit(
    request: HttpRequest, agreement_id: UUID, kind: str, row_id: UUID | None = None
) -> HttpResponse:
    """Add a row to one of the lists, or change one."""
    if kind not in PARTS:
        raise Http404
    part = PARTS[kind]
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    if agreement.amends_id is not None and kind not in OF_AN_ADDENDUM:
        raise Http404
    row = _term(part, agreement, row_id)
    posted = request.POST if request.method == "POST" else None
    form = part.form(posted, **_options(part, agreement, row))
    if posted is not None and form.is_valid():
        said: dict[str, Any] = {"agreement": agreement, "by": asker(request), "today": timezone.localdate()}
        values = dict(form.cleaned_data)
        try:
            if row is None:
                add_term(part.model, **said, **values)
            else:
                change_term(term=row, **said, **values)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Vilkårene er lagret."))
            return redirect("agreement_terms", agreement.pk)
    title = part.change if row else part.new
    facts = {"agreement": agreement, "form": form, "title": title, "kind": kind, "row": row}
    return render(request, "agreements/term.html", facts)


def _options(part: Part, agreement: Agreement, row: models.Model | None) -> dict[str, Any]:
    """How the part's form is made."""
    options: dict[str, Any] = {"agreement": agreement} if part.with_agreement else {}
    if part.with_instance:
        options["instance"] = row or part.model(agreement=agreement)
    elif row is not None:
        options["initial"] = {
            name: getattr(row, f"{name}_id", None) or getattr(row, name, None)
            for name in part.form(**options).fields
        }
    return options


@login_required
@require_POST
def term_remove(request: HttpRequest, agreement_id: UUID, kind: str, row_id: UUID) -> HttpResponse:
    """Take a row out of one of the lists."""
    if kind not in PARTS:
        raise Http404
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    row = _term(PARTS[kind], agreement, row_id)
    assert row is not None
    try:
        remove_term(term=row, agreement=agreement, by=asker(request), today=timezone.localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Vilkårene er lagret."))
    return redirect("agreement_terms", agreement.pk)
