"""Which meetings the clock owes an update."""

from django.db import migrations

from politirad.tenancy.rls import SeerFunction


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_agenda_begun")]

    operations = [
        SeerFunction(
            "sec.changed_meetings(timestamptz)",
            """
            CREATE OR REPLACE FUNCTION sec.changed_meetings(before timestamptz)
            RETURNS TABLE (council_id uuid, meeting_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT m.council_id, m.id FROM public.meetings_meeting m
               WHERE m.changed_at <= before AND m.state = 'called' $$
            """,
            reads=["meetings_meeting"],
        ),
    ]
