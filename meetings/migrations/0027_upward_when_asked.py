"""Approved minutes are reported to the council above only where their council has said so."""

from django.db import migrations

from politirad.tenancy.rls import SeerFunction


class Migration(migrations.Migration):
    dependencies = [("councils", "0008_reports_upward"), ("meetings", "0026_proposal_files")]

    operations = [
        SeerFunction(
            "sec.due_upward(timestamptz)",
            """
            CREATE OR REPLACE FUNCTION sec.due_upward(since timestamptz)
            RETURNS TABLE (council_id uuid, above_id uuid, minutes_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT m.council_id, above.id, m.id FROM public.meetings_minutes m
               JOIN public.councils_council c ON c.id = m.council_id AND c.reports_upward
               JOIN public.councils_council above ON above.id = c.parent_id AND above.closed_on IS NULL
               WHERE m.state = 'approved' AND m.approved_at >= since
                 AND NOT EXISTS (SELECT 1 FROM public.meetings_upwardreport r WHERE r.minutes_id = m.id) $$
            """,
            reads=["meetings_minutes", "councils_council", "meetings_upwardreport"],
        ),
    ]
