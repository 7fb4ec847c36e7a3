"""What stands behind the doors to a council and its year plan: one of everything their addresses name."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from agreements.actions import save_template
from agreements.models import FocusArea
from councils.models import Declaration, OfficeHolding, Seat
from meetings.actions.activities import ActivityTerms, add_activity
from meetings.actions.plans import propose_plan
from meetings.models import YearPdf
from meetings.year_making import ask_for_year_pdf
from tests.agreements.drafts import draft
from tests.meetings.evaluation_scene import open_and_learned
from tests.world import World


def plan_scene(world: World) -> dict[str, Any]:
    """A year plan with a meeting and an activity, and its paper."""
    north, year = world.north, world.today.year + 1
    with world.acting(north.slt):
        plan = propose_plan(council=north.council, year=year, by=north.slt, at=timezone.now())
        activity = add_activity(plan=plan, terms=ActivityTerms(5, "Russetid"), by=north.slt)
        pdf = YearPdf(council=north.council, year=year, name="arshjul.pdf", content_type="application/pdf")
        pdf.hold(b"%PDF-1.7")
        pdf.save()
        return {
            "year": year,
            "planned_id": plan.meetings.all()[0].pk,
            "activity_id": activity.pk,
            "pdf_id": pdf.pk,
            "job_id": ask_for_year_pdf(council=north.council, year=year, by=north.slt).pk,
        }


def council_scene(world: World) -> dict[str, Any]:
    """A seat with its holder, the rules, and a participant."""
    north = world.north
    with world.acting(north.slt):
        seat = Seat.objects.get(council=north.council, title="Direktør oppvekst")
        holding = OfficeHolding.objects.get(office=seat.office, user=north.member)
        declaration = Declaration.objects.get(council=north.council, user=north.member)
        evaluation, point = open_and_learned(world)
        agreement = draft(world)
        template = save_template(agreement=agreement, name="Rådets mal", by=north.slt, at=timezone.now())
        return {
            "area_id": FocusArea.objects.filter(agreement=agreement)[0].pk,
            "template_id": template.pk,
            "rhythm": "year",
            "evaluation_id": evaluation.pk,
            "point_id": point.pk,
            "declaration_id": declaration.pk,
            "seat_id": seat.pk,
            "holding_id": holding.pk,
            "rules_id": north.council.rules.get().pk,
            "organization_id": world.county.pk,
            "participant_id": north.council.participants.get(organization=world.police_unit).pk,
        }
