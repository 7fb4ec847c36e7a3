"""A council's own templates of agreements, seen and written by the council alone."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from politirad.tenancy.rls import COUNCILS, Wall

OWN = f"council_id = {COUNCILS}"


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0023_published_addenda"),
        ("councils", "0007_declarations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementTemplate",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=120, verbose_name="navn på malen")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("police_council", "Politirådsavtale"),
                            ("cooperation", "Avtale om kommune- og politisamarbeid"),
                            ("slt", "SLT-avtale"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")],
                        max_length=2,
                        verbose_name="skriftspråk",
                    ),
                ),
                ("parts", models.JSONField(default=list)),
                ("saved_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreement_templates",
                        to="councils.council",
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
            options={
                "verbose_name": "avtalemal",
                "verbose_name_plural": "avtalemaler",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "name"), name="agreement_template_once")
                ],
            },
        ),
        Wall("AgreementTemplate", read=OWN, insert=OWN, update=OWN, delete=OWN),
    ]
