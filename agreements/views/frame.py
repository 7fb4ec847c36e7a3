"""What every page of one agreement has around its content: the overview, and which buttons to show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.fetching import sheets
from agreements.lines import Line
from agreements.models import Agreement, AgreementJob, Section
from agreements.permissions import SEE_SCANS, Right, access_agreement, led_by, may
from agreements.reading import Sheet, sheet_of
from agreements.standing import SIGNED_STATES
from politirad.tenancy.models import User

#: From these states a successor may be started.
SUCCEEDABLE = SIGNED_STATES - {"replaced"}
#: In these states an addendum may be begun.
AMENDABLE = {"in_force", "to_renew", "notice_given"}


def asker(request: HttpRequest) -> User:
    """The one who is signed in; every view here asks for a login first."""
    assert isinstance(request.user, User)
    return request.user


def opened(request: HttpRequest, agreement_id: UUID, *, to: Right = Right.VIEW) -> Sheet:
    """The agreement's overview, through the door. Raises Http404 or PermissionDenied."""
    user = asker(request)
    agreement = access_agreement(user, agreement_id, to=to, queryset=sheets())
    return sheet_of(agreement, user=user, today=timezone.localdate())


def frame(request: HttpRequest, sheet: Sheet, *, tab: str, **facts: Any) -> dict[str, Any]:
    """The page's context. `can` says which buttons to show: the right, and the state, together."""
    user, agreement = asker(request), sheet.agreement
    alone = agreement.amends_id is None  # an addendum follows its agreement in all that comes after signing
    has_successor = any(row["state"] not in {"declined", "terminated"} for row in agreement.successor_rows)
    held = {right: may(user, agreement, right) for right in Right}
    can = {
        "edit": held[Right.EDIT] and sheet.writable,
        "comment": held[Right.COMMENT] and sheet.writable,
        "review": held[Right.COMMENT] and agreement.state in SIGNED_STATES,
        "freeze": held[Right.FREEZE] and sheet.writable,
        "withdraw": held[Right.FREEZE] and sheet.awaits_signatures,
        "give_notice": held[Right.SIGN] and alone and agreement.state in {"in_force", "to_renew"},
        "record_notice": held[Right.ATTEST] and alone and agreement.state in {"in_force", "to_renew"},
        "take_notice_back": held[Right.SIGN] and agreement.state == "notice_given",
        "keep": held[Right.EDIT] and alone,
        "relate": held[Right.EDIT] and alone,
        "reopen": held[Right.FREEZE] and agreement.state == "declined",
        "sign": held[Right.SIGN] and sheet.awaits_signatures,
        "stand_in": held[Right.SIGN]
        and sheet.awaits_signatures
        and not sheet.my_lines
        and bool(substitutable(request, sheet)),
        "attest": held[Right.ATTEST] and sheet.awaits_signatures,
        "revise": held[Right.REVISE] and alone and agreement.state in SUCCEEDABLE and not has_successor,
        "stand_unchanged": held[Right.REVISE] and alone and agreement.state in {"in_force", "to_renew"},
        "amend": held[Right.REVISE] and alone and agreement.state in AMENDABLE,
        "update_attachments": held[Right.EDIT],
        "write_attachments": held[Right.EDIT]
        and agreement.state in AMENDABLE
        and any(row["living"] for row in agreement.attachment_rows),
        "publish": held[Right.EDIT] and alone and agreement.state in SIGNED_STATES,
        "view_scan": any(held[right] for right in SEE_SCANS),
    }
    if sheet.all_signed:
        facts["job"] = sealing_of(agreement.pk)
    elif sheet.job is not None:
        facts["job"] = progress_of(sheet.job, agreement.pk)
    return {"sheet": sheet, "agreement": agreement, "can": can, "tab": tab, **facts}


def sealing_of(agreement_id: UUID) -> dict[str, Any]:
    """What templates/_parts/job.html shows when all have signed and the sealing has not been ordered yet."""
    return {
        "job_id": "jobb-forsegling",
        "job_url": reverse("agreement_sealing", args=[agreement_id]),
        "state": AgreementJob.State.WAITING,
        "percent": 0,
        "label": AgreementJob.Kind.SEALED_PDF.label,
    }


def progress_of(job: Mapping[str, Any], agreement_id: UUID) -> dict[str, Any]:
    """What templates/_parts/job.html shows of a job's row {id, kind, state, percent, error, pdf}."""
    done = job["state"] == AgreementJob.State.DONE and job["pdf"] is not None
    return {
        "job_id": f"jobb-{job['id']}",
        "job_url": reverse("agreement_job", args=[agreement_id, job["id"]]),
        "state": job["state"],
        "percent": job["percent"],
        "label": AgreementJob.Kind(job["kind"]).label,
        "problem": job["error"] or _("PDF-en kunne ikke lages. Prøv en gang til."),
        "result_url": reverse("agreement_pdf", args=[agreement_id, job["pdf"]]) if done else "",
        "result_label": _("Last ned PDF"),
    }


def substitutable(request: HttpRequest, sheet: Sheet) -> list[Line]:
    """Open lines of the parties that the reader leads, for one who has no line of his own."""
    led = led_by(asker(request), today=timezone.localdate())
    parties = [party for party in sheet.parties if party.organization_id in led]
    return [line for party in parties for line in party.lines if line.signed is None]


def section_of(agreement: Agreement, section_id: UUID) -> Section:
    """One of the agreement's sections. Raises Http404."""
    found = Section.objects.filter(agreement=agreement, pk=section_id).select_related("updated_by").first()
    if found is None:
        raise Http404
    found.agreement = agreement
    return found
