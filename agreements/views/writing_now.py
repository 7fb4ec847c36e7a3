"""Asked for every few seconds by a page on which the text is written: who else writes, and what they have saved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agreements.lifecycle import WRITABLE, State
from agreements.models import Agreement, Section
from agreements.permissions import Right, access_agreement
from agreements.views.frame import asker, section_of
from agreements.writers import note_writing, writers_of


def note_here(request: HttpRequest, agreement: Agreement, section: Section) -> None:
    """Whoever asks writes in this section now; not when its text is locked."""
    if State(agreement.state) in WRITABLE or section.attachment_id is not None:
        note_writing(section.pk, by=asker(request), at=timezone.now())


@login_required
@require_safe
def outline_now(request: HttpRequest, agreement_id: UUID) -> JsonResponse:
    """Who else writes in each of the agreement's sections: {writers: {section: words}}."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    keys = Section.objects.filter(agreement=agreement).values_list("pk", flat=True)
    found = writers_of(keys, reader=asker(request), at=timezone.now())
    return JsonResponse({"writers": {str(key): words for key, words in found.items()}})


@login_required
@require_safe
def section_now(request: HttpRequest, agreement_id: UUID, section_id: UUID) -> JsonResponse:
    """The same for one section, and its heading and text when the page has an older version (`versjon`) of them."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    section = section_of(agreement, section_id)
    found = writers_of([section.pk], reader=asker(request), at=timezone.now())
    answer: dict[str, Any] = {
        "writers": {str(key): words for key, words in found.items()},
        "version": section.version,
    }
    shown = request.GET.get("versjon", "")
    if shown.isdecimal() and int(shown) < section.version:
        answer["values"] = {"heading": section.heading, "html": section.html}
        answer["said"] = (
            _("Endret av %(name)s") % {"name": section.updated_by.name} if section.updated_by else ""
        )
    return JsonResponse(answer)
