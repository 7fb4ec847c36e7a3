"""What each invitee was told, what the answer is about, and whose place a deputy takes."""

import django.db.models.deletion
from django.db import migrations, models

import politirad.tenancy.models.walled


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_attendance")]

    operations = [
        migrations.AddField("invitee", "answered_for", models.CharField(blank=True, max_length=40)),
        migrations.AddField("invitee", "told", models.JSONField(blank=True, default=dict)),
        migrations.AddField(
            "invitee",
            "deputy_for",
            politirad.tenancy.models.walled.CouncilForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="deputies",
                to="meetings.invitee",
            ),
        ),
        # The key within the council that `rls.CouncilWall` gives the columns a table is born with.
        migrations.RunSQL(
            'CREATE UNIQUE INDEX IF NOT EXISTS "meetings_invitee_id_council" ON "meetings_invitee" (id, council_id);'
            ' ALTER TABLE "meetings_invitee" ADD CONSTRAINT "meetings_invitee_deputy_for_id_same_council"'
            ' FOREIGN KEY ("deputy_for_id", council_id) REFERENCES "meetings_invitee" (id, council_id)'
            " DEFERRABLE INITIALLY DEFERRED",
            'ALTER TABLE "meetings_invitee" DROP CONSTRAINT "meetings_invitee_deputy_for_id_same_council"',
        ),
    ]
