"""Approved years that have not taken in what their council's agreements order by now."""

from django.db import migrations, models

from politirad.tenancy.rls import SeerFunction


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0028_last_decision"),
        ("agreements", "0025_unchanged_revision"),
    ]

    operations = [
        migrations.AddField(
            model_name="yearplan",
            name="settled_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        SeerFunction(
            "sec.unsettled_years(timestamptz)",
            """
            CREATE OR REPLACE FUNCTION sec.unsettled_years(at timestamptz)
            RETURNS TABLE (council_id uuid, plan_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT p.council_id, p.id FROM public.meetings_yearplan p
               WHERE p.state = 'approved'
                 AND p.year >= extract(year FROM at AT TIME ZONE 'Europe/Oslo')
                 AND EXISTS (
                   SELECT 1 FROM public.agreements_agreement a
                   WHERE a.owner_council_id = p.council_id
                     AND a.updated_at > coalesce(p.settled_at, p.approved_at)
                 ) $$
            """,
            reads=["meetings_yearplan", "agreements_agreement"],
        ),
    ]
