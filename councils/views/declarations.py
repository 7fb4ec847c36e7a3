"""Declarations of confidentiality to a council: one's own, and for those who manage the members everybody's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.actions.declarations import give_declaration, register_declaration, withdraw_declaration
from councils.declarations import declaration_of, standings, wording
from councils.forms.declarations import DeclareForm, RegisterForm
from councils.models import Council, Declaration
from councils.permissions import Right, access_council, may
from councils.procedure import rules_on
from councils.refusals import Refusal
from politirad.accounts import signed_in


@login_required
@require_safe
def declarations(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """One's own declaration, and to those who manage the members who has given one and who lacks it."""
    council = access_council(request.user, council_id)
    return _page(request, council)


@login_required
@require_POST
def declare(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Give one's own, and go on to where it was asked for."""
    council = access_council(request.user, council_id, to=Right.PROPOSE_ITEM)
    form = DeclareForm(request.POST)
    if not form.is_valid():
        return _page(request, council, declare=form)
    try:
        give_declaration(
            council=council, text=wording(council), on=timezone.localdate(), by=signed_in(request)
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taushetserklæringen din er lagret."))
    return redirect(_next(request) or reverse("declarations", args=[council.pk]))


@login_required
@require_POST
def register(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Write down one that was given on paper."""
    council = access_council(request.user, council_id, to=Right.MANAGE_MEMBERS)
    today = timezone.localdate()
    form = RegisterForm(request.POST, lacking=_lacking(council), today=today)
    if form.is_valid():
        try:
            made = register_declaration(
                council=council,
                user=form.chosen(),
                given_on=form.cleaned_data["given_on"],
                today=today,
                by=signed_in(request),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Taushetserklæringen fra %(name)s er registrert.") % {"name": made.user.name}
            messages.success(request, said)
            return redirect("declarations", council.pk)
    return _page(request, council, register=form)


@login_required
@require_POST
def withdraw(request: HttpRequest, council_id: UUID, declaration_id: UUID) -> HttpResponse:
    """Take back one that was written down by mistake."""
    council = access_council(request.user, council_id, to=Right.MANAGE_MEMBERS)
    found = Declaration.objects.filter(council=council, pk=declaration_id).first()
    if found is None:
        raise Http404
    withdraw_declaration(declaration=found, at=timezone.now(), by=signed_in(request))
    messages.success(request, _("Taushetserklæringen er trukket tilbake."))
    return redirect("declarations", council.pk)


def _page(
    request: HttpRequest,
    council: Council,
    *,
    declare: DeclareForm | None = None,
    register: RegisterForm | None = None,
) -> HttpResponse:
    """The page; a form that was filled in wrongly comes with what was typed."""
    user, today = signed_in(request), timezone.localdate()
    manages = may(user, council, Right.MANAGE_MEMBERS)
    people = standings(council) if manages else []
    missing = [one.user for one in people if one.declaration is None]
    mine = declaration_of(council, user)
    rules = rules_on(council, today)
    facts: dict[str, Any] = {
        "council": council,
        "mine": mine,
        "may_declare": mine is None and may(user, council, Right.PROPOSE_ITEM),
        "declare_form": declare or DeclareForm(),
        "wording": wording(council),
        "clause": rules.confidentiality if rules else "",
        "onward": _next(request),
        "manages": manages,
        "people": people,
        "missing": len(missing),
        "register_form": register
        or (RegisterForm(lacking=missing, today=today, auto_id="papir_%s") if missing else None),
    }
    wrong = (declare and declare.errors) or (register and register.errors)
    return render(request, "councils/declarations.html", facts, status=422 if wrong else 200)


def _lacking(council: Council) -> list[Any]:
    return [one.user for one in standings(council) if one.declaration is None]


def _next(request: HttpRequest) -> str:
    """Where the declaration was asked for: a page of ours, "" for anything else."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else ""
