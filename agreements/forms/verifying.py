"""What a stranger may ask the verification page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from agreements import fingerprints

LARGEST_FILE = 20 * 1024 * 1024


class FileToVerify(forms.Form):
    """The file whose seal is to be judged."""

    hide_needs = True

    file = forms.FileField(
        label=_("PDF-filen"),
        help_text=_("Høyst 20 MB. Vi leser seglet i filen og lagrer ingenting."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={"required": _("Velg filen du vil kontrollere."), "empty": _("Filen er tom.")},
    )

    def clean_file(self) -> UploadedFile[Any]:
        """The file, unless it is too large to be one of ours."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise ValidationError(_("Filen er større enn 20 MB. Så store filer lager vi ikke."))
        return file


class CodeToVerify(forms.Form):
    """A code or fingerprint from a document; the clean value is its hexadecimal digits."""

    hide_needs = True

    code = forms.CharField(
        label=_("Kontrollkode eller fingeravtrykk"),
        help_text=_(
            "Koden står på forsiden og ved underskriftene. Et fingeravtrykk (SHA-256) av filen kan også brukes."
        ),
        max_length=300,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        ),
        error_messages={"required": _("Skriv koden du vil slå opp.")},
    )

    def clean_code(self) -> str:
        """The digits."""
        try:
            return fingerprints.read(self.cleaned_data["code"])
        except fingerprints.UnreadableFingerprint:
            raise ValidationError(
                _(
                    "Koden har 20 tegn og fingeravtrykket 64: tallene 0–9 og bokstavene a–f. Se over det du skrev."
                )
            ) from None
