"""Anybody brings a file or a code, and reads whether it is genuine. No login, nothing kept."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from agreements import fingerprints
from agreements.forms.verifying import LARGEST_FILE, CodeToVerify, FileToVerify
from agreements.verifying import Finding, examined, looked_up
from agreements.views.public import public
from politirad.limits import is_within
from politirad.public import public_page
from politirad.seal import NotJudged

#: Besides the file itself: the form around it.
ENVELOPE = 100_000


@csrf_exempt  # it changes nothing, and the page is the same for all, so that caches may keep it
@require_http_methods(["GET", "HEAD", "POST"])
@public_page(seconds=3600)
def verify(request: HttpRequest, *, language: str) -> HttpResponse:
    """The page with its two questions, and the answer for a file. A code's answer has an address of its own."""
    if request.method != "POST":
        return page(request, language=language)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_FILE + ENVELOPE:
        return page(
            request,
            language=language,
            problem=_("Filen er større enn 20 MB. Så store filer lager vi ikke."),
            status=413,
        )
    if not is_within(request, action="verify", most=10, seconds=60, at=timezone.now()):
        return too_many(request, language=language)
    if "code" in request.POST:
        asked = CodeToVerify(request.POST)
        if asked.is_valid():
            return redirect("verify_code", language=language, code=shown(asked.cleaned_data["code"]))
        return page(request, language=language, asked=asked)
    brought = FileToVerify(request.POST, request.FILES)
    if not brought.is_valid():
        return page(request, language=language, brought=brought)
    content = brought.cleaned_data["file"].read()
    try:
        finding = examined(content)
    except NotJudged:
        problem = _("Vi klarte ikke å kontrollere denne filen nå. Prøv en gang til om litt.")
        return page(request, language=language, problem=problem, status=503)
    digest = hashlib.sha256(content).hexdigest()
    return page(
        request,
        language=language,
        finding=finding,
        file_name=brought.cleaned_data["file"].name,
        digest=digest,
    )


@require_safe
@public_page()
def verify_code(request: HttpRequest, *, language: str, code: str) -> HttpResponse:
    """The answer for a code or a fingerprint; the address that a document prints."""
    if not is_within(request, action="verify_code", most=30, seconds=60, at=timezone.now()):
        return too_many(request, language=language)
    asked = CodeToVerify({"code": code})
    if not asked.is_valid():
        return page(request, language=language, asked=asked, status=404)
    digits = asked.cleaned_data["code"]
    return page(request, language=language, finding=looked_up(digits), digest=shown(digits), code=code)


def shown(digits: str) -> str:
    """Digits as documents print them: a code in groups, a fingerprint whole."""
    return digits if len(digits) == fingerprints.LENGTH else fingerprints.code_of(digits)


def too_many(request: HttpRequest, *, language: str) -> HttpResponse:
    """The answer to an address that asks too often."""
    problem = _("Det kom mange spørsmål fra nettet ditt på kort tid. Vent et minutt, og prøv igjen.")
    answer = page(request, language=language, problem=problem, status=429)
    answer.headers["Retry-After"] = "60"
    return answer


def page(
    request: HttpRequest,
    *,
    language: str,
    asked: CodeToVerify | None = None,
    brought: FileToVerify | None = None,
    finding: Finding | None = None,
    problem: str = "",
    file_name: str = "",
    digest: str = "",
    code: str = "",
    status: int = 200,
) -> HttpResponse:
    """The verification page with what it has to say."""
    facts = {
        "brought": brought or FileToVerify(),
        "asked": asked or CodeToVerify(),
        "finding": finding,
        "problem": problem,
        "file_name": file_name,
        "digest": digest,
    }
    place = {"code": code} if code else {}
    name = "verify_code" if code else "verify"
    return public(request, "public/verify.html", facts, language=language, name=name, status=status, **place)
