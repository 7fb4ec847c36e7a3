"""The measures under an agreement's focus areas: the year's list, one measure with its history, planning, telling."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements import following
from agreements.actions import add_measure, change_measure, tell_measure
from agreements.forms.measures import MeasureForm, ProgressForm
from agreements.lifecycle import State
from agreements.measures import OVER, is_led_elsewhere, years
from agreements.models import Agreement, FocusArea, Measure, MeasureChange
from agreements.permissions import Right, access_agreement, may
from agreements.views.frame import asker, frame, opened
from councils.refusals import Refusal


@login_required
@require_safe
def agreement_measures(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The measures of a year under their focus areas. What is open goes on from year to year by itself."""
    sheet = opened(request, agreement_id)
    today = timezone.localdate()
    measures = list(_measures(sheet.agreement))
    choices = years((measure.begun_on for measure in measures), today)
    asked = request.GET.get("ar", "")
    year = int(asked) if asked.isdecimal() and int(asked) in choices else today.year
    history = MeasureChange.objects.filter(agreement=sheet.agreement).order_by("measure", "number")
    groups = following.groups(
        [area for area in sheet.agreement.focus_rows if area["kind"] != FocusArea.Kind.PURPOSE],
        measures,
        history if year < today.year else (),
        year=year,
        today=today,
    )
    facts = {
        "year": year,
        "years": choices if len(choices) > 1 else [],
        "groups": groups,
        "bare": [group for group in groups if not group.rows],
        "is_over": year < today.year,
        "has_measures": bool(measures),
        "led_by": _led_by(sheet.agreement),
    }
    context = frame(request, sheet, tab="measures", **facts)
    context["can"]["plan"] = _plans(context["can"]["relate"], sheet.agreement)
    return render(request, "agreements/measures.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def measure_add(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Plan a measure."""
    user = asker(request)
    agreement = access_agreement(user, agreement_id, to=Right.EDIT)
    posted = request.POST if request.method == "POST" else None
    form = MeasureForm(posted, agreement=agreement, initial={"focus_area": request.GET.get("omrade")})
    if posted is not None and form.is_valid():
        try:
            add_measure(agreement=agreement, by=user, **_now(), **form.plan())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Tiltaket er lagret."))
            return redirect("agreement_measures", agreement.pk)
    return render(
        request,
        "agreements/measure_plan.html",
        {"agreement": agreement, "form": form, "title": _("Nytt tiltak")},
    )


@login_required
@require_http_methods(["GET", "POST"])
def measure(request: HttpRequest, agreement_id: UUID, measure_id: UUID) -> HttpResponse:
    """One measure with all that has been said of it; whoever may, tells how it goes."""
    user = asker(request)
    agreement = access_agreement(user, agreement_id)
    row = _measure(agreement, measure_id)
    edits = may(user, agreement, Right.EDIT)
    tells = edits or row.responsible_id == user.pk
    posted = request.POST.copy() if request.method == "POST" else None
    if posted is not None and not tells:
        raise PermissionDenied
    start = {"progress": row.progress, "result": row.result, "seen": row.changes}
    form = ProgressForm(posted, initial=start)
    if posted is not None and form.is_valid():
        try:
            tell_measure(measure=row, agreement=agreement, by=user, **_now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            row = _measure(agreement, measure_id)
            posted["seen"] = str(row.changes)  # to save again is to have seen what the page now shows
        else:
            messages.success(request, _("Det er lagret."))
            return redirect("measure", agreement.pk, row.pk)
    open_here = State(agreement.state) not in OVER and not (row.carried_from_id and _led_by(agreement))
    history = MeasureChange.objects.filter(measure=row).select_related("by").order_by("number")
    facts = {
        "agreement": agreement,
        "measure": row,
        "row": following.row(row, today=timezone.localdate()),
        "form": form,
        "tells": tells and open_here,
        "plans": _plans(edits, agreement) and open_here,
        "open_here": open_here,
        "led_by": _led_by(agreement),
        "next": row.carried_to.select_related("agreement").first(),
        "life": following.told(list(history)),
    }
    return render(request, "agreements/measure.html", facts)


@login_required
@require_http_methods(["GET", "POST"])
def measure_edit(request: HttpRequest, agreement_id: UUID, measure_id: UUID) -> HttpResponse:
    """Change what is planned."""
    user = asker(request)
    agreement = access_agreement(user, agreement_id, to=Right.EDIT)
    row = _measure(agreement, measure_id)
    posted = request.POST.copy() if request.method == "POST" else None
    names = ("focus_area", "text", "party", "responsible", "responsible_name", "due")
    start: dict[str, Any] = {name: getattr(row, name) for name in names}
    form = MeasureForm(posted, agreement=agreement, initial={**start, "seen": row.changes})
    if posted is not None and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            change_measure(measure=row, agreement=agreement, seen=seen, by=user, **_now(), **form.plan())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            posted["seen"] = str(_measure(agreement, measure_id).changes)
        else:
            messages.success(request, _("Tiltaket er lagret."))
            return redirect("measure", agreement.pk, row.pk)
    facts = {"agreement": agreement, "form": form, "title": _("Endre tiltaket"), "measure": row}
    return render(request, "agreements/measure_plan.html", facts)


def _now() -> dict[str, Any]:
    return {"at": timezone.now(), "today": timezone.localdate()}


def _measures(agreement: Agreement) -> Any:
    return (
        Measure.objects.filter(agreement=agreement)
        .select_related("party__organization", "responsible", "focus_area")
        .order_by("order")
    )


def _measure(agreement: Agreement, measure_id: UUID) -> Measure:
    found: Measure | None = _measures(agreement).filter(pk=measure_id).first()
    if found is None:
        raise Http404
    return found


def _plans(edits: bool, agreement: Agreement) -> bool:
    return edits and State(agreement.state) not in OVER


def _led_by(agreement: Agreement) -> Agreement | None:
    """The agreement in force whose measures this one's carried measures follow until it is in force itself."""
    if agreement.predecessor_id is None:
        return None
    former = Agreement.objects.filter(pk=agreement.predecessor_id).first()
    led = former is not None and is_led_elsewhere(
        State(agreement.state),
        starts=agreement.in_force_from,
        predecessor=State(former.state),
        today=timezone.localdate(),
    )
    return former if led else None
