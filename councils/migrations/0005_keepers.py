"""Who keeps a council's archive, why an onboarding was abandoned, and who administers a participant."""

import django.db.models.deletion
from django.db import migrations, models

from politirad.tenancy.rls import SeerFunction

# Names its administrators only to their own organisation and to councils in which it takes part, so that a
# page can say who fills an office that the reader may not fill.
ADMINISTRATORS = """
CREATE OR REPLACE FUNCTION sec.administrators(organization uuid, day date) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
SELECT a.user_id FROM public.tenancy_affiliation a
WHERE a.organization_id = organization AND a.is_administrator
  AND a.valid_from <= day AND (a.valid_to IS NULL OR a.valid_to >= day)
  AND (organization = ANY ((SELECT sec.organizations())::uuid[])
       OR EXISTS (SELECT 1 FROM public.councils_participant p
                  WHERE p.organization_id = organization
                    AND p.council_id = ANY ((SELECT sec.councils())::uuid[])))
$$
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0004_role_catalogue"), ("tenancy", "0002_wall")]

    operations = [
        migrations.RemoveConstraint(model_name="seat", name="seat_one_chair"),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                fields=["council"],
                condition=models.Q(is_chair=True, valid_to__isnull=True),
                name="seat_one_chair",
            ),
        ),
        migrations.AddField(
            model_name="council",
            name="archive_keeper",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
                verbose_name="arkivansvarlig",
            ),
        ),
        migrations.AddField(
            model_name="onboarding",
            name="abandon_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="hvorfor den ble avbrutt"),
        ),
        SeerFunction(
            "sec.administrators(uuid, date)",
            ADMINISTRATORS,
            reads=["tenancy_affiliation", "councils_participant"],
        ),
    ]
