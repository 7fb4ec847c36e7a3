"""Order of signing, declines, the record of every change of state, and what a council decides for its agreements."""

import agreements.models.policy
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0006_agreement_of_seal"),
        ("councils", "0005_keepers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementPolicy",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "second_factor",
                    models.BooleanField(default=False, verbose_name="signering krever to faktorer"),
                ),
                (
                    "reminder_months",
                    models.JSONField(
                        default=agreements.models.policy.usual_months, verbose_name="måneder før"
                    ),
                ),
            ],
            options={
                "verbose_name": "regler for avtaler",
                "verbose_name_plural": "regler for avtaler",
            },
        ),
        migrations.CreateModel(
            name="Decline",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                ("capacity", models.CharField(max_length=100, verbose_name="svarte som")),
                ("reason", models.CharField(max_length=500, verbose_name="begrunnelse")),
                ("recorded_at", models.DateTimeField()),
                ("evidence", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "avslag",
                "verbose_name_plural": "avslag",
                "ordering": ["recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="StateChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "former",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Utkast"),
                            ("hearing", "På høring"),
                            ("political_treatment", "Til politisk behandling"),
                            ("frozen", "Klar for signering"),
                            ("partly_signed", "Delvis signert"),
                            ("in_force", "Gjelder"),
                            ("to_renew", "Må fornyes"),
                            ("notice_given", "Oppsagt"),
                            ("expired", "Utløpt"),
                            ("replaced", "Erstattet"),
                            ("terminated", "Avsluttet"),
                            ("declined", "Avslått"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "now",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("hearing", "På høring"),
                            ("political_treatment", "Til politisk behandling"),
                            ("frozen", "Klar for signering"),
                            ("partly_signed", "Delvis signert"),
                            ("in_force", "Gjelder"),
                            ("to_renew", "Må fornyes"),
                            ("notice_given", "Oppsagt"),
                            ("expired", "Utløpt"),
                            ("replaced", "Erstattet"),
                            ("terminated", "Avsluttet"),
                            ("declined", "Avslått"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="begrunnelse")),
                ("facts", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "statusendring",
                "verbose_name_plural": "statusendringer",
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="round",
            name="deadline_set_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="round",
            name="second_factor",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="round",
            name="turn",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="round",
            name="turn_began_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="signatoryslot",
            name="authority",
            field=models.CharField(
                blank=True,
                choices=[("law", "Lov"), ("delegation", "Delegasjonsvedtak"), ("absence", "Fravær")],
                default="",
                max_length=12,
                verbose_name="grunnlag for fullmakt",
            ),
        ),
        migrations.AddField(
            model_name="signatoryslot",
            name="case_number",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="saksnummer"),
        ),
        migrations.AddField(
            model_name="signatoryslot",
            name="turn",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="rekkefølge"),
        ),
        migrations.AddField(
            model_name="signoff",
            name="authority",
            field=models.CharField(
                blank=True,
                choices=[("law", "Lov"), ("delegation", "Delegasjonsvedtak"), ("absence", "Fravær")],
                default="",
                max_length=12,
                verbose_name="type fullmakt",
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="bound",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="signoff",
            name="case_number",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="saksnummer"),
        ),
        migrations.AlterField(
            model_name="round",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("open", "Pågår"),
                    ("signed", "Alle har signert"),
                    ("withdrawn", "Trukket tilbake"),
                    ("declined", "Avslått"),
                ],
                default="open",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="signatoryslot",
            constraint=models.CheckConstraint(
                condition=models.Q(("turn__gte", 1), ("turn__lte", 99)), name="slot_turn"
            ),
        ),
        migrations.AddConstraint(
            model_name="signatoryslot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("authority", "delegation"), _negated=True),
                    models.Q(("case_number", ""), _negated=True),
                    _connector="OR",
                ),
                name="slot_delegation_has_case_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("authority", "delegation"), _negated=True),
                    models.Q(("case_number", ""), _negated=True),
                    _connector="OR",
                ),
                name="sign_off_delegation_has_case_number",
            ),
        ),
        migrations.AddField(
            model_name="agreementpolicy",
            name="council",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="agreement_policy",
                to="councils.council",
            ),
        ),
        migrations.AddField(
            model_name="decline",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="declines",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="decline",
            name="slot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="declines",
                to="agreements.signatoryslot",
            ),
        ),
        migrations.AddField(
            model_name="decline",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="decline",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="declines", to="agreements.version"
            ),
        ),
        migrations.AddField(
            model_name="statechange",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="state_changes",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="statechange",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="decline",
            constraint=models.UniqueConstraint(fields=("version",), name="decline_ends_the_round"),
        ),
        migrations.AddConstraint(
            model_name="decline",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="decline_has_reason"
            ),
        ),
        migrations.AddIndex(
            model_name="statechange",
            index=models.Index(fields=["agreement", "id"], name="state_change_of_agreement"),
        ),
    ]
