"""What somebody may know of digits that a document prints or that its seal holds: known here, and replaced or not."""

from django.db import migrations, models

from politirad.tenancy.rls import SeerFunction

STANDING = """
CREATE OR REPLACE FUNCTION sec.standing_of(digits text)
RETURNS TABLE (agreement_id uuid, known_as text, standing text, day date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
WITH sealed AS (
    SELECT p.agreement_id, CASE WHEN p.sha256 = digits THEN 'file' ELSE 'seal' END AS known_as, v.number, a.state,
           (p.stored_at AT TIME ZONE 'Europe/Oslo')::date AS day
    FROM public.agreements_agreementpdf p
    JOIN public.agreements_agreement a ON a.id = p.agreement_id
    JOIN public.agreements_version v ON v.id = p.version_id
    WHERE p.sealed AND length(digits) = 64 AND (p.seal_digest = digits OR p.sha256 = digits)
), frozen AS (
    SELECT v.agreement_id, v.number, a.state, r.outcome,
           (coalesce(r.closed_at, v.frozen_at) AT TIME ZONE 'Europe/Oslo')::date AS day
    FROM public.agreements_version v
    JOIN public.agreements_agreement a ON a.id = v.agreement_id
    JOIN public.agreements_round r ON r.version_id = v.id
    WHERE length(digits) BETWEEN 20 AND 64 AND v.sha256 ~>=~ digits AND v.sha256 ~<~ (digits || 'g')
      AND digits !~ '[^0-9a-f]'
), found AS (
    SELECT s.agreement_id, s.known_as, s.number, s.state, 'signed' AS outcome, s.day FROM sealed s
    UNION ALL
    SELECT f.agreement_id, 'text', f.number, f.state, f.outcome, f.day FROM frozen f
)
SELECT f.agreement_id, f.known_as,
       CASE WHEN f.outcome <> 'signed' THEN f.outcome
            WHEN f.state = 'replaced' OR EXISTS (
                SELECT 1 FROM public.agreements_version later
                JOIN public.agreements_round r ON r.version_id = later.id
                WHERE later.agreement_id = f.agreement_id AND later.number > f.number AND r.outcome = 'signed')
            THEN 'replaced' ELSE 'signed' END,
       f.day
FROM found f
$$
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0008_signing_rounds_wall")]

    operations = [
        migrations.AddIndex("agreementpdf", models.Index(fields=["seal_digest"], name="agreementpdf_seal")),
        migrations.AddIndex("agreementpdf", models.Index(fields=["sha256"], name="agreementpdf_file")),
        migrations.AddIndex(
            "version", models.Index(fields=["sha256"], name="version_text", opclasses=["varchar_pattern_ops"])
        ),
        migrations.RunSQL("DROP FUNCTION IF EXISTS sec.agreement_of_seal(text)", migrations.RunSQL.noop),
        SeerFunction(
            "sec.standing_of(text)",
            STANDING,
            reads=[
                "agreements_agreementpdf",
                "agreements_agreement",
                "agreements_version",
                "agreements_round",
            ],
        ),
    ]
