"""Whether a person administers an organisation: the menu asks on every page, before there is a context."""

from django.db import migrations

from politirad.tenancy.rls import SeerFunction

ADMINISTERS = """
CREATE OR REPLACE FUNCTION sec.administers(who uuid, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
SELECT EXISTS (
    SELECT 1 FROM public.tenancy_affiliation a
    WHERE a.user_id = who AND a.is_administrator
      AND a.valid_from <= day AND (a.valid_to IS NULL OR a.valid_to >= day))
$$
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_wall")]

    operations = [
        SeerFunction("sec.administers(uuid, date)", ADMINISTERS, reads=["tenancy_affiliation"]),
    ]
