"""The walls of agreements: read through an access table, written by the owner, signed by each for himself."""

from django.db import migrations

from politirad.tenancy.rls import COUNCILS, ME, ORGANIZATIONS, SeerFunction, Wall

READ = "EXISTS (SELECT 1 FROM agreements_agreementaccess x WHERE x.agreement_id = {table}.agreement_id)"
OWNED = (
    "EXISTS (SELECT 1 FROM agreements_agreement a WHERE a.id = {table}.agreement_id"
    f" AND a.owner_council_id = {COUNCILS}{{more}})"
)
DRAFT = " AND a.state IN ('draft', 'hearing', 'political_treatment')"


def read(model: str) -> str:
    """Whoever has access to the agreement."""
    return READ.format(table=f"agreements_{model.lower()}")


def owned(model: str, more: str = "") -> str:
    """The owning council; with DRAFT only while the text may change."""
    return OWNED.format(table=f"agreements_{model.lower()}", more=more)


def text(model: str) -> Wall:
    """A part of the text: read by those with access, written by the owner while the agreement is a draft."""
    return Wall(model, read=read(model), write=owned(model, DRAFT))


def evidence(model: str) -> Wall:
    """Read by those with access, added by the owner, never changed."""
    return Wall(model, read=read(model), insert=owned(model))


def kept(model: str) -> Wall:
    """Read by those with access, written by the owner."""
    return Wall(model, read=read(model), write=owned(model))


SIGN_OFF = (
    "(method = 'app' AND user_id = " + ME + " AND EXISTS (SELECT 1 FROM agreements_signatoryslot s"
    " JOIN agreements_party p ON p.id = s.party_id"
    " WHERE s.id = slot_id AND s.agreement_id = agreements_signoff.agreement_id"
    f" AND (p.organization_id = {ORGANIZATIONS} OR s.planned_user_id = {ME})))"
    " OR (method = 'paper' AND attested_by_id = " + ME + " AND " + owned("signoff") + ")"
)

ACCESS_TRIGGER = """
CREATE OR REPLACE FUNCTION sec.keep_access() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
DECLARE
    council uuid; organization uuid; person uuid; agreement uuid;
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        DELETE FROM public.agreements_agreementaccess WHERE source_id = OLD.id;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN NULL;
    END IF;
    IF TG_TABLE_NAME = 'agreements_agreement' THEN
        agreement := NEW.id; council := NEW.owner_council_id;
    ELSIF TG_TABLE_NAME = 'agreements_regulation' THEN
        agreement := NEW.agreement_id; council := NEW.council_id;
    ELSIF TG_TABLE_NAME = 'agreements_party' THEN
        agreement := NEW.agreement_id; organization := NEW.organization_id;
    ELSE
        agreement := NEW.agreement_id; person := NEW.planned_user_id;
    END IF;
    IF num_nonnulls(council, organization, person) > 0 THEN
        INSERT INTO public.agreements_agreementaccess (id, agreement_id, council_id, organization_id, user_id, source_id)
        VALUES (gen_random_uuid(), agreement, council, organization, person, NEW.id);
    END IF;
    RETURN NULL;
END
$$
"""

TRIGGERS = "".join(
    f"CREATE TRIGGER keep_access_{event.lower().replace(' of ', '_')[:6]} AFTER {event} ON agreements_{table}"
    " FOR EACH ROW EXECUTE FUNCTION sec.keep_access();"
    for table, column in (
        ("agreement", "owner_council_id"),
        ("regulation", "council_id"),
        ("party", "organization_id"),
        ("signatoryslot", "planned_user_id"),
    )
    for event in ("INSERT", "DELETE", f"UPDATE OF {column}")
)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial"), ("councils", "0003_wall")]

    operations = [
        Wall(
            "AgreementAccess",
            read=f"council_id = {COUNCILS} OR organization_id = {ORGANIZATIONS} OR user_id = {ME}",
        ),
        Wall(
            "Agreement",
            read=(
                f"owner_council_id = {COUNCILS} OR EXISTS (SELECT 1 FROM agreements_agreementaccess x"
                " WHERE x.agreement_id = agreements_agreement.id)"
            ),
            write=f"owner_council_id = {COUNCILS}",
        ),
        kept("Regulation"),
        text("Party"),
        kept("AgreementGroup"),
        Wall(
            "AgreementGroupPermission",
            read="EXISTS (SELECT 1 FROM agreements_agreement a WHERE a.id = content_object_id)",
            write=(
                "EXISTS (SELECT 1 FROM agreements_agreement a WHERE a.id = content_object_id"
                f" AND a.owner_council_id = {COUNCILS})"
            ),
        ),
        Wall(
            "AgreementUserPermission",
            read="EXISTS (SELECT 1 FROM agreements_agreement a WHERE a.id = content_object_id)",
        ),
        text("Section"),
        Wall(
            "SectionVersion",
            read=read("SectionVersion"),
            insert=owned("SectionVersion", DRAFT),
        ),
        kept("Attachment"),
        kept("AgreementFile"),
        text("FocusArea"),
        text("RevisionRule"),
        text("EvaluationRule"),
        text("Reference"),
        kept("Finding"),
        evidence("Version"),
        text("SignatorySlot"),
        kept("Round"),
        Wall("SignOff", read=read("SignOff"), insert=SIGN_OFF),
        evidence("AgreementPdf"),
        Wall(
            "AgreementJob",
            read=read("AgreementJob"),
            insert=read("AgreementJob"),
            update=owned("AgreementJob"),
        ),
        SeerFunction(
            "sec.keep_access()",
            ACCESS_TRIGGER,
            writes=["agreements_agreementaccess"],
            callable=False,
        ),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
        SeerFunction(
            "sec.signed_out_agreements()",
            """
            CREATE OR REPLACE FUNCTION sec.signed_out_agreements()
            RETURNS TABLE (agreement_id uuid, council_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT r.agreement_id, a.owner_council_id FROM public.agreements_round r
               JOIN public.agreements_agreement a ON a.id = r.agreement_id
               WHERE r.outcome = 'open' AND EXISTS (SELECT 1 FROM public.agreements_signatoryslot s
                   WHERE s.agreement_id = r.agreement_id)
                 AND NOT EXISTS (SELECT 1 FROM public.agreements_signatoryslot s
                   WHERE s.agreement_id = r.agreement_id AND NOT EXISTS (
                       SELECT 1 FROM public.agreements_signoff o
                       WHERE o.slot_id = s.id AND o.version_id = r.version_id)) $$
            """,
            reads=[
                "agreements_round",
                "agreements_agreement",
                "agreements_signatoryslot",
                "agreements_signoff",
            ],
        ),
        SeerFunction(
            "sec.due_agreement_jobs(timestamptz)",
            """
            CREATE OR REPLACE FUNCTION sec.due_agreement_jobs(at timestamptz)
            RETURNS TABLE (job_id uuid, council_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT j.id, a.owner_council_id FROM public.agreements_agreementjob j
               JOIN public.agreements_agreement a ON a.id = j.agreement_id
               WHERE j.state = 'waiting' OR (j.state = 'running' AND j.lease_until < at) $$
            """,
            reads=["agreements_agreementjob", "agreements_agreement"],
        ),
        SeerFunction(
            "sec.owning_council(uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.owning_council(agreement uuid) RETURNS uuid
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT a.owner_council_id FROM public.agreements_agreement a WHERE a.id = agreement $$
            """,
            reads=["agreements_agreement"],
        ),
    ]
