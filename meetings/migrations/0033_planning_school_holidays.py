"""School holidays are public: whoever is logged in reads all of them, and a job does; each organisation writes its own."""

from django.db import migrations

from politirad.tenancy.rls import BY_ORGANIZATION, ME

KNOWN = (
    f"{ME} IS NOT NULL"
    " OR cardinality((SELECT sec.councils())::uuid[]) > 0"
    " OR cardinality((SELECT sec.organizations())::uuid[]) > 0"
)
POLICY = "CREATE POLICY wall_read ON meetings_schoolholiday FOR SELECT USING ({})"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0032_unsealed")]

    operations = [
        migrations.RunSQL(
            f"DROP POLICY wall_read ON meetings_schoolholiday; {POLICY.format(KNOWN)}",
            f"DROP POLICY wall_read ON meetings_schoolholiday; {POLICY.format(BY_ORGANIZATION)}",
        )
    ]
