"""Minutes on hearing, approved, corrected; the database refuses a change of what is approved."""

import django.db.models.deletion
import politirad.tenancy.models.walled
import uuid
from django.conf import settings
from django.db import migrations, models

from politirad.tenancy.rls import BY_COUNCIL, ME, Wall

SEES_ITEM = "item_id IS NULL OR EXISTS (SELECT 1 FROM meetings_agendaitem i WHERE i.id = item_id)"
OPEN = (
    "NOT EXISTS (SELECT 1 FROM meetings_agendaitem i JOIN meetings_minutes m ON m.meeting_id = i.meeting_id"
    " WHERE i.id = item_id AND m.state = 'approved')"
)
#: What belongs to the text of the minutes.
LOCKED = ("itemminutes", "decision", "itemabsence", "itemguest")


def lock(table: str) -> str:
    """Nothing is added to, changed in or taken from approved minutes, whoever asks."""
    name = f'"meetings_{table}"'
    return (
        f"CREATE POLICY approved_insert ON {name} AS RESTRICTIVE FOR INSERT WITH CHECK ({OPEN});"
        f"CREATE POLICY approved_update ON {name} AS RESTRICTIVE FOR UPDATE USING ({OPEN}) WITH CHECK ({OPEN});"
        f"CREATE POLICY approved_delete ON {name} AS RESTRICTIVE FOR DELETE USING ({OPEN});"
    )


def unlock(table: str) -> str:
    """The opposite."""
    return "".join(
        f'DROP POLICY approved_{deed} ON "meetings_{table}";' for deed in ("insert", "update", "delete")
    )


MINUTES_LOCK = """
CREATE POLICY approved_update ON meetings_minutes AS RESTRICTIVE FOR UPDATE
    USING (state <> 'approved') WITH CHECK (true);
CREATE POLICY approved_delete ON meetings_minutes AS RESTRICTIVE FOR DELETE USING (state <> 'approved');
"""
MINUTES_UNLOCK = """
DROP POLICY approved_update ON meetings_minutes;
DROP POLICY approved_delete ON meetings_minutes;
"""
SAME_COUNCIL = "".join(
    f"ALTER TABLE meetings_minutes ADD CONSTRAINT meetings_minutes_{column}_same_council"
    f" FOREIGN KEY ({column}, council_id) REFERENCES {target} (id, council_id) DEFERRABLE INITIALLY DEFERRED;"
    for column, target in (
        ("approval_item_id", "meetings_agendaitem"),
        ("approved_in_id", "meetings_meeting"),
    )
)
NOT_SAME_COUNCIL = "".join(
    f"ALTER TABLE meetings_minutes DROP CONSTRAINT meetings_minutes_{column}_same_council;"
    for column in ("approval_item_id", "approved_in_id")
)


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0005_keepers"),
        ("meetings", "0012_activity_calendar"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="minutes",
            name="approval",
            field=models.CharField(
                choices=[
                    ("chair", "Av lederen når fristen for merknader er ute"),
                    ("next_meeting", "På neste møte, som egen sak"),
                ],
                default="chair",
                max_length=15,
                verbose_name="hvordan referatet godkjennes",
            ),
        ),
        migrations.AddField(
            model_name="minutes",
            name="approval_item",
            field=politirad.tenancy.models.walled.CouncilForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="approves",
                to="meetings.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="minutes",
            name="approved_in",
            field=politirad.tenancy.models.walled.CouncilForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="meetings.meeting",
            ),
        ),
        migrations.AddField(
            model_name="minutes",
            name="remarks_until",
            field=models.DateField(blank=True, null=True, verbose_name="frist for merknader"),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("text", models.TextField(verbose_name="rettelse")),
                ("made_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "item",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="meetings.minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "rettelse av referat",
                "verbose_name_plural": "rettelser av referat",
                "ordering": ["made_at"],
            },
        ),
        migrations.CreateModel(
            name="MinutesVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("hearing", "Sendt til merknader"), ("approved", "Godkjent")],
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
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
                (
                    "minutes",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="meetings.minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "versjon av referat",
                "verbose_name_plural": "versjoner av referat",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("minutes", "number"), name="minutes_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "approved")),
                        fields=("minutes",),
                        name="minutes_approved_version_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("text", models.TextField(verbose_name="merknad")),
                ("made_at", models.DateTimeField()),
                ("late", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Ikke besvart"),
                            ("taken", "Tatt til følge"),
                            ("refused", "Ikke tatt til følge"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="svar")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "item",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "minutes",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="meetings.minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "merknad til referat",
                "verbose_name_plural": "merknader til referat",
                "ordering": ["made_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"), ("answered_at__isnull", False), _connector="OR"
                        ),
                        name="remark_answered_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="remark_refused_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SAME_COUNCIL, NOT_SAME_COUNCIL),
        Wall("MinutesVersion", read=BY_COUNCIL, insert=BY_COUNCIL),
        Wall(
            "Remark",
            read=BY_COUNCIL,
            insert=f"{BY_COUNCIL} AND author_id = {ME}",
            update=BY_COUNCIL,
            restrict=SEES_ITEM,
        ),
        Wall("Correction", read=BY_COUNCIL, insert=f"{BY_COUNCIL} AND made_by_id = {ME}", restrict=SEES_ITEM),
        migrations.RunSQL(MINUTES_LOCK, MINUTES_UNLOCK),
        *(migrations.RunSQL(lock(table), unlock(table)) for table in LOCKED),
    ]
