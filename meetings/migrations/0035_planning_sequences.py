"""Proposals and activities count their changes, as calendars want it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0034_planning_busy_in_months")]

    operations = [
        migrations.AddField(
            model_name="plannedmeeting", name="sequence", field=models.PositiveIntegerField(default=0)
        ),
        migrations.AddField(
            model_name="activity", name="sequence", field=models.PositiveIntegerField(default=0)
        ),
    ]
