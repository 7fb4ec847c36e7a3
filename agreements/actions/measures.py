"""Plan measures under the focus areas, tell how they go, and carry the open ones into the next agreement.

Measures stand beside the signed text, so they are planned and told of in every state but the last ones. While a draft
waits to succeed an agreement that is in force, its carried measures follow those of the agreement in force.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from agreements import notifications
from agreements.actions.guards import locked, record_here
from agreements.lifecycle import State
from agreements.measures import OPEN, OVER, UNSIGNED, Progress, goes_on, is_led_elsewhere
from agreements.models import Agreement, FocusArea, Measure, MeasureChange, Party
from agreements.responsible import measures_answered_for
from councils.models import Council
from councils.refusals import Refusal
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

#: What is planned of a measure; how it goes is told by `tell_measure`.
PLANNED = ("focus_area", "text", "party", "responsible", "responsible_name", "due")


@transaction.atomic
def add_measure(
    *, agreement: Agreement, by: User | None, at: datetime.datetime, today: datetime.date, **plan: Any
) -> Measure:
    """Plan a measure: `focus_area`, `text`, `party`, `responsible` or `responsible_name`, `due` (ISO, any precision).

    Whoever answers for it is told. Raises Refusal when the agreement is over, or the words are missing.
    """
    row = locked(agreement)
    _followed(row)
    _fits(row, plan)
    last = row.measures.aggregate(last=Max("order"))["last"] or 0
    measure = Measure(agreement=row, begun_on=today, order=last + 1, **plan)
    measure.save(force_insert=True)
    _change(measure, Progress.PLANNED, "", by=by, at=at, today=today)
    record("add_measure", row, by=by, measure=measure.pk)
    for successor in row.successors.filter(_waits(today, "")):
        carry_measures(former=row, successor=successor, by=by, at=at, today=today)
    if measure.responsible is not None and measure.responsible != by:
        notifications.measure_given(row, measure)
    return measure


@transaction.atomic
def change_measure(
    *,
    measure: Measure,
    agreement: Agreement,
    seen: int,
    by: User,
    at: datetime.datetime,
    today: datetime.date,
    **plan: Any,
) -> bool:
    """Change what is planned; `seen` is the number of the change the writer has before him. False if nothing differs.

    Raises Refusal as above, and when somebody has changed the measure since.
    """
    row = locked(agreement)
    _followed(row)
    _fits(row, plan)
    now = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    _led_here(now, row, today)
    if now.changes != seen:
        raise Refusal(_since())
    if all(getattr(now, name) == plan[name] for name in plan):
        return False
    former = now.responsible_id
    for name, value in plan.items():
        setattr(now, name, value)
    now.save(update_fields=list(plan))
    _change(now, Progress(now.progress), now.result, by=by, at=at, today=today)
    record("change_measure", row, by=by, measure=now.pk, fields=sorted(plan))
    for copy in _waiting_copies(now, today):
        same = {name: plan[name] for name in plan if name not in {"focus_area", "party"}}
        Measure.objects.filter(pk=copy.pk).update(**same)
        _change(copy, Progress(copy.progress), copy.result, by=by, at=at, today=today)
    if now.responsible is not None and now.responsible_id not in {former, by.pk}:
        notifications.measure_given(row, now)
    return True


@transaction.atomic
def tell_measure(
    *,
    measure: Measure,
    agreement: Agreement,
    seen: int,
    progress: Progress,
    result: str,
    by: User,
    at: datetime.datetime,
    today: datetime.date,
) -> bool:
    """Tell how a measure goes, in the context of the owner or of whoever answers for it. False if nothing differs.

    A measure that is done or dropped says what came of it, or why. Raises Refusal when that is missing, the agreement
    is over, or somebody has changed the measure since.
    """
    _followed(agreement)
    _led_here(measure, agreement, today)
    said = " ".join(result.split())[:500]
    if progress not in OPEN and not said:
        raise Refusal(_("Skriv kort hva som kom ut av tiltaket, eller hvorfor det ikke gjennomføres."))
    if measure.changes != seen:
        raise Refusal(_since())
    if (measure.progress, measure.result) == (progress.value, said):
        return False
    _change(measure, progress, said, by=by, at=at, today=today)
    record_here("tell_measure", agreement, by=by, measure=measure.pk, progress=progress.value)
    for copy in _waiting_copies(measure, today):
        _change(copy, progress, said, by=by, at=at, today=today)
    return True


@transaction.atomic
def take_over_measures(
    *, council: Council, leaver: User, successor: User, by: User, at: datetime.datetime, today: datetime.date
) -> int:
    """Let the successor answer for every open measure of the council's agreements that the leaver answers for.

    Nobody is written to: whoever hands over tells of it all at once. Returns how many moved.
    """
    moved = 0
    for found in measures_answered_for(council, leaver, today=today):
        locked(found.agreement)
        now = Measure.objects.select_for_update(of=("self",)).get(pk=found.pk)
        if now.responsible_id != leaver.pk or Progress(now.progress) not in OPEN:
            continue
        for measure in (now, *_waiting_copies(now, today)):
            measure.responsible, measure.responsible_name = successor, ""
            measure.save(update_fields=["responsible", "responsible_name"])
            _change(measure, Progress(measure.progress), measure.result, by=by, at=at, today=today)
        record("change_measure", found.agreement, by=by, measure=now.pk, fields=["responsible"])
        moved += 1
    return moved


def carry_measures(
    *,
    former: Agreement,
    successor: Agreement,
    by: User | None,
    at: datetime.datetime,
    today: datetime.date,
) -> int:
    """Write the former agreement's open measures into its successor, each once, under the same focus area and party.

    Runs in the owning council's context, as often as one likes. An area that the successor does not have in the same
    words leaves the measure without one. Returns how many were carried now.
    """
    areas = {_words(area): area for area in successor.focus_areas.all()}
    parties = {party.organization_id: party for party in successor.parties.all()}
    open_ones = former.measures.filter(progress__in=[one.value for one in Progress if goes_on(one)]).exclude(
        carried_to__agreement=successor
    )
    carried = 0
    for measure in open_ones.select_related("focus_area", "party").order_by("order"):
        copy = Measure(
            agreement=successor,
            focus_area=areas.get(_words(measure.focus_area)) if measure.focus_area else None,
            text=measure.text,
            party=parties.get(measure.party.organization_id) if measure.party else None,
            responsible_id=measure.responsible_id,
            responsible_name=measure.responsible_name,
            due=measure.due,
            begun_on=measure.begun_on,
            carried_from=measure,
            order=measure.order,
        )
        copy.save(force_insert=True)
        _change(copy, Progress(measure.progress), measure.result, by=by, at=at, today=today)
        carried += 1
    return carried


def _change(
    measure: Measure,
    progress: Progress,
    result: str,
    *,
    by: User | None,
    at: datetime.datetime,
    today: datetime.date,
) -> None:
    """Add the change; the database brings the measure up to it, and lets no two take the same turn."""
    change = MeasureChange(
        agreement_id=measure.agreement_id,
        measure=measure,
        number=measure.changes + 1,
        progress=progress.value,
        result=result,
        told_on=today,
        at=at,
        by=by,
    )
    try:
        with transaction.atomic():
            change.save(force_insert=True)
    except IntegrityError as error:
        if "measure_change_in_turn" not in str(error) and "changed the measure" not in str(error):
            raise
        raise Refusal(_since()) from None
    except DatabaseError as error:
        if "row-level security" not in str(error):
            raise
        raise Refusal(
            _("Bare de som skriver avtalen, og den som er ansvarlig, kan melde om tiltaket.")
        ) from None
    measure.refresh_from_db(fields=["progress", "result", "closed_on", "changes"])


def _waiting_copies(measure: Measure, today: datetime.date) -> list[Measure]:
    """The measure's copies in agreements that are not in force yet: they follow what happens here."""
    return list(measure.carried_to.filter(_waits(today, "agreement__")))


def _waits(today: datetime.date, path: str) -> Q:
    """Agreements, at the end of `path`, that are not in force yet, and may be."""
    ahead = Q(**{f"{path}in_force_from__gt": today}) & ~Q(**{f"{path}state__in": sorted(OVER)})
    return Q(**{f"{path}state__in": sorted(UNSIGNED)}) | ahead


def _followed(agreement: Agreement) -> None:
    if State(agreement.state) in OVER:
        raise Refusal(
            _("Avtalen er avsluttet. Tiltakene følges opp i avtalen som erstattet den, om det finnes en.")
        )


def _led_here(measure: Measure, agreement: Agreement, today: datetime.date) -> None:
    """Refuse a carried measure whose agreement waits to be in force while the former one is in charge."""
    if measure.carried_from_id is None or agreement.predecessor_id is None:
        return
    former = Agreement.objects.filter(pk=agreement.predecessor_id).values_list("state", flat=True).first()
    if is_led_elsewhere(
        State(agreement.state),
        starts=agreement.in_force_from,
        predecessor=State(former) if former else None,
        today=today,
    ):
        raise Refusal(
            _("Tiltaket følges opp i avtalen som gjelder nå. Det du skriver der, kommer med hit av seg selv.")
        )


def _fits(agreement: Agreement, plan: dict[str, Any]) -> None:
    """Refuse a plan without words, and an area or a party of another agreement."""
    if "text" in plan and not plan["text"].strip():
        raise Refusal(_("Skriv hva tiltaket går ut på."))
    own: list[FocusArea | Party | None] = [plan.get("focus_area"), plan.get("party")]
    if any(one is not None and one.agreement_id != agreement.pk for one in own):
        raise Refusal(_("Velg et satsingsområde og en part i denne avtalen."))


def _words(area: FocusArea) -> str:
    """What makes areas of two agreements the same, as `meetings.coverage` has it."""
    return area.text.strip().casefold()


def _since() -> str:
    return _("Noen andre har endret tiltaket siden du åpnet det. Se hva som står der nå, og lagre på nytt.")
