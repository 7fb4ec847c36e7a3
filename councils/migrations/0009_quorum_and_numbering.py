"""How many must be there, and how decisions are numbered, in the dated rules."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("councils", "0008_reports_upward")]

    operations = [
        migrations.AddField(
            model_name="rules",
            name="quorum",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="vedtaksført med minst"
            ),
        ),
        migrations.AddField(
            model_name="rules",
            name="decision_numbering",
            field=models.CharField(
                choices=[("yearly", "Fra 1 hvert år"), ("continuous", "Fortløpende fra år til år")],
                default="yearly",
                max_length=10,
                verbose_name="nummerering av vedtak",
            ),
        ),
        migrations.AddField(
            model_name="rules",
            name="first_decision",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="nummer på første vedtak"),
        ),
        migrations.AddConstraint(
            model_name="rules",
            constraint=models.CheckConstraint(
                condition=models.Q(("quorum__isnull", True), ("quorum__gte", 1), _connector="OR"),
                name="rules_quorum",
            ),
        ),
        migrations.AddConstraint(
            model_name="rules",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_decision__gte", 1)), name="rules_first_decision"
            ),
        ),
    ]
