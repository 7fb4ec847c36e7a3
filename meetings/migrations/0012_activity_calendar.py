"""When, for whom and in what words an activity is, and whether the schools get it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0005_keepers"),
        ("meetings", "0011_busy_together"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="activity",
            options={
                "ordering": ["month", models.OrderBy(models.F("date"), nulls_last=True), "title"],
                "verbose_name": "aktivitet",
                "verbose_name_plural": "aktiviteter",
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="contact",
            field=models.CharField(blank=True, max_length=200, verbose_name="kontakt"),
        ),
        migrations.AddField(
            model_name="activity",
            name="date",
            field=models.DateField(blank=True, null=True, verbose_name="dato"),
        ),
        migrations.AddField(
            model_name="activity",
            name="description",
            field=models.CharField(blank=True, max_length=1000, verbose_name="hva som skjer"),
        ),
        migrations.AddField(
            model_name="activity",
            name="for_schools",
            field=models.BooleanField(default=False, verbose_name="i forebyggingskalenderen for skolene"),
        ),
        migrations.AddField(
            model_name="activity",
            name="kind",
            field=models.CharField(
                choices=[
                    ("parents", "Foreldremøte"),
                    ("school_visit", "Skolebesøk"),
                    ("graduation", "Russetid"),
                    ("public_meeting", "Åpent møte"),
                    ("campaign", "Kampanje eller aksjon"),
                    ("course", "Kurs eller fagdag"),
                    ("other", "Annet"),
                ],
                default="other",
                max_length=20,
                verbose_name="type",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="last_month",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="til og med måned"),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_month__isnull", True),
                    models.Q(("last_month__gt", models.F("month")), ("last_month__lte", 12)),
                    _connector="OR",
                ),
                name="activity_last_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date__isnull", True),
                    models.Q(("date__month", models.F("month")), ("last_month__isnull", True)),
                    _connector="OR",
                ),
                name="activity_date",
            ),
        ),
    ]
