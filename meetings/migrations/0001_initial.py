import django.db.models.constraints
import django.db.models.deletion
import politirad.tenancy.models.walled
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("councils", "0001_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SchoolHoliday",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                ("first_day", models.DateField(verbose_name="fra og med")),
                ("last_day", models.DateField(verbose_name="til og med")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "skoleferie",
                "verbose_name_plural": "skoleferier",
                "ordering": ["first_day"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="school_holiday_period",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="YearPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Forslag"), ("approved", "Godkjent")],
                        default="proposed",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("notes", models.JSONField(blank=True, default=list)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="year_plans",
                        to="councils.council",
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
            options={
                "verbose_name": "årshjul",
                "verbose_name_plural": "årshjul",
                "ordering": ["-year"],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "year"), name="year_plan_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "proposed"), ("approved_at__isnull", False), _connector="OR"
                        ),
                        name="year_plan_approved_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("month", models.PositiveSmallIntegerField(verbose_name="måned")),
                ("title", models.CharField(max_length=200, verbose_name="aktivitet")),
                ("responsible", models.CharField(blank=True, max_length=200, verbose_name="ansvarlig")),
                ("target_group", models.CharField(blank=True, max_length=200, verbose_name="målgruppe")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "plan",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="meetings.yearplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "aktivitet",
                "verbose_name_plural": "aktiviteter",
                "ordering": ["month", "title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__gte", 1), ("month__lte", 12)), name="activity_month"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedMeeting",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("date", models.DateField(verbose_name="dato")),
                ("start", models.TimeField(verbose_name="fra")),
                ("end", models.TimeField(verbose_name="til")),
                ("title", models.CharField(max_length=200, verbose_name="tittel")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="sted")),
                ("host", models.CharField(blank=True, max_length=200, verbose_name="vertskap")),
                ("theme", models.CharField(blank=True, max_length=250, verbose_name="tema")),
                ("duties", models.JSONField(blank=True, default=list)),
                ("reasons", models.JSONField(blank=True, default=list)),
                ("moved_by_hand", models.BooleanField(default=False)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "plan",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="meetings.yearplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "planlagt møte",
                "verbose_name_plural": "planlagte møter",
                "ordering": ["date", "start"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))),
                        name="planned_meeting_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("plan", "date"),
                        name="planned_meeting_day_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="møtenummer"),
                ),
                ("title", models.CharField(max_length=200, verbose_name="tittel")),
                ("date", models.DateField(verbose_name="dato")),
                ("start", models.TimeField(verbose_name="fra")),
                ("end", models.TimeField(verbose_name="til")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="sted")),
                (
                    "video_url",
                    models.URLField(blank=True, max_length=500, verbose_name="lenke til videomøte"),
                ),
                ("theme", models.CharField(blank=True, max_length=250, verbose_name="tema")),
                ("duties", models.JSONField(blank=True, default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planlagt"),
                            ("called", "Innkalt"),
                            ("held", "Holdt"),
                            ("minuted", "Referat godkjent"),
                            ("cancelled", "Avlyst"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("called_at", models.DateTimeField(blank=True, null=True)),
                (
                    "late_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="hvorfor innkallingen er sen"),
                ),
                (
                    "review_state",
                    models.CharField(
                        choices=[("none", "Ikke bedt om"), ("asked", "Bedt om"), ("done", "Gjort")],
                        default="none",
                        max_length=10,
                        verbose_name="politiets gjennomgang",
                    ),
                ),
                (
                    "cancelled_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="hvorfor møtet er avlyst"),
                ),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="councils.council",
                    ),
                ),
                (
                    "planned",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="meetings",
                        to="meetings.plannedmeeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "møte",
                "verbose_name_plural": "møter",
                "ordering": ["date", "start"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))), name="meeting_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["planned", "cancelled"]),
                            ("called_at__isnull", False),
                            _connector="OR",
                        ),
                        name="meeting_called_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("part", models.PositiveSmallIntegerField(default=1, verbose_name="del")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=250, verbose_name="sak")),
                ("text", models.TextField(blank=True, verbose_name="saksframlegg")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("information", "Orientering"),
                            ("discussion", "Drøfting"),
                            ("decision", "Vedtak"),
                        ],
                        default="discussion",
                        max_length=15,
                        verbose_name="type sak",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("standing", "Fast sak"),
                            ("proposal", "Meldt sak"),
                            ("duty", "Fra avtalen"),
                            ("follow_up", "Oppfølging"),
                            ("manual", "Lagt til"),
                        ],
                        default="manual",
                        max_length=15,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutter")),
                ("presenter", models.CharField(blank=True, max_length=200, verbose_name="innleder")),
                ("focus_area_id", models.UUIDField(blank=True, null=True)),
                ("added_after_call", models.BooleanField(default=False)),
                (
                    "review",
                    models.CharField(
                        choices=[
                            ("pending", "Ikke gjennomgått"),
                            ("ready", "Klar"),
                            ("commented", "Har merknad"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="gjennomgang",
                    ),
                ),
                ("review_comment", models.CharField(blank=True, max_length=500, verbose_name="merknad")),
                ("legal_basis", models.CharField(blank=True, max_length=250, verbose_name="hjemmel")),
                ("consent_reference", models.CharField(blank=True, max_length=250, verbose_name="samtykke")),
                (
                    "consent_until",
                    models.DateField(blank=True, null=True, verbose_name="samtykket gjelder til"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "sak",
                "verbose_name_plural": "saker",
                "ordering": ["part", "order"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("part__in", [1, 2])), name="item_part"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part", 1),
                            models.Q(("legal_basis", ""), _negated=True),
                            models.Q(("consent_reference", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="closed_item_has_a_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("items", models.JSONField()),
                ("frozen_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "meeting",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda_versions",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "number"), name="agenda_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosedAccess",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("given_at", models.DateTimeField(auto_now_add=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="access",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("item", "user"), name="closed_access_once")],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="vedtak")),
                ("decided_on", models.DateField(verbose_name="dato")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="councils.council",
                    ),
                ),
                (
                    "item",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "vedtak",
                "verbose_name_plural": "vedtak",
                "ordering": ["-year", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "year", "number"), name="decision_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitee",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                ("email", models.EmailField(max_length=254, verbose_name="e-post")),
                ("role", models.CharField(blank=True, max_length=200, verbose_name="rolle")),
                ("optional", models.BooleanField(default=False, verbose_name="valgfri")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("none", "Ikke svart"),
                            ("accepted", "Kommer"),
                            ("declined", "Kommer ikke"),
                            ("tentative", "Kanskje"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                ("answer_note", models.CharField(blank=True, max_length=500, verbose_name="merknad")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("deputy_name", models.CharField(blank=True, max_length=200, verbose_name="stedfortreder")),
                (
                    "deputy_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="stedfortreders e-post"),
                ),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("unknown", "Ikke ført"),
                            ("present", "Til stede"),
                            ("absent", "Fraværende"),
                            ("deputy", "Stedfortreder møtte"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="oppmøte",
                    ),
                ),
                (
                    "absence_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="grunn til fravær"),
                ),
                ("secret_digest", models.CharField(blank=True, max_length=64)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "seat",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="councils.seat",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitees",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "innkalt",
                "verbose_name_plural": "innkalte",
                "ordering": ["order", "name"],
                "indexes": [models.Index(fields=["secret_digest"], name="invitee_secret")],
                "constraints": [models.UniqueConstraint(fields=("meeting", "email"), name="invitee_once")],
            },
        ),
        migrations.CreateModel(
            name="ItemMinutes",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("html", models.TextField(blank=True, verbose_name="referat")),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "item",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="minutes_set",
                        to="meetings.agendaitem",
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
                "constraints": [models.UniqueConstraint(fields=("item",), name="item_minutes_once")],
            },
        ),
        migrations.CreateModel(
            name="ItemProposal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(max_length=250, verbose_name="sak")),
                ("text", models.TextField(blank=True, verbose_name="hva saken gjelder")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("information", "Orientering"),
                            ("discussion", "Drøfting"),
                            ("decision", "Vedtak"),
                        ],
                        default="discussion",
                        max_length=15,
                        verbose_name="type sak",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutter")),
                ("proposed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Meldt"),
                            ("accepted", "På sakslisten"),
                            ("deferred", "Utsatt"),
                            ("returned", "Sendt tilbake"),
                        ],
                        default="submitted",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="begrunnelse")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="councils.council",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "preferred_meeting",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "meldt sak",
                "verbose_name_plural": "meldte saker",
                "ordering": ["proposed_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["deferred", "returned"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_refused_with_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingFile",
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
                    "item",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sakspapir",
                "verbose_name_plural": "sakspapirer",
                "ordering": ["stored_at"],
            },
        ),
        migrations.CreateModel(
            name="MeetingPdf",
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
                    "kind",
                    models.CharField(
                        choices=[("agenda", "Saksliste"), ("minutes", "Referat")], max_length=10
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "meeting",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pdfs",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["stored_at"],
            },
        ),
        migrations.CreateModel(
            name="MeetingJob",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Venter"),
                            ("running", "Arbeider"),
                            ("done", "Ferdig"),
                            ("failed", "Feilet"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(default=0, verbose_name="fremdrift")),
                ("step", models.CharField(blank=True, max_length=200, verbose_name="steg")),
                ("error", models.CharField(blank=True, max_length=500, verbose_name="feil")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("agenda", "Saksliste"), ("minutes", "Referat")], max_length=10
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "meeting",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="jobs",
                        to="meetings.meeting",
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
            ],
            options={
                "ordering": ["created_at"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)), name="meetingjob_percent"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Utkast"), ("remarks", "Til merknader"), ("approved", "Godkjent")],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("introduction", models.TextField(blank=True, verbose_name="innledning")),
                ("guests", models.CharField(blank=True, max_length=500, verbose_name="gjester")),
                ("started_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                    "meeting",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="minutes_set",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "referat",
                "verbose_name_plural": "referater",
                "constraints": [
                    models.UniqueConstraint(fields=("meeting",), name="minutes_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            ("approved_at__isnull", False),
                            _connector="OR",
                        ),
                        name="minutes_approved_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("call", "Innkalling"),
                            ("update", "Endring"),
                            ("cancellation", "Avlysning"),
                            ("minutes", "Referat"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                ("sent_at", models.DateTimeField()),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="frist")),
                ("late", models.BooleanField(default=False)),
                ("message", models.TextField(blank=True, verbose_name="melding")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "meeting",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "utsending",
                "verbose_name_plural": "utsendinger",
                "ordering": ["sent_at"],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("text", models.CharField(max_length=500, verbose_name="oppgave")),
                (
                    "responsible_text",
                    models.CharField(blank=True, max_length=200, verbose_name="ansvarlig (fritekst)"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="frist")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Åpen"), ("done", "Utført"), ("dropped", "Frafalt")],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="resultat")),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="councils.council",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansvarlig",
                    ),
                ),
                (
                    "item",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "oppfølgingspunkt",
                "verbose_name_plural": "oppfølgingspunkter",
                "ordering": ["due_on", "created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state", "open"), ("closed_on__isnull", False), _connector="OR"),
                        name="action_closed_when",
                    )
                ],
            },
        ),
    ]
