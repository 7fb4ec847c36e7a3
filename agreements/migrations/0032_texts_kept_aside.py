"""Texts that did not come in when two had changed the same, kept beside the version that stood."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0031_mirrored_forums")]

    operations = [
        migrations.AlterModelOptions(
            name="sectionversion",
            options={"ordering": ["number", "saved_at"]},
        ),
        migrations.RemoveConstraint(model_name="sectionversion", name="section_version_once"),
        migrations.AddField(
            model_name="sectionversion",
            name="aside",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.UniqueConstraint(
                fields=("section", "number"),
                condition=models.Q(("aside", False)),
                name="section_version_once",
            ),
        ),
    ]
