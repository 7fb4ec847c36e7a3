"""A council's year as a PDF, and the jobs that make it."""

import django.db.models.deletion
import politirad.tenancy.models.walled
import uuid
from django.db import migrations, models
from politirad.tenancy.rls import CouncilWall, SeerFunction


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0007_declarations"),
        ("meetings", "0022_handover"),
    ]

    operations = [
        migrations.CreateModel(
            name="YearPdf",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200, verbose_name="filnavn")),
                ("content_type", models.CharField(max_length=100, verbose_name="filtype")),
                ("size", models.PositiveIntegerField(verbose_name="størrelse")),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("stored_at", models.DateTimeField(auto_now_add=True)),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
            ],
            options={
                "ordering": ["stored_at"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="YearJob",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Venter"),
                            ("running", "Arbeider"),
                            ("done", "Ferdig"),
                            ("failed", "Feilet"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(default=0, verbose_name="fremdrift")),
                ("step", models.CharField(blank=True, max_length=200, verbose_name="steg")),
                ("error", models.CharField(blank=True, max_length=500, verbose_name="feil")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "pdf",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.yearpdf",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("percent__lte", 100)), name="yearjob_percent"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("council", "year"),
                        name="yearjob_waits_once",
                    ),
                ],
            },
        ),
        CouncilWall("YearPdf"),
        CouncilWall("YearJob"),
        SeerFunction(
            "sec.due_year_jobs(timestamptz)",
            """
            CREATE OR REPLACE FUNCTION sec.due_year_jobs(at timestamptz)
            RETURNS TABLE (job_id uuid, council_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT j.id, j.council_id FROM public.meetings_yearjob j
               WHERE j.state = 'waiting' OR (j.state = 'running' AND j.lease_until < at) $$
            """,
            reads=["meetings_yearjob"],
        ),
    ]
