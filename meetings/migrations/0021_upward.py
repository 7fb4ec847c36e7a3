"""Approved minutes that are reported to the council above, once: where it is kept, and which ones wait."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import politirad.tenancy.models.walled
from politirad.tenancy.rls import BY_COUNCIL, SeerFunction, Wall


class Migration(migrations.Migration):
    dependencies = [("councils", "0007_declarations"), ("meetings", "0020_evaluation")]

    operations = [
        migrations.AddField(
            model_name="itemproposal",
            name="reported_from",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="UpwardReport",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("above", models.UUIDField()),
                ("above_name", models.CharField(max_length=200)),
                ("proposal", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "minutes",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="meetings.minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "melding til overordnet råd",
                "verbose_name_plural": "meldinger til overordnet råd",
                "constraints": [models.UniqueConstraint(fields=("minutes",), name="minutes_reported_once")],
            },
        ),
        Wall("UpwardReport", read=BY_COUNCIL, insert=BY_COUNCIL),
        SeerFunction(
            "sec.due_upward(timestamptz)",
            """
            CREATE OR REPLACE FUNCTION sec.due_upward(since timestamptz)
            RETURNS TABLE (council_id uuid, above_id uuid, minutes_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT m.council_id, above.id, m.id FROM public.meetings_minutes m
               JOIN public.councils_council c ON c.id = m.council_id
               JOIN public.councils_council above ON above.id = c.parent_id AND above.closed_on IS NULL
               WHERE m.state = 'approved' AND m.approved_at >= since
                 AND NOT EXISTS (SELECT 1 FROM public.meetings_upwardreport r WHERE r.minutes_id = m.id) $$
            """,
            reads=["meetings_minutes", "councils_council", "meetings_upwardreport"],
        ),
    ]
