"""Minutes for everybody: councils that publish theirs, the public editions, and their walls."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import politirad.tenancy.models.walled
from politirad.tenancy.rls import BY_COUNCIL, Wall

KINDS = [("agenda", "Saksliste"), ("pack", "Møtemappe"), ("minutes", "Referat"), ("public", "Åpent referat")]
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
OPEN = (
    "EXISTS (SELECT 1 FROM meetings_publishingcouncil c"
    " WHERE c.council_id = meetings_publishedminutes.council_id AND c.until IS NULL)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0007_declarations"),
        ("meetings", "0017_declared"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="meetingjob", name="kind", field=models.CharField(choices=KINDS, max_length=10)
        ),
        migrations.AlterField(
            model_name="meetingpdf", name="kind", field=models.CharField(choices=KINDS, max_length=10)
        ),
        migrations.CreateModel(
            name="PublishingCouncil",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200)),
                ("owner", models.CharField(max_length=200)),
                ("language", models.CharField(choices=LANGUAGES, max_length=2)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                (
                    "council",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="publishing",
                        to="councils.council",
                    ),
                ),
            ],
            options={
                "verbose_name": "råd med åpne referater",
                "verbose_name_plural": "råd med åpne referater",
                "ordering": ["owner", "name"],
            },
        ),
        migrations.CreateModel(
            name="PublishedMinutes",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(max_length=200)),
                ("date", models.DateField()),
                ("content", models.JSONField(default=dict)),
                ("ordered_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="begrunnelse")),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="publications",
                        to="meetings.minutes",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        to="meetings.meetingpdf",
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
                "verbose_name": "åpent referat",
                "verbose_name_plural": "åpne referater",
                "ordering": ["-date"],
                "constraints": [
                    models.UniqueConstraint(fields=("minutes",), name="minutes_published_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="minutes_withdrawn_why",
                    ),
                ],
            },
        ),
        Wall(
            "PublishingCouncil",
            read=f"until IS NULL OR {BY_COUNCIL}",
            insert=BY_COUNCIL,
            update=BY_COUNCIL,
        ),
        Wall(
            "PublishedMinutes",
            read=f"(published_at IS NOT NULL AND {OPEN}) OR {BY_COUNCIL}",
            insert=f"{BY_COUNCIL} AND {OPEN}",
            update=BY_COUNCIL,
        ),
        migrations.RunSQL(
            "CREATE POLICY wall_published ON meetings_meetingpdf FOR SELECT"
            " USING (kind = 'public' AND EXISTS (SELECT 1 FROM meetings_publishedminutes p"
            " WHERE p.pdf_id = meetings_meetingpdf.id AND p.withdrawn_at IS NULL))",
            "DROP POLICY wall_published ON meetings_meetingpdf",
        ),
    ]
