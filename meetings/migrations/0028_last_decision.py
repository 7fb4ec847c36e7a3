"""The last number of a council's decisions, in one year or in all of them."""

from django.db import migrations

from politirad.tenancy.rls import SeerFunction


class Migration(migrations.Migration):
    dependencies = [("meetings", "0027_upward_when_asked"), ("councils", "0009_quorum_and_numbering")]

    operations = [
        SeerFunction(
            "sec.last_decision(uuid, integer, integer)",
            """
            CREATE OR REPLACE FUNCTION sec.last_decision(council uuid, of_year integer, of_part integer)
            RETURNS integer
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT coalesce(max(d.number), 0)::integer FROM public.meetings_decision d
               WHERE d.council_id = council AND council = ANY (sec.councils())
                 AND (of_year IS NULL OR d.year = of_year) AND d.part = of_part $$
            """,
            reads=["meetings_decision"],
        ),
    ]
