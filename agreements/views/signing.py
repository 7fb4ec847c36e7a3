"""Read the frozen text and sign it, say no to it, and what a signature here is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements import canonical
from agreements.actions import decline, sign
from agreements.documents import current_version, printed
from agreements.forms.signing import DeclineForm, SignForm
from agreements.lines import Line
from agreements.models import SignatorySlot, Version
from agreements.permissions import Right
from agreements.reading import Sheet
from agreements.views import login_check
from agreements.views.frame import asker, frame, opened, substitutable
from agreements.views.fresh_deed import Shown, token_for, with_fresh_login
from agreements.views.pages import text_of


@login_required
@require_http_methods(["GET", "POST"])
def agreement_sign(request: HttpRequest, agreement_id: UUID, slot_id: UUID | None = None) -> HttpResponse:
    """The whole frozen text, what a signature here is and is not, and the form. Signing asks for a fresh login.

    Without `slot_id` it is about the reader's own first line that waits; the form is sent to the line's address.
    """
    sheet = opened(request, agreement_id, to=Right.SIGN)
    line = _line(sheet, slot_id)
    version = current_version(sheet.agreement) if sheet.awaits_signatures else None
    stands_in = line is not None and not line.is_mine
    form = SignForm(
        request.POST if request.method == "POST" else None,
        stands_in=stands_in,
        initial=_start(line, version, stands_in),
    )
    if request.method == "POST" and line is not None and version is not None and form.is_valid():
        said = dict(form.cleaned_data)
        said.pop("read")
        answer = with_fresh_login(
            request,
            form,
            Shown(line.id, said["sha256"], sheet.second_factor),
            lambda facts: sign(slot=_slot(sheet, line), **facts, **said),
            done=_thanks(sheet, line),
            then=agreement_id,
        )
        if answer is not None:
            return answer
    return _signing_page(request, sheet, line, version, form, "agreements/sign.html")


@login_required
@require_http_methods(["GET", "POST"])
def agreement_decline(request: HttpRequest, agreement_id: UUID, slot_id: UUID) -> HttpResponse:
    """Say no to the text for one line, with a reason that everybody gets to read. It asks for a fresh login too."""
    sheet = opened(request, agreement_id, to=Right.SIGN)
    line = _line(sheet, slot_id)
    version = current_version(sheet.agreement) if sheet.awaits_signatures else None
    form = DeclineForm(
        request.POST if request.method == "POST" else None, initial=_start(line, version, stands_in=False)
    )
    if request.method == "POST" and line is not None and version is not None and form.is_valid():
        said = dict(form.cleaned_data)
        sha256 = said.pop("sha256")
        answer = with_fresh_login(
            request,
            form,
            Shown(line.id, sha256, sheet.second_factor),
            lambda facts: decline(slot=_slot(sheet, line), **facts, **said),
            done=_("Du har avslått avtalen. Alle som skulle signere, får begrunnelsen din."),
            then=agreement_id,
        )
        if answer is not None:
            return answer
    return _signing_page(request, sheet, line, version, form, "agreements/decline.html")


#: Where whoever sets up a second factor wants to be afterwards; the pages of two-step login lead there.
RETURN_TO = "return_to"


def _signing_page(
    request: HttpRequest, sheet: Sheet, line: Line | None, version: Version | None, form: Any, template: str
) -> HttpResponse:
    """The page around either form: whom it concerns, and the text when it can be signed."""
    user = asker(request)
    facts: dict[str, Any] = {"form": form, "line": line, "version": version}
    facts["stands_in"] = line is not None and not line.is_mine
    facts["others"] = substitutable(request, sheet) if line is None else []
    facts["not_yet"] = line is not None and version is not None and not line.is_turn
    facts["before"] = sheet.before(line) if line is not None else []
    facts["can_act"] = version is not None and line is not None and line.signed is None and line.is_turn
    if facts["can_act"] and version is not None and line is not None:
        facts["shown"] = token_for(request, Shown(line.id, version.sha256))
        facts["has_second"] = login_check.has_second_factor(user)
        if sheet.second_factor and not facts["has_second"]:
            request.session[RETURN_TO] = request.get_full_path()
        else:
            request.session.pop(RETURN_TO, None)
        text = canonical.read(version.canonical.encode())
        facts["frozen"] = printed(text, version.beside) | {"title": text.title}
        facts["amended_sha256"] = text.amends.sha256 if text.amends else None
        facts["lines_of"] = [
            (party.name, [one for one in text.signatories if one.party == party.name])
            for party in text.parties
        ]
        facts |= text_of(sheet.agreement, version)
    return render(request, template, frame(request, sheet, tab="", **facts))


@require_safe
def about_signatures(request: HttpRequest) -> HttpResponse:
    """What a signature made here is, and what it is not. For everybody, also those who verify a file."""
    return render(request, "agreements/about_signatures.html")


def _start(line: Line | None, version: Version | None, stands_in: bool) -> dict[str, str]:
    """What the form begins with. Where nobody is planned, the capacity is most likely the line's own."""
    start = {"sha256": version.sha256 if version else ""}
    if line is not None and stands_in and line.planned_user_id is None:
        start |= {"capacity": line.capacity, "authority": line.authority, "case_number": line.case_number}
    return start


def _line(sheet: Sheet, slot_id: UUID | None) -> Line | None:
    """The line to sign. Raises Http404 for one of another agreement."""
    if slot_id is None:
        mine = [line for line in sheet.lines if line.is_mine and line.signed is None]
        return next(iter(sheet.my_lines), next(iter(mine), None)) if sheet.awaits_signatures else None
    found = next((line for line in sheet.lines if line.id == slot_id), None)
    if found is None:
        raise Http404
    return found


def _thanks(sheet: Sheet, line: Line) -> str:
    """What the one who signed a line is told; the last one that nothing more is waited for."""
    if all(one.signed or one.id == line.id for one in sheet.lines):
        return _("Du har signert, og nå har alle signert. Avtalen blir forseglet om et øyeblikk.")
    return _("Du har signert. Du får melding når alle har signert.")


def _slot(sheet: Sheet, line: Line) -> SignatorySlot:
    """The row of a line of this agreement."""
    return SignatorySlot.objects.filter(agreement=sheet.agreement, pk=line.id).select_related("party").get()
