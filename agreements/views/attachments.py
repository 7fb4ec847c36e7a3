"""Attachments and files of an agreement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.actions import keep_file, put_attachment, remove_attachment
from agreements.forms.terms import AttachmentForm
from agreements.lifecycle import WRITABLE
from agreements.models import Agreement, AgreementFile, Attachment, SignOff
from agreements.permissions import SEE_SCANS, Right, access_agreement, may
from agreements.views.frame import asker
from councils.refusals import Refusal
from politirad.tenancy.models import User

#: What may be uploaded, by the file's own first bytes; the type that the browser claims is not believed.
KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
)


def stored(agreement: Agreement, upload: UploadedFile[Any], *, by: User) -> AgreementFile:
    """Keep an uploaded PDF, picture or Word file. Raises Refusal for any other kind."""
    content = upload.read()
    kind = next((one for one in KINDS if content.startswith(one[0])), None)
    if kind is None or (kind[2] == ".docx" and b"word/" not in content[:4000]):
        raise Refusal(_("Filen må være PDF, bilde (PNG eller JPEG) eller Word-dokument."))
    name = "".join(
        letter for letter in (upload.name or "fil") if letter.isprintable() and letter not in '/\\"'
    )
    return keep_file(agreement=agreement, name=name, content_type=kind[1], content=content, by=by)


@login_required
@require_http_methods(["GET", "POST"])
def attachment_edit(
    request: HttpRequest, agreement_id: UUID, attachment_id: UUID | None = None
) -> HttpResponse:
    """A new attachment, or a change of one; a living one may change after signing too."""
    user = asker(request)
    agreement = access_agreement(user, agreement_id, to=Right.EDIT)
    attachment = agreement.attachments.filter(pk=attachment_id).first() if attachment_id else None
    if attachment_id is not None and attachment is None:
        raise Http404
    instance = attachment or Attachment(agreement=agreement)
    posted = request.POST if request.method == "POST" else None
    signed = agreement.state not in WRITABLE
    form = AttachmentForm(posted, request.FILES or None, instance=instance, signed=signed)
    if posted is not None and form.is_valid():
        values = dict(form.cleaned_data)
        upload = values.pop("upload")
        try:
            file = stored(agreement, upload, by=user) if upload else None
            unchanged = agreement.attachments.filter(pk=attachment_id).first() if attachment_id else None
            put_attachment(agreement=agreement, attachment=unchanged, file=file, by=user, **values)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Vedlegget er lagret."))
            return redirect("agreement_text", agreement.pk)
    title = _("Endre vedlegg") if attachment else _("Nytt vedlegg")
    facts = {
        "agreement": agreement,
        "form": form,
        "title": title,
        "attachment": attachment,
        "may_remove": attachment is not None and not signed,
    }
    return render(request, "agreements/attachment.html", facts)


@login_required
@require_POST
def attachment_remove(request: HttpRequest, agreement_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Take an attachment out of the draft."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    attachment = agreement.attachments.filter(pk=attachment_id).first()
    if attachment is None:
        raise Http404
    try:
        remove_attachment(attachment=attachment, agreement=agreement, by=asker(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Vedlegget er tatt ut."))
    return redirect("agreement_text", agreement.pk)


@login_required
@require_safe
def agreement_file(request: HttpRequest, agreement_id: UUID, file_id: UUID) -> HttpResponse:
    """Download an attachment's file or a scan; it is never shown inside our own pages."""
    agreement = access_agreement(asker(request), agreement_id)
    file = AgreementFile.objects.filter(agreement=agreement, pk=file_id).first()
    if file is None:
        raise Http404
    if _is_scan(agreement, file) and not any(may(asker(request), agreement, right) for right in SEE_SCANS):
        raise PermissionDenied
    return download(bytes(file.content), file.name, file.content_type)


def _is_scan(agreement: Agreement, file: AgreementFile) -> bool:
    scanned = SignOff.objects.filter(agreement=agreement, scan=file)
    return agreement.predecessor_scan_id == file.pk or scanned.exists()


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Bytes to keep under a name."""
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": content_disposition(name),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def content_disposition(name: str) -> str:
    """The header that makes a browser save under `name`, whatever its letters."""
    header = content_disposition_header(as_attachment=True, filename=name)
    assert header is not None
    return header
