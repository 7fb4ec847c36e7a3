"""A meeting keeps its host, and its number belongs to a year's series."""

from django.db import migrations, models

# The host that the plan had; and every number's year, but of two meetings with one number only the first has it.
FORMER = """
ALTER TABLE meetings_meeting NO FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_plannedmeeting NO FORCE ROW LEVEL SECURITY;
UPDATE meetings_meeting m SET host = p.host FROM meetings_plannedmeeting p WHERE m.planned_id = p.id;
UPDATE meetings_meeting m SET number_year = extract(year FROM m.date)
WHERE m.number IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM meetings_meeting e
    WHERE e.council_id = m.council_id AND e.number = m.number
      AND extract(year FROM e.date) = extract(year FROM m.date) AND (e.date, e.start, e.id) < (m.date, m.start, m.id)
);
ALTER TABLE meetings_meeting FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_plannedmeeting FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0024_sub_items")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="host",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="vertskap"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="meeting",
            name="number_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.RunSQL(FORMER, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("council", "number_year", "number"), name="meeting_number_once"
            ),
        ),
    ]
