"""What somebody who holds a genuine document may know of its agreement today: whether it still holds, and as it was signed."""

from django.db import migrations

from politirad.tenancy.rls import SeerFunction

NOW = """
CREATE OR REPLACE FUNCTION sec.agreement_now(agreement uuid, today date)
RETURNS TABLE (state text, begins date, ended date, is_amended boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
SELECT a.state, a.in_force_from, a.out_of_force_on,
       EXISTS (SELECT 1 FROM public.agreements_agreement t
               WHERE t.amends_id = a.id AND t.in_force_from <= today)
FROM public.agreements_agreement a WHERE a.id = agreement
$$
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0025_unchanged_revision")]

    operations = [
        SeerFunction("sec.agreement_now(uuid, date)", NOW, reads=["agreements_agreement"]),
    ]
