"""An agreement with all that its overview shows, in one question to the database."""

from __future__ import annotations

import functools
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from agreements.models import (
    Agreement,
    AgreementData,
    AgreementJob,
    AgreementPdf,
    Attachment,
    Comment,
    Decline,
    EvaluationRule,
    Expectation,
    Finding,
    FocusArea,
    Hearing,
    HearingAnswer,
    Notice,
    Party,
    Publication,
    Reference,
    Regulation,
    RevisionRule,
    RoleTask,
    Round,
    SignatorySlot,
    SignOff,
    Support,
    TargetGroup,
    Treatment,
)
from councils.models import Council


def _rows(
    model: Any, key: str, *conditions: Q, order: str = "order", limit: int | None = None, **fields: Any
) -> ArraySubquery:
    """A subquery that gathers rows belonging to the agreement as a list of dictionaries."""
    found = model.objects.filter(*conditions, **{key: OuterRef("pk")}).order_by(order)
    values = found.values(row=JSONObject(**fields))
    return ArraySubquery(values[:limit] if limit else values)


def _counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """How many rows a subquery finds."""
    found: QuerySet[Any] = rows.order_by().annotate(number=Func("pk", function="COUNT")).values("number")
    return found


#: What is shown of an agreement beside another.
KIN = {
    name: name for name in ("id", "title", "state", "valid_from", "valid_to", "open_ended", "in_force_from")
}


def sheets() -> QuerySet[Agreement]:
    """Agreements with everything their overview shows, in one question. No join to councils: see `access_agreement`."""
    return _sheets().all()  # a query of the caller's own: what one reader was answered stays with him


@functools.cache
def _sheets() -> QuerySet[Agreement]:
    """The question, which takes time to put together. Never asked itself."""
    remarks = Comment.objects.filter(agreement=OuterRef("pk"), thread__isnull=True, withdrawn_at__isnull=True)
    living = Round.objects.filter(agreement=OuterRef("agreement"), outcome__in=["open", "signed"])
    return Agreement.objects.annotate(
        council_name=Subquery(Council.objects.filter(pk=OuterRef("owner_council_id")).values("name")[:1]),
        party_rows=_rows(
            Party,
            "agreement",
            id="id",
            name_in_text="name_in_text",
            organization="organization__name",
            organization_id="organization_id",
            kind="organization__kind",
        ),
        slot_rows=_rows(
            SignatorySlot,
            "agreement",
            id="id",
            party="party_id",
            capacity="capacity",
            planned="planned_user_id",
            planned_user="planned_user__name",
            planned_name="planned_name",
            turn="turn",
            authority="authority",
            case_number="case_number",
        ),
        round_rows=_rows(
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
        sign_off_rows=ArraySubquery(
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
        hearing_rows=_rows(
            Hearing,
            "agreement",
            order="-opened_at",
            limit=1,
            id="id",
            deadline="deadline",
            closed_at="closed_at",
        ),
        answer_rows=ArraySubquery(
            HearingAnswer.objects.filter(agreement=OuterRef("pk"), hearing__closed_at__isnull=True)
            .order_by("answered_at")
            .values(row=JSONObject(party="party_id", opinion="opinion"))
        ),
        treatment_rows=_rows(
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
        decline_rows=_rows(
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
        focus_rows=_rows(FocusArea, "agreement", id="id", kind="kind", word="word", text="text"),
        target_rows=_rows(
            TargetGroup,
            "agreement",
            id="id",
            text="text",
            age_from="age_from",
            age_to="age_to",
            concerns="concerns",
        ),
        task_rows=_rows(RoleTask, "agreement", id="id", role="role", kind="kind", text="text"),
        expectation_rows=_rows(
            Expectation,
            "agreement",
            id="id",
            who="who",
            text="text",
            weekdays="weekdays",
            starts="starts",
            ends="ends",
        ),
        revision_rows=_rows(
            RevisionRule,
            "agreement",
            id="id",
            kind="kind",
            years="years",
            grace_months="grace_months",
            political="political_treatment",
        ),
        evaluation_rows=_rows(
            EvaluationRule, "agreement", id="id", kind="kind", written="written", by="by", note="note"
        ),
        reference_rows=_rows(Reference, "agreement", id="id", title="title", url="url", read_on="read_on"),
        attachment_rows=_rows(
            Attachment,
            "agreement",
            order="number",
            id="id",
            number="number",
            title="title",
            living="living",
            valid_from="valid_from",
            valid_to="valid_to",
            file="file_id",
            file_name="file__name",
            file_size="file__size",
        ),
        finding_rows=_rows(Finding, "agreement", code="code", message="message"),
        forum_rows=_rows(
            Regulation,
            "agreement",
            council="council_id",
            name=Subquery(Council.objects.filter(pk=OuterRef("council_id")).values("name")[:1]),
            name_in_text="name_in_text",
            mentioned_only="mentioned_only",
        ),
        open_comments=Subquery(_counted(remarks.filter(settled_at__isnull=True))),
        all_comments=Subquery(_counted(remarks)),
        chain_rows=ArraySubquery(
            Agreement.objects.filter(chain=OuterRef("chain"))
            .order_by("created_at")
            .values(row=JSONObject(**KIN, predecessor="predecessor_id"))
        ),
        support_rows=_rows(
            Support,
            "agreement",
            id="id",
            title="title",
            supported="supported_id",
            supported_title=Subquery(
                Agreement.objects.filter(pk=OuterRef("supported_id")).values("title")[:1]
            ),
        ),
        supporter_rows=ArraySubquery(
            Agreement.objects.filter(supports__supported=OuterRef("pk"))
            .order_by("title")
            .values(row=JSONObject(**KIN))
        ),
        notice_rows=_rows(
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
        successor_rows=_rows(
            Agreement, "predecessor", order="created_at", id="id", title="title", state="state"
        ),
        predecessor_title=Subquery(
            Agreement.objects.filter(pk=OuterRef("predecessor_id")).values("title")[:1]
        ),
        pdf_rows=_rows(
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
        data_rows=_rows(
            AgreementData, "agreement", order="-version__number", limit=1, size="size", sha256="sha256"
        ),
        publication_rows=_rows(
            Publication, "agreement", order="published_at", id="id", withdrawn_at="withdrawn_at"
        ),
        job_rows=_rows(
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
    )
