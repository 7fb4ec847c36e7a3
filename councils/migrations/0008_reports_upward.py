"""Whether approved minutes are reported to the council above: off, and on where they have been until now."""

from django.db import migrations, models

# The owner is walled too: for this one change it must see every row, or it would silently change none.
AS_UNTIL_NOW = """
ALTER TABLE councils_council NO FORCE ROW LEVEL SECURITY;
UPDATE councils_council SET reports_upward = true WHERE parent_id IS NOT NULL;
ALTER TABLE councils_council FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0007_declarations")]

    operations = [
        migrations.AddField(
            model_name="council",
            name="reports_upward",
            field=models.BooleanField(default=False, verbose_name="godkjente referater meldes oppover"),
        ),
        migrations.RunSQL(AS_UNTIL_NOW, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(("reports_upward", False), ("parent__isnull", False), _connector="OR"),
                name="council_reports_to_a_parent",
            ),
        ),
    ]
