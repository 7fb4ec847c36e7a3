"""Calendar subscriptions: each row is its owner's alone."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from politirad.tenancy.rls import COUNCILS, ME, SeerFunction, Wall


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("councils", "0005_keepers"),
        ("meetings", "0007_told"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("secret_digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="councils.council",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "council"), name="feed_once", nulls_distinct=False
                    )
                ]
            },
        ),
        Wall(
            "CalendarFeed",
            read=f"user_id = {ME}",
            insert=f"user_id = {ME} AND (council_id IS NULL OR council_id = {COUNCILS})",
            delete=f"user_id = {ME}",
        ),
        SeerFunction(
            "sec.find_feed(text)",
            """
            CREATE OR REPLACE FUNCTION sec.find_feed(digest text)
            RETURNS TABLE (user_id uuid, council_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT f.user_id, f.council_id FROM public.meetings_calendarfeed f
               WHERE f.secret_digest = digest $$
            """,
            reads=["meetings_calendarfeed"],
        ),
    ]
