"""The walls of the councils, and what a person may ask for through seats and onboarding."""

from django.db import migrations

from politirad.tenancy.rls import (
    BY_COUNCIL,
    BY_ORGANIZATION,
    COUNCILS,
    ME,
    CouncilWall,
    SeerFunction,
    Wall,
)

# An office is seen by its organisation, its own council, and every council with a seat bound to it.
SEATED = "EXISTS (SELECT 1 FROM councils_seat s WHERE s.office_id = {office})"
OF_OFFICE = "EXISTS (SELECT 1 FROM councils_office o WHERE o.id = office_id{more})"

# `officeless` rows of the office itself: written by the organisation, or by the council that owns it.
OFFICE_WRITE = f"({BY_ORGANIZATION} AND council_id IS NULL) OR {BY_COUNCIL}"
HOLDING_WRITE = OF_OFFICE.format(
    more=(
        " AND ((o.organization_id = ANY ((SELECT sec.organizations())::uuid[]) AND o.council_id IS NULL)"
        f" OR o.council_id = {COUNCILS})"
    )
)

MEMBERSHIPS = """
CREATE OR REPLACE FUNCTION sec.memberships(who uuid, day date)
RETURNS TABLE (organizations uuid[], councils uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
WITH affiliated AS (
    SELECT a.organization_id, a.is_administrator FROM public.tenancy_affiliation a
    WHERE a.user_id = who AND a.valid_from <= day AND (a.valid_to IS NULL OR a.valid_to >= day)
), onboarding AS (
    SELECT b.organization_id, b.police_unit_id, b.council_id FROM public.councils_onboarding b
    JOIN public.tenancy_user u ON u.id = b.conducted_by_id
    WHERE b.conducted_by_id = who AND b.completed_at IS NULL AND b.abandoned_at IS NULL
      AND u.is_active AND u.is_system_administrator
), seated AS (
    SELECT s.council_id FROM public.councils_officeholding h
    JOIN public.councils_seat s ON s.office_id = h.office_id
    WHERE h.user_id = who AND h.valid_from <= day AND (h.valid_to IS NULL OR h.valid_to >= day)
      AND (s.valid_from IS NULL OR s.valid_from <= day) AND (s.valid_to IS NULL OR s.valid_to >= day)
), administered AS (
    SELECT c.id AS council_id FROM public.councils_council c
    JOIN affiliated a ON a.organization_id = c.organization_id AND a.is_administrator
)
SELECT
    ARRAY(SELECT organization_id FROM affiliated UNION SELECT organization_id FROM onboarding
          UNION SELECT police_unit_id FROM onboarding WHERE police_unit_id IS NOT NULL),
    ARRAY(SELECT council_id FROM seated UNION SELECT council_id FROM administered
          UNION SELECT council_id FROM onboarding WHERE council_id IS NOT NULL)
$$
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0001_initial"), ("tenancy", "0002_wall")]

    operations = [
        Wall(
            "Council",
            read=f"id = {COUNCILS}",
            insert=BY_ORGANIZATION,
            update=f"id = {COUNCILS}",
            delete=f"id = {COUNCILS}",
        ),
        CouncilWall("Participant"),
        CouncilWall("Seat"),
        Wall(
            "Office",
            read=f"{BY_ORGANIZATION} OR {BY_COUNCIL} OR {SEATED.format(office='councils_office.id')}",
            write=OFFICE_WRITE,
        ),
        Wall(
            "OfficeHolding",
            read=f"user_id = {ME} OR {OF_OFFICE.format(more='')}",
            write=HOLDING_WRITE,
        ),
        CouncilWall("Rules"),
        CouncilWall("CadenceRule"),
        CouncilWall("StandingItem"),
        CouncilWall("CouncilGroup"),
        Wall(
            "CouncilGroupPermission",
            read=f"content_object_id = {COUNCILS}",
            write=f"content_object_id = {COUNCILS}",
        ),
        Wall("CouncilUserPermission", read=f"content_object_id = {COUNCILS}"),
        Wall(
            "Onboarding",
            read=f"conducted_by_id = {ME} OR {BY_COUNCIL}",
            write=f"conducted_by_id = {ME}",
        ),
        SeerFunction(
            "sec.memberships(uuid, date)",
            MEMBERSHIPS,
            reads=[
                "tenancy_affiliation",
                "tenancy_user",
                "councils_onboarding",
                "councils_officeholding",
                "councils_seat",
                "councils_council",
            ],
        ),
        SeerFunction(
            "sec.every_council()",
            """
            CREATE OR REPLACE FUNCTION sec.every_council() RETURNS SETOF uuid
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT c.id FROM public.councils_council c WHERE c.closed_on IS NULL $$
            """,
            reads=["councils_council"],
        ),
        SeerFunction(
            "sec.has_council(uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.has_council(municipality uuid) RETURNS boolean
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT EXISTS (SELECT 1 FROM public.councils_council c
                              WHERE c.organization_id = municipality AND c.kind = 'police_council') $$
            """,
            reads=["councils_council"],
        ),
    ]
