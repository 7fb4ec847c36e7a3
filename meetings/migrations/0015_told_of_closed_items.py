"""The trail tells of a closed item only to those who see the item, and to each what they did themselves.

An item that is gone: one that was never closed is told of to everybody, another one to those who worked on it.
A proposal that has become a closed item is seen by those who see the item, and by the one who proposed it.
The minutes' place of a closed item says whether the item was added after the call.
"""

from django.db import migrations

from politirad.tenancy.rls import ME, SeerFunction

TOLD = f"""
CREATE POLICY closed_items ON tenancy_auditevent AS RESTRICTIVE FOR SELECT USING (
    about_id IS NULL OR actor_id = {ME}
    OR EXISTS (SELECT 1 FROM meetings_agendaitem i WHERE i.id = about_id)
    OR sec.may_hear_of_gone(about_id, {ME}));
CREATE POLICY closed_proposals ON tenancy_auditevent AS RESTRICTIVE FOR SELECT USING (
    subject_type <> 'meetings.itemproposal' OR actor_id = {ME}
    OR EXISTS (SELECT 1 FROM meetings_itemproposal p WHERE p.id = subject_id));
CREATE POLICY closed_items ON meetings_itemproposal AS RESTRICTIVE FOR SELECT USING (
    proposed_by_id = {ME} OR item_id IS NULL
    OR EXISTS (SELECT 1 FROM meetings_agendaitem i WHERE i.id = item_id));
"""
UNTOLD = """
DROP POLICY closed_items ON tenancy_auditevent;
DROP POLICY closed_proposals ON tenancy_auditevent;
DROP POLICY closed_items ON meetings_itemproposal;
"""

# The owner is walled too: for this one change it must see every row, or it would silently change none. A row
# that named no subject because its item was closed is about nothing that is left: only its actor sees it.
FORMER_ROWS = """
ALTER TABLE tenancy_auditevent NO FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_agendaitem NO FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_decision NO FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_action NO FORCE ROW LEVEL SECURITY;
UPDATE tenancy_auditevent SET about_id = subject_id, confidential = (subject_name = '')
    WHERE subject_type = 'meetings.agendaitem';
UPDATE tenancy_auditevent e SET about_id = i.id, confidential = (i.part = 2) FROM meetings_agendaitem i
    WHERE e.about_id IS NULL AND e.facts ? 'item' AND i.id::text = e.facts ->> 'item';
UPDATE tenancy_auditevent e SET about_id = d.item_id FROM meetings_decision d
    WHERE e.about_id IS NULL AND e.subject_type = 'meetings.decision' AND e.subject_id = d.id;
UPDATE tenancy_auditevent e SET about_id = a.item_id FROM meetings_action a
    WHERE e.about_id IS NULL AND e.subject_type = 'meetings.action' AND e.subject_id = a.id;
UPDATE tenancy_auditevent SET about_id = id, confidential = true
    WHERE about_id IS NULL AND subject_type = '' AND (action LIKE '%\\_decision' OR action LIKE '%\\_action');
ALTER TABLE meetings_action FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_decision FORCE ROW LEVEL SECURITY;
ALTER TABLE meetings_agendaitem FORCE ROW LEVEL SECURITY;
ALTER TABLE tenancy_auditevent FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0014_pack"), ("tenancy", "0004_audit_about")]

    operations = [
        SeerFunction(
            "sec.may_hear_of_gone(uuid, uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.may_hear_of_gone(item uuid, who uuid) RETURNS boolean
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT NOT EXISTS (SELECT 1 FROM public.meetings_agendaitem i WHERE i.id = item)
                 AND (NOT EXISTS (SELECT 1 FROM public.tenancy_auditevent e
                                  WHERE e.about_id = item AND e.confidential)
                      OR EXISTS (SELECT 1 FROM public.tenancy_auditevent e
                                 WHERE e.about_id = item AND e.confidential AND e.actor_id = who
                                   AND e.action NOT IN ('read_closed_item', 'read_closed_paper'))) $$
            """,
            reads=["meetings_agendaitem", "tenancy_auditevent"],
        ),
        # The place that a closed item left in the minutes is numbered as an addendum when it was one.
        SeerFunction(
            "sec.closed_items(uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.closed_items(meeting uuid)
            RETURNS TABLE (added_after_call boolean, legal_basis text)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT i.added_after_call, i.legal_basis::text FROM public.meetings_agendaitem i
               WHERE i.meeting_id = meeting AND i.part = 2 AND i.council_id = ANY (sec.councils())
               ORDER BY i."order" $$
            """,
            reads=["meetings_agendaitem"],
        ),
        migrations.RunSQL(FORMER_ROWS, migrations.RunSQL.noop),
        migrations.RunSQL(TOLD, UNTOLD),
    ]
