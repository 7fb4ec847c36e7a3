"""Who may see a closed item, for somebody who sees it and copies it: the copy keeps its readers.

The wall of `ClosedAccess` shows each giver their own rows, so that a copy made by another would lose the rest.
"""

from django.db import migrations

from politirad.tenancy.rls import SeerFunction


class Migration(migrations.Migration):
    dependencies = [("meetings", "0018_published_minutes")]

    operations = [
        SeerFunction(
            "sec.readers_of(uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.readers_of(item uuid) RETURNS TABLE (user_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT r.reader FROM public.meetings_agendaitem i
               CROSS JOIN LATERAL (
                   SELECT x.user_id AS reader FROM public.meetings_closedaccess x WHERE x.item_id = i.id
                   UNION SELECT i.created_by_id WHERE i.created_by_id IS NOT NULL
               ) r
               WHERE i.id = item AND i.council_id = ANY (sec.councils()) AND sec.sees_item(i.id, sec.user_id()) $$
            """,
            reads=["meetings_agendaitem", "meetings_closedaccess"],
        ),
    ]
