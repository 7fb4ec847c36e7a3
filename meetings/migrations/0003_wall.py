"""The walls of meetings; closed items and all that hangs on them are shown only to those concerned."""

from django.db import migrations

from politirad.tenancy.rls import (
    BY_COUNCIL,
    BY_ORGANIZATION,
    ME,
    CouncilWall,
    SeerFunction,
    Wall,
)

CONCERNED = (
    f"part = 1 OR created_by_id = {ME} OR EXISTS (SELECT 1 FROM meetings_closedaccess x"
    f" WHERE x.item_id = meetings_agendaitem.id AND x.user_id = {ME})"
)
SEES_ITEM = "item_id IS NULL OR EXISTS (SELECT 1 FROM meetings_agendaitem i WHERE i.id = item_id)"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("councils", "0003_wall")]

    operations = [
        CouncilWall("YearPlan"),
        CouncilWall("PlannedMeeting"),
        CouncilWall("Activity"),
        Wall("SchoolHoliday", read=BY_ORGANIZATION, write=BY_ORGANIZATION),
        CouncilWall("Meeting"),
        CouncilWall("Invitee"),
        Wall("Notice", read=BY_COUNCIL, insert=BY_COUNCIL),
        # A policy of this table may not look into the items, whose policy looks in here: a definer
        # function answers instead whether the giver sees the item.
        SeerFunction(
            "sec.sees_item(uuid, uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.sees_item(item uuid, who uuid) RETURNS boolean
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT EXISTS (SELECT 1 FROM public.meetings_agendaitem i WHERE i.id = item AND (i.part = 1
                 OR i.created_by_id = who OR EXISTS (SELECT 1 FROM public.meetings_closedaccess x
                     WHERE x.item_id = i.id AND x.user_id = who))) $$
            """,
            reads=["meetings_agendaitem", "meetings_closedaccess"],
        ),
        Wall(
            "ClosedAccess",
            read=f"{BY_COUNCIL} AND (user_id = {ME} OR given_by_id = {ME})",
            insert=f"{BY_COUNCIL} AND given_by_id = {ME} AND sec.sees_item(item_id, {ME})",
            delete=f"{BY_COUNCIL} AND given_by_id = {ME}",
        ),
        CouncilWall("AgendaItem", restrict=CONCERNED),
        CouncilWall("ItemProposal"),
        Wall("AgendaVersion", read=BY_COUNCIL, insert=BY_COUNCIL),
        CouncilWall("MeetingFile", restrict=SEES_ITEM),
        CouncilWall("Minutes"),
        CouncilWall("ItemMinutes", restrict=SEES_ITEM),
        CouncilWall("Decision", restrict=SEES_ITEM),
        CouncilWall("Action", restrict=SEES_ITEM),
        CouncilWall("MeetingPdf"),
        CouncilWall("MeetingJob"),
        SeerFunction(
            "sec.closed_items(uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.closed_items(meeting uuid)
            RETURNS TABLE (place smallint, legal_basis text, by_consent boolean)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT i."order"::smallint, i.legal_basis::text, i.consent_reference <> ''
               FROM public.meetings_agendaitem i
               WHERE i.meeting_id = meeting AND i.part = 2 AND i.council_id = ANY (sec.councils())
               ORDER BY i."order" $$
            """,
            reads=["meetings_agendaitem"],
        ),
        SeerFunction(
            "sec.find_answer(text)",
            """
            CREATE OR REPLACE FUNCTION sec.find_answer(digest text)
            RETURNS TABLE (invitee_id uuid, council_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT i.id, i.council_id FROM public.meetings_invitee i
               WHERE i.secret_digest = digest AND digest <> '' $$
            """,
            reads=["meetings_invitee"],
        ),
        SeerFunction(
            "sec.busy(uuid, date, date)",
            """
            CREATE OR REPLACE FUNCTION sec.busy(council uuid, first_day date, last_day date)
            RETURNS TABLE (user_id uuid, day date, starts time, ends time)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ WITH members AS (
                   SELECT DISTINCT h.user_id FROM public.councils_seat s
                   JOIN public.councils_officeholding h ON h.office_id = s.office_id
                   WHERE s.council_id = council AND council = ANY (sec.councils())
                     AND h.valid_from <= last_day AND (h.valid_to IS NULL OR h.valid_to >= first_day)
               )
               SELECT h.user_id, m.date, m.start, m."end" FROM public.meetings_meeting m
               JOIN public.councils_seat s ON s.council_id = m.council_id
               JOIN public.councils_officeholding h ON h.office_id = s.office_id
               JOIN members ON members.user_id = h.user_id
               WHERE m.council_id <> council AND m.date BETWEEN first_day AND last_day
                 AND m.state <> 'cancelled' AND s.kind IN ('permanent', 'secretary')
                 AND h.valid_from <= m.date AND (h.valid_to IS NULL OR h.valid_to >= m.date) $$
            """,
            reads=["meetings_meeting", "councils_seat", "councils_officeholding"],
        ),
        SeerFunction(
            "sec.due_meeting_jobs(timestamptz)",
            """
            CREATE OR REPLACE FUNCTION sec.due_meeting_jobs(at timestamptz)
            RETURNS TABLE (job_id uuid, council_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT j.id, j.council_id FROM public.meetings_meetingjob j
               WHERE j.state = 'waiting' OR (j.state = 'running' AND j.lease_until < at) $$
            """,
            reads=["meetings_meetingjob"],
        ),
    ]
