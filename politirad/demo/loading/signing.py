"""Sign what the files say is signed, on the day the text says, in the app or on paper; send the rest to be signed."""

from __future__ import annotations

import datetime
from pathlib import Path

from agreements.actions import attest_paper, follow_calendar, freeze, keep_file, settle, sign
from agreements.models import Agreement, SignatorySlot
from meetings.workdays import next_working_day
from politirad.demo import schema
from politirad.demo.loading.stage import Stage
from politirad.tenancy.models import User

SCAN = Path(__file__).parent.parent / "data" / "underskrifter.pdf"
DAYS_TO_SIGN = 28


def sign_agreement(stage: Stage, source: schema.Agreement, agreement: Agreement) -> None:
    """Freeze, let everybody sign, close the round, and bring the state up to date."""
    assert source.signed_on is not None
    day = signing_day(source.signed_on)
    by = _keeper(stage, agreement)
    with stage.acting(by):
        frozen = freeze(agreement=agreement, by=by, at=stage.moment(day, 8), today=stage.today)
        agreement.refresh_from_db()
    for slot, line in zip(_slots(stage, agreement), source.signatories, strict=True):
        if line.way == "on_paper":
            _on_paper(stage, slot, agreement, by, day, source.signed_on.place or "")
        else:
            assert slot.planned_user is not None
            with stage.acting(slot.planned_user):
                sign(
                    slot=slot,
                    sha256=frozen.version.sha256,
                    by=slot.planned_user,
                    at=stage.moment(day, 12),
                    today=day,
                    evidence={"demo": True},
                )
    with stage.acting():
        settle(agreement=agreement, at=stage.moment(day, 13), today=stage.today)
        follow_calendar(agreement=agreement, at=stage.at, today=stage.today)


def send_to_sign(stage: Stage, source: schema.Agreement, agreement: Agreement) -> None:
    """Freeze a text that waits for its signatories."""
    assert source.state == "frozen"
    by = _keeper(stage, agreement)
    deadline = next_working_day(stage.today + datetime.timedelta(days=DAYS_TO_SIGN))
    with stage.acting(by):
        freeze(agreement=agreement, by=by, at=stage.at, today=stage.today, deadline=deadline)


def signing_day(signed: schema.SignedOn) -> datetime.date:
    """The day of the signatures; of a month or a year without a day, a working day in the middle of it."""
    if signed.precision == "day":
        return datetime.date.fromisoformat(signed.date)
    month = signed.date if signed.precision == "month" else f"{signed.date}-06"
    return datetime.date.fromisoformat(f"{month}-17")


def _keeper(stage: Stage, agreement: Agreement) -> User:
    """Who keeps the agreement: the SLT coordinator of the municipality that owns its council."""
    file = next(
        file for (file, _name), council in stage.councils.items() if council.pk == agreement.owner_council_id
    )
    return stage.writer(file)


def _slots(stage: Stage, agreement: Agreement) -> list[SignatorySlot]:
    with stage.acting():
        slots = agreement.slots.select_related("planned_user", "party__organization")
        return list(slots.order_by("order"))


def _on_paper(
    stage: Stage, slot: SignatorySlot, agreement: Agreement, by: User, day: datetime.date, place: str
) -> None:
    with stage.acting(by):
        scan = keep_file(
            agreement=agreement,
            name="underskrifter.pdf",
            content_type="application/pdf",
            content=SCAN.read_bytes(),
            by=by,
        )
        attest_paper(
            slot=slot,
            name=slot.planned_name,
            signed_on=day,
            scan=scan,
            by=by,
            at=stage.moment(day, 12),
            today=stage.today,
            place=place,
        )
