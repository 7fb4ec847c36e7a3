"""Several files in one field: each is looked at, and the one that is not taken is named."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from councils.refusals import Refusal
from meetings.actions.papers import require_paper
from meetings.actions.proposal_files import MOST, TOO_MANY, Attachment
from meetings.identifiers import is_refused
from meetings.papers import ACCEPTED, LARGEST, clean_name


class ManyFiles(forms.FileInput):
    """A file input that takes several at once."""

    allow_multiple_selected = True


class AttachmentsField(forms.FileField):
    """The clean value is a tuple of `Attachment`, maybe empty."""

    widget = ManyFiles
    default_error_messages = {
        "identity": _("Filnavnet inneholder et fødselsnummer. Gi filen et annet navn."),
        "again": _("Velg vedleggene på nytt. De blir ikke med når noe annet må rettes først."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", ManyFiles(attrs={"accept": ACCEPTED}))
        options.setdefault("required", False)
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file is said something about, so that all can be mended at once."""
        uploads = [one for one in data or [] if one]
        if len(uploads) > MOST:
            raise ValidationError(str(TOO_MANY), code="too_many")
        found, wrong = [], []
        for upload in uploads:
            try:
                found.append(self._one(upload))
            except ValidationError as error:
                wrong.append(error)
        if wrong:
            raise ValidationError(wrong)
        return tuple(found)

    def _one(self, upload: Any) -> Attachment:
        name = str(upload.name)
        if is_refused(name):
            raise ValidationError(self.error_messages["identity"], code="identity")
        # One byte more than is taken tells that it is too large; the rest need not be read.
        attachment = Attachment(name, upload.read(LARGEST + 1))
        try:
            require_paper(name, attachment.content)
        except Refusal as refusal:
            raise ValidationError(f"«{clean_name(name)}»: {refusal}", code="refused") from refusal
        return attachment
