"""Enquiries under the expectations: asked by one party, answered once by the other, the answer corrected beside it."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from politirad.tenancy.rls import ME, ORGANIZATIONS, Wall, serving_role

READ = "EXISTS (SELECT 1 FROM agreements_agreementaccess x WHERE x.agreement_id = {table}.agreement_id)"
#: The person asks for a party `p`: works for it, or is planned to sign for it.
MINE = (
    f"(p.organization_id = {ORGANIZATIONS}"
    f" OR EXISTS (SELECT 1 FROM agreements_signatoryslot s WHERE s.party_id = p.id AND s.planned_user_id = {ME}))"
)
#: The deadline moves until somebody has answered, by those who ask.
MOVES = (
    READ.format(table="agreements_enquiry")
    + " AND NOT EXISTS (SELECT 1 FROM agreements_enquiryanswer w WHERE w.enquiry_id = agreements_enquiry.id)"
    + f" AND NOT EXISTS (SELECT 1 FROM agreements_party p WHERE p.id = agreements_enquiry.party_id AND {MINE})"
)
ANSWERS = (
    f"by_id = {ME} AND "
    + READ.format(table="agreements_enquiryanswer")
    + " AND EXISTS (SELECT 1 FROM agreements_enquiry e JOIN agreements_party p ON p.id = e.party_id"
    + f" WHERE e.id = agreements_enquiryanswer.enquiry_id AND {MINE})"
)

SAME_AGREEMENT = [
    "ALTER TABLE agreements_enquiry"
    " ADD CONSTRAINT enquiry_id_agreement UNIQUE (id, agreement_id),"
    " ADD CONSTRAINT enquiry_expectation_same_agreement FOREIGN KEY (expectation_id, agreement_id)"
    " REFERENCES agreements_expectation (id, agreement_id) DEFERRABLE INITIALLY DEFERRED,"
    " ADD CONSTRAINT enquiry_party_same_agreement FOREIGN KEY (party_id, agreement_id)"
    " REFERENCES agreements_party (id, agreement_id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE agreements_enquiryanswer"
    " ADD CONSTRAINT enquiry_answer_id_agreement UNIQUE (id, agreement_id),"
    " ADD CONSTRAINT enquiry_answer_same_agreement FOREIGN KEY (enquiry_id, agreement_id)"
    " REFERENCES agreements_enquiry (id, agreement_id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE agreements_enquirycorrection"
    " ADD CONSTRAINT enquiry_correction_same_agreement FOREIGN KEY (answer_id, agreement_id)"
    " REFERENCES agreements_enquiryanswer (id, agreement_id) DEFERRABLE INITIALLY DEFERRED",
    f'REVOKE UPDATE, DELETE ON agreements_enquiry FROM "{serving_role()}"',
    f'GRANT UPDATE (deadline, deadline_set_on) ON agreements_enquiry TO "{serving_role()}"',
]


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0032_texts_kept_aside"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plan", "Plan på høring"),
                            ("group", "Invitasjon til gruppe"),
                            ("other", "Annet"),
                        ],
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="hva det gjelder")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="lenke")),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="svarfrist")),
                ("deadline_set_on", models.DateField(blank=True, null=True)),
                ("asked_on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enquiries",
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
                        related_name="enquiries",
                        to="agreements.expectation",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.party",
                        verbose_name="parten som skal svare",
                    ),
                ),
            ],
            options={
                "verbose_name": "henvendelse",
                "verbose_name_plural": "henvendelser",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="EnquiryAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("answered", "Besvart"), ("not_relevant", "Ikke aktuelt")],
                        max_length=20,
                        verbose_name="hva det ble til",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=1000, verbose_name="svar")),
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
                    "enquiry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answer",
                        to="agreements.enquiry",
                    ),
                ),
            ],
            options={
                "verbose_name": "svar på en henvendelse",
                "verbose_name_plural": "svar på henvendelser",
            },
        ),
        migrations.CreateModel(
            name="EnquiryCorrection",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="rettelse")),
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
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="agreements.enquiryanswer",
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
            ],
            options={
                "verbose_name": "rettelse av et svar",
                "verbose_name_plural": "rettelser av svar",
                "ordering": ["at"],
            },
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="enquiry_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("link", ""), ("link__startswith", "https://"), _connector="OR"),
                name="enquiry_link_is_https",
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deadline__isnull", True), ("deadline_set_on__isnull", True)),
                    models.Q(
                        ("deadline__gte", models.F("deadline_set_on")),
                        ("deadline__isnull", False),
                        ("deadline_set_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="enquiry_deadline_lies_ahead",
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiryanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", "not_relevant"), models.Q(("text", ""), _negated=True), _connector="OR"
                ),
                name="answer_to_an_enquiry_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="enquirycorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="correction_says_something"
            ),
        ),
        Wall(
            "Enquiry",
            read=READ.format(table="agreements_enquiry"),
            insert=f"by_id = {ME} AND {READ.format(table='agreements_enquiry')}",
            update=MOVES,
        ),
        Wall("EnquiryAnswer", read=READ.format(table="agreements_enquiryanswer"), insert=ANSWERS),
        Wall(
            "EnquiryCorrection",
            read=READ.format(table="agreements_enquirycorrection"),
            insert=f"by_id = {ME} AND {READ.format(table='agreements_enquirycorrection')}",
        ),
        migrations.RunSQL(SAME_AGREEMENT, migrations.RunSQL.noop),
    ]
