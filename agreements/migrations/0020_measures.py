"""Measures under the focus areas, planned by the owner, told of by the owner and by whoever answers for each."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from politirad.tenancy.rls import COUNCILS, ME, SeerFunction, Wall, serving_role

READ = "EXISTS (SELECT 1 FROM agreements_agreementaccess x WHERE x.agreement_id = {table}.agreement_id)"
OWNED = (
    "EXISTS (SELECT 1 FROM agreements_agreement a WHERE a.id = {table}.agreement_id"
    f" AND a.owner_council_id = {COUNCILS})"
)
#: In one's own name, for a measure that one answers for or that the own council keeps; in nobody's for the owner alone.
TELLS = (
    f"(by_id = {ME} AND EXISTS (SELECT 1 FROM agreements_measure m WHERE m.id = measure_id"
    f" AND m.agreement_id = agreements_measurechange.agreement_id AND m.responsible_id = {ME}))"
    f" OR ((by_id IS NULL OR by_id = {ME}) AND {OWNED.format(table='agreements_measurechange')})"
)

# The words of the plan are copied from the measure, the measure's standing from the change, and changes come in turn.
FOLLOW = """
CREATE OR REPLACE FUNCTION sec.follow_measure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
DECLARE
    plan record;
BEGIN
    SELECT m.*, concat_ws(', ',
        (SELECT coalesce(nullif(p.name_in_text, ''), o.name) FROM public.agreements_party p
         JOIN public.tenancy_organization o ON o.id = p.organization_id WHERE p.id = m.party_id),
        coalesce((SELECT u.name FROM public.tenancy_user u WHERE u.id = m.responsible_id), nullif(m.responsible_name, '')))
        AS who
    INTO plan FROM public.agreements_measure m WHERE m.id = NEW.measure_id FOR UPDATE OF m;
    IF NOT FOUND OR NEW.number <> plan.changes + 1 THEN
        RAISE EXCEPTION 'somebody else has changed the measure'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'measure_change_in_turn';
    END IF;
    NEW.text := plan.text;
    NEW.responsible := plan.who;
    NEW.due := plan.due;
    UPDATE public.agreements_measure SET progress = NEW.progress, result = NEW.result, changes = NEW.number,
        closed_on = CASE WHEN NEW.progress IN ('planned', 'started') THEN NULL
                         WHEN plan.progress = NEW.progress THEN coalesce(plan.closed_on, NEW.told_on)
                         ELSE NEW.told_on END
    WHERE id = NEW.measure_id;
    RETURN NEW;
END
$$
"""

SAME_AGREEMENT = [
    "ALTER TABLE agreements_focusarea ADD CONSTRAINT focusarea_id_agreement UNIQUE (id, agreement_id)",
    "ALTER TABLE agreements_party ADD CONSTRAINT party_id_agreement UNIQUE (id, agreement_id)",
    "ALTER TABLE agreements_measure"
    " ADD CONSTRAINT measure_id_agreement UNIQUE (id, agreement_id),"
    " ADD CONSTRAINT measure_area_same_agreement FOREIGN KEY (focus_area_id, agreement_id)"
    " REFERENCES agreements_focusarea (id, agreement_id) DEFERRABLE INITIALLY DEFERRED,"
    " ADD CONSTRAINT measure_party_same_agreement FOREIGN KEY (party_id, agreement_id)"
    " REFERENCES agreements_party (id, agreement_id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE agreements_measurechange"
    " ADD CONSTRAINT measure_change_same_agreement FOREIGN KEY (measure_id, agreement_id)"
    " REFERENCES agreements_measure (id, agreement_id) DEFERRABLE INITIALLY DEFERRED",
    f'REVOKE UPDATE, DELETE ON agreements_measure FROM "{serving_role()}"',
    "GRANT UPDATE (focus_area_id, text, party_id, responsible_id, responsible_name, due)"
    f' ON agreements_measure TO "{serving_role()}"',
    "CREATE TRIGGER follow_measure BEFORE INSERT ON agreements_measurechange"
    " FOR EACH ROW EXECUTE FUNCTION sec.follow_measure()",
]


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0019_seal_renewal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("text", models.CharField(max_length=300, verbose_name="tiltak")),
                (
                    "responsible_name",
                    models.CharField(blank=True, max_length=200, verbose_name="navn på ansvarlig"),
                ),
                ("due", models.CharField(blank=True, max_length=10, verbose_name="frist")),
                ("begun_on", models.DateField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "progress",
                    models.CharField(
                        choices=[
                            ("planned", "Ikke begynt"),
                            ("started", "I gang"),
                            ("done", "Gjennomført"),
                            ("dropped", "Gjennomføres ikke"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="resultat")),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("changes", models.PositiveIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="agreements.measure",
                    ),
                ),
                (
                    "focus_area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="measures",
                        to="agreements.focusarea",
                        verbose_name="satsingsområde",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="agreements.party",
                        verbose_name="ansvarlig part",
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
                        verbose_name="ansvarlig person",
                    ),
                ),
            ],
            options={
                "verbose_name": "tiltak",
                "verbose_name_plural": "tiltak",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="MeasureChange",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.CharField(blank=True, max_length=300)),
                ("responsible", models.CharField(blank=True, max_length=500)),
                ("due", models.CharField(blank=True, max_length=10)),
                (
                    "progress",
                    models.CharField(
                        choices=[
                            ("planned", "Ikke begynt"),
                            ("started", "I gang"),
                            ("done", "Gjennomført"),
                            ("dropped", "Gjennomføres ikke"),
                        ],
                        max_length=10,
                    ),
                ),
                ("result", models.CharField(blank=True, max_length=500)),
                ("told_on", models.DateField()),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="history",
                        to="agreements.measure",
                    ),
                ),
            ],
            options={
                "verbose_name": "endring av et tiltak",
                "verbose_name_plural": "endringer av tiltak",
                "ordering": ["number"],
            },
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="measure_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("carried_from__isnull", False)),
                fields=("agreement", "carried_from"),
                name="measure_carried_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(("responsible__isnull", True), ("responsible_name", ""), _connector="OR"),
                name="measure_person_or_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurechange",
            constraint=models.UniqueConstraint(fields=("measure", "number"), name="measure_change_in_turn"),
        ),
        Wall(
            "Measure",
            read=READ.format(table="agreements_measure"),
            insert=OWNED.format(table="agreements_measure"),
            update=OWNED.format(table="agreements_measure"),
        ),
        Wall("MeasureChange", read=READ.format(table="agreements_measurechange"), insert=TELLS),
        SeerFunction(
            "sec.follow_measure()",
            FOLLOW,
            reads=["agreements_party", "tenancy_organization", "tenancy_user"],
            writes=["agreements_measure"],
            callable=False,
        ),
        migrations.RunSQL(SAME_AGREEMENT, migrations.RunSQL.noop),
    ]
