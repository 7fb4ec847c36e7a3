"""The menu: what every page shows of the product, for the one who looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from politirad.tenancy import context


@dataclass(frozen=True)
class Entry:
    """One line of the menu."""

    url: str
    label: str
    icon: str
    current: bool


def menu(request: HttpRequest) -> dict[str, Any]:
    """`navigation` for the sidebar and `demo_mode` for the ribbon; needs no query."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "demo_mode": settings.DEMO}
    entries = [
        ("overview", _("Oversikt"), "home"),
        ("meetings", _("Møter"), "calendar"),
        ("year_plans", _("Årshjul"), "wheel"),
        ("agreements", _("Avtaler"), "agreement"),
        ("councils", _("Råd og medlemmer"), "council"),
        ("follow_up", _("Oppfølging"), "task"),
    ]
    if context.current().administers:
        entries.append(("administration", _("Administrasjon"), "settings"))
    if user.is_system_administrator:
        entries.append(("onboardings", _("Nye kommuner"), "onboarding"))
        entries.append(("elections", _("Valgdager"), "decision"))
    navigation = []
    for name, label, icon in entries:
        url = reverse(name)
        current = request.path == url if url == "/" else request.path.startswith(url)
        navigation.append(Entry(url, label, icon, current))
    return {"navigation": navigation, "demo_mode": settings.DEMO}
