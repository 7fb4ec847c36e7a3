"""School holidays, and year plans: filled with the files' meetings and approved as of the autumn before, so that their meetings are made."""

from __future__ import annotations

import datetime

from meetings.actions.activities import ActivityTerms, add_activity
from meetings.actions.planned import PlannedTerms, add_planned_meeting
from meetings.actions.plans import approve_plan
from meetings.models import SchoolHoliday, YearPlan
from politirad.demo import life
from politirad.demo.loading.stage import Stage


def close_schools(stage: Stage) -> None:
    """The schools' holidays of this year and the next."""
    with stage.acting():
        SchoolHoliday.objects.bulk_create(
            SchoolHoliday(
                organization=stage.organizations[name],
                name=holiday.name,
                first_day=datetime.date.fromisocalendar(year, holiday.week, 1),
                last_day=datetime.date.fromisocalendar(year, holiday.week, 5),
            )
            for holiday in stage.demo.people.school_holidays
            for name in holiday.municipalities
            for year in (stage.today.year, stage.today.year + 1)
        )


def plan_years(stage: Stage, file: str) -> None:
    """Make every year plan of a file. An approved one has its meetings afterwards."""
    by = stage.writer(file)
    source = stage.demo.agreements[file].life
    for plan in source.year_plans:
        year = stage.today.year + plan.year
        made_on = min(datetime.date(year - 1, 11, 20), stage.today)
        with stage.acting(by):
            row = YearPlan.objects.create(council=stage.councils[file, plan.forum], year=year, made_by=by)
            YearPlan.objects.filter(pk=row.pk).update(made_at=stage.moment(made_on))
            for meeting in source.meetings:
                day = stage.day(meeting.date)
                if meeting.forum == plan.forum and meeting.planned and day.year == year:
                    add_planned_meeting(plan=row, terms=_terms(meeting, day, plan), by=by)
            for activity in plan.activities:
                add_activity(plan=row, terms=ActivityTerms(**activity.model_dump()), by=by)
            if plan.state == "approved":
                approve_plan(plan=row, by=by, at=stage.moment(made_on, 14))


def _terms(meeting: life.Meeting, day: datetime.date, plan: life.YearPlan) -> PlannedTerms:
    themes = [theme.text for theme in plan.themes if theme.month == day.month]
    return PlannedTerms(
        date=day,
        start=datetime.time.fromisoformat(meeting.start),
        end=datetime.time.fromisoformat(meeting.end),
        title=meeting.title or "",
        place=meeting.place,
        theme="; ".join(themes),
    )
