"""The pages on which people change their own e-mail address."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from politirad import addresses
from politirad.accounts import signed_in
from politirad.limits import is_within
from politirad.tenancy.models import User

GONE = 410
TOO_MANY = 429


class AddressForm(forms.Form):
    """The address that takes the old one's place."""

    email = forms.EmailField(
        label=_("Ny e-postadresse"),
        help_text=_("Vi sender en lenke dit. Adressen blir byttet når du åpner den."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: object, user: User, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # as django.forms.Form takes them
        self._user = user

    def clean_email(self) -> str:
        """The address in small letters, as it is kept."""
        email = str(self.cleaned_data["email"]).lower()
        if email == self._user.email.lower():
            raise forms.ValidationError(gettext("Dette er adressen du har nå."))
        return email


@never_cache
@login_required
@reauthentication_required(app="allauth.account")  # type: ignore[untyped-decorator]  # allauth has no types
@require_http_methods(["GET", "POST"])
def change_address(request: HttpRequest) -> HttpResponse:
    """Ask for another address, ask for the letter once more, or give the change up."""
    user = signed_in(request)
    waiting = addresses.waiting_address(user)
    again, dropped = "again" in request.POST, "drop" in request.POST
    form = AddressForm(request.POST if request.method == "POST" and not again else None, user=user)
    status = 200
    if dropped:
        addresses.drop_waiting(user=user)
        messages.success(request, gettext("Byttet er avbrutt. Adressen din er som før."))
        return redirect("account_email")
    if (again and waiting) or (request.method == "POST" and form.is_valid()):
        if is_within(request, action="address", most=5, seconds=3600, at=timezone.now(), asker=str(user.pk)):
            if again and waiting:
                addresses.send_link(waiting)
            else:
                addresses.ask_for_address(user=user, email=form.cleaned_data["email"])
            messages.success(request, gettext("Lenken er sendt."))
            return redirect("account_email")
        messages.error(
            request, gettext("Vi har sendt deg mange lenker nå. Vent en time før du ber om en ny.")
        )
        status = TOO_MANY
    facts = {"form": form, "waiting": waiting, "days": addresses.LIFE.days}
    return render(request, "account/email_change.html", facts, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def confirm_address(request: HttpRequest, key: str) -> HttpResponse:
    """What the link in the letter opens; the button changes the address. No login is needed: the link is the proof."""
    address = addresses.address_of(key)
    taken = False
    if address and request.method == "POST":
        try:
            if addresses.change_address(address):
                messages.success(
                    request,
                    gettext("Adressen din er byttet. Fra nå av logger du inn med %(email)s.")
                    % {"email": address.email},
                )
                return redirect("profile" if request.user.is_authenticated else "account_login")
            address = None
        except addresses.Taken:
            taken = True
    facts = {"address": address, "taken": taken}
    return render(request, "account/email_confirm.html", facts, status=200 if address and not taken else GONE)


@require_safe
def to_own_address(request: HttpRequest) -> HttpResponse:
    """Where allauth has a page about letters that it sends; ours has it all."""
    return redirect("account_email")
