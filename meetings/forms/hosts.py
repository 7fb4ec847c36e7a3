"""The choice of a host, in every form about a meeting of a council that takes turns."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _


def offer_hosts(form: forms.Form, hosts: Sequence[str]) -> None:
    """Let the form's `host` be one of these or nobody; without any, the form does not ask and leaves it as it is."""
    if not hosts:
        del form.fields["host"]
        return
    field = form.fields["host"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", _("Ingen valgt")), *((name, name) for name in hosts)]


def host_field() -> forms.ChoiceField:
    """Who receives the others, asked only where `offer_hosts` has hosts to offer."""
    return forms.ChoiceField(label=_("Vertskap"), required=False)
