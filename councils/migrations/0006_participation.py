"""Participants with side and dates, who may change a council's own facts, and no council below itself."""

import django.contrib.postgres.constraints
from django.db import migrations, models

import councils.models.councils
from politirad.tenancy.rls import SeerFunction

# As in 0003_wall, and: a seat of an organisation that has been a participant opens the council only while it is one.
MEMBERSHIPS = """
CREATE OR REPLACE FUNCTION sec.memberships(who uuid, day date)
RETURNS TABLE (organizations uuid[], councils uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
WITH affiliated AS (
    SELECT a.organization_id, a.is_administrator FROM public.tenancy_affiliation a
    WHERE a.user_id = who AND a.valid_from <= day AND (a.valid_to IS NULL OR a.valid_to >= day)
), onboarding AS (
    SELECT b.organization_id, b.police_unit_id, b.council_id FROM public.councils_onboarding b
    JOIN public.tenancy_user u ON u.id = b.conducted_by_id
    WHERE b.conducted_by_id = who AND b.completed_at IS NULL AND b.abandoned_at IS NULL
      AND u.is_active AND u.is_system_administrator
), seated AS (
    SELECT s.council_id FROM public.councils_officeholding h
    JOIN public.councils_office o ON o.id = h.office_id
    JOIN public.councils_seat s ON s.office_id = h.office_id
    WHERE h.user_id = who AND h.valid_from <= day AND (h.valid_to IS NULL OR h.valid_to >= day)
      AND (s.valid_from IS NULL OR s.valid_from <= day) AND (s.valid_to IS NULL OR s.valid_to >= day)
      AND (EXISTS (SELECT 1 FROM public.councils_participant p
                   WHERE p.council_id = s.council_id AND p.organization_id = o.organization_id
                     AND (p.valid_from IS NULL OR p.valid_from <= day)
                     AND (p.valid_to IS NULL OR p.valid_to >= day))
           OR NOT EXISTS (SELECT 1 FROM public.councils_participant p
                          WHERE p.council_id = s.council_id AND p.organization_id = o.organization_id))
), administered AS (
    SELECT c.id AS council_id FROM public.councils_council c
    JOIN affiliated a ON a.organization_id = c.organization_id AND a.is_administrator
)
SELECT
    ARRAY(SELECT organization_id FROM affiliated UNION SELECT organization_id FROM onboarding
          UNION SELECT police_unit_id FROM onboarding WHERE police_unit_id IS NOT NULL),
    ARRAY(SELECT council_id FROM seated UNION SELECT council_id FROM administered
          UNION SELECT council_id FROM onboarding WHERE council_id IS NOT NULL)
$$
"""

# The councils between the two may be hidden from the one who asks; yes or no is all that is answered, and only
# about a council of the reader's own.
IS_BELOW = """
CREATE OR REPLACE FUNCTION sec.is_below(lower_one uuid, upper_one uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
WITH RECURSIVE above AS (
    SELECT c.id, c.parent_id FROM public.councils_council c
    WHERE c.id = lower_one AND upper_one = ANY ((SELECT sec.councils())::uuid[])
    UNION
    SELECT c.id, c.parent_id FROM public.councils_council c JOIN above a ON c.id = a.parent_id
)
SELECT EXISTS (SELECT 1 FROM above WHERE id = upper_one)
$$
"""

GIVEN_TO = ("tenant_administrator", "system_administrator")


def give(apps, schema_editor):
    """Let administrators change a council's own facts; `councils.clock` brings it to councils that are there."""
    role = apps.get_model("councils", "Role")
    for one in role.objects.using(schema_editor.connection.alias).filter(code__in=GIVEN_TO):
        one.council_rights = [
            *(right for right in one.council_rights if right != "edit_council"),
            "edit_council",
        ]
        one.save(using=schema_editor.connection.alias, update_fields=["council_rights"])


def take(apps, schema_editor):
    """The former catalogue."""
    role = apps.get_model("councils", "Role")
    for one in role.objects.using(schema_editor.connection.alias).filter(code__in=GIVEN_TO):
        one.council_rights = [right for right in one.council_rights if right != "edit_council"]
        one.save(using=schema_editor.connection.alias, update_fields=["council_rights"])


class Migration(migrations.Migration):
    dependencies = [("councils", "0005_keepers"), ("tenancy", "0003_administers")]

    operations = [
        # Not Django's own operation: undone, that one would take the extension from under the agreements' tables.
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS btree_gist", migrations.RunSQL.noop),
        migrations.AlterModelOptions(
            name="council",
            options={
                "default_permissions": (),
                "ordering": ["name"],
                "permissions": [
                    ("view_council", "See the council"),
                    ("edit_council", "Change the council's own facts and who takes part"),
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
                "verbose_name": "råd",
                "verbose_name_plural": "råd",
            },
        ),
        migrations.RemoveConstraint(model_name="participant", name="participant_once"),
        migrations.AddField(
            model_name="council",
            name="version",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="participant",
            name="side",
            field=models.CharField(
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
        migrations.AddField(
            model_name="participant",
            name="valid_from",
            field=models.DateField(blank=True, null=True, verbose_name="fra"),
        ),
        migrations.AddField(
            model_name="participant",
            name="valid_to",
            field=models.DateField(blank=True, null=True, verbose_name="til"),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="participant_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("council", "="),
                    ("organization", "="),
                    (councils.models.councils.DaysOf("valid_from", "valid_to"), "&&"),
                ],
                name="participant_periods_apart",
            ),
        ),
        SeerFunction(
            "sec.memberships(uuid, date)",
            MEMBERSHIPS,
            reads=[
                "tenancy_affiliation",
                "tenancy_user",
                "councils_onboarding",
                "councils_officeholding",
                "councils_office",
                "councils_seat",
                "councils_council",
                "councils_participant",
            ],
        ),
        SeerFunction("sec.is_below(uuid, uuid)", IS_BELOW, reads=["councils_council"]),
        migrations.RunPython(give, take),
    ]
