import django.db.models.deletion
import politirad.tenancy.models.walled
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Council",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("police_council", "Politiråd"),
                            ("regional_council", "Regionalt politiråd"),
                            ("slt_meeting", "SLT-møte"),
                            ("cooperation_meeting", "Samarbeidsmøte"),
                            ("working_committee", "Arbeidsutvalg"),
                            ("working_group", "Arbeidsgruppe"),
                            ("network", "Nettverk"),
                            ("contact_point", "Kontaktpunkt"),
                            ("crisis_management", "Kriseledelse"),
                            ("other", "Annet forum"),
                        ],
                        default="police_council",
                        max_length=30,
                        verbose_name="type",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("strategic", "Strategisk"),
                            ("coordinating", "Koordinerende"),
                            ("executing", "Utøvende"),
                            ("regional", "Regionalt"),
                            ("crisis", "Krise"),
                            ("operational", "Operativt"),
                        ],
                        max_length=20,
                        verbose_name="nivå",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")],
                        default="nb",
                        max_length=2,
                        verbose_name="skriftspråk",
                    ),
                ),
                ("purpose", models.TextField(blank=True, verbose_name="formål")),
                (
                    "founded_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="opprettet år"),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="lagt ned")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "owner",
                    models.ForeignKey(
                        db_column="organization_id",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_councils",
                        to="tenancy.organization",
                        verbose_name="eier",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="councils.council",
                        verbose_name="overordnet forum",
                    ),
                ),
            ],
            options={
                "verbose_name": "råd",
                "verbose_name_plural": "råd",
                "ordering": ["name"],
                "permissions": [
                    ("view_council", "See the council"),
                    ("manage_members", "Fill seats and invite people"),
                    ("edit_rules", "Change the rules of procedure"),
                    ("plan_year", "Make the year plan"),
                    ("approve_plan", "Approve the year plan"),
                    ("prepare_agenda", "Build the agenda"),
                    ("review_agenda", "Review the agenda for the police"),
                    ("propose_item", "Propose an item"),
                    ("call_meeting", "Call, change and cancel meetings"),
                    ("write_minutes", "Write minutes"),
                    ("approve_minutes", "Approve minutes"),
                    ("follow_up", "Follow up every action"),
                    ("make_agreement", "Make agreements for the council"),
                    ("read_audit", "Read the trail of events"),
                ],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", models.F("parent")), _negated=True),
                        name="council_not_its_own_parent",
                    ),
                    models.UniqueConstraint(fields=("owner", "name"), name="council_name_once_per_owner"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilGroupPermission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="councils.council"),
                ),
                ("group", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group")),
                (
                    "permission",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                ),
            ],
            options={
                "abstract": False,
                "unique_together": {("group", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="CouncilUserPermission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="councils.council"),
                ),
                (
                    "permission",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="Onboarding",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("step", models.CharField(default="municipality", max_length=20)),
                ("answers", models.JSONField(default=dict)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                ("abandoned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "conducted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="onboardings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="councils.council",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="onboardings",
                        to="tenancy.organization",
                    ),
                ),
                (
                    "police_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "innføring av kommune",
                "verbose_name_plural": "innføringer av kommuner",
                "ordering": ["-started_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("abandoned_at__isnull", True), ("completed_at__isnull", True)),
                        fields=("organization",),
                        name="onboarding_open_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="councils.council",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "deltakende organisasjon",
                "verbose_name_plural": "deltakende organisasjoner",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "organization"), name="participant_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("code", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("name_nb", models.CharField(max_length=100)),
                ("name_nn", models.CharField(max_length=100)),
                ("name_en", models.CharField(max_length=100)),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("municipality", "Kommune"),
                            ("police", "Politi"),
                            ("county", "Fylkeskommune"),
                            ("other", "Andre"),
                        ],
                        max_length=20,
                    ),
                ),
                ("council_rights", models.JSONField(default=list)),
                ("agreement_rights", models.JSONField(default=list)),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "rolle",
                "verbose_name_plural": "roller",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="CouncilGroup",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="councils.council",
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="council_group",
                        to="auth.group",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.role"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("council", "role"), name="council_group_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(max_length=200, verbose_name="tittel")),
                (
                    "council",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_offices",
                        to="councils.council",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="tenancy.organization",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.role"
                    ),
                ),
            ],
            options={
                "verbose_name": "verv eller stilling",
                "verbose_name_plural": "verv og stillinger",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "council", "title"),
                        name="office_title_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeHolding",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("acting", models.BooleanField(default=False, verbose_name="fungerende")),
                ("valid_from", models.DateField(verbose_name="fra")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="til")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holdings",
                        to="councils.office",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "periode i verv eller stilling",
                "verbose_name_plural": "perioder i verv og stillinger",
                "ordering": ["valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="holding_period",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("office", "user"),
                        name="holding_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rules",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("valid_from", models.DateField(verbose_name="gjelder fra")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gjelder til")),
                ("chair", models.CharField(blank=True, max_length=200, verbose_name="leder")),
                ("secretary", models.CharField(blank=True, max_length=200, verbose_name="sekretær")),
                ("caller", models.CharField(blank=True, max_length=200, verbose_name="kaller inn")),
                ("agenda_by", models.CharField(blank=True, max_length=200, verbose_name="lager sakslisten")),
                (
                    "agenda_deadline_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="innkalling, dager før"
                    ),
                ),
                (
                    "notice_words",
                    models.CharField(blank=True, max_length=200, verbose_name="avtalens ord om innkalling"),
                ),
                (
                    "item_deadline_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="frist for å melde saker, dager før"
                    ),
                ),
                ("minutes_by", models.CharField(blank=True, max_length=200, verbose_name="skriver referat")),
                (
                    "minutes_public",
                    models.BooleanField(blank=True, null=True, verbose_name="referatet er offentlig"),
                ),
                (
                    "minutes_archived",
                    models.BooleanField(blank=True, null=True, verbose_name="referatet arkiveres"),
                ),
                ("two_part", models.BooleanField(default=False, verbose_name="møtet har en lukket del")),
                (
                    "rotating_host",
                    models.BooleanField(default=False, verbose_name="vertskapet går på omgang"),
                ),
                ("confidentiality", models.TextField(blank=True, verbose_name="taushetsplikt")),
                ("decisions", models.TextField(blank=True, verbose_name="vedtak og myndighet")),
                ("preferred_weekdays", models.JSONField(blank=True, default=list, verbose_name="helst på")),
                ("start_time", models.TimeField(blank=True, null=True, verbose_name="starter kl.")),
                (
                    "duration_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="varighet i minutter"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="sted")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="councils.council",
                    ),
                ),
            ],
            options={
                "verbose_name": "forretningsorden",
                "verbose_name_plural": "forretningsordener",
                "ordering": ["valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "valid_from"), name="rules_from_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("council",),
                        name="rules_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="rules_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CadenceRule",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="form")),
                ("count", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="antall")),
                ("minimum", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minst")),
                ("maximum", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="høyst")),
                ("months", models.JSONField(blank=True, default=list, verbose_name="måneder")),
                ("strength", models.CharField(blank=True, max_length=20, verbose_name="styrke")),
                ("year_from", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="fra år")),
                ("year_to", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="til år")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "rules",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cadence",
                        to="councils.rules",
                    ),
                ),
            ],
            options={
                "verbose_name": "møtehyppighet",
                "verbose_name_plural": "møtehyppigheter",
                "ordering": ["order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "per_year",
                                    "every_weeks",
                                    "weekly",
                                    "monthly",
                                    "year_wheel",
                                    "as_needed",
                                    "vague",
                                ],
                            )
                        ),
                        name="cadence_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("maximum__isnull", True),
                            ("minimum__isnull", True),
                            ("maximum__gte", models.F("minimum")),
                            _connector="OR",
                        ),
                        name="cadence_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(max_length=200, verbose_name="rolle i rådet")),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("municipality", "Kommune"),
                            ("police", "Politi"),
                            ("county", "Fylkeskommune"),
                            ("other", "Andre"),
                        ],
                        max_length=20,
                        verbose_name="side",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("permanent", "Fast medlem"),
                            ("deputy", "Fast stedfortreder"),
                            ("secretary", "Sekretær"),
                            ("invited", "Inviteres ved behov"),
                            ("named_months", "Møter i bestemte måneder"),
                            ("observer", "Observatør"),
                        ],
                        default="permanent",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("count", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="antall")),
                ("optional", models.BooleanField(default=False, verbose_name="og/eller, eller ved behov")),
                ("represents", models.CharField(blank=True, max_length=200, verbose_name="representerer")),
                ("months", models.JSONField(blank=True, default=list, verbose_name="møter i månedene")),
                ("is_chair", models.BooleanField(default=False, verbose_name="leder")),
                ("is_secretary", models.BooleanField(default=False, verbose_name="sekretær")),
                ("listed", models.BooleanField(default=True, verbose_name="står i avtalens medlemsliste")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="fra")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="til")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="councils.council",
                    ),
                ),
                (
                    "deputy_for",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputies",
                        to="councils.seat",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="councils.office",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "plass",
                "verbose_name_plural": "plasser",
                "ordering": ["order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="seat_period",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_chair", True)), fields=("council",), name="seat_one_chair"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingItem",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(max_length=250, verbose_name="sak")),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutter")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "rules",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing_items",
                        to="councils.rules",
                    ),
                ),
            ],
            options={
                "verbose_name": "fast sak",
                "verbose_name_plural": "faste saker",
                "ordering": ["order"],
            },
        ),
    ]
