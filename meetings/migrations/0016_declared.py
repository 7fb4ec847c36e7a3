"""Closed items open only to those who have declared to the council to keep them confidential."""

from django.db import migrations

from politirad.tenancy.rls import ME, SeerFunction

CONCERNED = (
    f"created_by_id = {ME} OR EXISTS (SELECT 1 FROM meetings_closedaccess x"
    f" WHERE x.item_id = meetings_agendaitem.id AND x.user_id = {ME})"
)
DECLARED = (
    "EXISTS (SELECT 1 FROM councils_declaration d WHERE d.council_id = meetings_agendaitem.council_id"
    f" AND d.user_id = {ME} AND d.withdrawn_at IS NULL)"
)
OPENS_TO = f"part = 1 OR (({CONCERNED}) AND {DECLARED})"
OPENED_TO = f"part = 1 OR {CONCERNED}"


def policy(condition: str) -> str:
    """The wall between closed items and the rest of the council, under this condition."""
    return f"ALTER POLICY wall_restrict ON meetings_agendaitem USING ({condition}) WITH CHECK ({condition})"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0015_told_of_closed_items"), ("councils", "0007_declarations")]

    operations = [
        migrations.RunSQL(policy(OPENS_TO), policy(OPENED_TO)),
        # Whether something in the meeting waits for the person's declaration; nothing more is told of it.
        SeerFunction(
            "sec.awaits_declaration(uuid, uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.awaits_declaration(meeting uuid, who uuid) RETURNS boolean
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT EXISTS (
                   SELECT 1 FROM public.meetings_agendaitem i
                   WHERE i.meeting_id = meeting AND i.part = 2 AND i.council_id = ANY (sec.councils())
                     AND (i.created_by_id = who OR EXISTS (SELECT 1 FROM public.meetings_closedaccess x
                              WHERE x.item_id = i.id AND x.user_id = who))
                     AND NOT EXISTS (SELECT 1 FROM public.councils_declaration d
                              WHERE d.council_id = i.council_id AND d.user_id = who
                                AND d.withdrawn_at IS NULL)) $$
            """,
            reads=["meetings_agendaitem", "meetings_closedaccess", "councils_declaration"],
        ),
    ]
