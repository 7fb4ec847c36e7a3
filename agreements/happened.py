"""What has happened to an agreement, as lists that the database gathers beside its row."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from agreements.models import (
    Agreement,
    AgreementData,
    AgreementJob,
    AgreementPdf,
    Comment,
    Decline,
    Hearing,
    HearingAnswer,
    Notice,
    Publication,
    Round,
    SignOff,
    Support,
    Treatment,
    UnchangedRevision,
)
from agreements.row_queries import counted, rows_of

#: What is shown of an agreement beside another.
KIN = {
    name: name
    for name in (
        "id",
        "title",
        "state",
        "valid_from",
        "valid_to",
        "extended_to",
        "open_ended",
        "in_force_from",
        "addendum_number",
    )
}


def what_happened() -> dict[str, Any]:
    """Rounds, signatures, treatments, remarks, kin and papers, by the name its overview reads."""
    remarks = Comment.objects.filter(agreement=OuterRef("pk"), thread__isnull=True, withdrawn_at__isnull=True)
    living = Round.objects.filter(agreement=OuterRef("agreement"), outcome__in=["open", "signed"])
    return {
        "round_rows": rows_of(
            Round,
            "agreement",
            order="-opened_at",
            limit=1,
            id="id",
            version="version_id",
            number="version__number",
            sha256="version__sha256",
            frozen_at="version__frozen_at",
            outcome="outcome",
            turn="turn",
            second_factor="second_factor",
            deadline="deadline",
            reason="reason",
            closed_at="closed_at",
        ),
        "sign_off_rows": ArraySubquery(
            SignOff.objects.filter(
                agreement=OuterRef("pk"), version__in=Subquery(living.values("version_id"))
            )
            .order_by("recorded_at")
            .values(
                row=JSONObject(
                    slot="slot_id",
                    version="version_id",
                    name="name",
                    capacity="capacity",
                    basis="basis",
                    method="method",
                    place="place",
                    signed_on="signed_on",
                    scan="scan_id",
                )
            )
        ),
        "hearing_rows": rows_of(
            Hearing,
            "agreement",
            order="-opened_at",
            limit=1,
            id="id",
            deadline="deadline",
            closed_at="closed_at",
        ),
        "answer_rows": ArraySubquery(
            HearingAnswer.objects.filter(agreement=OuterRef("pk"), hearing__closed_at__isnull=True)
            .order_by("answered_at")
            .values(row=JSONObject(party="party_id", opinion="opinion"))
        ),
        "treatment_rows": rows_of(
            Treatment,
            "agreement",
            order="sent_at",
            id="id",
            party="party_id",
            body="body",
            case_number="case_number",
            outcome="outcome",
            decided_on="decided_on",
            note="note",
        ),
        "decline_rows": rows_of(
            Decline,
            "agreement",
            order="-recorded_at",
            limit=1,
            version="version_id",
            name="name",
            capacity="capacity",
            line="slot__capacity",
            reason="reason",
            recorded_at="recorded_at",
        ),
        "open_comments": Subquery(counted(remarks.filter(settled_at__isnull=True))),
        "all_comments": Subquery(counted(remarks)),
        "chain_rows": ArraySubquery(
            Agreement.objects.filter(chain=OuterRef("chain"))
            .order_by("created_at")
            .values(row=JSONObject(**KIN, predecessor="predecessor_id"))
        ),
        "addendum_rows": ArraySubquery(
            Agreement.objects.filter(amends=OuterRef("pk"))
            .order_by("addendum_number")
            .values(row=JSONObject(**KIN))
        ),
        "amended_rows": ArraySubquery(
            Agreement.objects.filter(pk=OuterRef("amends_id")).values(row=JSONObject(**KIN))
        ),
        "support_rows": rows_of(
            Support,
            "agreement",
            id="id",
            title="title",
            supported="supported_id",
            supported_title=Subquery(
                Agreement.objects.filter(pk=OuterRef("supported_id")).values("title")[:1]
            ),
        ),
        "supporter_rows": ArraySubquery(
            Agreement.objects.filter(supports__supported=OuterRef("pk"))
            .order_by("title")
            .values(row=JSONObject(**KIN))
        ),
        "unchanged_rows": rows_of(
            UnchangedRevision, "agreement", order="-done_on", limit=1, done_on="done_on", basis="basis"
        ),
        "notice_rows": rows_of(
            Notice,
            "agreement",
            order="recorded_at",
            id="id",
            party="party_id",
            takes_back="takes_back_id",
            method="method",
            given_on="given_on",
            last_day="last_day",
            reason="reason",
            name="name",
            capacity="capacity",
            letter="letter_id",
        ),
        "successor_rows": rows_of(
            Agreement, "predecessor", order="created_at", id="id", title="title", state="state"
        ),
        "predecessor_title": Subquery(
            Agreement.objects.filter(pk=OuterRef("predecessor_id")).values("title")[:1]
        ),
        "pdf_rows": rows_of(
            AgreementPdf,
            "agreement",
            order="-stored_at",
            limit=1,
            id="id",
            sealed="sealed",
            size="size",
            stored_at="stored_at",
            version="version_id",
        ),
        "data_rows": rows_of(
            AgreementData, "agreement", order="-version__number", limit=1, size="size", sha256="sha256"
        ),
        "publication_rows": rows_of(
            Publication, "agreement", order="published_at", id="id", withdrawn_at="withdrawn_at"
        ),
        "job_rows": rows_of(
            AgreementJob,
            "agreement",
            Q(renews__isnull=True),
            order="-created_at",
            limit=1,
            id="id",
            state="state",
            kind="kind",
            percent="percent",
            error="error",
            pdf="pdf_id",
        ),
    }
