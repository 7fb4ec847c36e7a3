"""What was handed over from one person to another."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from politirad.tenancy.rls import BY_COUNCIL, Wall

PERSON = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": settings.AUTH_USER_MODEL}


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0007_declarations"),
        ("meetings", "0021_upward"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("moved", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                ("leaver", models.ForeignKey(**PERSON)),
                ("successor", models.ForeignKey(**PERSON)),
                ("made_by", models.ForeignKey(null=True, **PERSON)),
            ],
            options={
                "verbose_name": "overlevering",
                "verbose_name_plural": "overleveringer",
                "ordering": ["-made_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("leaver", models.F("successor")), _negated=True),
                        name="handover_to_another",
                    )
                ],
            },
        ),
        Wall("Handover", read=BY_COUNCIL, insert=BY_COUNCIL),
    ]
