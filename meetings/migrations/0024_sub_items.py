"""Sub-items of the agenda: of the same meeting and part as the item above, one level deep, seen with it."""

import django.db.models.deletion
from django.db import migrations

import politirad.tenancy.models.walled
from politirad.tenancy.rls import BY_COUNCIL, ME, SeerFunction

# One key says all three: the row above is of the same meeting, of the same part, and lies under none itself.
ABOVE = """
ALTER TABLE meetings_agendaitem
    ADD COLUMN is_top boolean NOT NULL GENERATED ALWAYS AS (parent_id IS NULL) STORED,
    ADD COLUMN above_is_top boolean GENERATED ALWAYS AS (CASE WHEN parent_id IS NULL THEN NULL ELSE true END) STORED;
CREATE UNIQUE INDEX meetings_agendaitem_above ON meetings_agendaitem (id, meeting_id, part, is_top);
ALTER TABLE meetings_agendaitem ADD CONSTRAINT meetings_agendaitem_parent_id_same_meeting
    FOREIGN KEY (parent_id, meeting_id, part, above_is_top)
    REFERENCES meetings_agendaitem (id, meeting_id, part, is_top) DEFERRABLE INITIALLY DEFERRED;
"""
NOT_ABOVE = """
ALTER TABLE meetings_agendaitem DROP CONSTRAINT meetings_agendaitem_parent_id_same_meeting;
DROP INDEX meetings_agendaitem_above;
ALTER TABLE meetings_agendaitem DROP COLUMN is_top, DROP COLUMN above_is_top;
"""
CONCERNED = (
    f"created_by_id = {ME} OR EXISTS (SELECT 1 FROM meetings_closedaccess x"
    f" WHERE x.item_id = meetings_agendaitem.id AND x.user_id = {ME})"
)
DECLARED = (
    "EXISTS (SELECT 1 FROM councils_declaration d WHERE d.council_id = meetings_agendaitem.council_id"
    f" AND d.user_id = {ME} AND d.withdrawn_at IS NULL)"
)
OPENS_TO = (
    f"part = 1 OR (CASE WHEN parent_id IS NULL THEN ({CONCERNED}) ELSE sec.sees_item(parent_id, {ME}) END"
    f" AND {DECLARED})"
)
OPENED_TO = f"part = 1 OR (({CONCERNED}) AND {DECLARED})"
GIVES = f"{BY_COUNCIL} AND given_by_id = {ME} AND sec.sees_item(item_id, {ME})"


def policy(condition: str) -> str:
    """The wall between closed items and the rest of the council, under this condition."""
    return f"ALTER POLICY wall_restrict ON meetings_agendaitem USING ({condition}) WITH CHECK ({condition})"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0023_year_papers")]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="parent",
            field=politirad.tenancy.models.walled.CouncilForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="subs",
                to="meetings.agendaitem",
            ),
        ),
        migrations.RunSQL(ABOVE, NOT_ABOVE),
        # A closed sub-item has no readers of its own: it is seen with the item above. Made anew, the function takes
        # the policy that asks it along.
        SeerFunction(
            "sec.sees_item(uuid, uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.sees_item(item uuid, who uuid) RETURNS boolean
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT EXISTS (SELECT 1 FROM public.meetings_agendaitem i
                 JOIN public.meetings_agendaitem t ON t.id = coalesce(i.parent_id, i.id)
                 WHERE i.id = item AND (t.part = 1 OR t.created_by_id = who
                     OR EXISTS (SELECT 1 FROM public.meetings_closedaccess x
                         WHERE x.item_id = t.id AND x.user_id = who))) $$
            """,
            reads=["meetings_agendaitem", "meetings_closedaccess"],
        ),
        migrations.RunSQL(
            f"CREATE POLICY wall_insert ON meetings_closedaccess FOR INSERT WITH CHECK ({GIVES})",
            "DROP POLICY wall_insert ON meetings_closedaccess",
        ),
        migrations.RunSQL(policy(OPENS_TO), policy(OPENED_TO)),
        SeerFunction(
            "sec.readers_of(uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.readers_of(item uuid) RETURNS TABLE (user_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT r.reader FROM public.meetings_agendaitem i
               JOIN public.meetings_agendaitem t ON t.id = coalesce(i.parent_id, i.id)
               CROSS JOIN LATERAL (
                   SELECT x.user_id AS reader FROM public.meetings_closedaccess x WHERE x.item_id = t.id
                   UNION SELECT t.created_by_id WHERE t.created_by_id IS NOT NULL
               ) r
               WHERE i.id = item AND i.council_id = ANY (sec.councils()) AND sec.sees_item(i.id, sec.user_id()) $$
            """,
            reads=["meetings_agendaitem", "meetings_closedaccess"],
        ),
        SeerFunction(
            "sec.awaits_declaration(uuid, uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.awaits_declaration(meeting uuid, who uuid) RETURNS boolean
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT EXISTS (
                   SELECT 1 FROM public.meetings_agendaitem i
                   WHERE i.meeting_id = meeting AND i.part = 2 AND i.parent_id IS NULL
                     AND i.council_id = ANY (sec.councils())
                     AND (i.created_by_id = who OR EXISTS (SELECT 1 FROM public.meetings_closedaccess x
                              WHERE x.item_id = i.id AND x.user_id = who))
                     AND NOT EXISTS (SELECT 1 FROM public.councils_declaration d
                              WHERE d.council_id = i.council_id AND d.user_id = who
                                AND d.withdrawn_at IS NULL)) $$
            """,
            reads=["meetings_agendaitem", "meetings_closedaccess", "councils_declaration"],
        ),
        # The places that closed items left in the minutes, each sub-item's behind the one of the item above.
        SeerFunction(
            "sec.closed_items(uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.closed_items(meeting uuid)
            RETURNS TABLE (added_after_call boolean, legal_basis text, is_sub boolean)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT i.added_after_call, i.legal_basis::text, i.parent_id IS NOT NULL
               FROM public.meetings_agendaitem i
               JOIN public.meetings_agendaitem t ON t.id = coalesce(i.parent_id, i.id)
               WHERE i.meeting_id = meeting AND i.part = 2 AND i.council_id = ANY (sec.councils())
               ORDER BY t."order", t.id, i.parent_id IS NOT NULL, i."order" $$
            """,
            reads=["meetings_agendaitem"],
        ),
    ]
