"""The approved minutes of a year are bound in one PDF, made like that of the year."""

from django.db import migrations, models

KINDS = [("plan", "Årshjul"), ("minutes", "Årets referater")]


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0037_agenda_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="yearpdf",
            name="kind",
            field=models.CharField(choices=KINDS, default="plan", max_length=10),
        ),
        migrations.AddField(
            model_name="yearjob",
            name="kind",
            field=models.CharField(choices=KINDS, default="plan", max_length=10),
        ),
        migrations.RemoveConstraint(model_name="yearjob", name="yearjob_waits_once"),
        migrations.AddConstraint(
            model_name="yearjob",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("council", "year", "kind"),
                name="yearjob_waits_once",
            ),
        ),
    ]
