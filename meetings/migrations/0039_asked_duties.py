"""What an agreement orders reaches a meeting whose agenda is begun too, and it is kept what has been answered there."""

from django.db import migrations, models

from politirad.tenancy.rls import SeerFunction

# The owner is walled too: for this one change it must see every row, or it would silently change none.
# A begun agenda was filled from the duties that the meeting had then and has kept since.
AGENDAS_THAT_ARE_BEGUN = """
ALTER TABLE meetings_meeting NO FORCE ROW LEVEL SECURITY;
UPDATE meetings_meeting SET duties_answered = (
    SELECT coalesce(jsonb_agg(duty || '{"taken": true}'), '[]') FROM jsonb_array_elements(duties) duty
) WHERE agenda_begun_at IS NOT NULL;
-- No table is altered while a check of a changed row waits for the end.
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE meetings_meeting FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0038_agenda_year_minutes"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="duties_answered",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.RunSQL(AGENDAS_THAT_ARE_BEGUN, migrations.RunSQL.noop),
        SeerFunction(
            "sec.years_ahead(date)",
            """
            CREATE OR REPLACE FUNCTION sec.years_ahead(today date)
            RETURNS TABLE (council_id uuid, year integer)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT DISTINCT m.council_id, extract(year FROM m.date)::integer
               FROM public.meetings_meeting m
               WHERE m.date >= today AND m.state = 'planned'
                 AND NOT EXISTS (
                   SELECT 1 FROM public.meetings_yearplan p
                   WHERE p.council_id = m.council_id AND p.year = extract(year FROM m.date)
                     AND p.state = 'proposed'
                 ) $$
            """,
            reads=["meetings_meeting", "meetings_yearplan"],
        ),
    ]
