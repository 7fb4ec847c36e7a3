"""The guided flow's people: one row a person, checked alone and together."""

from __future__ import annotations

import datetime
import difflib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.forms.seats import NOT_FOR_SEATS
from councils.models import Onboarding, Role
from councils.onboarding import ASKED, REQUIRED, known_holder, organization_of, side_of_role


class PersonRow(forms.Form):
    """One person. The six that are asked for by name have their role given."""

    role = forms.ModelChoiceField(
        label=_("Rolle"), queryset=Role.objects.none(), required=False, empty_label=_("Velg rolle")
    )
    title = forms.CharField(label=_("Tittel"), max_length=200, required=False)
    name = forms.CharField(
        label=_("Navn"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("E-post"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    is_administrator = forms.BooleanField(label=_("Administrator for organisasjonen sin"), required=False)
    hide_needs = True

    def __init__(self, *args: Any, asked: Role | None = None, holder: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.holder = asked, holder
        self.is_needed = asked is not None and asked.code in REQUIRED
        if asked is not None:
            del self.fields["role"], self.fields["title"]
        else:
            role: Any = self.fields["role"]
            role.queryset = Role.objects.exclude(code__in=(*NOT_FOR_SEATS, *ASKED, "secretary"))

    def clean(self) -> dict[str, Any]:
        """Name and address go together; those who must be there are there."""
        values: dict[str, Any] = super().clean() or {}
        values["name"] = " ".join(str(values.get("name", "")).split())
        name, email = values["name"], values.get("email", "")
        wanted = bool(name or email or values.get("role") or values.get("title")) or self.is_needed
        if self.holder and (name or email):
            self.add_error(
                "name",
                _("%(name)s er registrert allerede og blir med. La linjen stå tom.") % {"name": self.holder},
            )
        elif wanted:
            if not name:
                self.add_error("name", _("Skriv navnet."))
            elif "@" in name:
                self.add_error("name", _("Skriv navnet her, og e-postadressen i feltet for e-post."))
            if not email and "email" not in self.errors:
                self.add_error("email", _("Skriv e-postadressen."))
            if self.asked is None and values.get("role") is None and "role" not in self.errors:
                self.add_error("role", _("Velg rolle."))
        values["email"] = str(email).lower()
        return values

    @property
    def answer(self) -> dict[str, Any] | None:
        """The person, or None for an empty row."""
        values = self.cleaned_data
        if not values.get("email"):
            return None
        role = self.asked or values["role"]
        return {
            "role": role.code,
            "title": values.get("title") or str(role),
            "name": values["name"],
            "email": values["email"],
            "is_administrator": values["is_administrator"],
        }


class PeopleForm(forms.Form):
    """What is asked about the rows together: that odd addresses are meant."""

    hide_needs = True
    addresses_right = forms.BooleanField(label=_("Adressene er riktige slik de står"), required=False)


class People:
    """The rows of the step as one thing: bound, checked together, and drawn."""

    def __init__(
        self, onboarding: Onboarding, day: datetime.date, *, data: Any = None, extra: int = 1
    ) -> None:
        self.form = PeopleForm(data)
        self.suspects: list[str] = []
        self.errors: list[str] = []
        asked = {role.code: role for role in Role.objects.filter(code__in=ASKED)}
        saved: list[dict[str, Any]] = list(onboarding.answers.get("personer", []))
        self.rows: list[PersonRow] = []
        for code in ASKED:
            mine = next((one for one in saved if one["role"] == code), None)
            if mine is not None:
                saved.remove(mine)
            holder = known_holder(organization_of(onboarding, code), code, day)
            begin = mine or {"is_administrator": code == "slt_coordinator"}
            row = PersonRow(
                data, prefix=code, asked=asked[code], holder=holder.name if holder else "", initial=begin
            )
            self.rows.append(row)
        count = max(len(saved), extra)
        for place in range(count):
            begin = saved[place] if place < len(saved) else {}
            self.rows.append(PersonRow(data, prefix=f"flere-{place}", initial=begin))
        self.extra = count

    def is_valid(self) -> bool:
        """Every row in itself, then all together: no address twice, an administrator, no likely slip of the keys."""
        valid = self._each_is_valid() and self.form.is_valid()
        if not valid:
            return False
        self._twice()
        self._same_title()
        if not any(one["is_administrator"] and side_of_role(one["role"]) != "police" for one in self.answer):
            self.errors.append(str(_("Velg minst én administrator i kommunen.")))
        self.suspects = [] if self.form.cleaned_data["addresses_right"] else self._suspects()
        return not self.errors and not self.suspects and all(row.is_valid() for row in self.rows)

    def _each_is_valid(self) -> bool:
        """Every row, also after the first bad one, so that all sentences come at once."""
        return not [row for row in self.rows if not row.is_valid()]

    def _same_title(self) -> None:
        """Two posts of the same name could not be told apart."""
        titles: set[str] = set()
        for row in self.rows[len(ASKED) :]:
            answer = row.answer
            title = answer["title"].lower() if answer else ""
            if title and title in titles:
                row.add_error("title", _("Gi dem hver sin tittel."))
            titles.add(title)

    def _twice(self) -> None:
        seen: set[str] = set()
        for row in self.rows:
            email = str(row.cleaned_data.get("email") or "")
            if email and email in seen:
                row.add_error("email", _("Adressen står på en annen linje også."))
            seen.add(email)

    def _suspects(self) -> list[str]:
        """Addresses whose domain is nearly, but not quite, that of others here or of the police."""
        domains = [
            row.cleaned_data["email"].rpartition("@")[2] for row in self.rows if row.cleaned_data.get("email")
        ]
        known = {"politiet.no", *(one for one in domains if domains.count(one) > 1)}
        found = []
        for row in self.rows:
            email = str(row.cleaned_data.get("email") or "")
            domain = email.rpartition("@")[2]
            if not domain or domain in known:
                continue
            near = difflib.get_close_matches(domain, sorted(known), n=1, cutoff=0.84)
            if near:
                found.append(
                    str(_("%(email)s – mente du @%(domain)s?") % {"email": email, "domain": near[0]})
                )
        return found

    @property
    def answer(self) -> list[dict[str, Any]]:
        """Everybody who was named."""
        return [row.answer for row in self.rows if row.answer is not None]
