"""Revisions that left the text as it was: added by the owner in one's own name, read by all with access."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from politirad.tenancy.rls import COUNCILS, ME, Wall

OWNED = (
    "EXISTS (SELECT 1 FROM agreements_agreement a WHERE a.id = agreements_unchangedrevision.agreement_id"
    f" AND a.owner_council_id = {COUNCILS})"
)


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0024_templates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="revised_on",
            field=models.DateField(blank=True, null=True, verbose_name="sist revidert uten endringer"),
        ),
        migrations.CreateModel(
            name="UnchangedRevision",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("done_on", models.DateField(verbose_name="dato")),
                ("basis", models.CharField(max_length=300, verbose_name="hvor det ble bestemt")),
                ("recorded_at", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unchanged_revisions",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "revisjon uten endringer",
                "verbose_name_plural": "revisjoner uten endringer",
                "ordering": ["done_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("basis", ""), _negated=True), name="unchanged_revision_has_basis"
                    ),
                    models.UniqueConstraint(
                        fields=("agreement", "done_on"), name="unchanged_revision_once_a_day"
                    ),
                ],
            },
        ),
        Wall(
            "UnchangedRevision",
            read=(
                "EXISTS (SELECT 1 FROM agreements_agreementaccess x"
                " WHERE x.agreement_id = agreements_unchangedrevision.agreement_id)"
            ),
            insert=f"(recorded_by_id IS NULL OR recorded_by_id = {ME}) AND {OWNED}",
        ),
    ]
