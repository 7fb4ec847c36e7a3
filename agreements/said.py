"""What an agreement says, as lists that the database gathers beside its row."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery

from agreements.models import (
    Attachment,
    EvaluationRule,
    Expectation,
    Finding,
    FocusArea,
    Party,
    Reference,
    Regulation,
    RevisionRule,
    RoleTask,
    SignatorySlot,
    TargetGroup,
)
from agreements.row_queries import rows_of
from councils.models import Council


def what_it_says() -> dict[str, Any]:
    """Parties, signature lines and what the text is made of, by the name its overview reads."""
    return {
        "party_rows": rows_of(
            Party,
            "agreement",
            id="id",
            name_in_text="name_in_text",
            organization="organization__name",
            organization_id="organization_id",
            kind="organization__kind",
        ),
        "slot_rows": rows_of(
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
        "focus_rows": rows_of(FocusArea, "agreement", id="id", kind="kind", word="word", text="text"),
        "target_rows": rows_of(
            TargetGroup,
            "agreement",
            id="id",
            text="text",
            age_from="age_from",
            age_to="age_to",
            concerns="concerns",
        ),
        "task_rows": rows_of(RoleTask, "agreement", id="id", role="role", kind="kind", text="text"),
        "expectation_rows": rows_of(
            Expectation,
            "agreement",
            id="id",
            who="who",
            text="text",
            weekdays="weekdays",
            starts="starts",
            ends="ends",
        ),
        "revision_rows": rows_of(
            RevisionRule,
            "agreement",
            id="id",
            kind="kind",
            years="years",
            grace_months="grace_months",
            political="political_treatment",
        ),
        "evaluation_rows": rows_of(
            EvaluationRule, "agreement", id="id", kind="kind", written="written", by="by", note="note"
        ),
        "reference_rows": rows_of(
            Reference, "agreement", id="id", title="title", url="url", read_on="read_on"
        ),
        "attachment_rows": rows_of(
            Attachment,
            "agreement",
            order="number",
            id="id",
            number="number",
            title="title",
            living="living",
            mirrors_forums="mirrors_forums",
            valid_from="valid_from",
            valid_to="valid_to",
            file="file_id",
            file_name="file__name",
            file_size="file__size",
        ),
        "finding_rows": rows_of(Finding, "agreement", code="code", message="message"),
        "forum_rows": rows_of(
            Regulation,
            "agreement",
            council="council_id",
            name=Subquery(Council.objects.filter(pk=OuterRef("council_id")).values("name")[:1]),
            name_in_text="name_in_text",
            mentioned_only="mentioned_only",
        ),
    }
