import django.db.models.constraints
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("councils", "0001_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(max_length=250, verbose_name="tittel")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("police_council", "Politirådsavtale"),
                            ("cooperation", "Avtale om kommune- og politisamarbeid"),
                            ("slt", "SLT-avtale"),
                        ],
                        default="police_council",
                        max_length=20,
                        verbose_name="type",
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
                (
                    "state",
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
                        default="draft",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("valid_from", models.CharField(blank=True, max_length=10, verbose_name="gjelder fra")),
                ("valid_to", models.CharField(blank=True, max_length=10, verbose_name="gjelder til")),
                (
                    "open_ended",
                    models.BooleanField(default=False, verbose_name="gjelder til den blir sagt opp"),
                ),
                (
                    "termination_by",
                    models.CharField(blank=True, max_length=30, verbose_name="kan sies opp av"),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="oppsigelsestid i dager"
                    ),
                ),
                ("signed_on", models.CharField(blank=True, max_length=10, verbose_name="dato")),
                ("signed_place", models.CharField(blank=True, max_length=100, verbose_name="sted")),
                (
                    "predecessor_date",
                    models.CharField(
                        blank=True, max_length=10, verbose_name="dato for avtalen den erstatter"
                    ),
                ),
                (
                    "predecessor_note",
                    models.CharField(blank=True, max_length=250, verbose_name="om avtalen den erstatter"),
                ),
                (
                    "formal_owner",
                    models.CharField(blank=True, max_length=200, verbose_name="formell eier av politirådet"),
                ),
                ("target_groups", models.JSONField(blank=True, default=list, verbose_name="målgrupper")),
                (
                    "expectations",
                    models.JSONField(blank=True, default=list, verbose_name="gjensidige forventninger"),
                ),
                (
                    "role_tasks",
                    models.JSONField(blank=True, default=list, verbose_name="oppgaver for rollene"),
                ),
                ("is_demo", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "owner_council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="councils.council",
                        verbose_name="eier",
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="agreements.agreement",
                        verbose_name="erstatter",
                    ),
                ),
            ],
            options={
                "verbose_name": "avtale",
                "verbose_name_plural": "avtaler",
                "ordering": ["title"],
                "permissions": [
                    ("view_agreement", "See the agreement"),
                    ("edit_agreement", "Write the text and the terms"),
                    ("freeze_agreement", "Freeze for signing, and take back"),
                    ("sign_agreement", "Sign the own slot"),
                    ("attest_paper", "Attest a signature on paper"),
                    ("revise_agreement", "Open a revision"),
                ],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", models.F("predecessor")), _negated=True),
                        name="agreement_not_its_own_predecessor",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("predecessor__isnull", False),
                            models.Q(("state__in", ["declined", "terminated"]), _negated=True),
                        ),
                        fields=("predecessor",),
                        name="agreement_one_successor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("open_ended", True), models.Q(("valid_to", ""), _negated=True), _negated=True
                        ),
                        name="agreement_open_ended_has_no_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementAccess",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("council_id", models.UUIDField(null=True)),
                ("organization_id", models.UUIDField(null=True)),
                ("user_id", models.UUIDField(null=True)),
                ("source_id", models.UUIDField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["council_id", "agreement"], name="access_by_council"),
                    models.Index(fields=["organization_id", "agreement"], name="access_by_organization"),
                    models.Index(fields=["user_id", "agreement"], name="access_by_user"),
                    models.Index(fields=["source_id"], name="access_by_source"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementFile",
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
                        related_name="files",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementGroup",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("code", models.CharField(max_length=20)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreement_group",
                        to="auth.group",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "code"), name="agreement_group_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementGroupPermission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="agreements.agreement"),
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
            name="AgreementUserPermission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="agreements.agreement"),
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
            name="Attachment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("title", models.CharField(max_length=250, verbose_name="tittel")),
                (
                    "living",
                    models.BooleanField(default=False, verbose_name="kan oppdateres uten ny signering"),
                ),
                ("valid_from", models.CharField(blank=True, max_length=10, verbose_name="gjelder fra")),
                ("valid_to", models.CharField(blank=True, max_length=10, verbose_name="gjelder til")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.agreementfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "vedlegg",
                "verbose_name_plural": "vedlegg",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "number"), name="attachment_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationRule",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("each_meeting", "I hvert møte"),
                            ("last_meeting_of_year", "I årets siste møte"),
                            ("first_meeting_of_year", "I årets første møte"),
                            ("yearly", "Hvert år"),
                            ("continuous", "Fortløpende"),
                            ("regular", "Jevnlig"),
                        ],
                        max_length=30,
                        verbose_name="når",
                    ),
                ),
                ("written", models.BooleanField(blank=True, null=True, verbose_name="skriftlig")),
                ("by", models.JSONField(blank=True, default=list, verbose_name="av")),
                ("note", models.CharField(blank=True, max_length=250, verbose_name="merknad")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluation_rules",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "evalueringsregel",
                "verbose_name_plural": "evalueringsregler",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("code", models.CharField(max_length=40)),
                ("message", models.CharField(max_length=400, verbose_name="merknad")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "merknad til teksten",
                "verbose_name_plural": "merknader til teksten",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="FocusArea",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("focus", "Satsingsområde"),
                            ("goal", "Lokalt mål"),
                            ("slt", "Innsatsområde for SLT"),
                            ("purpose", "Formål"),
                        ],
                        default="focus",
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                ("word", models.CharField(blank=True, max_length=60, verbose_name="avtalens eget ord")),
                ("text", models.CharField(max_length=300, verbose_name="satsingsområde")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="focus_areas",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "satsingsområde",
                "verbose_name_plural": "satsingsområder",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name_in_text", models.CharField(blank=True, max_length=200, verbose_name="navn i avtalen")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="agreements.agreement",
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
                "verbose_name": "part",
                "verbose_name_plural": "parter",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "organization"), name="party_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(max_length=400, verbose_name="tittel")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="adresse")),
                ("read_on", models.DateField(blank=True, null=True, verbose_name="lest")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "henvisning",
                "verbose_name_plural": "henvisninger",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Regulation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name_in_text", models.CharField(blank=True, max_length=200, verbose_name="navn i avtalen")),
                ("mentioned_only", models.BooleanField(default=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="regulations",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regulations",
                        to="councils.council",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "council"), name="regulation_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RevisionRule",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("after_municipal_election", "Etter kommunevalget"),
                            ("every_n_years", "Med faste mellomrom"),
                            ("yearly", "Hvert år"),
                            ("on_request", "Når en av partene ber om det"),
                            ("by_mutual_agreement", "Når partene er enige om det"),
                        ],
                        max_length=30,
                        verbose_name="regel",
                    ),
                ),
                ("years", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="år")),
                (
                    "grace_months",
                    models.PositiveSmallIntegerField(default=12, verbose_name="måneder etter valget"),
                ),
                (
                    "political_treatment",
                    models.BooleanField(default=False, verbose_name="med politisk behandling"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revision_rules",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "revisjonsregel",
                "verbose_name_plural": "revisjonsregler",
                "ordering": ["order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "every_n_years"), _negated=True),
                            ("years__gte", 1),
                            _connector="OR",
                        ),
                        name="revision_interval_has_years",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("level", models.PositiveSmallIntegerField(default=1, verbose_name="nivå")),
                ("heading", models.CharField(max_length=250, verbose_name="overskrift")),
                ("html", models.TextField(blank=True, verbose_name="tekst")),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="agreements.attachment",
                    ),
                ),
                (
                    "updated_by",
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
                "verbose_name": "avsnitt",
                "verbose_name_plural": "avsnitt",
                "ordering": ["order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 4)), name="section_level"
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("agreement", "order"),
                        name="section_order_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("heading", models.CharField(max_length=250)),
                ("html", models.TextField(blank=True)),
                ("saved_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="agreements.section",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("section", "number"), name="section_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SignatorySlot",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("capacity", models.CharField(max_length=100, verbose_name="i egenskap av")),
                ("planned_name", models.CharField(blank=True, max_length=200, verbose_name="navn")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="agreements.party",
                    ),
                ),
                (
                    "planned_user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skal signere",
                    ),
                ),
            ],
            options={
                "verbose_name": "signaturlinje",
                "verbose_name_plural": "signaturlinjer",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField(verbose_name="versjon")),
                ("canonical", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("frozen_at", models.DateTimeField(verbose_name="frosset")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "number"), name="version_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="version_sha256"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementPdf",
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
                ("sealed", models.BooleanField(default=False)),
                ("content_sha256", models.CharField(max_length=64)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pdfs",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pdfs",
                        to="agreements.version",
                    ),
                ),
            ],
            options={
                "ordering": ["stored_at"],
            },
        ),
        migrations.CreateModel(
            name="AgreementJob",
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
                        choices=[("draft_pdf", "PDF av utkastet"), ("sealed_pdf", "Forseglet PDF")],
                        max_length=20,
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="jobs",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="agreements.agreementpdf",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)), name="agreementjob_percent"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "Pågår"),
                            ("signed", "Alle har signert"),
                            ("withdrawn", "Trukket tilbake"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="frist")),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="begrunnelse")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rounds",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="round",
                        to="agreements.version",
                    ),
                ),
            ],
            options={
                "ordering": ["opened_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "open")), fields=("agreement",), name="round_open_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[("app", "Signert i Politiråd"), ("paper", "Signert på papir")],
                        max_length=10,
                        verbose_name="måte",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                ("capacity", models.CharField(max_length=100, verbose_name="signerte som")),
                ("basis", models.CharField(blank=True, max_length=250, verbose_name="grunnlag for fullmakt")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="sted")),
                ("signed_on", models.DateField(verbose_name="dato")),
                ("recorded_at", models.DateTimeField()),
                ("sha256", models.CharField(max_length=64)),
                ("evidence", models.JSONField(default=dict)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_offs",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "attested_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.agreementfile",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="agreements.signatoryslot",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="agreements.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "signatur",
                "verbose_name_plural": "signaturer",
                "ordering": ["recorded_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "slot"), name="sign_off_once_per_slot"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("method", "app"), ("user__isnull", False)),
                            models.Q(("attested_by__isnull", False), ("method", "paper")),
                            _connector="OR",
                        ),
                        name="sign_off_has_a_witness",
                    ),
                ],
            },
        ),
    ]
