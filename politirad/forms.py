"""What all forms share: our renderer, Norwegian dates and times, and text with headings and lists."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from politirad import richtext
from politirad.typeface import unprintable

FIRST_YEAR, LAST_YEAR = 1900, 2199


class Renderer(TemplatesSetting):
    """Draws forms with templates/django/forms/: the design system's fields and the national pattern for what
    must be filled in."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"


class NorwegianDateField(forms.DateField):
    """A date as people write it: 25.11.2026, 25.11.26, 25/11 2026, or 2026-11-25.

    A text field, because the browser's own date field follows the machine's language, not the page's.
    """

    default_error_messages = {
        "invalid": _("Skriv datoen som dag.måned.år, for eksempel 25.11.2026."),
        "year": _("Skriv et år mellom 1900 og 2199."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Dag.måned.år, for eksempel 25.11.2026"))
        options.setdefault("input_formats", ["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"])
        attributes = {"inputmode": "numeric", "autocomplete": "off", "data-width": "date"}
        options.setdefault("widget", forms.DateInput(format="%d.%m.%Y", attrs=attributes))
        super().__init__(**options)

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, str) and not re.fullmatch(r"\s*\d{4}-\d{1,2}-\d{1,2}\s*", value):
            value = re.sub(r"[\s./-]+", ".", value.strip()).strip(".")
        day = super().to_python(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(self.error_messages["year"], code="year")
        return day


class NorwegianTimeField(forms.TimeField):
    """A time of day as people write it: 13.00, 13:00, 1300, 13, kl. 9.30."""

    default_error_messages = {"invalid": _("Skriv klokkeslettet som timer.minutter, for eksempel 13.00.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Timer.minutter, for eksempel 13.00"))
        options.setdefault("input_formats", ["%H:%M"])
        attributes = {"inputmode": "numeric", "autocomplete": "off", "data-width": "short"}
        options.setdefault("widget", forms.TimeInput(format="%H.%M", attrs=attributes))
        super().__init__(**options)

    def to_python(self, value: Any) -> dt.time | None:
        if isinstance(value, str):
            text = re.sub(r"^kl\.?\s*", "", value.strip(), flags=re.IGNORECASE)
            if match := re.fullmatch(r"(\d{1,2})(?:\s*[.:,]?\s*(\d{2}))?", text):
                value = f"{match[1]}:{match[2] or '00'}"
        return super().to_python(value)


class RichTextarea(forms.Textarea):
    """A textarea that the editor takes over. Without script, each run of plain paragraphs is a textarea of its own
    and everything else stands there to read; both come back as one text."""

    template_name = "django/forms/widgets/richtext.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["blocks"] = richtext.blocks(value or "") or [richtext.Block(True, "")]
        context["widget"]["words"] = editor_words()
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        html = data.get(name)
        if f"{name}-without-script" not in data:
            return html
        parts = []
        for number, block in enumerate(richtext.blocks(html or "") or [richtext.Block(True, "")]):
            typed = data.get(f"{name}-{number}")
            parts.append(block.html if typed is None or not block.is_text else richtext.from_plain(typed))
        return "".join(parts)


class RichTextField(forms.CharField):
    """Text with headings, lists, tables and links. The clean value is the allowed subset of HTML, maybe empty.

    Text that is `printed` is refused when the archive PDF could not show a character of it.
    """

    widget = RichTextarea

    def __init__(self, *, printed: bool = True, **options: Any) -> None:
        self.printed = printed
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        return richtext.clean(str(value)) if value not in self.empty_values else ""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.printed:
            must_be_printable(value)


def must_be_printable(text: str) -> None:
    """Refuse a text while its writer is there to mend it. Raises ValidationError that names the characters."""
    if strange := unprintable(text):
        listed = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in strange[:10])
        raise ValidationError(
            ngettext(
                "Teksten har et tegn som ikke kan trykkes i PDF-en: %(listed)s. Skriv det på en annen måte.",
                "Teksten har tegn som ikke kan trykkes i PDF-en: %(listed)s. Skriv dem på en annen måte.",
                len(strange),
            )
            % {"listed": listed},
            code="unprintable",
        )


def editor_words() -> dict[str, str]:
    """The editor's labels in the active language; the editor reads them from the page."""
    return {
        "toolbar": gettext("Formatering"),
        "paragraph": gettext("Avsnitt"),
        "heading2": gettext("Overskrift"),
        "heading3": gettext("Underoverskrift"),
        "style": gettext("Stil"),
        "bold": gettext("Fet"),
        "bold_letter": gettext("F"),
        "italic": gettext("Kursiv"),
        "italic_letter": gettext("K"),
        "bullets": gettext("Punktliste"),
        "numbers": gettext("Nummerert liste"),
        "link": gettext("Lenke"),
        "link_address": gettext("Adressen lenken går til"),
        "link_set": gettext("Sett inn lenken"),
        "link_remove": gettext("Fjern lenken"),
        "link_wrong": gettext(
            "Skriv en nettadresse, for eksempel https://www.ks.no, eller en e-postadresse."
        ),
        "cancel": gettext("Avbryt"),
        "table": gettext("Sett inn tabell"),
        "row_add": gettext("Ny rad under"),
        "row_remove": gettext("Slett raden"),
        "column_add": gettext("Ny kolonne til høyre"),
        "column_remove": gettext("Slett kolonnen"),
        "table_remove": gettext("Slett tabellen"),
        "table_tools": gettext("Tabell"),
        "undo": gettext("Angre"),
        "redo": gettext("Gjør om"),
    }
