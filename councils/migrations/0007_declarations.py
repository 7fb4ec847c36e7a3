"""Declarations of confidentiality, written down by the one who gives them or on behalf of somebody."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from politirad.tenancy.rls import BY_COUNCIL, ME, Wall


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0006_participation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("given_on", models.DateField(verbose_name="gitt")),
                ("on_paper", models.BooleanField(default=False, verbose_name="på papir")),
                ("text", models.TextField(blank=True, verbose_name="erklæring")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declarations",
                        to="councils.council",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
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
                "verbose_name": "taushetserklæring",
                "verbose_name_plural": "taushetserklæringer",
                "ordering": ["-given_on"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("council", "user"),
                        name="declaration_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_paper", True), models.Q(("text", ""), _negated=True), _connector="OR"
                        ),
                        name="declaration_in_the_app_has_a_text",
                    ),
                ],
            },
        ),
        Wall(
            "Declaration",
            read=BY_COUNCIL,
            insert=f"{BY_COUNCIL} AND recorded_by_id IS NOT DISTINCT FROM {ME}",
            update=BY_COUNCIL,
        ),
    ]
