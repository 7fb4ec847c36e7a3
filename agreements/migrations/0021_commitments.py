"""Target groups, tasks of roles and expectations as rows of their own, and what is said of the expectations."""

import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from politirad.tenancy.rls import COUNCILS, ME, Wall

READ = "EXISTS (SELECT 1 FROM agreements_agreementaccess x WHERE x.agreement_id = {table}.agreement_id)"
DRAFTED = (
    "EXISTS (SELECT 1 FROM agreements_agreement a WHERE a.id = {table}.agreement_id"
    f" AND a.owner_council_id = {COUNCILS} AND a.state IN ('draft', 'hearing', 'political_treatment'))"
)

# What was kept as lists in the agreement's own row becomes rows, in the same order.
FILL = """
ALTER TABLE agreements_agreement NO FORCE ROW LEVEL SECURITY;
INSERT INTO agreements_targetgroup (id, agreement_id, text, age_from, age_to, concerns, "order")
SELECT gen_random_uuid(), a.id, left(e->>'text', 300), (e->>'age_from')::int, (e->>'age_to')::int,
       left(coalesce(e->>'concerns', ''), 200), n
FROM agreements_agreement a, jsonb_array_elements(a.target_groups_said) WITH ORDINALITY AS t(e, n);
INSERT INTO agreements_expectation (id, agreement_id, who, text, weekdays, "order")
SELECT gen_random_uuid(), a.id, left(coalesce(e->>'who', ''), 120), left(e->>'text', 400), '[]', n
FROM agreements_agreement a, jsonb_array_elements(a.expectations_said) WITH ORDINALITY AS t(e, n);
INSERT INTO agreements_roletask (id, agreement_id, role, kind, text, "order")
SELECT gen_random_uuid(), a.id, left(e->>'role', 100), said.kind, left(said.text, 400), n * 100 + said.number
FROM agreements_agreement a, jsonb_array_elements(a.role_tasks_said) WITH ORDINALITY AS t(e, n),
LATERAL (
    SELECT 'position' AS kind, e->>'position' AS text, 0 AS number WHERE coalesce(e->>'position', '') <> ''
    UNION ALL SELECT 'task', one, i FROM jsonb_array_elements_text(coalesce(e->'tasks', '[]')) WITH ORDINALITY AS x(one, i)
    UNION ALL SELECT 'duty', one, 50 + i FROM jsonb_array_elements_text(coalesce(e->'duties', '[]')) WITH ORDINALITY AS x(one, i)
) said;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE agreements_agreement FORCE ROW LEVEL SECURITY;
"""

SAME_AGREEMENT = [
    "ALTER TABLE agreements_expectation ADD CONSTRAINT expectation_id_agreement UNIQUE (id, agreement_id)",
    "ALTER TABLE agreements_expectationreview"
    " ADD CONSTRAINT review_same_agreement FOREIGN KEY (expectation_id, agreement_id)"
    " REFERENCES agreements_expectation (id, agreement_id) DEFERRABLE INITIALLY DEFERRED",
]


def text(model):
    """A part of the text: read by those with access, written by the owner while the agreement is a draft."""
    table = f"agreements_{model.lower()}"
    return Wall(model, read=READ.format(table=table), write=DRAFTED.format(table=table))


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0020_measures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField("agreement", "expectations", "expectations_said"),
        migrations.RenameField("agreement", "role_tasks", "role_tasks_said"),
        migrations.RenameField("agreement", "target_groups", "target_groups_said"),
        migrations.CreateModel(
            name="Expectation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="hvem det ventes av")),
                ("text", models.CharField(max_length=400, verbose_name="forventning")),
                ("weekdays", models.JSONField(blank=True, default=list, verbose_name="ukedager")),
                ("starts", models.TimeField(blank=True, null=True, verbose_name="fra klokken")),
                ("ends", models.TimeField(blank=True, null=True, verbose_name="til klokken")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="expectations",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "forventning",
                "verbose_name_plural": "gjensidige forventninger",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="ExpectationReview",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("kept", "Innfridd"),
                            ("partly", "Delvis innfridd"),
                            ("not_kept", "Ikke innfridd"),
                        ],
                        max_length=10,
                        verbose_name="vurdering",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="merknad")),
                ("at", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "expectation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="agreements.expectation",
                    ),
                ),
            ],
            options={
                "verbose_name": "vurdering av en forventning",
                "verbose_name_plural": "vurderinger av forventninger",
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="RoleTask",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("role", models.CharField(max_length=100, verbose_name="rolle")),
                (
                    "kind",
                    models.CharField(
                        choices=[("task", "Oppgave"), ("duty", "Annet ansvar"), ("position", "Stilling")],
                        default="task",
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="oppgave")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_tasks",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "oppgave for en rolle",
                "verbose_name_plural": "oppgaver for rollene",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="TargetGroup",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("text", models.CharField(max_length=300, verbose_name="målgruppe")),
                (
                    "age_from",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="fra alder",
                    ),
                ),
                (
                    "age_to",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="til og med alder",
                    ),
                ),
                ("concerns", models.CharField(blank=True, max_length=200, verbose_name="gjelder")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="target_groups",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "målgruppe",
                "verbose_name_plural": "målgrupper",
                "ordering": ["order"],
            },
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends__isnull", True), ("starts__isnull", True)),
                    models.Q(
                        ("ends__gt", models.F("starts")),
                        ("ends__isnull", False),
                        ("starts__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="expectation_hours_rise",
            ),
        ),
        migrations.AddConstraint(
            model_name="expectationreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict", "kept"), models.Q(("note", ""), _negated=True), _connector="OR"
                ),
                name="review_of_a_broken_expectation_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("age_from__isnull", True),
                    ("age_to__isnull", True),
                    ("age_to__gte", models.F("age_from")),
                    _connector="OR",
                ),
                name="target_group_ages_rise",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RemoveField("agreement", "expectations_said"),
        migrations.RemoveField("agreement", "role_tasks_said"),
        migrations.RemoveField("agreement", "target_groups_said"),
        text("TargetGroup"),
        text("RoleTask"),
        text("Expectation"),
        Wall(
            "ExpectationReview",
            read=READ.format(table="agreements_expectationreview"),
            insert=f"by_id = {ME} AND {READ.format(table='agreements_expectationreview')}",
        ),
        migrations.RunSQL(SAME_AGREEMENT, migrations.RunSQL.noop),
    ]
