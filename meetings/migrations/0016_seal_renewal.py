"""When a seal is to be renewed, and which file is the same with a newer timestamp."""

import django.db.models.deletion
import politirad.tenancy.models.walled
from django.db import migrations, models

from politirad.tenancy.rls import SeerFunction

DUE = """
CREATE OR REPLACE FUNCTION sec.due_meeting_seals(until date)
RETURNS TABLE (council_id uuid, pdf_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
SELECT p.council_id, p.id FROM public.meetings_meetingpdf p
WHERE p.sealed AND p.good_until <= until
  AND NOT EXISTS (SELECT 1 FROM public.meetings_meetingpdf n WHERE n.renews_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM public.meetings_meetingjob j WHERE j.renews_id = p.id AND j.state IN ('waiting', 'running'))
$$
"""

# Numbers and days for the system administrators, and a council to send their letter through; nothing of any file.
OUTLOOK = """
CREATE OR REPLACE FUNCTION sec.meeting_seals(until date)
RETURNS TABLE (due bigint, first_day date, failed bigint, error text, council_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
WITH ending AS (
    SELECT p.council_id AS council_id, p.good_until, last.state, last.error
    FROM public.meetings_meetingpdf p
    LEFT JOIN LATERAL (
        SELECT j.state, j.error FROM public.meetings_meetingjob j WHERE j.renews_id = p.id ORDER BY j.created_at DESC LIMIT 1
    ) last ON true
    WHERE p.sealed AND p.good_until <= until
      AND NOT EXISTS (SELECT 1 FROM public.meetings_meetingpdf n WHERE n.renews_id = p.id)
)
SELECT count(*), min(good_until), count(*) FILTER (WHERE state = 'failed'),
       coalesce(max(error) FILTER (WHERE state = 'failed'), ''),
       min(council_id::text) FILTER (WHERE state = 'failed')::uuid
FROM ending
$$
"""

SAME_COUNCIL = "".join(
    f"ALTER TABLE {table} ADD CONSTRAINT {table}_renews_id_same_council FOREIGN KEY (renews_id, council_id)"
    " REFERENCES meetings_meetingpdf (id, council_id) DEFERRABLE INITIALLY DEFERRED;"
    for table in ("meetings_meetingpdf", "meetings_meetingjob")
)
NOT_SAME_COUNCIL = "".join(
    f"ALTER TABLE {table} DROP CONSTRAINT {table}_renews_id_same_council;"
    for table in ("meetings_meetingjob", "meetings_meetingpdf")
)


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0005_keepers"),
        ("meetings", "0015_told_of_closed_items"),
    ]

    operations = [
        migrations.AddField(
            model_name="meetingjob",
            name="renews",
            field=politirad.tenancy.models.walled.CouncilForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="renewals",
                to="meetings.meetingpdf",
            ),
        ),
        migrations.AddField(
            model_name="meetingpdf",
            name="good_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="meetingpdf",
            name="renews",
            field=politirad.tenancy.models.walled.CouncilForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="renewed_as",
                to="meetings.meetingpdf",
            ),
        ),
        migrations.AddField(
            model_name="meetingpdf",
            name="seal_digest",
            field=models.CharField(blank=True, default="", max_length=128),
        ),
        migrations.AddField(
            model_name="meetingpdf",
            name="sealed",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="meetingpdf",
            index=models.Index(
                condition=models.Q(("sealed", True)), fields=["good_until"], name="meetingpdf_until"
            ),
        ),
        migrations.RunSQL(
            "CREATE UNIQUE INDEX IF NOT EXISTS meetings_meetingpdf_id_council ON meetings_meetingpdf (id, council_id)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(SAME_COUNCIL, NOT_SAME_COUNCIL),
        migrations.AddConstraint(
            model_name="meetingjob",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=("renews",),
                name="meetingjob_renews_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingpdf",
            constraint=models.CheckConstraint(
                condition=models.Q(("sealed", False), ("good_until__isnull", False), _connector="OR"),
                name="meetingpdf_sealed_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingpdf",
            constraint=models.UniqueConstraint(fields=("renews",), name="meetingpdf_renewed_once"),
        ),
        SeerFunction(
            "sec.due_meeting_seals(date)", DUE, reads=["meetings_meetingpdf", "meetings_meetingjob"]
        ),
        SeerFunction(
            "sec.meeting_seals(date)", OUTLOOK, reads=["meetings_meetingpdf", "meetings_meetingjob"]
        ),
    ]
