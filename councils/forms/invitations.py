"""The first thing an invited person fills in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from politirad.tenancy.models import User


class AcceptForm(forms.Form):
    """Name and password of one's own."""

    name = forms.CharField(
        label=_("Navnet ditt"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Velg et passord"),
        strip=False,
        help_text=_("Minst 12 tegn. Flere ord etter hverandre er lettere å huske enn tegn og tall."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=_("Skriv passordet en gang til"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        """The password is strong enough for this person, and written the same twice."""
        values: dict[str, Any] = super().clean() or {}
        password, repeated = values.get("password"), values.get("repeated")
        if password and repeated and password != repeated:
            self.add_error("repeated", _("De to passordene er ikke like."))
        elif password:
            person = User(email=self.user.email, name=values.get("name", ""))
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return values
