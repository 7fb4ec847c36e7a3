"""The years ahead whose meetings take what the agreements order, looked through every day."""

from django.db import migrations

from politirad.tenancy.rls import SeerFunction


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0030_schools_link"),
    ]

    operations = [
        migrations.RunSQL("DROP FUNCTION IF EXISTS sec.unsettled_years(timestamptz)", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="yearplan", name="settled_at"),
        SeerFunction(
            "sec.years_ahead(date)",
            """
            CREATE OR REPLACE FUNCTION sec.years_ahead(today date)
            RETURNS TABLE (council_id uuid, year integer)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT DISTINCT m.council_id, extract(year FROM m.date)::integer
               FROM public.meetings_meeting m
               WHERE m.date >= today AND m.state = 'planned' AND m.agenda_begun_at IS NULL
                 AND NOT EXISTS (
                   SELECT 1 FROM public.meetings_yearplan p
                   WHERE p.council_id = m.council_id AND p.year = extract(year FROM m.date)
                     AND p.state = 'proposed'
                 ) $$
            """,
            reads=["meetings_meeting", "meetings_yearplan"],
        ),
    ]
