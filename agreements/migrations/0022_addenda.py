"""An addendum: an agreement of its own that amends another, chapter by chapter, and may move its end."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from politirad.tenancy.rls import SeerFunction

# An addendum amends an agreement of the same council that is no addendum itself; what it amends never changes.
FITS = """
CREATE OR REPLACE FUNCTION sec.addendum_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
BEGIN
    PERFORM 1 FROM public.agreements_agreement a WHERE a.id = NEW.amends_id AND a.amends_id IS NULL
        AND a.owner_council_id = NEW.owner_council_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'an addendum amends an agreement of the same council'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'addendum_amends_agreement';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.amends_id IS DISTINCT FROM NEW.amends_id THEN
        RAISE EXCEPTION 'an addendum stays with its agreement'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'addendum_stays';
    END IF;
    RETURN NEW;
END
$$
"""

TRIGGER = """
CREATE TRIGGER addendum_fits BEFORE INSERT OR UPDATE OF amends_id, owner_council_id ON agreements_agreement
    FOR EACH ROW WHEN (NEW.amends_id IS NOT NULL) EXECUTE FUNCTION sec.addendum_fits();
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0021_commitments")]

    operations = [
        migrations.AddField(
            "agreement",
            "amends",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="addenda",
                to="agreements.agreement",
                verbose_name="tillegg til",
            ),
        ),
        migrations.AddField(
            "agreement",
            "addendum_number",
            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="nummer på tillegget"),
        ),
        migrations.AddField(
            "agreement",
            "extends_to",
            models.CharField(blank=True, max_length=10, verbose_name="forlenger avtalen til"),
        ),
        migrations.AddField(
            "agreement",
            "extended_to",
            models.CharField(blank=True, max_length=10, verbose_name="forlenget til"),
        ),
        migrations.AddField(
            "section",
            "effect",
            models.CharField(
                blank=True,
                choices=[
                    ("inserts", "Nytt punkt"),
                    ("replaces", "Nytt innhold i et punkt"),
                    ("repeals", "Opphever et punkt"),
                ],
                max_length=10,
                verbose_name="virkning",
            ),
        ),
        migrations.AddField(
            "section", "target", models.CharField(blank=True, max_length=12, verbose_name="punkt i avtalen")
        ),
        migrations.AddConstraint(
            "agreement",
            models.CheckConstraint(
                condition=Q(amends__isnull=True, addendum_number__isnull=True, extends_to="")
                | Q(
                    amends__isnull=False,
                    addendum_number__isnull=False,
                    addendum_number__gte=1,
                    predecessor__isnull=True,
                    extended_to="",
                ),
                name="agreement_or_addendum",
            ),
        ),
        migrations.AddConstraint(
            "agreement",
            models.CheckConstraint(condition=~Q(id=F("amends")), name="agreement_amends_another"),
        ),
        migrations.AddConstraint(
            "agreement",
            models.UniqueConstraint(fields=("amends", "addendum_number"), name="addendum_number_once"),
        ),
        migrations.AddConstraint(
            "section",
            models.CheckConstraint(
                condition=Q(effect="inserts")
                | (Q(effect="") & Q(target=""))
                | ~(Q(effect="") | Q(target="")),
                name="section_effect_has_target",
            ),
        ),
        SeerFunction("sec.addendum_fits()", FITS, reads=["agreements_agreement"], callable=False),
        migrations.RunSQL(TRIGGER, migrations.RunSQL.noop),
    ]
