"""Template tags of the pages: `{% load face %}`.

Dates in words follow the active language; datetimes are shown in the current time zone.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from politirad import dates, logins
from politirad.icons import ICONS
from politirad.richtext import clean, plain

register = template.Library()

SCHEMES = ("light", "dark", "auto")
# Tone of a status -> the design system's colour and the icon that says the same without colour.
TONES = {
    "neutral": ("neutral", "clock"),
    "info": ("info", "info"),
    "accent": ("accent", "arrow-right"),
    "success": ("success", "check"),
    "warning": ("warning", "warning"),
    "danger": ("danger", "danger"),
}
MESSAGE_COLOURS = {
    "debug": "info",
    "info": "info",
    "success": "success",
    "warning": "warning",
    "error": "danger",
}


def _language() -> str:
    return get_language() or "nb"


def _local(value: dt.date | dt.datetime) -> dt.date | dt.datetime:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """The icon of our sprite. Without `label` it is decoration, hidden from assistive technology.

    Raises TemplateSyntaxError for a name that is not in politirad/icons.py.
    """
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"No icon is called '{name}'; politirad/icons.py lists them.")
    address = f"{static('vendor/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, address
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', address
    )


@register.simple_tag
def status(label: Any, tone: str = "neutral", symbol: str = "") -> SafeString:
    """A state as a tag with word and icon. `tone` is a key of TONES; `symbol` replaces its icon."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"No tone is called '{tone}'; there are {', '.join(TONES)}.")
    colour, usual = TONES[tone]
    return format_html(
        '<span class="ds-tag status" data-color="{}">{}{}</span>', colour, icon(symbol or usual), label
    )


@register.simple_tag(takes_context=True)
def color_scheme(context: template.Context) -> str:
    """What the reader chose for light and dark: "light", "dark", or "auto" for the system's choice."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "auto") if request is not None else "auto"
    return chosen if chosen in SCHEMES else "auto"


@register.filter
def message_color(level_tag: str) -> str:
    """The alert colour for a Django message's level."""
    return MESSAGE_COLOURS.get(level_tag, "info")


@register.filter
def long_date(value: dt.date | None) -> str:
    """ "25. november 2026"; empty for None."""
    return dates.long_date(_local(value), _language()) if value else ""


@register.filter
def weekday_date(value: dt.date | None) -> str:
    """ "onsdag 25. november 2026"; empty for None."""
    return dates.weekday_date(_local(value), _language()) if value else ""


@register.filter
def short_date(value: dt.date | None) -> str:
    """ "25.11.2026"; empty for None."""
    return dates.short_date(_local(value)) if value else ""


@register.filter
def month_name(value: dt.date | None) -> str:
    """ "nov"; empty for None."""
    return dates.month_name(_local(value), _language()) if value else ""


@register.filter
def clock(value: dt.time | dt.datetime | None) -> str:
    """ "kl. 13.00"; empty for None."""
    if value is None:
        return ""
    local = (
        timezone.localtime(value) if isinstance(value, dt.datetime) and timezone.is_aware(value) else value
    )
    return dates.clock(local, _language())


@register.filter
def moment(value: dt.datetime | None) -> str:
    """ "onsdag 25. november 2026 kl. 13.00"; empty for None."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return dates.moment(local, _language())


@register.simple_tag
def period(start: dt.datetime, end: dt.datetime | None) -> str:
    """From and to in words; without an end, the start alone."""
    if end is None:
        return moment(start)
    first = timezone.localtime(start) if timezone.is_aware(start) else start
    last = timezone.localtime(end) if timezone.is_aware(end) else end
    return dates.period(first, last, _language())


@register.filter
def days_until(day: dt.date, today: dt.date) -> str:
    """How far off a day is, seen from `today`: "i dag", "om 3 dager", "for 2 dager siden"."""
    count = (day - today).days
    if count == 0:
        return gettext("i dag")
    if count == 1:
        return gettext("i morgen")
    if count == -1:
        return gettext("i går")
    if count > 0:
        return ngettext("om %(days)d dag", "om %(days)d dager", count) % {"days": count}
    return ngettext("for %(days)d dag siden", "for %(days)d dager siden", -count) % {"days": -count}


@register.filter
def first_control(field: BoundField) -> str:
    """The id that a link to this field must have: its control, or the first of its choices."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def browser_name(user_agent: str) -> str:
    """ "Firefox på Windows", from what a browser says of itself."""
    return logins.browser_name(user_agent)


@register.filter
def rich(html: str) -> SafeString:
    """Stored editor text, cleaned once more on its way out, ready to stand in a `.prose` block.

    A table stands in a frame that scrolls where the screen is narrow, and that the keyboard reaches.
    """
    words = escape(gettext("Tabell"))
    frame = f'<div class="prose__table" role="group" aria-label="{words}" tabindex="0">'
    return SafeString(
        clean(html or "").replace("<table>", f"{frame}<table>").replace("</table>", "</table></div>")
    )


@register.filter
def as_plain(html: str) -> str:
    """Stored editor text without its markup, for excerpts."""
    return plain(html or "")


@register.filter
def of(found: dict[Any, Any], key: Any) -> Any:
    """What a dictionary holds for a key; nothing ("") for one that it does not have."""
    return found.get(key, "")


@register.filter
def some_have(rows: Iterable[Mapping[str, Any]], name: str) -> bool:
    """Whether a column of that name has anything in it."""
    return any(row[name] for row in rows)
