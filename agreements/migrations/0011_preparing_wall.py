"""The owner opens hearings and notes treatments; each party answers for itself; who leads which party."""

from django.db import migrations

from politirad.tenancy.rls import COUNCILS, ME, ORGANIZATIONS, SeerFunction, Wall

READ = "EXISTS (SELECT 1 FROM agreements_agreementaccess x WHERE x.agreement_id = {table}.agreement_id)"
OWNED = (
    "EXISTS (SELECT 1 FROM agreements_agreement a WHERE a.id = {table}.agreement_id"
    f" AND a.owner_council_id = {COUNCILS})"
)

WRITES = (
    "EXISTS (SELECT 1 FROM agreements_agreementgrouppermission g"
    " JOIN auth_permission r ON r.id = g.permission_id AND r.codename = 'edit_agreement'"
    " JOIN tenancy_user_groups m ON m.group_id = g.group_id"
    f" WHERE g.content_object_id = agreements_hearinganswer.agreement_id AND m.user_id = {ME})"
)

# In one's own name, while the hearing is open, for a party of that agreement: its own people and planned signatories,
# or a writer for an answer that came another way.
ANSWER = (
    f"user_id = {ME}"
    " AND EXISTS (SELECT 1 FROM agreements_hearing h WHERE h.id = hearing_id AND h.closed_at IS NULL"
    " AND h.agreement_id = agreements_hearinganswer.agreement_id)"
    " AND EXISTS (SELECT 1 FROM agreements_party p WHERE p.id = party_id"
    " AND p.agreement_id = agreements_hearinganswer.agreement_id"
    f" AND (p.organization_id = {ORGANIZATIONS}"
    f" OR EXISTS (SELECT 1 FROM agreements_signatoryslot s WHERE s.party_id = p.id AND s.planned_user_id = {ME})"
    " OR " + WRITES + "))"
)

PARTY_LEADERS = """
CREATE OR REPLACE FUNCTION sec.party_leaders(which uuid, day date, codes text[])
RETURNS TABLE (party_id uuid, user_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
SELECT DISTINCT p.id, h.user_id FROM public.agreements_party p
JOIN public.agreements_agreement a ON a.id = p.agreement_id
JOIN public.councils_office o ON o.organization_id = p.organization_id AND o.role_id = ANY (codes)
JOIN public.councils_officeholding h ON h.office_id = o.id
WHERE a.id = which AND a.owner_council_id = ANY ((SELECT sec.councils())::uuid[])
  AND h.valid_from <= day AND (h.valid_to IS NULL OR h.valid_to >= day)
$$
"""


def owners(model: str) -> Wall:
    """Read by those with access, written by the owner."""
    table = f"agreements_{model.lower()}"
    return Wall(model, read=READ.format(table=table), write=OWNED.format(table=table))


class Migration(migrations.Migration):
    dependencies = [("agreements", "0010_preparing"), ("councils", "0004_role_catalogue")]

    operations = [
        owners("Hearing"),
        owners("Treatment"),
        Wall("HearingAnswer", read=READ.format(table="agreements_hearinganswer"), insert=ANSWER),
        SeerFunction(
            "sec.party_leaders(uuid, date, text[])",
            PARTY_LEADERS,
            reads=[
                "agreements_party",
                "agreements_agreement",
                "councils_office",
                "councils_officeholding",
            ],
        ),
    ]
