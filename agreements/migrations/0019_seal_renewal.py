"""When a seal is to be renewed, and which file is the same with a newer timestamp."""

import django.db.models.deletion
from django.db import migrations, models

from politirad.tenancy.rls import SeerFunction

DUE = """
CREATE OR REPLACE FUNCTION sec.due_agreement_seals(until date)
RETURNS TABLE (council_id uuid, pdf_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
SELECT a.owner_council_id, p.id FROM public.agreements_agreementpdf p
JOIN public.agreements_agreement a ON a.id = p.agreement_id
WHERE p.sealed AND p.good_until <= until
  AND NOT EXISTS (SELECT 1 FROM public.agreements_agreementpdf n WHERE n.renews_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM public.agreements_agreementjob j WHERE j.renews_id = p.id AND j.state IN ('waiting', 'running'))
$$
"""

# Numbers and days for the system administrators, and a council to send their letter through; nothing of any file.
OUTLOOK = """
CREATE OR REPLACE FUNCTION sec.agreement_seals(until date)
RETURNS TABLE (due bigint, first_day date, failed bigint, error text, council_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
WITH ending AS (
    SELECT a.owner_council_id AS council_id, p.good_until, last.state, last.error
    FROM public.agreements_agreementpdf p
JOIN public.agreements_agreement a ON a.id = p.agreement_id
    LEFT JOIN LATERAL (
        SELECT j.state, j.error FROM public.agreements_agreementjob j WHERE j.renews_id = p.id ORDER BY j.created_at DESC LIMIT 1
    ) last ON true
    WHERE p.sealed AND p.good_until <= until
      AND NOT EXISTS (SELECT 1 FROM public.agreements_agreementpdf n WHERE n.renews_id = p.id)
)
SELECT count(*), min(good_until), count(*) FILTER (WHERE state = 'failed'),
       coalesce(max(error) FILTER (WHERE state = 'failed'), ''),
       min(council_id::text) FILTER (WHERE state = 'failed')::uuid
FROM ending
$$
"""

# Sealed before this was kept: a year from then, which is sooner than any certificate runs out. Renewing early does no harm.
FILL = """
ALTER TABLE agreements_agreementpdf NO FORCE ROW LEVEL SECURITY;
UPDATE agreements_agreementpdf SET good_until = (stored_at AT TIME ZONE 'UTC')::date + 365 WHERE sealed;
ALTER TABLE agreements_agreementpdf FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0018_signed_data"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreementjob",
            name="renews",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="renewals",
                to="agreements.agreementpdf",
            ),
        ),
        migrations.AddField(
            model_name="agreementpdf",
            name="good_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="agreementpdf",
            name="renews",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="renewed_as",
                to="agreements.agreementpdf",
            ),
        ),
        migrations.AlterField(
            model_name="agreementjob",
            name="kind",
            field=models.CharField(
                choices=[
                    ("draft_pdf", "PDF av utkastet"),
                    ("sealed_pdf", "Forseglet PDF"),
                    ("renewed_seal", "Fornyet segl"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="agreementpdf",
            index=models.Index(
                condition=models.Q(("sealed", True)), fields=["good_until"], name="agreementpdf_until"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementjob",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=("renews",),
                name="agreementjob_renews_once",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="agreementpdf",
            constraint=models.CheckConstraint(
                condition=models.Q(("sealed", False), ("good_until__isnull", False), _connector="OR"),
                name="agreementpdf_sealed_until",
            ),
        ),
        SeerFunction(
            "sec.due_agreement_seals(date)",
            DUE,
            reads=["agreements_agreementpdf", "agreements_agreement", "agreements_agreementjob"],
        ),
        SeerFunction(
            "sec.agreement_seals(date)",
            OUTLOOK,
            reads=["agreements_agreementpdf", "agreements_agreement", "agreements_agreementjob"],
        ),
    ]
