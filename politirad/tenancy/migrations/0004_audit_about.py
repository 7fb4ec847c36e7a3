"""Rows of the trail may be about something that not everybody in the council sees."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0003_administers")]

    operations = [
        migrations.AddField(
            model_name="auditevent",
            name="about_id",
            field=models.UUIDField(blank=True, db_index=True, null=True),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="confidential",
            field=models.BooleanField(default=False),
        ),
    ]
