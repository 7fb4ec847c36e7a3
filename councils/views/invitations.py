"""The page that an invitation's link opens: choose name and password, and be in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from councils import actions
from councils.forms.invitations import AcceptForm
from councils.invitations import LinkError, read_token
from councils.refusals import Refusal
from politirad.accounts import sign_in_with_new_password

GONE = 410


@never_cache
@sensitive_post_parameters("password", "repeated")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Name and password for the invited person, or in words why the link does not open."""
    at = timezone.now()
    try:
        found = read_token(token, at=at)
    except LinkError as error:
        return closed(request, token, error)
    data = request.POST if request.method == "POST" else None
    form = AcceptForm(data, user=found.user, initial={"name": found.user.name})
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.accept_invitation(
                token=token,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
                at=at,
                today=timezone.localdate(),
            )
        except LinkError as error:
            return closed(request, token, error)
        where = (
            reverse("council", args=[found.council_id]) if found.council_id else settings.LOGIN_REDIRECT_URL
        )
        return sign_in_with_new_password(request, found.user, then=where)
    return render(request, "councils/invitation.html", {"form": form, "invited": found.user})


def closed(request: HttpRequest, token: str, error: LinkError) -> HttpResponse:
    """Why the link does not open, and what to do instead."""
    facts = {"fault": error.fault.value, "token": token}
    return render(request, "councils/invitation_closed.html", facts, status=GONE)


@never_cache
@require_POST
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """A new link for one whose link has run out; it goes to the same address as the first."""
    try:
        actions.renew_expired(token=token, at=timezone.now())
    except LinkError as error:
        return closed(request, token, error)
    except Refusal as refusal:
        messages.info(request, str(refusal))
        return redirect("invitation", token)
    messages.success(request, _("En ny lenke er på vei til e-postadressen din."))
    return redirect("account_login")
