"""Where a mail server posts the mails that come back."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from meetings.replying import receive_mail


@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Take one mail, whole and as it came, from a program that shows the operator's secret.

    200 when it was taken, 202 when it belongs to nobody here: neither is to be sent again. 404 where the operator has
    set no secret, 403 for a wrong one, 413 for what is too large.
    """
    if not settings.REPLY_SECRET:
        raise Http404
    shown = request.headers.get("Authorization", "")
    if not hmac.compare_digest(shown.encode(), f"Bearer {settings.REPLY_SECRET}".encode()):
        return HttpResponse(status=403)
    try:
        raw = request.body
    except RequestDataTooBig:
        return HttpResponse(status=413)
    outcome = receive_mail(raw, at=timezone.now())
    words = outcome.value if outcome is not None else "unknown"
    return HttpResponse(words, status=200 if outcome else 202, content_type="text/plain; charset=utf-8")
