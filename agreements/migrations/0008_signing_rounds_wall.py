"""Who may say no and who may not sign for whom; a state never changes without its record; what is to be settled."""

from django.db import migrations

from politirad.tenancy.rls import COUNCILS, ME, ORGANIZATIONS, CouncilWall, SeerFunction, Wall

READ = "EXISTS (SELECT 1 FROM agreements_agreementaccess x WHERE x.agreement_id = {table}.agreement_id)"
OWNED = (
    "EXISTS (SELECT 1 FROM agreements_agreement a WHERE a.id = {table}.agreement_id"
    f" AND a.owner_council_id = {COUNCILS})"
)

DECLINE = (
    "user_id = " + ME + " AND EXISTS (SELECT 1 FROM agreements_signatoryslot s"
    " JOIN agreements_party p ON p.id = s.party_id"
    " WHERE s.id = slot_id AND s.agreement_id = agreements_decline.agreement_id"
    f" AND (p.organization_id = {ORGANIZATIONS} OR s.planned_user_id = {ME}))"
)

# In one's own name or nobody's; what somebody did from outside the owning council is told in that person's name.
STATE_CHANGE = (
    OWNED.format(table="agreements_statechange")
    + " AND (by_id IS NULL OR by_id = "
    + ME
    + " OR EXISTS (SELECT 1 FROM agreements_decline d WHERE d.agreement_id = agreements_statechange.agreement_id"
    " AND d.user_id = agreements_statechange.by_id))"
)

# The planned person signs; so does a leader of the same party. Whoever froze the text is not trusted to have planned
# himself into a line, and must be a leader.
MAY_ACT = """
CREATE OR REPLACE FUNCTION sec.may_act_in_slot(which uuid, version uuid, person uuid, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
SELECT EXISTS (
    SELECT 1 FROM public.agreements_signatoryslot s
    JOIN public.agreements_party p ON p.id = s.party_id
    JOIN public.agreements_version v ON v.id = version
    WHERE s.id = which AND s.agreement_id = v.agreement_id AND (
        (s.planned_user_id = person AND v.frozen_by_id IS DISTINCT FROM person)
        OR EXISTS (
            SELECT 1 FROM public.councils_officeholding h
            JOIN public.councils_office o ON o.id = h.office_id
            WHERE h.user_id = person AND o.organization_id = p.organization_id
              AND o.role_id IN ('mayor', 'deputy_mayor', 'chief_executive', 'director', 'station_chief',
                                'section_leader', 'county_mayor', 'county_director')
              AND h.valid_from <= day AND (h.valid_to IS NULL OR h.valid_to >= day))))
$$
"""

# Locks the round against being closed until the signature is stored: a withdrawal or a no, and a signature at the
# same moment, cannot both succeed.
SIGN_OFF_FITS = """
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
    IF NEW.method = 'app' AND NOT sec.may_act_in_slot(NEW.slot_id, NEW.version_id, NEW.user_id, NEW.signed_on) THEN
        RAISE EXCEPTION 'the slot is another person''s' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF sec.slot_must_wait(NEW.slot_id, NEW.version_id) THEN
        RAISE EXCEPTION 'others sign before this slot'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_off_in_turn';
    END IF;
    RETURN NEW;
END
$$
"""

MUST_WAIT = """
CREATE OR REPLACE FUNCTION sec.slot_must_wait(which uuid, version uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
SELECT EXISTS (
    SELECT 1 FROM public.agreements_signatoryslot mine
    JOIN public.agreements_signatoryslot earlier
      ON earlier.agreement_id = mine.agreement_id AND earlier.turn < mine.turn
    WHERE mine.id = which AND NOT EXISTS (
        SELECT 1 FROM public.agreements_signoff o WHERE o.slot_id = earlier.id AND o.version_id = version))
$$
"""

# A no closes the round in the same statement, so that nobody can sign after it; the owner's job tells the rest.
DECLINE_ENDS = """
CREATE OR REPLACE FUNCTION sec.decline_ends_round() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
BEGIN
    PERFORM 1 FROM public.agreements_round r
        WHERE r.version_id = NEW.version_id AND r.agreement_id = NEW.agreement_id AND r.outcome = 'open' FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the round of signatures is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_off_in_open_round';
    END IF;
    PERFORM 1 FROM public.agreements_signoff o WHERE o.version_id = NEW.version_id AND o.slot_id = NEW.slot_id;
    IF FOUND THEN
        RAISE EXCEPTION 'the slot is signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_off_once_per_slot';
    END IF;
    IF NOT sec.may_act_in_slot(
        NEW.slot_id, NEW.version_id, NEW.user_id, (NEW.recorded_at AT TIME ZONE 'Europe/Oslo')::date)
    THEN
        RAISE EXCEPTION 'the slot is another person''s' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF sec.slot_must_wait(NEW.slot_id, NEW.version_id) THEN
        RAISE EXCEPTION 'others sign before this slot'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_off_in_turn';
    END IF;
    UPDATE public.agreements_round SET outcome = 'declined', reason = NEW.reason, closed_at = NEW.recorded_at
        WHERE version_id = NEW.version_id;
    RETURN NEW;
END
$$
"""

RECORDED = """
CREATE OR REPLACE FUNCTION sec.state_change_is_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
BEGIN
    PERFORM 1 FROM public.agreements_agreement a WHERE a.id = NEW.id AND a.state IS DISTINCT FROM (
        SELECT c."now" FROM public.agreements_statechange c WHERE c.agreement_id = NEW.id ORDER BY c.id DESC LIMIT 1);
    IF FOUND THEN
        RAISE EXCEPTION 'the state was changed without a record: see agreements/actions/moving.py'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'state_change_is_recorded';
    END IF;
    RETURN NULL;
END
$$
"""

# Open rounds whose agreement does not tell of their signatures, or whose next turn has not been asked; and rounds
# that ended with a no that the agreement does not tell of.
TO_SETTLE = """
CREATE OR REPLACE FUNCTION sec.signed_out_agreements()
RETURNS TABLE (agreement_id uuid, council_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$ SELECT r.agreement_id, a.owner_council_id FROM public.agreements_round r
   JOIN public.agreements_agreement a ON a.id = r.agreement_id
   WHERE (r.outcome = 'open' AND (
     (a.state = 'frozen'
       AND EXISTS (SELECT 1 FROM public.agreements_signoff o WHERE o.version_id = r.version_id))
     OR (EXISTS (SELECT 1 FROM public.agreements_signatoryslot s WHERE s.agreement_id = r.agreement_id)
       AND NOT EXISTS (SELECT 1 FROM public.agreements_signatoryslot s
         WHERE s.agreement_id = r.agreement_id AND s.turn <= r.turn AND NOT EXISTS (
           SELECT 1 FROM public.agreements_signoff o
           WHERE o.slot_id = s.id AND o.version_id = r.version_id)))))
   OR (r.outcome = 'declined' AND a.state IN ('frozen', 'partly_signed')
     AND r.opened_at = (SELECT max(l.opened_at) FROM public.agreements_round l WHERE l.agreement_id = a.id)) $$
"""

SIGNING_TABLES = ["agreements_version", "agreements_signatoryslot", "agreements_signoff", "agreements_party"]


class Migration(migrations.Migration):
    dependencies = [("agreements", "0007_signing_rounds"), ("councils", "0004_role_catalogue")]

    operations = [
        CouncilWall("AgreementPolicy"),
        Wall("Decline", read=READ.format(table="agreements_decline"), insert=DECLINE),
        Wall("StateChange", read=READ.format(table="agreements_statechange"), insert=STATE_CHANGE),
        SeerFunction(
            "sec.may_act_in_slot(uuid, uuid, uuid, date)",
            MAY_ACT,
            reads=[*SIGNING_TABLES, "councils_officeholding", "councils_office"],
            callable=False,
        ),
        SeerFunction(
            "sec.slot_must_wait(uuid, uuid)",
            MUST_WAIT,
            reads=["agreements_signatoryslot", "agreements_signoff"],
            callable=False,
        ),
        SeerFunction(
            "sec.sign_off_fits()",
            SIGN_OFF_FITS,
            reads=SIGNING_TABLES,
            writes=["agreements_round"],
            callable=False,
        ),
        SeerFunction(
            "sec.decline_ends_round()",
            DECLINE_ENDS,
            reads=SIGNING_TABLES,
            writes=["agreements_round"],
            callable=False,
        ),
        SeerFunction(
            "sec.state_change_is_recorded()",
            RECORDED,
            reads=["agreements_agreement", "agreements_statechange"],
            callable=False,
        ),
        migrations.RunSQL(
            "CREATE TRIGGER sign_off_fits BEFORE INSERT ON agreements_signoff"
            " FOR EACH ROW EXECUTE FUNCTION sec.sign_off_fits();"
            "CREATE TRIGGER decline_ends_round BEFORE INSERT ON agreements_decline"
            " FOR EACH ROW EXECUTE FUNCTION sec.decline_ends_round();"
            "CREATE CONSTRAINT TRIGGER state_change_is_recorded AFTER UPDATE OF state ON agreements_agreement"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)"
            " EXECUTE FUNCTION sec.state_change_is_recorded()",
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
