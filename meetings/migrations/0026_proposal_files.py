"""What a member sends along with a proposal: as closed as the proposal."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import politirad.tenancy.models.walled
from politirad.tenancy.rls import CouncilWall

# The proposal's own wall answers, so that nothing is said twice about who sees it.
SEES_PROPOSAL = "EXISTS (SELECT 1 FROM meetings_itemproposal p WHERE p.id = proposal_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0007_declarations"),
        ("meetings", "0025_hosts_and_series"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProposalFile",
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
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "proposal",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="meetings.itemproposal",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "vedlegg til meldt sak",
                "verbose_name_plural": "vedlegg til meldte saker",
                "ordering": ["stored_at"],
            },
        ),
        CouncilWall("ProposalFile", restrict=SEES_PROPOSAL),
    ]
