"""Who may give notice for a party, whose name a change of state may bear, and the chain that follows its predecessor."""

from django.db import migrations

from politirad.tenancy.rls import COUNCILS, ME, SeerFunction, Wall

READ = "EXISTS (SELECT 1 FROM agreements_agreementaccess x WHERE x.agreement_id = {table}.agreement_id)"
OWNED = (
    "EXISTS (SELECT 1 FROM agreements_agreement a WHERE a.id = {table}.agreement_id"
    f" AND a.owner_council_id = {COUNCILS})"
)
ATTESTS = (
    "EXISTS (SELECT 1 FROM agreements_agreementgrouppermission g"
    " JOIN auth_permission r ON r.id = g.permission_id AND r.codename = 'attest_paper'"
    " JOIN tenancy_user_groups m ON m.group_id = g.group_id"
    f" WHERE g.content_object_id = agreements_notice.agreement_id AND m.user_id = {ME})"
)
NOTICE = (
    f"user_id = {ME} AND {READ.format(table='agreements_notice')}"
    f" AND (method = 'app' OR (method = 'paper' AND letter_id IS NOT NULL AND {ATTESTS}))"
)

# In one's own name or nobody's; what somebody did from outside the owning council is told in that person's name.
STATE_CHANGE = (
    OWNED.format(table="agreements_statechange")
    + f" AND (by_id IS NULL OR by_id = {ME}"
    + "".join(
        f" OR EXISTS (SELECT 1 FROM {table} d WHERE d.agreement_id = agreements_statechange.agreement_id"
        " AND d.user_id = agreements_statechange.by_id)"
        for table in ("agreements_decline", "agreements_notice")
    )
    + ")"
)

NOTICE_FITS = """
CREATE OR REPLACE FUNCTION sec.notice_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
BEGIN
    PERFORM 1 FROM public.agreements_party p JOIN public.agreements_agreement a ON a.id = p.agreement_id
        WHERE p.id = NEW.party_id AND a.id = NEW.agreement_id AND a.state IN ('in_force', 'to_renew', 'notice_given');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no agreement in force with this party'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_of_agreement_in_force';
    END IF;
    IF NEW.takes_back_id IS NOT NULL THEN
        PERFORM 1 FROM public.agreements_notice n WHERE n.id = NEW.takes_back_id AND n.takes_back_id IS NULL
            AND n.agreement_id = NEW.agreement_id AND n.party_id = NEW.party_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'only a notice of the same party is taken back'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_takes_back_own';
        END IF;
    END IF;
    IF NEW.method = 'app' THEN
        PERFORM 1 FROM public.agreements_party p
            JOIN public.councils_office o ON o.organization_id = p.organization_id
              AND o.role_id IN ('mayor', 'deputy_mayor', 'chief_executive', 'director', 'station_chief',
                                'section_leader', 'county_mayor', 'county_director')
            JOIN public.councils_officeholding h ON h.office_id = o.id
            WHERE p.id = NEW.party_id AND h.user_id = NEW.user_id
              AND h.valid_from <= NEW.given_on AND (h.valid_to IS NULL OR h.valid_to >= NEW.given_on);
        IF NOT FOUND THEN
            RAISE EXCEPTION 'only a leader gives notice for a party' USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    RETURN NEW;
END
$$
"""

NOTICED = """
CREATE OR REPLACE FUNCTION sec.noticed_agreements()
RETURNS TABLE (agreement_id uuid, council_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$ SELECT a.id, a.owner_council_id FROM public.agreements_agreement a
   WHERE a.state IN ('in_force', 'to_renew', 'notice_given')
     AND (a.notice_ends_on IS NOT NULL OR EXISTS (SELECT 1 FROM public.agreements_notice n WHERE n.agreement_id = a.id))
     AND a.notice_ends_on IS DISTINCT FROM (
       SELECT min(n.last_day) FROM public.agreements_notice n
       WHERE n.agreement_id = a.id AND n.takes_back_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM public.agreements_notice b WHERE b.takes_back_id = n.id)) $$
"""

KEEP_CHAIN = """
CREATE OR REPLACE FUNCTION sec.keep_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
BEGIN
    IF NEW.predecessor_id IS NOT NULL THEN
        SELECT a.chain INTO NEW.chain FROM public.agreements_agreement a WHERE a.id = NEW.predecessor_id;
    ELSIF TG_OP = 'UPDATE' AND OLD.predecessor_id IS NOT NULL THEN
        NEW.chain := gen_random_uuid();
    END IF;
    RETURN NEW;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0015_validity"), ("councils", "0004_role_catalogue")]

    operations = [
        Wall("Notice", read=READ.format(table="agreements_notice"), insert=NOTICE),
        Wall(
            "Support",
            read=READ.format(table="agreements_support"),
            write=OWNED.format(table="agreements_support"),
        ),
        migrations.RunSQL(
            "DROP POLICY wall_insert ON agreements_statechange;"
            f"CREATE POLICY wall_insert ON agreements_statechange FOR INSERT WITH CHECK ({STATE_CHANGE})",
            migrations.RunSQL.noop,
        ),
        SeerFunction(
            "sec.notice_fits()",
            NOTICE_FITS,
            reads=[
                "agreements_agreement",
                "agreements_party",
                "agreements_notice",
                "councils_office",
                "councils_officeholding",
            ],
            callable=False,
        ),
        SeerFunction("sec.keep_chain()", KEEP_CHAIN, reads=["agreements_agreement"], callable=False),
        migrations.RunSQL(
            "CREATE TRIGGER notice_fits BEFORE INSERT ON agreements_notice"
            " FOR EACH ROW EXECUTE FUNCTION sec.notice_fits();"
            "CREATE TRIGGER keep_chain BEFORE INSERT OR UPDATE OF predecessor_id ON agreements_agreement"
            " FOR EACH ROW EXECUTE FUNCTION sec.keep_chain()",
            migrations.RunSQL.noop,
        ),
        SeerFunction(
            "sec.noticed_agreements()",
            NOTICED,
            reads=["agreements_agreement", "agreements_notice"],
        ),
    ]
