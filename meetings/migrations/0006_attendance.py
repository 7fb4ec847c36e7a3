"""Who was away from one item and who came to it as a guest; hidden with the item."""

import django.db.models.deletion
import politirad.tenancy.models.walled
import uuid
from django.db import migrations, models

from politirad.tenancy.rls import CouncilWall

SEES_ITEM = "EXISTS (SELECT 1 FROM meetings_agendaitem i WHERE i.id = item_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0005_keepers"),
        ("meetings", "0005_due_meetings"),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemGuest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                ("role", models.CharField(blank=True, max_length=200, verbose_name="rolle")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "item",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guests",
                        to="meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "gjest",
                "verbose_name_plural": "gjester",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="ItemAbsence",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[("away", "Ikke til stede"), ("disqualified", "Inhabil")],
                        default="away",
                        max_length=15,
                        verbose_name="grunn",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "invitee",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="meetings.invitee",
                    ),
                ),
                (
                    "item",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("item", "invitee"), name="item_absence_once")
                ],
            },
        ),
        CouncilWall("ItemGuest", restrict=SEES_ITEM),
        CouncilWall("ItemAbsence", restrict=SEES_ITEM),
    ]
