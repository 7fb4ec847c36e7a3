"""Which agreement a seal belongs to, for a file that comes from outside."""

from django.db import migrations

from politirad.tenancy.rls import SeerFunction


class Migration(migrations.Migration):
    dependencies = [("agreements", "0005_signing_doors")]

    operations = [
        SeerFunction(
            "sec.agreement_of_seal(text)",
            """
            CREATE OR REPLACE FUNCTION sec.agreement_of_seal(digest text)
            RETURNS TABLE (agreement_id uuid, council_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT p.agreement_id, a.owner_council_id FROM public.agreements_agreementpdf p
               JOIN public.agreements_agreement a ON a.id = p.agreement_id
               WHERE p.sealed AND p.seal_digest = digest AND digest <> '' LIMIT 1 $$
            """,
            reads=["agreements_agreementpdf", "agreements_agreement"],
        ),
    ]
