"""The signed agreement as data, beside its sealed PDF and behind the same wall."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from politirad.tenancy.rls import COUNCILS, Wall

READ = (
    "EXISTS (SELECT 1 FROM agreements_agreementaccess x"
    " WHERE x.agreement_id = agreements_agreementdata.agreement_id)"
)
OWNED = (
    "EXISTS (SELECT 1 FROM agreements_agreement a WHERE a.id = agreements_agreementdata.agreement_id"
    f" AND a.owner_council_id = {COUNCILS})"
)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0017_answers_stay")]

    operations = [
        migrations.CreateModel(
            name="AgreementData",
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
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="data",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="data",
                        to="agreements.version",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        Wall("AgreementData", read=READ, insert=OWNED),
    ]
