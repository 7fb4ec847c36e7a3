"""Who comes to a council in named months only is busy with it in those months, and a seat counts in its own period."""

from django.db import migrations

from politirad.tenancy.rls import SeerFunction


class Migration(migrations.Migration):
    dependencies = [("meetings", "0033_planning_school_holidays"), ("councils", "0009_quorum_and_numbering")]

    operations = [
        SeerFunction(
            "sec.busy_together(uuid[], date, date)",
            """
            CREATE OR REPLACE FUNCTION sec.busy_together(councils uuid[], first_day date, last_day date)
            RETURNS TABLE (council_id uuid, user_id uuid, day date, starts time, ends time)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ WITH asked AS (
                   SELECT a.id FROM unnest(councils) AS a(id) WHERE a.id = ANY (sec.councils())
               ), members AS (
                   SELECT DISTINCT s.council_id, h.user_id FROM asked
                   JOIN public.councils_seat s ON s.council_id = asked.id
                   JOIN public.councils_officeholding h ON h.office_id = s.office_id
                   WHERE h.valid_from <= last_day AND (h.valid_to IS NULL OR h.valid_to >= first_day)
               ), sittings AS (
                   SELECT m.council_id, m.date, m.start, m."end" FROM public.meetings_meeting m
                   WHERE m.date BETWEEN first_day AND last_day AND m.state <> 'cancelled'
                   UNION ALL
                   SELECT p.council_id, p.date, p.start, p."end" FROM public.meetings_plannedmeeting p
                   JOIN public.meetings_yearplan y ON y.id = p.plan_id
                   WHERE p.date BETWEEN first_day AND last_day AND y.state = 'proposed'
                     AND NOT p.council_id = ANY (councils)
               )
               SELECT DISTINCT members.council_id, h.user_id, x.date, x.start, x."end" FROM sittings x
               JOIN public.councils_seat s ON s.council_id = x.council_id
               JOIN public.councils_officeholding h ON h.office_id = s.office_id
               JOIN members ON members.user_id = h.user_id AND members.council_id <> x.council_id
               WHERE (s.kind IN ('permanent', 'secretary') OR (s.kind = 'named_months'
                       AND s.months @> to_jsonb(extract(month FROM x.date)::integer)))
                 AND (s.valid_from IS NULL OR s.valid_from <= x.date)
                 AND (s.valid_to IS NULL OR s.valid_to >= x.date)
                 AND h.valid_from <= x.date AND (h.valid_to IS NULL OR h.valid_to >= x.date) $$
            """,
            reads=[
                "meetings_meeting",
                "meetings_plannedmeeting",
                "meetings_yearplan",
                "councils_seat",
                "councils_officeholding",
            ],
        )
    ]
