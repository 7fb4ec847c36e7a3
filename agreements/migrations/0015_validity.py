"""When an agreement is in force, its chain with no two in force at once, notices, and what it supports."""

import agreements.models.agreements
import django.contrib.postgres.constraints
import django.contrib.postgres.functions
import django.db.models.deletion
import uuid
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0014_register_wall"),
        ("councils", "0005_keepers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[("app", "Sagt opp i Politiråd"), ("paper", "Oppsigelse mottatt på papir")],
                        max_length=10,
                        verbose_name="måte",
                    ),
                ),
                ("given_on", models.DateField(verbose_name="dato")),
                ("last_day", models.DateField(verbose_name="siste dag avtalen gjelder")),
                ("reason", models.CharField(max_length=500, verbose_name="begrunnelse")),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                ("capacity", models.CharField(blank=True, max_length=100, verbose_name="rolle")),
                ("recorded_at", models.DateTimeField()),
                ("evidence", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "oppsigelse",
                "verbose_name_plural": "oppsigelser",
                "ordering": ["recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(blank=True, max_length=250, verbose_name="tittel")),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "avtale den støtter",
                "verbose_name_plural": "avtaler den støtter",
                "ordering": ["order"],
            },
        ),
        migrations.AddField(
            model_name="agreement",
            name="chain",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                db_index=True,
                default=uuid.uuid4,
                editable=False,
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="in_force_from",
            field=models.DateField(blank=True, null=True, verbose_name="i kraft fra"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="notice_ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="siste dag etter oppsigelse"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="notice_given_on",
            field=models.DateField(blank=True, null=True, verbose_name="sagt opp"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="notice_months",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="oppsigelsestid i måneder"
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="out_of_force_on",
            field=models.DateField(blank=True, null=True, verbose_name="ute av kraft fra"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="predecessor_scan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agreements.agreementfile",
                verbose_name="skann av avtalen den erstatter",
            ),
        ),
        migrations.AlterField(
            model_name="revisionrule",
            name="political_treatment",
            field=models.BooleanField(blank=True, null=True, verbose_name="politisk behandling"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("notice_days__isnull", True), ("notice_months__isnull", True), _connector="OR"
                ),
                name="agreement_notice_in_days_or_months",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("out_of_force_on__isnull", True),
                    ("out_of_force_on__gte", models.F("in_force_from")),
                    _connector="OR",
                ),
                name="agreement_in_force_forwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("in_force_from__isnull", False)),
                expressions=[
                    ("chain", "="),
                    (agreements.models.agreements.InForce("in_force_from", "out_of_force_on"), "&&"),
                ],
                name="agreement_one_of_a_chain_in_force",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="agreements.agreement"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="letter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agreements.agreementfile",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="agreements.party"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="takes_back",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taken_back_by",
                to="agreements.notice",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="support",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="supports",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="support",
            name="supported",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="supported_by",
                to="agreements.agreement",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="notice_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("given_on"))), name="notice_looks_ahead"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("id", models.F("takes_back")), _negated=True),
                name="notice_takes_back_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supported__isnull", False)),
                fields=("agreement", "supported"),
                name="support_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(("agreement", models.F("supported")), _negated=True),
                name="support_of_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supported__isnull", False), models.Q(("title", ""), _negated=True), _connector="OR"
                ),
                name="support_names_something",
            ),
        ),
    ]
