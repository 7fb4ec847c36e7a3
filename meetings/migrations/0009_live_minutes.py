"""Versions of the minutes of an item; decisions of closed items get a series of numbers of their own."""

import django.db.models.deletion
import politirad.tenancy.models.walled
import uuid
from django.conf import settings
from django.db import migrations, models

from politirad.tenancy.rls import BY_COUNCIL, SeerFunction, Wall

SEES_ITEM = "EXISTS (SELECT 1 FROM meetings_agendaitem i WHERE i.id = item_id)"

# The owner is walled too: for this one change it must see every row, or it would silently change none.
DECISIONS_OF_CLOSED_ITEMS = """
ALTER TABLE meetings_decision NO FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_agendaitem NO FORCE ROW LEVEL SECURITY;
UPDATE meetings_decision d SET part = 2 FROM meetings_agendaitem i WHERE i.id = d.item_id AND i.part = 2;
ALTER TABLE meetings_agendaitem FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_decision FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0005_keepers"),
        ("meetings", "0008_calendar_feeds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemMinutesVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("html", models.TextField(blank=True)),
                ("saved_at", models.DateTimeField()),
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
                        related_name="minutes_versions",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["-number"]},
        ),
        migrations.AddConstraint(
            model_name="itemminutesversion",
            constraint=models.UniqueConstraint(fields=("item", "number"), name="item_minutes_version_once"),
        ),
        Wall("ItemMinutesVersion", read=BY_COUNCIL, insert=BY_COUNCIL, delete=BY_COUNCIL, restrict=SEES_ITEM),
        migrations.RemoveConstraint(model_name="decision", name="decision_number_once"),
        migrations.AddField(
            model_name="decision", name="part", field=models.PositiveSmallIntegerField(default=1)
        ),
        migrations.RunSQL(DECISIONS_OF_CLOSED_ITEMS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("council", "year", "part", "number"), name="decision_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(condition=models.Q(("part__in", [1, 2])), name="decision_part"),
        ),
        # A writer does not see the decisions of others' closed items, but must not take their numbers.
        SeerFunction(
            "sec.last_decision(uuid, integer, integer)",
            """
            CREATE OR REPLACE FUNCTION sec.last_decision(council uuid, of_year integer, of_part integer)
            RETURNS integer
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT coalesce(max(d.number), 0)::integer FROM public.meetings_decision d
               WHERE d.council_id = council AND council = ANY (sec.councils())
                 AND d.year = of_year AND d.part = of_part $$
            """,
            reads=["meetings_decision"],
        ),
    ]
