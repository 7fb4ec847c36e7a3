"""The prevention calendar has an address for the schools, who have no login."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from politirad.tenancy.rls import BY_COUNCIL, SeerFunction, Wall


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("councils", "0009_quorum_and_numbering"),
        ("meetings", "0029_settled_years"),
    ]

    operations = [
        migrations.CreateModel(
            name="SchoolsLink",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("secret_digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                (
                    "council",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "lenke for skolene", "verbose_name_plural": "lenker for skolene"},
        ),
        Wall("SchoolsLink", read=BY_COUNCIL, insert=BY_COUNCIL, delete=BY_COUNCIL),
        SeerFunction(
            "sec.find_schools_link(text)",
            """
            CREATE OR REPLACE FUNCTION sec.find_schools_link(digest text)
            RETURNS uuid
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT l.council_id FROM public.meetings_schoolslink l WHERE l.secret_digest = digest $$
            """,
            reads=["meetings_schoolslink"],
        ),
    ]
