"""The fresh login that a signature asks for: the page's token, what has still to be done, and the evidence kept.

The token says when which text was shown to whom for which line. Only a login after that moment counts, so the
password is always typed for this text and no other. The rules are in `agreements.fresh_login`.
"""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from agreements.fresh_login import LONGEST_READING, Missing, Proof, fresh, missing
from politirad.tenancy.models import User

SALT = "agreements.text-shown"
#: Which page asks for what is missing.
SECOND_FACTORS = {
    "mfa_reauthenticate": [Authenticator.Type.TOTP],
    "mfa_reauthenticate_webauthn": [Authenticator.Type.WEBAUTHN],
}


def token(user: User, slot_id: UUID, sha256: str, *, at: datetime.datetime) -> str:
    """What the page carries: that this text was shown to this person for this line now."""
    return signing.dumps([str(user.pk), str(slot_id), sha256, at.timestamp()], salt=SALT)


def shown_at(text: str, user: User, slot_id: UUID, sha256: str, *, now: datetime.datetime) -> float | None:
    """When the text was shown, in seconds since 1970; None when the token is another's, false or too old."""
    try:
        *shown, at = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    known = shown == [str(user.pk), str(slot_id), sha256]
    return float(at) if known and now.timestamp() - at <= LONGEST_READING else None


def has_second_factor(user: User) -> bool:
    """Whether the person has a code app or a security key."""
    return bool(is_mfa_enabled(user, [kind for kinds in SECOND_FACTORS.values() for kind in kinds]))


def lacking(
    request: HttpRequest, user: User, *, since: float, now: datetime.datetime, second_required: bool
) -> Missing | None:
    """What the person has still to do before signing; None when the login is fresh and strong enough."""
    return missing(
        _proofs(request, user),
        since=since,
        now=now.timestamp(),
        has_second=has_second_factor(user),
        second_required=second_required,
    )


def ask(request: HttpRequest, user: User, what: Missing) -> HttpResponse:
    """Send the person to the page that asks for it; the form that was sent waits and is taken up again after."""
    name = "account_reauthenticate"
    if what is Missing.SECOND_FACTOR:
        name = next(page for page, kinds in SECOND_FACTORS.items() if is_mfa_enabled(user, kinds))
    answer: HttpResponse = suspend_request(request, redirect_to=reverse(name))
    return answer


def evidence(request: HttpRequest, user: User, *, since: float, now: datetime.datetime) -> dict[str, Any]:
    """What the signature keeps of the login: when the text was shown, each step taken since, and from where."""
    steps = fresh(_proofs(request, user), since=since, now=now.timestamp())
    return {
        "shown_at": _moment(since),
        "steps": [
            {"method": step.method, "kind": step.kind, "at": _moment(step.at)}
            for step in sorted(steps, key=lambda step: step.at)
        ],
        "address": request.META.get("REMOTE_ADDR", ""),
        "browser": request.META.get("HTTP_USER_AGENT", "")[:300],
    }


def _proofs(request: HttpRequest, user: User) -> list[Proof]:
    return [Proof.of(record) for record in get_authentication_records(request, user)]


def _moment(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat(timespec="seconds")
