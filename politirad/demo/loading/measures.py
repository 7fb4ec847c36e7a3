"""The measures under an agreement's focus areas, and how each has gone so far."""

from __future__ import annotations

from agreements.actions import add_measure, tell_measure
from agreements.measures import Progress
from agreements.models import Agreement
from politirad.demo import life
from politirad.demo.loading.stage import Stage


def plan_measures(stage: Stage, file: str, agreement: Agreement) -> None:
    """Write the file's measures by its writer on the days that the file says, and what was told of each until today."""
    by = stage.writer(file)
    with stage.acting(by):
        areas = {area.text: area for area in agreement.focus_areas.all()}
        parties = {
            str(party.organization): party for party in agreement.parties.select_related("organization")
        }
        for one in stage.demo.agreements[file].life.measures:
            begun = min(stage.day(one.begun), stage.today)
            measure = add_measure(
                agreement=agreement,
                by=by,
                at=stage.moment(begun),
                today=begun,
                focus_area=areas[one.area],
                text=one.text,
                party=parties[one.party] if one.party else None,
                responsible=stage.users[one.responsible] if one.responsible else None,
                due=_due(stage, one),
            )
            for told in one.told:
                day = stage.day(told.date)
                if begun <= day <= stage.today:
                    tell_measure(
                        measure=measure,
                        agreement=agreement,
                        seen=measure.changes,
                        progress=Progress(told.progress),
                        result=told.result,
                        by=by,
                        at=stage.moment(day, 14),
                        today=day,
                    )


def _due(stage: Stage, one: life.Measure) -> str:
    if one.due_year is not None:
        return str(stage.today.year + one.due_year)
    return stage.day(one.due).isoformat() if one.due else ""
