"""The walls of the public register: everybody reads what is published by an organisation that takes part; the owner
publishes; the published PDF is read by everybody too. And which entries are behind their agreements."""

from django.db import migrations

from politirad.tenancy.rls import COUNCILS, ME, ORGANIZATIONS, SeerFunction, Wall

MEMBER = (
    "EXISTS (SELECT 1 FROM agreements_registermember m"
    " WHERE m.organization_id = agreements_publication.organization_id AND m.until IS NULL)"
)
OWN = (
    "EXISTS (SELECT 1 FROM agreements_agreement a JOIN councils_council c ON c.id = a.owner_council_id"
    " WHERE a.id = agreements_publication.agreement_id AND c.organization_id = agreements_publication.organization_id"
    f" AND a.owner_council_id = {COUNCILS})"
)
ADMINISTRATOR = (
    f"organization_id = {ORGANIZATIONS} AND ({ME} IS NULL OR EXISTS (SELECT 1 FROM tenancy_affiliation f"
    f" WHERE f.organization_id = agreements_registermember.organization_id AND f.user_id = {ME}"
    " AND f.is_administrator AND (f.valid_to IS NULL OR f.valid_to >= current_date)))"
)

# An entry shows the state, the next revision and the newest seal; each can change without anybody publishing again.
STALE = """
CREATE OR REPLACE FUNCTION sec.stale_publications(today date)
RETURNS TABLE (council_id uuid, agreement_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
SELECT a.owner_council_id, a.id FROM public.agreements_publication p
JOIN public.agreements_agreement a ON a.id = p.agreement_id
WHERE p.withdrawn_at IS NULL AND (
    a.state <> p.state OR a.updated_at > p.refreshed_at
    OR (p.refreshed_at AT TIME ZONE 'Europe/Oslo')::date < today
    OR EXISTS (SELECT 1 FROM public.agreements_agreementpdf f
               WHERE f.agreement_id = a.id AND f.sealed AND f.stored_at > p.refreshed_at))
$$
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0013_register"), ("councils", "0005_keepers")]

    operations = [
        Wall(
            "RegisterMember",
            read=f"until IS NULL OR organization_id = {ORGANIZATIONS}",
            insert=ADMINISTRATOR,
            update=ADMINISTRATOR,
        ),
        Wall(
            "Publication",
            read=f"(withdrawn_at IS NULL AND {MEMBER}) OR {OWN}",
            insert=f"{OWN} AND {MEMBER}",
            update=OWN,
        ),
        migrations.RunSQL(
            "CREATE POLICY wall_published ON agreements_agreementpdf FOR SELECT"
            " USING (EXISTS (SELECT 1 FROM agreements_publication p"
            " WHERE p.pdf_id = agreements_agreementpdf.id))",
            "DROP POLICY wall_published ON agreements_agreementpdf",
        ),
        SeerFunction(
            "sec.stale_publications(date)",
            STALE,
            reads=["agreements_publication", "agreements_agreement", "agreements_agreementpdf"],
        ),
    ]
