"""A PDF of an agenda that has not been sent is for those who build or review it."""

from django.db import migrations, models

# The owner is walled too: for this one change it must see every row, or it would silently change none.
DRAFTS_THAT_ARE_THERE = """
ALTER TABLE meetings_meetingpdf NO FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_meeting NO FORCE ROW LEVEL SECURITY;
UPDATE meetings_meetingpdf p SET draft = true FROM meetings_meeting m
    WHERE m.id = p.meeting_id AND p.kind IN ('agenda', 'pack') AND (m.called_at IS NULL OR p.stored_at < m.called_at);
-- No table is altered while a check of a changed row waits for the end.
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE meetings_meeting FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_meetingpdf FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0036_agenda_follow_up"),
    ]

    operations = [
        migrations.AddField(
            model_name="meetingpdf",
            name="draft",
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(DRAFTS_THAT_ARE_THERE, migrations.RunSQL.noop),
    ]
