"""Approved minutes whose sealed file could not be made: ordered again every day, and told to the system administrators."""

from django.db import migrations

from politirad.tenancy.rls import SeerFunction

UNSEALED = """
CREATE OR REPLACE FUNCTION sec.unsealed_minutes()
RETURNS TABLE (council_id uuid, meeting_id uuid, error text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
SELECT m.council_id, m.meeting_id, last.error FROM public.meetings_minutes m
JOIN LATERAL (
    SELECT j.state, j.error FROM public.meetings_meetingjob j
    WHERE j.meeting_id = m.meeting_id AND j.kind = 'minutes' AND j.renews_id IS NULL
    ORDER BY j.created_at DESC LIMIT 1
) last ON last.state = 'failed'
WHERE m.state = 'approved'
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0031_years_ahead"),
    ]

    operations = [
        SeerFunction("sec.unsealed_minutes()", UNSEALED, reads=["meetings_minutes", "meetings_meetingjob"]),
    ]
