"""Days of a year that are taken: elections, school holidays and members' other meetings, for many councils at once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from meetings.plan_request import Busy
from meetings.school_calendars import schools_closed
from meetings.workdays import ElectionDay, SchoolHoliday


@dataclass
class Calendars:
    """Election days for all; school holidays and members' other meetings by council."""

    elections: tuple[ElectionDay, ...] = ()
    holidays: Mapping[UUID, list[SchoolHoliday]] = field(default_factory=dict)
    busy: Mapping[UUID, list[Busy]] = field(default_factory=dict)


def calendars_of(councils: Sequence[UUID], year: int) -> Calendars:
    """Election days, school holidays, and members' other meetings: one round trip.

    The school holidays are those of the owner and of all who take part in the year, and of the counties they lie in;
    see `school_calendars.schools_closed`. Everybody reads them, so that all who plan a council find the same.
    The other meetings come from `sec.busy_together`, which gives times and nobody's titles, and leaves out what is
    only proposed in the councils asked for: those are planned together.
    """
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH taking AS ("
            " SELECT id AS council_id, organization_id FROM councils_council WHERE id = ANY(%(councils)s::uuid[])"
            " UNION SELECT council_id, organization_id FROM councils_participant"
            " WHERE council_id = ANY(%(councils)s::uuid[])"
            " AND (valid_to IS NULL OR valid_to >= %(first)s) AND (valid_from IS NULL OR valid_from <= %(last)s))"
            " SELECT 'election', date, NULL::date, NULL::time, NULL::time, confirmed::text, NULL::uuid, NULL::uuid,"
            " NULL::boolean FROM tenancy_electionday WHERE date BETWEEN %(first)s AND %(last)s"
            " UNION ALL SELECT 'school', h.first_day, h.last_day, NULL, NULL, h.name, t.council_id,"
            " t.organization_id, h.organization_id = t.organization_id"
            " FROM taking t JOIN tenancy_organization o"
            " ON o.id = t.organization_id AND o.kind IN ('municipality', 'county')"
            " LEFT JOIN tenancy_organization c ON c.id = o.parent_id AND c.kind = 'county'"
            " JOIN meetings_schoolholiday h ON h.organization_id IN (o.id, c.id)"
            " WHERE h.first_day <= %(last)s AND h.last_day >= %(first)s"
            " UNION ALL SELECT 'busy', day, NULL, starts, ends, user_id::text, council_id, NULL, NULL"
            " FROM sec.busy_together(%(councils)s::uuid[], %(first)s, %(last)s) ORDER BY 1, 2, 4, 6, 7, 3, 8",
            {"first": first, "last": last, "councils": list(councils)},
        )
        rows = cursor.fetchall()
    elections: list[ElectionDay] = []
    schools: defaultdict[tuple[UUID, UUID], tuple[list[SchoolHoliday], list[SchoolHoliday]]] = defaultdict(
        lambda: ([], [])
    )
    busy: defaultdict[UUID, list[Busy]] = defaultdict(list)
    for what, day, until, starts, ends, word, of, whose, own in rows:
        match what:
            case "election":
                elections.append(ElectionDay(day, word == "true"))
            case "school":
                schools[of, whose][0 if own else 1].append(SchoolHoliday(word, day, until))
            case _:
                begins = datetime.datetime.combine(day, starts)
                busy[of].append(Busy(word, begins, datetime.datetime.combine(day, ends)))
    holidays: defaultdict[UUID, list[SchoolHoliday]] = defaultdict(list)
    for (council, _whose), (of_its_own, of_the_county) in schools.items():
        holidays[council] += schools_closed(of_its_own, of_the_county)
    return Calendars(tuple(elections), holidays, busy)
