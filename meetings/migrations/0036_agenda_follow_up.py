"""The item with the open tasks knows what it carries, so that its text can follow them."""

from django.db import migrations, models

# The owner is walled too: for this one change it must see every row, or it would silently change none.
# Whether a person has written in an item that is there already, nobody knows: it is left as it is, with a button.
ITEMS_THAT_ARE_THERE = """
ALTER TABLE meetings_agendaitem NO FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_meeting NO FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_minutes NO FORCE ROW LEVEL SECURITY;
UPDATE meetings_agendaitem SET carried = '{"lines": {}, "words": ""}' WHERE id IN (
    SELECT DISTINCT ON (i.meeting_id) i.id FROM meetings_agendaitem i
    JOIN meetings_meeting m ON m.id = i.meeting_id AND m.state IN ('planned', 'called')
    WHERE i.origin = 'follow_up' AND i.part = 1
    AND NOT EXISTS (SELECT 1 FROM meetings_minutes a WHERE a.approval_item_id = i.id)
    ORDER BY i.meeting_id, i."order"
);
UPDATE meetings_meeting SET tasks_carried = true WHERE id IN (
    SELECT meeting_id FROM meetings_agendaitem WHERE carried IS NOT NULL
);
-- No table is altered while a check of a changed row waits for the end.
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE meetings_minutes FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_meeting FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_agendaitem FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0035_planning_sequences"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="carried",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="tasks_carried",
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(ITEMS_THAT_ARE_THERE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("carried__isnull", False)), fields=("meeting",), name="tasks_carried_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("part", 1), ("carried__isnull", True), _connector="OR"),
                name="carried_tasks_are_open",
            ),
        ),
    ]
