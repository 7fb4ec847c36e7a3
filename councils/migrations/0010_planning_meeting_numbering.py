"""How meetings are numbered, in the dated rules."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("councils", "0009_quorum_and_numbering")]

    operations = [
        migrations.AddField(
            model_name="rules",
            name="meeting_numbering",
            field=models.CharField(
                choices=[("yearly", "Fra 1 hvert år"), ("continuous", "Fortløpende fra år til år")],
                default="yearly",
                max_length=10,
                verbose_name="nummerering av møter",
            ),
        ),
        migrations.AddField(
            model_name="rules",
            name="first_meeting",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="nummer på første møte"),
        ),
        migrations.AddConstraint(
            model_name="rules",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_meeting__gte", 1)), name="rules_first_meeting"
            ),
        ),
    ]
