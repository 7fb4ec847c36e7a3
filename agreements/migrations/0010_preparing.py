"""Hearings with the parties, their answers, and political treatment."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0009_standing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("deadline", models.DateField(verbose_name="frist")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="melding til partene")),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hearings",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "høring",
                "verbose_name_plural": "høringer",
                "ordering": ["opened_at"],
            },
        ),
        migrations.CreateModel(
            name="HearingAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "opinion",
                    models.CharField(
                        choices=[("agrees", "Ingen merknader"), ("remarks", "Har merknader")],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="merknader")),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                ("capacity", models.CharField(blank=True, max_length=100, verbose_name="rolle")),
                ("answered_at", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hearing_answers",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="agreements.hearing",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hearing_answers",
                        to="agreements.party",
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
            ],
            options={
                "verbose_name": "høringssvar",
                "verbose_name_plural": "høringssvar",
                "ordering": ["answered_at"],
            },
        ),
        migrations.CreateModel(
            name="Treatment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("body", models.CharField(max_length=100, verbose_name="organ")),
                ("case_number", models.CharField(blank=True, max_length=60, verbose_name="saksnummer")),
                ("sent_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adopted", "Vedtatt"),
                            ("with_changes", "Vedtatt med endringer"),
                            ("noted", "Tatt til orientering"),
                            ("rejected", "Ikke vedtatt"),
                        ],
                        max_length=15,
                        verbose_name="vedtak",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="vedtatt")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="merknad")),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="treatments",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="treatments",
                        to="agreements.party",
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
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "politisk behandling",
                "verbose_name_plural": "politiske behandlinger",
                "ordering": ["sent_at"],
            },
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("agreement",),
                name="hearing_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearinganswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opinion", "agrees"), models.Q(("text", ""), _negated=True), _connector="OR"
                ),
                name="hearing_remarks_have_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on__isnull", True), ("outcome", "")),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("decided_on__isnull", False),
                        models.Q(("case_number", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="treatment_decision_is_whole",
            ),
        ),
    ]
