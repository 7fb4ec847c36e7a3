"""The context's functions, the serving role's grants, and the walls of the inner app."""

from django.db import migrations

from politirad.tenancy.rls import (
    BY_COUNCIL,
    BY_ORGANIZATION,
    ME,
    SEER,
    SeerFunction,
    Wall,
    serving_role,
)

CONTEXT = """
CREATE SCHEMA IF NOT EXISTS sec;

CREATE OR REPLACE FUNCTION sec.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog AS
$$ SELECT nullif(current_setting('politirad.user_id', true), '')::uuid $$;

CREATE OR REPLACE FUNCTION sec.organizations() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog AS
$$ SELECT coalesce(string_to_array(nullif(current_setting('politirad.organizations', true), ''), ',')::uuid[],
                   ARRAY[]::uuid[]) $$;

CREATE OR REPLACE FUNCTION sec.councils() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog AS
$$ SELECT coalesce(string_to_array(nullif(current_setting('politirad.councils', true), ''), ',')::uuid[],
                   ARRAY[]::uuid[]) $$;
"""


def grants(apps: object, schema_editor: object) -> None:
    """What the serving role may do: read and write rows, nothing about the tables themselves."""
    role = serving_role()
    for statement in (
        f'GRANT USAGE ON SCHEMA public, sec TO "{role}"',
        f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"',
        f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"',
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
        f' GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{role}"',
        f'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO "{role}"',
        f'GRANT EXECUTE ON FUNCTION sec.user_id(), sec.organizations(), sec.councils() TO "{role}"',
        # The seer's functions live in this schema; creating one there needs the right to.
        f"GRANT USAGE, CREATE ON SCHEMA sec TO {SEER}",
    ):
        schema_editor.execute(statement)  # type: ignore[attr-defined]


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial")]

    operations = [
        migrations.RunSQL(CONTEXT, "DROP SCHEMA IF EXISTS sec CASCADE"),
        migrations.RunPython(grants, migrations.RunPython.noop),
        Wall(
            "Affiliation",
            read=f"{BY_ORGANIZATION} OR user_id = {ME}",
            write=BY_ORGANIZATION,
        ),
        Wall(
            "AuditEvent",
            read=f"{BY_COUNCIL} OR {BY_ORGANIZATION}",
            insert=(
                f"(council_id IS NULL OR {BY_COUNCIL}) AND (organization_id IS NULL OR {BY_ORGANIZATION})"
                f" AND actor_id IS NOT DISTINCT FROM {ME}"
            ),
        ),
        Wall(
            "OutgoingMessage",
            read=f"{BY_COUNCIL} OR {BY_ORGANIZATION}",
            write=(
                f"(council_id IS NULL OR {BY_COUNCIL}) AND (organization_id IS NULL OR {BY_ORGANIZATION})"
                " AND num_nonnulls(council_id, organization_id) > 0"
            ),
        ),
        SeerFunction(
            "sec.due_messages(timestamptz, integer)",
            """
            CREATE OR REPLACE FUNCTION sec.due_messages(at timestamptz, most integer)
            RETURNS TABLE (id uuid, council_id uuid, organization_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT m.id, m.council_id, m.organization_id FROM public.tenancy_outgoingmessage m
               WHERE (m.state IN ('new', 'failed') AND m.due_at <= at)
                  OR (m.state IN ('claimed', 'sending') AND m.lease_until < at)
               ORDER BY m.due_at LIMIT most $$
            """,
            reads=["tenancy_outgoingmessage"],
        ),
        SeerFunction(
            "sec.memberships(uuid, date)",
            """
            CREATE OR REPLACE FUNCTION sec.memberships(who uuid, day date)
            RETURNS TABLE (organizations uuid[], councils uuid[])
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT coalesce(array_agg(a.organization_id), ARRAY[]::uuid[]), ARRAY[]::uuid[]
               FROM public.tenancy_affiliation a
               WHERE a.user_id = who AND a.valid_from <= day AND (a.valid_to IS NULL OR a.valid_to >= day) $$
            """,
            reads=["tenancy_affiliation"],
        ),
    ]
