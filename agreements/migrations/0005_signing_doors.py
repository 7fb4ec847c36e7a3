"""The parties' leaders for the agreement's groups; a sign-off only while its round is open; what is to be settled."""

from django.db import migrations, models

from politirad.tenancy.rls import SeerFunction

PARTY_PEOPLE = """
CREATE OR REPLACE FUNCTION sec.party_people(which uuid, day date, codes text[])
RETURNS TABLE (user_id uuid, leader boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
SELECT f.user_id, true FROM public.tenancy_affiliation f
JOIN public.agreements_party p ON p.organization_id = f.organization_id
JOIN public.agreements_agreement a ON a.id = p.agreement_id
WHERE a.id = which AND a.owner_council_id = ANY ((SELECT sec.councils())::uuid[])
  AND f.valid_from <= day AND (f.valid_to IS NULL OR f.valid_to >= day)
  AND EXISTS (SELECT 1 FROM public.councils_officeholding h
      JOIN public.councils_office o ON o.id = h.office_id
      WHERE h.user_id = f.user_id AND o.organization_id = f.organization_id AND o.role_id = ANY (codes)
        AND h.valid_from <= day AND (h.valid_to IS NULL OR h.valid_to >= day))
UNION
SELECT f.user_id, false FROM public.tenancy_affiliation f
JOIN public.agreements_party p ON p.organization_id = f.organization_id
JOIN public.agreements_agreement a ON a.id = p.agreement_id
WHERE a.id = which AND a.owner_council_id = ANY ((SELECT sec.councils())::uuid[]) AND f.is_administrator
  AND f.valid_from <= day AND (f.valid_to IS NULL OR f.valid_to >= day)
$$
"""

# Locks the round against being closed until the signature is stored: a withdrawal and a signature at the
# same moment cannot both succeed.
OPEN_ROUND = """
CREATE OR REPLACE FUNCTION sec.sign_off_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
BEGIN
    PERFORM 1 FROM public.agreements_round r
        WHERE r.version_id = NEW.version_id AND r.agreement_id = NEW.agreement_id AND r.outcome = 'open' FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the round of signatures is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_off_in_open_round';
    END IF;
    PERFORM 1 FROM public.agreements_version v WHERE v.id = NEW.version_id AND v.sha256 = NEW.sha256;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the fingerprint is another version''s'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_off_of_this_text';
    END IF;
    PERFORM 1 FROM public.agreements_signatoryslot s
        WHERE s.id = NEW.slot_id AND s.agreement_id = NEW.agreement_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the slot is another agreement''s'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_off_in_own_slot';
    END IF;
    RETURN NEW;
END
$$
"""

TO_SETTLE = """
CREATE OR REPLACE FUNCTION sec.signed_out_agreements()
RETURNS TABLE (agreement_id uuid, council_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$ SELECT r.agreement_id, a.owner_council_id FROM public.agreements_round r
   JOIN public.agreements_agreement a ON a.id = r.agreement_id
   WHERE r.outcome = 'open' AND (
     (a.state = 'frozen'
       AND EXISTS (SELECT 1 FROM public.agreements_signoff o WHERE o.version_id = r.version_id))
     OR (EXISTS (SELECT 1 FROM public.agreements_signatoryslot s WHERE s.agreement_id = r.agreement_id)
       AND NOT EXISTS (SELECT 1 FROM public.agreements_signatoryslot s
         WHERE s.agreement_id = r.agreement_id AND NOT EXISTS (
           SELECT 1 FROM public.agreements_signoff o
           WHERE o.slot_id = s.id AND o.version_id = r.version_id)))) $$
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_wall"), ("councils", "0004_role_catalogue")]

    operations = [
        migrations.AddField("version", "beside", models.JSONField(default=dict)),
        migrations.AddField(
            "agreementpdf", "seal_digest", models.CharField(max_length=128, blank=True, default="")
        ),
        migrations.AlterField(
            "revisionrule",
            "grace_months",
            models.PositiveSmallIntegerField("måneder etter valget", null=True, blank=True),
        ),
        migrations.AlterField(
            "sectionversion",
            "section",
            models.ForeignKey(
                "agreements.section",
                on_delete=models.deletion.DO_NOTHING,
                related_name="versions",
                db_constraint=False,
            ),
        ),
        SeerFunction(
            "sec.party_people(uuid, date, text[])",
            PARTY_PEOPLE,
            reads=[
                "tenancy_affiliation",
                "agreements_party",
                "agreements_agreement",
                "councils_officeholding",
                "councils_office",
            ],
        ),
        SeerFunction(
            "sec.sign_off_fits()",
            OPEN_ROUND,
            reads=["agreements_version", "agreements_signatoryslot"],
            writes=["agreements_round"],
            callable=False,
        ),
        migrations.RunSQL(
            "CREATE TRIGGER sign_off_fits BEFORE INSERT ON agreements_signoff"
            " FOR EACH ROW EXECUTE FUNCTION sec.sign_off_fits()",
            migrations.RunSQL.noop,
        ),
        SeerFunction(
            "sec.signed_out_agreements()",
            TO_SETTLE,
            reads=[
                "agreements_round",
                "agreements_agreement",
                "agreements_signatoryslot",
                "agreements_signoff",
            ],
        ),
    ]
