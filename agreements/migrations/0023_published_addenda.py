"""The public register tells of the addenda that change a published agreement."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0022_addenda")]

    operations = [
        migrations.AddField("publication", "addenda", models.JSONField(default=list)),
    ]
