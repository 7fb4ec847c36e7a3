"""What was learned by the evaluations before a year, as the year's plan shows it."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from councils.models import Council
from meetings.models import LearningPoint, YearPlan


def plan_and_learned(council: Council, year: int) -> tuple[YearPlan | None, list[dict[str, Any]]]:
    """The plan, None when it is not begun, and the points (`text`, `evaluation_id`, `proposal_id`) in one query."""
    row = JSONObject(text="text", evaluation_id="evaluation_id", proposal_id="proposal_id")
    points = LearningPoint.objects.filter(council=OuterRef("council"), year=OuterRef("year"))
    plan: Any = (
        YearPlan.objects.filter(council=council, year=year)
        .annotate(learned=ArraySubquery(points.order_by("written_at").values(row=row)))
        .first()
    )
    if plan is not None:
        return plan, plan.learned
    found = LearningPoint.objects.filter(council=council, year=year).order_by("written_at")
    return None, [dict(point) for point in found.values("text", "evaluation_id", "proposal_id")]
