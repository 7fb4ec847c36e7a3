"""Signed agreements whose sealed file could not be made: ordered again every day, and told to the system administrators."""

from django.db import migrations

from politirad.tenancy.rls import SeerFunction

UNSEALED = """
CREATE OR REPLACE FUNCTION sec.unsealed_agreements()
RETURNS TABLE (council_id uuid, agreement_id uuid, error text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
SELECT a.owner_council_id, a.id, last.error FROM public.agreements_agreement a
JOIN LATERAL (
    SELECT j.state, j.error FROM public.agreements_agreementjob j
    WHERE j.agreement_id = a.id AND j.kind = 'sealed_pdf' ORDER BY j.created_at DESC LIMIT 1
) last ON last.state = 'failed'
WHERE a.state IN ('in_force', 'to_renew', 'notice_given', 'expired', 'replaced', 'terminated')
  AND NOT EXISTS (SELECT 1 FROM public.agreements_agreementpdf p WHERE p.agreement_id = a.id AND p.sealed)
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0028_delegation"),
    ]

    operations = [
        SeerFunction(
            "sec.unsealed_agreements()",
            UNSEALED,
            reads=["agreements_agreementpdf", "agreements_agreement", "agreements_agreementjob"],
        ),
    ]
