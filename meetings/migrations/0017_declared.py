"""Closed items open only to those who have declared to the council to keep them confidential.

A proposal that has become a closed item stays closed when the item is taken off the agenda.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

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
# The owner is walled too: for this one change it must see every row, or it would silently change none.
CLOSED_PROPOSALS = """
ALTER TABLE meetings_itemproposal NO FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_agendaitem NO FORCE ROW LEVEL SECURITY;
UPDATE meetings_itemproposal p SET closed_by_id = i.created_by_id FROM meetings_agendaitem i WHERE i.id = p.item_id AND i.part = 2;
ALTER TABLE meetings_agendaitem FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_itemproposal FORCE ROW LEVEL SECURITY;
"""
ITS_ITEM_IS_SEEN = "EXISTS (SELECT 1 FROM meetings_agendaitem i WHERE i.id = item_id)"
SEEN = (
    f"proposed_by_id = {ME} OR closed_by_id = {ME} OR (item_id IS NULL AND closed_by_id IS NULL)"
    f" OR {ITS_ITEM_IS_SEEN}"
)
FORMERLY_SEEN = f"proposed_by_id = {ME} OR item_id IS NULL OR {ITS_ITEM_IS_SEEN}"


def proposals(condition: str) -> str:
    """The wall between proposals that became closed items and the rest of the council, under this condition."""
    return f"ALTER POLICY closed_items ON meetings_itemproposal USING ({condition})"


def policy(condition: str) -> str:
    """The wall between closed items and the rest of the council, under this condition."""
    return f"ALTER POLICY wall_restrict ON meetings_agendaitem USING ({condition}) WITH CHECK ({condition})"


# Who takes a closed item off does not see everybody it concerned; their rows go with it all the same.
ACCESS = "meetings_closedaccess_item_id_same_council"


def access(on_delete: str) -> str:
    """The key from a closed item's access rows to the item."""
    return (
        f"ALTER TABLE meetings_closedaccess DROP CONSTRAINT {ACCESS}, ADD CONSTRAINT {ACCESS}"
        " FOREIGN KEY (item_id, council_id) REFERENCES meetings_agendaitem (id, council_id)"
        f" {on_delete} DEFERRABLE INITIALLY DEFERRED"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0016_seal_renewal"),
        ("councils", "0007_declarations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(policy(OPENS_TO), policy(OPENED_TO)),
        migrations.AddField(
            model_name="itemproposal",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(CLOSED_PROPOSALS, migrations.RunSQL.noop),
        migrations.RunSQL(proposals(SEEN), proposals(FORMERLY_SEEN)),
        migrations.RunSQL(access("ON DELETE CASCADE"), access("")),
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
