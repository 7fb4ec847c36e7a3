"""The rules of procedure: past, present and coming, and new ones from a day on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils import actions
from councils.forms.rules import MOST_ROWS, CadenceFormSet
from councils.forms.sitting import WholeRulesForm, whole_initial
from councils.models import Council
from councils.permissions import Right, access_council, may
from councils.procedure import contradictions, in_words, rules_on, silences
from councils.refusals import Refusal
from politirad.accounts import signed_in
from politirad.dates import long_date

ANOTHER_ROW = "another_row"


@login_required
def rules(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Every set of rules the council has had or will have, the latest first."""
    council = access_council(request.user, council_id)
    return render(request, "councils/rules.html", rules_page_context(request, council))


def rules_page_context(request: HttpRequest, council: Council) -> dict[str, Any]:
    """What templates/councils/rules.html shows of a council that the reader has access to.

    A page of a room above extends that template, and fills its block `practice` with what is done otherwise.
    """
    today = timezone.localdate()
    chapters = [
        {
            "rules": one,
            "procedure": in_words(one),
            "silences": silences(one),
            "contradictions": contradictions(one),
            "state": "future" if one.valid_from > today else "past" if _ended(one, today) else "present",
        }
        for one in council.rules.prefetch_related("cadence", "standing_items").order_by("-valid_from")
    ]
    return {
        "council": council,
        "chapters": chapters,
        "can_edit_rules": may(request.user, council, Right.EDIT_RULES),
    }


def _ended(one: Any, today: Any) -> bool:
    return one.valid_to is not None and one.valid_to < today


@login_required
def adopt_rules(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """New rules from a day on, begun from those that hold."""
    council = access_council(request.user, council_id, to=Right.EDIT_RULES)
    today = timezone.localdate()
    initial, rows = whole_initial(rules_on(council, today), today)
    if request.method == "POST":
        form, cadence = WholeRulesForm(request.POST), CadenceFormSet(request.POST)
        if ANOTHER_ROW in request.POST:
            return shown(request, council, WholeRulesForm(initial=typed(request)), one_more(request))
        if form.is_valid() and cadence.is_valid():
            try:
                made = actions.adopt_rules(
                    council=council,
                    terms=form.terms(cadence.terms),
                    valid_from=form.cleaned_data["valid_from"],
                    by=signed_in(request),
                )
            except Refusal as refusal:
                form.add_error("valid_from", str(refusal))
            else:
                day = long_date(made.valid_from, request.LANGUAGE_CODE)
                messages.success(request, _("Reglene er lagret og gjelder fra %(day)s.") % {"day": day})
                for sentence in contradictions(made):
                    messages.warning(request, sentence)
                return redirect("rules", council.pk)
    else:
        form, cadence = WholeRulesForm(initial=initial), CadenceFormSet(initial=rows)
    return shown(request, council, form, cadence)


def shown(request: HttpRequest, council: Council, form: WholeRulesForm, cadence: Any) -> HttpResponse:
    """The page with the form; the button for one more row is there while there is room."""
    context = {
        "council": council,
        "form": form,
        "cadence": cadence,
        "more": cadence.total_form_count() < MOST_ROWS,
        "another_row": ANOTHER_ROW,
    }
    return render(request, "councils/rules_form.html", context)


def typed(request: HttpRequest) -> dict[str, Any]:
    """What has been written so far, as it was written, for a page that is shown again without a verdict."""
    many = {"preferred_weekdays"}
    return {
        name: request.POST.getlist(name) if name in many else request.POST.get(name, "")
        for name in WholeRulesForm.base_fields
    }


def one_more(request: HttpRequest) -> Any:
    """The rows as written, and an empty one."""
    prefix = CadenceFormSet.get_default_prefix()
    try:
        count = min(int(request.POST.get(f"{prefix}-TOTAL_FORMS", "0")), MOST_ROWS - 1)
    except ValueError:
        count = 0
    rows = [
        {
            name: request.POST.getlist(f"{prefix}-{place}-{name}")
            if name == "months"
            else request.POST.get(f"{prefix}-{place}-{name}", "")
            for name in CadenceFormSet.form.base_fields
        }
        for place in range(max(count, 0))
    ]
    return CadenceFormSet(initial=[*rows, {}])


@require_POST
@login_required
def withdraw_rules(request: HttpRequest, council_id: UUID, rules_id: UUID) -> HttpResponse:
    """Undo rules that have not begun to hold."""
    council = access_council(request.user, council_id, to=Right.EDIT_RULES)
    found = council.rules.filter(pk=rules_id).first()
    if found is None:
        raise Http404
    found.council = council
    try:
        actions.withdraw_rules(rules=found, by=signed_in(request), today=timezone.localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("De kommende reglene er trukket tilbake."))
    return redirect("rules", council.pk)
